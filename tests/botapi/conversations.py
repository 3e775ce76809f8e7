"""Chats as a test sees them: what the bot says next, or that it says nothing."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from tests.botapi.errors import ExpectationError
from tests.botapi.messages import Message
from tests.botapi.transcript import Event, EventKind

if TYPE_CHECKING:
    from tests.botapi.server import BotApiServer

_TIMEOUT_S = 30.0
_SILENCE_S = 0.2  # the bot answers within 0.03 s


class Conversation:
    """A private chat, the General part of a group, or one topic; remembers what was read."""

    def __init__(self, server: "BotApiServer", chat_id: int, thread_id: int | None = None) -> None:
        """Look at one chat, or at one topic of it."""
        self.server = server
        self.id = chat_id
        self.thread_id = thread_id
        self._read = 0
        self._read_apart: set[int] = set()

    async def next_reply(self, timeout_s: float = _TIMEOUT_S, *, to: Message | None = None) -> Message:
        """Return the bot's next message here, or the first one that replies to `to`.

        What was returned is read. `to` looks at the whole chat and passes nothing else over.
        """
        if to is None:
            return await self._next(EventKind.SENT, timeout_s)
        return await self._first_reply(to, timeout_s)

    async def next_edit(self, timeout_s: float = _TIMEOUT_S) -> Message:
        """Return the next message the bot edited here, as it became."""
        return await self._next(EventKind.EDITED, timeout_s)

    async def silence(self, for_s: float = _SILENCE_S) -> None:
        """Wait; raise `ExpectationError` for any sign of the bot not read yet, even "typing"."""
        try:
            _, event = await self.server.wait(
                lambda world: world.rooms[self.id].transcript.first(self._read, self._is_ours),
                for_s,
            )
        except TimeoutError:
            return
        raise ExpectationError(f"silence expected in {self.id}, but the bot: {event}")

    def catch_up(self) -> tuple[Message, ...]:
        """Return the bot's messages not read yet, in their first wording, and count all as read."""
        events = self.server.run(lambda world: world.rooms[self.id].transcript.since(self._read))
        self._read += len(events)
        ours = (event for event in events if self._is_ours(event))
        return tuple(e.message for e in ours if e.message and e.kind is EventKind.SENT)

    def messages(self) -> tuple[Message, ...]:
        """Return what stands here now, whoever wrote it."""
        standing = self.server.run(lambda world: tuple(world.rooms[self.id].messages.values()))
        return tuple(message for message in standing if self._is_here(message))

    def current(self, message: Message) -> Message | None:
        """Return the message as it stands now, None if it was deleted."""
        return self.server.run(lambda world: world.rooms[self.id].message(message.id))

    def transcript(self) -> tuple[Event, ...]:
        """Return everything that happened in the chat, all topics included."""
        return self.server.run(lambda world: world.rooms[self.id].transcript.since(0))

    async def _next(self, kind: EventKind, timeout_s: float) -> Message:
        def fits(event: Event) -> bool:
            return event.kind is kind and self._is_ours(event)

        number, message = await self._awaited(fits, self._read, timeout_s, f"message {kind}")
        self._read = number + 1
        return message

    async def _first_reply(self, to: Message, timeout_s: float) -> Message:
        def fits(event: Event) -> bool:
            sent = event.message if event.kind is EventKind.SENT and event.by_bot else None
            return bool(sent and sent.reply_to and sent.reply_to.id == to.id)

        _, reply = await self._awaited(fits, 0, timeout_s, f"reply to {to}")
        self._read_apart.add(reply.id)
        return reply

    async def _awaited(
        self, fits: Callable[[Event], bool], start: int, timeout_s: float, what: str
    ) -> tuple[int, Message]:
        try:
            number, event = await self.server.wait(
                lambda world: world.rooms[self.id].transcript.first(start, fits), timeout_s
            )
        except TimeoutError:
            so_far = "\n".join(f"    {event}" for event in self.transcript())
            reason = f"no {what} in chat {self.id} within {timeout_s} s; it has:\n{so_far}"
            raise ExpectationError(reason) from None
        if event.message is None:
            raise ExpectationError(f"{event} has no message")
        return number, event.message

    def _is_ours(self, event: Event) -> bool:
        """Return whether the bot did it here, and nobody read it by itself yet."""
        sent = event.message if event.kind is EventKind.SENT else None
        is_read = sent is not None and sent.id in self._read_apart
        return event.by_bot and event.thread_id == self.thread_id and not is_read

    def _is_here(self, message: Message) -> bool:
        return (message.thread_id if message.is_topic_message else None) == self.thread_id


class Group(Conversation):
    """A group; what is said here without naming a topic is said in General."""

    def __init__(self, server: "BotApiServer", chat_id: int) -> None:
        """Look at one group."""
        super().__init__(server, chat_id)
        self._topics: dict[int, Conversation] = {}

    def topic(self, name: str) -> Conversation:
        """Return a topic by its name, with what was read of it."""
        topics = self.server.run(lambda world: dict(world.rooms[self.id].topics))
        found = [id_ for id_, title in topics.items() if title == name]
        if not found:
            raise ExpectationError(f"no topic {name!r}; there are {tuple(topics.values())}")
        thread_id = found[0]
        return self._topics.setdefault(thread_id, Conversation(self.server, self.id, thread_id))
