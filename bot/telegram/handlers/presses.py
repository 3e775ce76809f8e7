"""A press of a button: who pressed, where, and how to answer it."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from telegram import CallbackQuery, MaybeInaccessibleMessage, Message
from telegram.error import TelegramError

from bot.telegram.handlers.admission import place_of
from bot.telegram.runtime import Runtime
from bot.telegram.store.records import Asked, Draft, OutgoingKind, Place, StoredAnswer

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Press:
    """A button that was pressed by somebody who may."""

    runtime: Runtime
    query: CallbackQuery
    message: MaybeInaccessibleMessage

    @property
    def person_id(self) -> int:
        """Return who pressed."""
        return self.query.from_user.id

    @property
    def is_admin(self) -> bool:
        """Return whether an admin pressed."""
        return self.runtime.access.is_admin(self.person_id)

    @property
    def place(self) -> Place:
        """Return where the button stands; of a message from long ago only the chat is known."""
        return place_of(self.message) if isinstance(self.message, Message) else Place(self.message.chat.id)

    def question(self, question_id: int) -> Asked | None:
        """Return a question that was asked in the chat where the button stands; None for any other.

        Whoever may ask in a chat may press there: what was asked before all is everybody's, and a colleague often
        reads the answer first. But no data that somebody makes up reaches into another chat.
        """
        asked = self.runtime.store.questions.find(question_id)
        return asked if asked is not None and asked.place.chat_id == self.message.chat.id else None

    def stored_answer(self, question_id: int) -> StoredAnswer | None:
        """Return what was answered to a question of this chat, or None."""
        is_here = self.question(question_id) is not None
        return self.runtime.store.questions.answer(question_id) if is_here else None

    async def answer(self, text: str = "", *, alert: bool = False) -> None:
        """End the spinner, with a line shown for a moment or in a box; too late is no trouble."""
        try:
            await self.query.answer(text or None, show_alert=alert)
        except TelegramError as error:
            logger.info("a press could not be answered: %s", type(error).__name__)

    async def post(self, *drafts: Draft, question_id: int | None = None) -> None:
        """Reply to the message that the button belongs to."""
        await self.runtime.sender.post(
            OutgoingKind.NOTICE, self.place, drafts, reply_to=self.message.message_id, question_id=question_id
        )

    async def change(self, draft: Draft) -> bool:
        """Change the message that the button belongs to; return whether it now says so."""
        return await self.runtime.sender.edit(self.message.chat.id, self.message.message_id, draft)
