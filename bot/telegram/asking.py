"""The way of a question through the bot: kept, answered off the event loop, put in the outbox, sent.

accepted (in SQLite) → replying (the reply is in the outbox) → answered, apologised for, or unreachable.
Whatever ends the process, the next one goes on from the step that SQLite has.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Final, TypeVar

from answers.errors import OutOfTimeError, QuestionError
from answers.types import Turn
from bot.rendering.shown import Shown, Status, show
from bot.services import Services
from bot.telegram import texts
from bot.telegram.answering.seam import Answering, Ask, Brief
from bot.telegram.queued import LeftOpen
from bot.telegram.rendering import chat, turns
from bot.telegram.rendering.drafts import apology, note, out_of_time
from bot.telegram.sending import Clock, Sender
from bot.telegram.store import Store
from bot.telegram.store.records import (
    Asked,
    Draft,
    OutgoingKind,
    PendingReason,
    Place,
    QuestionState,
    StoredAnswer,
)
from bot.telegram.timing import Timing
from bot.telegram.workers import Workers

logger = logging.getLogger(__name__)

_TURNS: Final = 3  # how far back a follow-up may reach
_TALK_S: Final = 3600.0  # a question after a longer silence follows nothing
_LATE_S: Final = 600.0
_ANSWERS_AT_ONCE: Final = 2

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Given:
    """What was answered, as it is shown; what a later question may refer to; the library that it is from, or from a later one."""

    shown: Shown
    turn: Turn
    library: str


@dataclass(frozen=True, slots=True)
class Worked:
    """What a thread made of a question: the reply as messages, and what is kept of it."""

    drafts: tuple[Draft, ...]
    answer: StoredAnswer | None


class Asking:
    """Takes questions and sees that each is answered, once."""

    def __init__(
        self,
        services: Services,
        answering: Answering,
        store: Store,
        sender: Sender,
        clock: Clock,
        timing: Timing,
    ) -> None:
        self._services = services
        self._answering = answering
        self._store = store
        self._sender = sender
        self._clock = clock
        self.library_version = services.library.version
        self._limit_s = timing.answer_s
        self._workers = Workers("answer", max(_ANSWERS_AT_ONCE, services.settings.answering_processes))
        # One at a time, and apart: reading a large folder in must not keep questions waiting.
        self._library_workers = Workers("library", 1)

    async def ask(
        self,
        place: Place,
        message_id: int,
        person_id: int,
        text: str,
        *,
        asked_at: float,
        replied_to: int | None = None,
        brief: bool = False,
    ) -> None:
        """Keep a question and answer it; nothing happens where the message was accepted before.

        It follows the question whose answer it replies to, else the person's last one at the same place.
        """
        earlier = self._store.outbox.by_message(place, replied_to) if replied_to is not None else None
        earlier_id = earlier.question_id if earlier is not None else None
        if earlier_id is None:
            earlier_id = self._store.questions.last(place, person_id, self._clock() - _TALK_S)
        asked = self._store.questions.accept(
            place,
            message_id,
            person_id,
            text,
            earlier_id=earlier_id,
            asked_at=asked_at,
            late=self._clock() - asked_at > _LATE_S,
            brief=brief,
        )
        if asked is not None:
            await self.answer(asked)

    async def revise(self, asked: Asked, text: str, *, brief: bool, asked_at: float) -> None:
        """Answer a question anew whose message says something else by now.

        It follows what the first version followed. The answer to that one stays, and so do its buttons; only one
        that was not answered yet is not answered any more.
        """
        with self._store.database.transaction():
            self._store.questions.give_way(asked)
            self._store.desk.drop(asked.id)
            revised = self._store.questions.accept(
                asked.place,
                asked.message_id,
                asked.person_id,
                text,
                earlier_id=asked.earlier_id,
                asked_at=asked_at,
                late=self._clock() - asked_at > _LATE_S,
                brief=brief,
            )
        if revised is not None:
            await self.answer(revised)

    def left_open(self) -> tuple[LeftOpen, ...]:
        """Return the questions that an earlier run did not get to."""
        return tuple(LeftOpen(asked) for asked in self._store.questions.open())

    async def again(self, asked: Asked) -> None:
        """Answer a question again that was apologised for."""
        self._store.questions.mark(asked.id, QuestionState.ACCEPTED)
        await self.answer(asked)

    @property
    def threads_given_up(self) -> int:
        """Return how many threads are held by questions that have had their time."""
        return self._workers.given_up

    async def start(self) -> None:
        """Make ready what answers."""
        await asyncio.to_thread(self._answering.start)

    def close(self) -> None:
        """End what answers; the threads end once they have done what they are at."""
        self._answering.close()
        self._workers.close()
        self._library_workers.close()

    async def in_thread(self, work: Callable[..., _T], *arguments: object) -> _T:
        """Return what the work gives, done by the threads that answer; raise `OutOfTimeError` past the limit."""
        return await self._workers.run(partial(work, *arguments), self._limit_s)

    async def at_length(self, work: Callable[..., _T], *arguments: object) -> _T:
        """Return what work on the library gives, however long that takes; one such work at a time."""
        return await self._library_workers.run(partial(work, *arguments))

    async def warm_up(self) -> None:
        """Load, off the event loop, what the first change of a document would wait for."""
        await self.at_length(self._services.library.warm_up)

    async def keep_step(self) -> None:
        """Take up what has changed in the library, by us or by another process."""
        version = await self.at_length(lambda: self._services.library.version)
        if version != self.library_version:
            await self.at_length(self._services.answerer.keep_step)
            self.library_version = version

    # -- one question -----------------------------------------------------------------------------------

    async def answer(self, asked: Asked) -> None:
        """Answer one question, or apologise for it; whatever happens ends here."""
        earlier = self._store.questions.turns(asked.earlier_id, _TURNS)
        try:
            worked = await self.in_thread(self._work, asked, earlier)
        except OutOfTimeError as error:
            logger.error("question %d is not answered: %s", asked.id, error)
            await self._reply(asked, OutgoingKind.APOLOGY, Worked((out_of_time(asked.id),), None))
        except Exception:  # whatever went wrong, the person is told, with an id
            logger.exception("question %d could not be answered", asked.id)
            await self._reply(asked, OutgoingKind.APOLOGY, Worked((apology(asked.id),), None))
        else:
            await self._reply(asked, OutgoingKind.ANSWER, worked)

    def _work(self, asked: Asked, earlier: tuple[str, ...]) -> Worked:
        """Return the reply to a question; runs in a thread and touches no tables."""
        try:
            given = self.give(Brief(asked.text) if asked.brief else Ask(asked.text, turns.load_all(earlier)))
        except QuestionError as error:
            return Worked((note(str(error)),), None)
        return self.worked(asked, given)

    def give(self, wanted: Ask | Brief) -> Given:
        """Return what is answered; runs in a thread. Raises what `Answering.answer` raises."""
        library = self.library_version  # as it was before: what is answered is never from an older one
        answered = self._answering.answer(wanted)
        return Given(show(answered.reply), answered.turn, library)

    def worked(self, asked: Asked, given: Given, head: str = "") -> Worked:
        """Return a reply as messages (under a heading, if any), with what its buttons will need."""
        shown = given.shown
        stored = StoredAnswer(
            question_id=asked.id,
            found=shown.status is Status.ANSWERED,
            lead=shown.first_line,
            turn=turns.dump(given.turn),
            citations=chat.stored_citations(shown),
            library=given.library,
            answered_at=self._clock(),
        )
        asked_at = datetime.fromtimestamp(asked.asked_at, self._services.settings.timezone)
        foot = texts.late(f"{asked_at:%m-%d %H:%M}") if asked.late else ""
        return Worked(chat.drafts_of(shown, asked.id, head, foot), stored)

    async def _reply(self, asked: Asked, kind: OutgoingKind, worked: Worked) -> None:
        with self._store.database.transaction():
            if not self._store.questions.is_known(asked.id):
                return  # its person said /forget in the meantime
            parts = [
                self._store.outbox.add(
                    kind,
                    asked.place,
                    draft,
                    now=self._clock(),
                    question_id=asked.id,
                    reply_to=asked.reply_to,
                )
                for draft in worked.drafts
            ]
            if worked.answer is not None:
                self._store.questions.keep_answer(worked.answer)
            if worked.answer is not None and not worked.answer.found:
                self._store.desk.open(asked.id, PendingReason.NOTHING, self._clock())
            self._store.questions.mark(asked.id, QuestionState.REPLYING)
        await self._sender.deliver(parts)
