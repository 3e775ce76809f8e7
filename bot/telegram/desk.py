"""The desk: questions that wait for a person, their answers, and the gold lines that come of them.

A question waits when nothing was found, when the answer was marked wrong, or when it was handed over. An
admin answers by replying to it or by adding a document; the asker is told where they asked.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from typing import Final

from answers.errors import AnswersError
from bot.services import Services
from bot.telegram import admin_texts, texts
from bot.telegram.answering.seam import Ask
from bot.telegram.asking import Asking, Given
from bot.telegram.callback_data import Settle, pack
from bot.telegram.rendering import turns
from bot.telegram.rendering.drafts import drafts, note
from bot.telegram.rendering.markup import Run, Style, block
from bot.telegram.sending import Clock, Sender
from bot.telegram.store import Store
from bot.telegram.store.records import OutgoingKind, Pending, PendingReason, Place

logger = logging.getLogger(__name__)

_SHOWN: Final = 5
_RECHECKED: Final = 200


class Handing(Enum):
    """What became of a question that somebody handed over; it waits at the desk in any case but the last."""

    REACHED = auto()
    NOT_REACHED = auto()  # no admin has it yet: none has opened the bot, or the network is down
    NOBODY = auto()  # there is no admin
    ALREADY = auto()  # an admin has had it
    SETTLED = auto()


@dataclass(frozen=True, slots=True)
class Desk:
    """Opens, shows, answers and closes what waits."""

    services: Services
    store: Store
    sender: Sender
    asking: Asking
    clock: Clock

    async def hand_over(self, question_id: int) -> Handing:
        """Let a question wait for a person and show it to the admins; return whether it reached one of them."""
        opened = self.store.desk.open(question_id, PendingReason.HANDED_OVER, self.clock())
        pending = opened or self.store.desk.of_question(question_id)
        if pending is None or (opened is None and pending.answer is not None):
            return Handing.SETTLED
        if opened is None and self.store.outbox.has_reached_an_admin(question_id):
            return Handing.ALREADY
        admins = sorted(self.services.settings.admins)
        shown = await asyncio.gather(*(self._show(pending, Place(admin)) for admin in admins))
        if not admins:
            return Handing.NOBODY
        return Handing.REACHED if any(shown) else Handing.NOT_REACHED

    async def show_waiting(self, place: Place) -> None:
        """Show an admin what waits, each question in a message that can be replied to."""
        waiting = self.store.desk.waiting(_SHOWN)
        head = (
            admin_texts.pending_head(len(waiting), self.store.desk.count())
            if waiting
            else admin_texts.NOTHING_PENDING
        )
        await self.sender.post(OutgoingKind.NOTICE, place, [note(head)])
        for pending in waiting:
            await self._show(pending, place)

    def shown_by(self, place: Place, message_id: int) -> Pending | None:
        """Return the question that a message shows to an admin, waiting or not; None for other messages."""
        shown = self.store.outbox.by_message(place, message_id)
        if shown is None or shown.kind is not OutgoingKind.DESK or shown.question_id is None:
            return None
        return self.store.desk.of_question(shown.question_id)

    async def answer(self, pending: Pending, answer: str, by_person: int) -> bool:
        """Tell the asker an admin's answer; return False where another admin was faster."""
        if not self.store.desk.close(pending.id, answer, by_person, self.clock()):
            return False
        told = block(texts.desk_answer(pending.asked.id, pending.asked.text, answer))
        await self.sender.post(
            OutgoingKind.ANSWER,
            pending.asked.place,
            drafts([told]),
            reply_to=pending.asked.reply_to,
            question_id=pending.asked.id,
        )
        return True

    async def answer_from_library(self, pending: Pending, by_person: int) -> bool:
        """Tell the asker what the library answers by now; return False where it still answers nothing."""
        given = await self._found(pending)
        if given is None:
            return False
        head = texts.desk_found(pending.asked.id, pending.asked.text)
        shown, worked = given.shown, self.asking.worked(pending.asked, given, head)
        said = ";".join(shown.answers) or shown.first_line
        document_id = shown.citations[0].document.id
        if not self.store.desk.close(pending.id, said, by_person, self.clock(), document_id):
            return False
        if worked.answer is not None:
            self.store.questions.keep_answer(worked.answer)
        await self.sender.post(
            OutgoingKind.ANSWER,
            pending.asked.place,
            worked.drafts,
            reply_to=pending.asked.reply_to,
            question_id=pending.asked.id,
        )
        return True

    async def recheck(self, place: Place) -> None:
        """Show an admin which of the waiting questions the library can answer by now."""
        for pending in self.store.desk.waiting(_RECHECKED):
            given = await self._found(pending)
            if given is not None:
                text = admin_texts.now_answerable(pending.id, pending.asked.text)
                blocks = [block(text), block(Run(given.shown.first_line, Style.BOLD))]
                row = (
                    (admin_texts.BUTTON_SEND_TO_ASKER, pack(Settle(pending.id, True))),
                    (admin_texts.BUTTON_CLOSE, pack(Settle(pending.id, False))),
                )
                await self.sender.post(
                    OutgoingKind.DESK, place, drafts(blocks, (row,)), question_id=pending.asked.id
                )

    async def _show(self, pending: Pending, place: Place) -> bool:
        """Show an admin a question that waits; return whether it has arrived."""
        asked_at = datetime.fromtimestamp(pending.asked.asked_at, self.services.settings.timezone)
        text = admin_texts.pending_item(
            pending.id, pending.reason, pending.asked.text, pending.asker, f"{asked_at:%m-%d %H:%M}"
        )
        row = ((admin_texts.BUTTON_CLOSE, pack(Settle(pending.id, False))),)
        return await self.sender.post(
            OutgoingKind.DESK, place, drafts([block(text)], (row,)), question_id=pending.asked.id
        )

    async def _found(self, pending: Pending) -> Given | None:
        """Return what the library answers to a waiting question now; None where it finds nothing."""
        earlier = turns.load_all(self.store.questions.turns(pending.asked.earlier_id, 3))
        try:
            given = await self.asking.in_thread(self.asking.give, Ask(pending.asked.text, earlier))
        except AnswersError as error:
            logger.warning("a question of the desk cannot be answered: %s", type(error).__name__)
            return None
        return given if given.shown.citations else None


def export(store: Store) -> Iterator[str]:
    """Yield the questions that the desk has answered as lines of a gold file (JSON, one a line)."""
    for pending in store.desk.answered():
        kept = store.questions.answer(pending.asked.id)
        turn = turns.load(kept.turn) if kept is not None else None
        line = {
            "id": f"desk-{pending.id:03}",
            "question": turn.understood if turn is not None else pending.asked.text,
            "kind": turn.kind if turn is not None else "other",
            "document": pending.document_id,
            "answers": [[pending.answer]],
        }
        yield json.dumps(line, ensure_ascii=False)
