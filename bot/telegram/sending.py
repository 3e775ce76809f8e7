"""Sending: every message goes through the outbox and is sent once, whatever Telegram or the network does.

A message that may or may not have arrived is not sent a second time. Its reader gets a short doubt with the
question's number and a button instead; where the doubt's own message id proves that nothing came before it,
the doubt turns into the message.
"""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Final

from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    Message,
    ReplyParameters,
)
from telegram.constants import ParseMode
from telegram.error import ChatMigrated, RetryAfter, TelegramError

from bot.rendering.visible import visible
from bot.telegram import texts
from bot.telegram.callback_data import SendAgain, pack
from bot.telegram.faults import Adjustment, Fate, adjustment, fate, is_unchanged, wait_s
from bot.telegram.limiter import ChatLimiter
from bot.telegram.rendering.drafts import apology, note
from bot.telegram.store import Store
from bot.telegram.store.records import (
    Draft,
    Keyboard,
    Outgoing,
    OutgoingKind,
    OutgoingState,
    Place,
    QuestionState,
)

logger = logging.getLogger(__name__)

# Telegram takes 30 messages a second; at 200 ms each, eight at once are more than that.
_SENDS_AT_ONCE: Final = 8
# A command's reply that comes later than this confuses more than it helps.
_GIVE_UP_AFTER_S: Final = {OutgoingKind.NOTICE: 900.0}
_GIVE_UP_IN_THE_END_S: Final = 86_400.0
_PAUSE_LIMIT_S: Final = 60.0
# Kinds that must not come twice; the others are repeated where they may not have arrived.
_ONCE: Final = frozenset({OutgoingKind.ANSWER, OutgoingKind.BRIEFING})
# Kinds that decide what becomes of their question.
_OF_THE_QUESTION: Final = _ONCE | {OutgoingKind.APOLOGY, OutgoingKind.DOUBT}

Clock = Callable[[], float]


class Sender:
    """Sends what is in the outbox; what a chat may not get yet stays there."""

    def __init__(self, bot: Bot, store: Store, limiter: ChatLimiter, clock: Clock) -> None:
        self.on_migration: Callable[[int, int], None] = store.people.migrate_chat
        self._bot = bot
        self._store = store
        self._clock = clock
        self._slots = asyncio.Semaphore(_SENDS_AT_ONCE)
        self._limiter = limiter
        self._over: set[int] = set()  # unsure messages whose connection is over

    async def post(
        self,
        kind: OutgoingKind,
        place: Place,
        drafts: Iterable[Draft],
        *,
        reply_to: int | None = None,
        question_id: int | None = None,
    ) -> bool:
        """Put a message (in parts) into the outbox and send it; return whether all of it has arrived by now."""
        with self._store.database.transaction():
            parts = [
                self._store.outbox.add(
                    kind, place, draft, now=self._clock(), question_id=question_id, reply_to=reply_to
                )
                for draft in drafts
            ]
        return await self.deliver(parts)

    async def deliver(self, parts: Iterable[Outgoing]) -> bool:
        """Send the parts of a message in order; what cannot be sent now waits, and the rest with it.

        Returns whether all have arrived.
        """
        for part in parts:
            if not await self._deliver(part):
                return False
        return True

    async def pump(self) -> None:
        """Send what waits and is due, chat by chat."""
        by_chat: dict[int, list[Outgoing]] = defaultdict(list)
        for outgoing in self._store.outbox.due(self._clock()):
            by_chat[outgoing.place.chat_id].append(outgoing)
        await asyncio.gather(*(self.deliver(parts) for parts in by_chat.values()))

    def take_up(self) -> None:
        """Doubt what an earlier run was sending when it ended; to be called once, before anything is sent."""
        for outgoing in self._store.outbox.interrupted():
            self._unsure(outgoing, over=True)

    async def _deliver(self, outgoing: Outgoing) -> bool:
        """Send one message; return whether it arrived for certain."""
        held_until = self._limiter.held_until(outgoing.place.chat_id)
        if held_until is not None:
            self._store.outbox.delay(outgoing.id, held_until)
            return False
        async with self._slots:
            if not self._store.outbox.claim(outgoing.id):
                return False
            try:
                message = await self._transmit(outgoing)
            except TelegramError as error:
                self._failed(outgoing, error)
                return False
        with self._store.database.transaction():
            self._arrived(outgoing, message.message_id)
        if outgoing.kind is OutgoingKind.DOUBT:
            await self._resolve(outgoing, message)
        return True

    async def _transmit(self, outgoing: Outgoing) -> Message:
        """Send, leaving out what Telegram refuses and following a chat that has moved, each once."""
        left_out: set[Adjustment] = set()
        chat_id = outgoing.place.chat_id
        while True:
            try:
                return await self._send(outgoing, chat_id, left_out)
            except ChatMigrated as error:
                if chat_id != outgoing.place.chat_id:
                    raise
                self.on_migration(chat_id, error.new_chat_id)
                chat_id = error.new_chat_id
            except TelegramError as error:
                refused = adjustment(error)
                if refused is None or refused in left_out:
                    raise
                logger.warning("message %d is sent without its %s", outgoing.id, refused.name.lower())
                left_out.add(refused)

    async def _send(self, outgoing: Outgoing, chat_id: int, left_out: set[Adjustment]) -> Message:
        as_html = Adjustment.MARKUP not in left_out
        reply = None
        if outgoing.reply_to is not None and Adjustment.REPLY not in left_out:
            reply = ReplyParameters(outgoing.reply_to, allow_sending_without_reply=True)
        return await self._bot.send_message(
            chat_id,
            outgoing.draft.html if as_html else outgoing.draft.plain,
            parse_mode=ParseMode.HTML if as_html else None,
            message_thread_id=None if Adjustment.THREAD in left_out else outgoing.place.thread_id,
            reply_parameters=reply,
            reply_markup=markup_of(outgoing.draft.keyboard),
        )

    # -- what became of it ------------------------------------------------------------------------------

    def _arrived(self, outgoing: Outgoing, message_id: int) -> None:
        self._store.outbox.sent(outgoing.id, message_id)
        if outgoing.question_id is None:
            return
        if outgoing.kind in _ONCE and not self._store.outbox.rest_of(outgoing):
            self._store.questions.mark(outgoing.question_id, QuestionState.ANSWERED)
        if outgoing.kind in {OutgoingKind.APOLOGY, OutgoingKind.DOUBT}:
            self._store.questions.mark(outgoing.question_id, QuestionState.APOLOGISED)

    def _failed(self, outgoing: Outgoing, error: TelegramError) -> None:
        logger.warning("message %d: %s", outgoing.id, type(error).__name__)
        outcome = fate(error)
        match outcome:
            case Fate.LATER:
                self._postpone(outgoing, error)
            case Fate.UNKNOWN | Fate.MAY_YET_COME if outgoing.kind not in _ONCE:
                self._postpone(outgoing, error)
            case Fate.UNKNOWN | Fate.MAY_YET_COME:
                self._unsure(outgoing, over=outcome is Fate.UNKNOWN)
            case Fate.UNREACHABLE:
                self._give_up(outgoing)
                self._store.people.mark_chat(outgoing.place.chat_id, active=False)
            case Fate.REFUSED:
                logger.error("message %d was refused: %s", outgoing.id, error.message)
                self._apologise(outgoing)

    def _postpone(self, outgoing: Outgoing, error: TelegramError) -> None:
        now = self._clock()
        if now - outgoing.created_at > _GIVE_UP_AFTER_S.get(outgoing.kind, _GIVE_UP_IN_THE_END_S):
            self._give_up(outgoing)
            return
        pause_s = min(2.0**outgoing.tries / 2, _PAUSE_LIMIT_S)
        if isinstance(error, RetryAfter):
            pause_s = wait_s(error)
            logger.log(
                logging.ERROR if pause_s > _PAUSE_LIMIT_S else logging.INFO, "told to wait %.0f s", pause_s
            )
        self._store.outbox.postpone(outgoing.id, now + pause_s)

    def _unsure(self, outgoing: Outgoing, *, over: bool) -> None:
        """Replace a message (and the parts after it) that may have arrived by a doubt; repeat the others."""
        if outgoing.kind not in _ONCE:
            self._store.outbox.postpone(outgoing.id, self._clock())
            return
        with self._store.database.transaction():
            rest = self._store.outbox.rest_of(outgoing) if outgoing.question_id is not None else ()
            for part in (outgoing, *rest):
                self._store.outbox.mark(part.id, OutgoingState.UNSURE)
            self._store.outbox.add(
                OutgoingKind.DOUBT,
                outgoing.place,
                note(
                    texts.doubt(outgoing.question_id or outgoing.id),
                    (texts.BUTTON_SEND_AGAIN, pack(SendAgain(outgoing.id))),
                ),
                now=self._clock(),
                question_id=outgoing.question_id,
                reply_to=outgoing.reply_to,
                about_id=outgoing.id,
            )
        if over and not rest:
            self._over.add(outgoing.id)

    async def _resolve(self, doubt: Outgoing, message: Message) -> None:
        """Turn a doubt into the message that it doubts, where that one cannot have arrived."""
        doubted = self._store.outbox.find(doubt.about_id or 0)
        if doubted is None or doubted.id not in self._over or doubted.reply_to is None:
            return
        self._over.discard(doubted.id)
        place = replace(doubt.place, chat_id=message.chat.id)
        if not self._store.outbox.accounts_for_all_between(place, doubted.reply_to, message.message_id):
            return
        if await self.edit(place.chat_id, message.message_id, doubted.draft):
            with self._store.database.transaction():
                self._arrived(doubted, message.message_id)

    def _give_up(self, outgoing: Outgoing) -> None:
        with self._store.database.transaction():
            self._store.outbox.mark(outgoing.id, OutgoingState.FAILED)
            if outgoing.question_id is not None:
                for part in self._store.outbox.rest_of(outgoing):
                    self._store.outbox.mark(part.id, OutgoingState.FAILED)
                if outgoing.kind in _OF_THE_QUESTION:
                    self._store.questions.mark(outgoing.question_id, QuestionState.UNREACHABLE)

    def _apologise(self, outgoing: Outgoing) -> None:
        self._give_up(outgoing)
        if outgoing.kind is OutgoingKind.ANSWER and outgoing.question_id is not None:
            self._store.outbox.add(
                OutgoingKind.APOLOGY,
                outgoing.place,
                apology(outgoing.question_id),
                now=self._clock(),
                question_id=outgoing.question_id,
                reply_to=outgoing.reply_to,
            )

    # -- what need not arrive ---------------------------------------------------------------------------

    async def send_file(self, place: Place, name: str, data: bytes, reply_to: int) -> bool:
        """Send a file, once; return whether it arrived. Whoever asked for it can ask again: it has no row in the outbox."""
        reply = ReplyParameters(reply_to, allow_sending_without_reply=True)
        try:
            async with self._slots:
                await self._bot.send_document(
                    place.chat_id,
                    InputFile(data, name),
                    message_thread_id=place.thread_id,
                    reply_parameters=reply,
                )
        except TelegramError as error:
            logger.warning("a file could not be sent: %s", type(error).__name__)
            return False
        return True

    async def edit(self, chat_id: int, message_id: int, draft: Draft) -> bool:
        """Change a message of ours; return whether it now says so."""
        try:
            await self._bot.edit_message_text(
                draft.html,
                chat_id=chat_id,
                message_id=message_id,
                parse_mode=ParseMode.HTML,
                reply_markup=markup_of(draft.keyboard),
            )
        except TelegramError as error:
            if not is_unchanged(error):
                logger.warning("message %d could not be changed: %s", message_id, type(error).__name__)
                return False
        return True


def markup_of(keyboard: Keyboard) -> InlineKeyboardMarkup | None:
    """Return the buttons as Telegram takes them; None for no buttons."""
    if not keyboard:
        return None
    return InlineKeyboardMarkup(
        [
            [InlineKeyboardButton(visible(label), callback_data=data) for label, data in row]
            for row in keyboard
        ]
    )
