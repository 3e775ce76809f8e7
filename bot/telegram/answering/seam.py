"""What is asked of whoever answers, and what comes back: values, which cross to other processes as they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from answers.types import Reply, Turn
from bot.services import Services

if TYPE_CHECKING:
    from answers.answerer import Answerer


@dataclass(frozen=True, slots=True)
class Answered:
    """A reply, and what a later question may refer to."""

    reply: Reply
    turn: Turn


@dataclass(frozen=True, slots=True)
class Ask:
    """A question that is to be answered, earlier turns (oldest first) taken into account."""

    text: str
    earlier: tuple[Turn, ...] = ()

    def of(self, answerer: Answerer) -> Answered:
        """Return what an answerer makes of it; raise what `Answerer.reply` raises."""
        reply = answerer.reply(self.text, self.earlier)
        return Answered(reply, answerer.turn(reply))


@dataclass(frozen=True, slots=True)
class Brief:
    """A subject on which cited points are wanted, from some documents alone where they are given."""

    subject: str
    document_ids: tuple[str, ...] | None = None

    def of(self, answerer: Answerer) -> Answered:
        """Return what an answerer makes of it; raise what `Answerer.brief` raises."""
        reply = answerer.brief(self.subject, self.document_ids)
        return Answered(reply, answerer.turn(reply))


class Answering(Protocol):
    """Whoever answers; to be asked from several threads."""

    def start(self) -> None:
        """Make ready what the first question would wait for; may take seconds."""

    def answer(self, wanted: Ask | Brief) -> Answered:
        """Return what is wanted, from the library as this process knows it or a later one.

        Raises `AnswersError` for what cannot be answered, `OutOfTimeError` past the limit of `answers.deadline`.
        """

    def close(self) -> None:
        """End what was started, whatever it is at."""


class OwnProcess:
    """The bot's own process, which answers by itself."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def start(self) -> None:
        """Do nothing: the first question loads what it needs."""

    def answer(self, wanted: Ask | Brief) -> Answered:
        """Return what is wanted."""
        return wanted.of(self._services.answerer)

    def close(self) -> None:
        """Do nothing: nothing was started."""
