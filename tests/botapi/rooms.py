"""A chat as the server keeps it: who is in it, what was said, which topics it has."""

from collections.abc import Iterator

from tests.botapi.errors import bad_request
from tests.botapi.messages import Message
from tests.botapi.transcript import Transcript
from tests.botapi.values import Chat, ChatKind, Member, Standing, User

GENERAL_TOPIC_ID = 1


class Room:
    """The state of one chat; used by the server's thread only."""

    def __init__(self, chat: Chat, message_ids: Iterator[int]) -> None:
        """Open an empty chat that takes the ids of its messages from `message_ids`."""
        self.chat = chat
        self.members: dict[int, Member] = {}
        self.messages: dict[int, Message] = {}
        self.topics: dict[int, str] = {}
        self.transcript = Transcript()
        self.upgraded_to: int | None = None
        # Of a private chat: nobody can be written to before they wrote, or after they blocked.
        self.is_started = False
        self.is_blocked = False
        self._message_ids = message_ids

    def next_message_id(self) -> int:
        """Return an id no message of this chat has."""
        return next(self._message_ids)

    def member(self, user: User) -> Member:
        """Return the standing of `user`; whoever is not known here has left."""
        return self.members.get(user.id, Member(user, Standing.LEFT))

    def message(self, message_id: int | None) -> Message | None:
        """Return the message, or None when there is none or it was deleted."""
        return self.messages.get(message_id) if message_id is not None else None

    def placement(self, thread_id: int | None, reply_to: Message | None) -> tuple[int | None, bool]:
        """Return the thread id a new message gets, and whether it is in a topic.

        A reply to a message of a topic goes there. Any other reply in a supergroup, General
        included, gets the id of the first message of its chain, which is no topic and refused
        as one (tdlib/telegram-bot-api#447, #798).
        """
        if thread_id is not None:
            if not self.chat.is_forum or thread_id not in self.topics:
                raise bad_request("message thread not found")
            return thread_id, True
        if reply_to is None or self.chat.kind is not ChatKind.SUPERGROUP:
            return None, False
        if reply_to.is_topic_message:
            return reply_to.thread_id, True
        return reply_to.thread_id or reply_to.id, False

    def topic_start(self, thread_id: int | None) -> Message | None:
        """Return the service message that opened the topic, which its messages reply to."""
        return self.messages.get(thread_id) if thread_id in self.topics else None
