"""Briefings: each day at its minute, cited points on a subject from documents that are new since the last.

That a day is dealt with, what has been told by then, and the message itself are written in one transaction:
a restart neither skips a briefing nor repeats one.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Final

from answers.errors import AnswersError
from answers.types import Abstention
from bot.errors import ProcessGoneError
from bot.services import Services
from bot.telegram import texts
from bot.telegram.answering.seam import Brief
from bot.telegram.asking import Asking, Given
from bot.telegram.sending import Clock, Sender
from bot.telegram.store import Store
from bot.telegram.store.records import Outgoing, OutgoingKind, Place, QuestionState, Subscription
from retrieval.normalise import in_place
from retrieval.types import Document

logger = logging.getLogger(__name__)

# "08:30", "8:30", "8点", "8点半", "8点30分", at the end of the order: "复工复产 08:30".
_TIME: Final = re.compile(r"[\s,](?P<hour>\d{1,2})(?::(?P<minute>\d{2})|点(?P<rest>半|\d{1,2}分?)?)$")
_LONGEST_TIME: Final = 8  # " 08点30分" and the like
_NOBODY: Final = 0


@dataclass(frozen=True, slots=True)
class Order:
    """What was ordered: the subject, and the minute of the day."""

    subject: str
    minute: int

    @property
    def clock(self) -> str:
        """Return the time as people write it."""
        return clock_of(self.minute)


def clock_of(minute: int) -> str:
    """Return a minute of the day as people write it.

    >>> clock_of(510)
    '08:30'
    """
    return f"{minute // 60:02}:{minute % 60:02}"


def parse_order(text: str) -> Order | None:
    """Return what /subscribe orders; None for what is no subject and time.

    >>> parse_order("复工复产 8点半")
    Order(subject='复工复产', minute=510)
    """
    written = text.strip()
    folded = in_place(written)
    start = max(0, len(folded) - _LONGEST_TIME)
    match = _TIME.search(folded, start)
    if match is None:
        return None
    subject = written[: len(folded[: match.start()].rstrip(" \t\n,"))]
    rest = match["rest"] or "0"
    minute = int(match["minute"] or (30 if rest == "半" else rest.removesuffix("分")))
    hour = int(match["hour"])
    return Order(subject, hour * 60 + minute) if subject and hour < 24 and minute < 60 else None


def fingerprint(document: Document) -> str:
    """Return what tells a document, as it is now, from every other: a changed one is news.

    Of the id eight digits, as ids were when the first fingerprints were kept: what was told stays told.
    """
    return sha256(f"{document.id[:8]}\n{document.text}".encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Briefings:
    """Takes orders, and sends what is due."""

    services: Services
    store: Store
    sender: Sender
    asking: Asking
    clock: Clock

    async def subscribe(self, place: Place, order: Order, person_id: int) -> Subscription:
        """Keep an order; the documents of today are not news, and a minute that has passed is tomorrow's."""
        now = self._now()
        known = await self._documents()
        has_passed = now.hour * 60 + now.minute >= order.minute
        last_day = now.date() if has_passed else now.date() - timedelta(days=1)
        return self.store.subscriptions.add(
            place,
            order.subject,
            order.minute,
            person_id,
            last_day=last_day.isoformat(),
            known=[fingerprint(document) for document in known],
        )

    async def tick(self) -> None:
        """Send the briefings that are due; one that fails is tried again at the next tick."""
        now = self._now()
        due = self.store.subscriptions.undone(now.date().isoformat(), now.hour * 60 + now.minute)
        if not due:
            return
        await self.asking.keep_step()  # what cannot be found yet must not count as told
        documents = await self._documents()
        for subscription in due:
            await self._brief(subscription, documents, now.date())

    async def _brief(self, subscription: Subscription, documents: Iterable[Document], day: date) -> None:
        told = self.store.subscriptions.told(subscription.id)
        fresh = {fingerprint(document): document for document in documents}
        fresh = {key: document for key, document in fresh.items() if key not in told}
        points = await self._points(subscription.subject, fresh.values()) if fresh else None
        with self.store.database.transaction():
            self.store.subscriptions.settle(subscription.id, day.isoformat(), fresh)
            parts = self._put_out(subscription, points, day) if points is not None else []
        await self.sender.deliver(parts)

    def _put_out(self, subscription: Subscription, given: Given, day: date) -> list[Outgoing]:
        # A briefing has a question's row, so that its buttons work like any answer's; no message asked it.
        asked = self.store.questions.accept(
            subscription.place,
            -(subscription.id * 10_000_000 + day.toordinal()),
            _NOBODY,
            subscription.subject,
            earlier_id=None,
            asked_at=self.clock(),
            brief=True,
        )
        if asked is None:
            return []
        worked = self.asking.worked(asked, given, texts.briefing_head(subscription.subject, day.isoformat()))
        if worked.answer is not None:
            self.store.questions.keep_answer(worked.answer)
        self.store.questions.mark(asked.id, QuestionState.REPLYING)
        return [
            self.store.outbox.add(
                OutgoingKind.BRIEFING, subscription.place, draft, now=self.clock(), question_id=asked.id
            )
            for draft in worked.drafts
        ]

    async def _points(self, subject: str, documents: Iterable[Document]) -> Given | None:
        ids = tuple(document.id for document in documents)
        try:
            given = await self.asking.in_thread(self.asking.give, Brief(subject, ids))
        except (AnswersError, ProcessGoneError) as error:  # another try at the next tick would end no better
            logger.warning("no briefing could be made: %s", type(error).__name__)
            return None
        return None if isinstance(given.shown.reply, Abstention) else given

    async def _documents(self) -> tuple[Document, ...]:
        return await self.asking.in_thread(self.services.library.documents)

    def _now(self) -> datetime:
        return datetime.fromtimestamp(self.clock(), self.services.settings.timezone)
