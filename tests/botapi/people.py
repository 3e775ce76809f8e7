"""People as a test plays them: they write, reply, press, upload, and see."""

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from tests.botapi import inline, scene
from tests.botapi.conversations import Conversation, Group
from tests.botapi.entities import Entity, EntityKind, detect, utf16_length
from tests.botapi.errors import ExpectationError
from tests.botapi.json_values import JsonObject
from tests.botapi.messages import Message
from tests.botapi.queries import Answer, CallbackAnswer, InlineAnswer, InlineResult
from tests.botapi.scene import Utterance
from tests.botapi.values import Chat, Command, Member, Standing, User

if TYPE_CHECKING:
    from tests.botapi.server import BotApiServer

_TIMEOUT_S = 30.0


class Press:
    """A button somebody pressed; its spinner turns until the bot answers."""

    def __init__(self, server: "BotApiServer", answer: "asyncio.Future[Answer]") -> None:
        """Hold what the server's thread will fill."""
        self._server = server
        self._answer = answer

    async def answered(self, timeout_s: float = _TIMEOUT_S) -> CallbackAnswer:
        """Return what the presser is shown; raise `ExpectationError` if the spinner never ends."""
        try:
            shown = await self._server.wait(lambda _: _shielded(self._answer), timeout_s)
        except TimeoutError:
            raise ExpectationError(f"the press was not answered within {timeout_s} s") from None
        if not isinstance(shown, CallbackAnswer):
            raise ExpectationError(f"not the answer to a press: {shown}")
        return shown


class Person:
    """Somebody with an account."""

    def __init__(self, server: "BotApiServer", user: User) -> None:
        """Play `user`."""
        self.server = server
        self.user = user
        self._private = Conversation(server, user.id)

    @property
    def id(self) -> int:
        """Their user id."""
        return self.user.id

    def private(self) -> Conversation:
        """Return their chat with the bot; writing there once lets the bot write back."""
        return self._private

    # Writing

    async def says(
        self,
        where: Conversation,
        text: str,
        *,
        age_s: float = 0.0,
        is_anonymous: bool = False,
    ) -> Message:
        """Send a text, `age_s` seconds ago, as oneself or as the group."""
        return self._send(where, Utterance(text, age_s=age_s, is_anonymous=is_anonymous))

    async def replies(self, message: Message, text: str) -> Message:
        """Reply to a message, where it stands."""
        place = Conversation(self.server, message.chat.id)
        return self._send(place, Utterance(text, reply_to_id=message.id))

    async def mentions(self, where: Conversation, text: str, *, by_name: bool = False) -> Message:
        """Send "@bot text", or the bot's name as a link to it."""
        bot = self.server.bot
        if not by_name:
            return self._send(where, Utterance(f"@{bot.username} {text}"))
        name = Entity(EntityKind.TEXT_MENTION, 0, utf16_length(bot.first_name), user=bot)
        said = f"{bot.first_name} {text}"
        return self._send(where, Utterance(said, (name, *detect(said))))

    async def starts(self, payload: str = "") -> Message:
        """Open the private chat, by its button or by a link with a payload."""
        return self._send(self._private, Utterance(f"/start {payload}".rstrip()))

    async def uploads(
        self,
        where: Conversation,
        name: str,
        data: bytes,
        *,
        caption: str = "",
        size_bytes: int | None = None,
        field: str = "document",
    ) -> Message:
        """Send a file; `size_bytes` lets it seem larger than it is, `field` be a photo."""
        document = self.server.run(lambda world: world.files.put(name, data, size_bytes, field))
        return self._send(where, Utterance(caption, document=document))

    async def sends(self, where: Conversation, content: JsonObject) -> Message:
        """Send anything else, by the field names of Message: {"sticker": {...}}."""
        return self._send(where, Utterance(extra=content))

    async def forwards(self, message: Message, where: Conversation) -> Message:
        """Send somebody's message on, with its origin."""
        sender = message.sender.to_json()
        origin = {"type": "user", "date": message.date, "sender_user": sender}
        extra = {"forward_origin": origin}
        return self._send(where, Utterance(message.text, message.entities, message.document, extra=extra))

    async def edits(self, message: Message, text: str) -> Message:
        """Change one's own message."""
        return self.server.run(lambda world: scene.edit(world, message, text))

    async def deletes(self, message: Message) -> None:
        """Take a message away."""
        self.server.run(lambda world: scene.delete(world, message))

    async def reacts(self, message: Message, emoji: str) -> None:
        """Put a reaction on a message, or take it back with no emoji."""
        self.server.run(lambda world: scene.react(world, self.user, message, emoji))

    def _send(self, where: Conversation, utterance: Utterance) -> Message:
        placed = replace(utterance, thread_id=where.thread_id)
        return self.server.run(lambda world: scene.say(world, self.user, where.id, placed))

    # Pressing and asking

    async def presses(self, message: Message, label: str) -> Press:
        """Press the button with this label, or with the only one that contains it."""
        answer = self.server.run(lambda world: inline.press(world, self.user, message, label))
        return Press(self.server, answer)

    async def forges(self, message: Message, data: str) -> Press:
        """Press a button that the message does not have, with any data."""
        answer = self.server.run(lambda world: inline.call_back(world, self.user, message, data))
        return Press(self.server, answer)

    async def asks_inline(
        self, query: str, where: Conversation | None = None, timeout_s: float = _TIMEOUT_S
    ) -> InlineAnswer:
        """Type "@bot query" and return what is offered."""
        kind = self._chat(where).kind if where else "sender"
        asked = self.server.run(lambda world: inline.ask(world, self.user, query, kind))
        try:
            offered = await self.server.wait(lambda _: _shielded(asked), timeout_s)
        except TimeoutError:
            raise ExpectationError(f"nothing was offered for {query!r}") from None
        if not isinstance(offered, InlineAnswer):
            raise ExpectationError(f"not the answer to an inline question: {offered}")
        return offered

    async def chooses(self, query: str, result: InlineResult, where: Conversation) -> Message:
        """Send an offered result to a chat."""
        return self.server.run(lambda world: inline.choose(world, self.user, query, result, where.id))

    # Coming and going

    async def blocks_bot(self) -> None:
        """Block the bot."""
        self.server.run(lambda world: scene.set_blocked(world, self.user, is_blocked=True))

    async def unblocks_bot(self) -> None:
        """Let the bot write again."""
        self.server.run(lambda world: scene.set_blocked(world, self.user, is_blocked=False))

    async def adds_bot(self, group: Group, standing: Standing = Standing.MEMBER) -> None:
        """Add the bot to a group, or change what it is there."""
        self._change(group, self.server.bot, standing)

    async def removes_bot(self, group: Group) -> None:
        """Throw the bot out."""
        self._change(group, self.server.bot, Standing.KICKED)

    async def joins(self, group: Group, standing: Standing = Standing.MEMBER) -> None:
        """Enter a group, or become something else there."""
        self._change(group, self.user, standing)

    async def leaves(self, group: Group) -> None:
        """Leave a group."""
        self._change(group, self.user, Standing.LEFT)

    async def upgrades(self, group: Group) -> Group:
        """Make a basic group a supergroup and return that; the old one is closed."""
        room = self.server.run(lambda world: scene.upgrade(world, group.id, self.user))
        return Group(self.server, room.chat.id)

    def _change(self, group: Group, user: User, standing: Standing) -> None:
        self.server.run(lambda world: scene.change_standing(world, group.id, self.user, user, standing))

    # Seeing

    def menu(self, where: Conversation) -> tuple[Command, ...]:
        """Return the commands one is shown behind "/"."""
        chat = self._chat(where)
        member = self.server.run(lambda world: world.rooms[chat.id].member(self.user))
        return self.server.run(lambda world: world.menus.shown(chat, Member(self.user, member.standing)))

    def _chat(self, where: Conversation) -> Chat:
        return self.server.run(lambda world: world.rooms[where.id].chat)


async def _shielded(answer: "asyncio.Future[Answer]") -> Answer:
    """Wait for the answer in a way that giving up leaves it open."""
    return await asyncio.shield(answer)
