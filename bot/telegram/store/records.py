"""What the store hands out: frozen values, times in seconds since 1970."""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_PLAIN: Final = frozenset({"str", "int", "float", "bool", "None"})


@dataclass(frozen=True, slots=True)
class Place:
    """Where a message goes: a chat, and a topic of it or None."""

    chat_id: int
    thread_id: int | None = None

    @property
    def is_private(self) -> bool:
        """Return whether the chat is one person's (groups and channels have negative ids)."""
        return self.chat_id > 0


class QuestionState(StrEnum):
    """How far a question has come."""

    ACCEPTED = "accepted"
    REPLYING = "replying"  # what there is to say is in the outbox
    ANSWERED = "answered"
    APOLOGISED = "apologised"
    UNREACHABLE = "unreachable"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that was accepted: whose, where, and which earlier question it follows."""

    id: int
    place: Place
    message_id: int
    person_id: int
    text: str
    earlier_id: int | None
    asked_at: float
    late: bool
    brief: bool
    state: QuestionState

    @property
    def reply_to(self) -> int | None:
        """Return the message that asks it; None for a briefing, and where the message asks something else by now."""
        return self.message_id if self.message_id > 0 else None


@dataclass(frozen=True, slots=True)
class StoredCitation:
    """What a source button needs: the words shown and where they stood (`start`, `end` in the passage).

    `number` counts through the document, as buttons do, `place` through the article, as people do: 0 in what an
    earlier program kept. `page` is None where the format has none.
    The nearest text under an abstention is kept in the same way, numbered on behind the citations.
    """

    n: int
    passage_id: str
    document_id: str
    title: str
    number: int
    start: int
    end: int
    quote: str
    is_nearest: bool = False
    place: int = 0
    page: int | None = None


@dataclass(frozen=True, slots=True)
class StoredAnswer:
    """What was answered to a question; `turn` is the JSON of an `answers.types.Turn`."""

    question_id: int
    found: bool
    lead: str
    turn: str
    citations: tuple[StoredCitation, ...]
    library: str
    answered_at: float

    def citation(self, n: int) -> StoredCitation | None:
        """Return the citation of that number, or None."""
        return next((citation for citation in self.citations if citation.n == n), None)


class OutgoingKind(StrEnum):
    """Why a message is sent, which decides what happens when it cannot be."""

    ANSWER = "answer"
    APOLOGY = "apology"
    NOTICE = "notice"
    BRIEFING = "briefing"
    DESK = "desk"  # shows an admin a question that waits; a reply to it is the answer
    DOUBT = "doubt"  # says that another message may not have arrived


class OutgoingState(StrEnum):
    """How far a message has come; `UNSURE` may or may not have arrived."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    UNSURE = "unsure"
    FAILED = "failed"


Keyboard = tuple[tuple[tuple[str, str], ...], ...]
"""Rows of buttons; a button is its label and its callback data."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A message to be sent: HTML, the same words without markup, and the buttons under it."""

    html: str
    plain: str
    keyboard: Keyboard = ()


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message in the outbox."""

    id: int
    question_id: int | None
    kind: OutgoingKind
    place: Place
    reply_to: int | None
    draft: Draft
    state: OutgoingState
    tries: int
    created_at: float
    about_id: int | None = None
    message_id: int | None = None


class PendingReason(StrEnum):
    """Why a question waits at the desk; a later one in this list outweighs an earlier one."""

    NOTHING = "nothing"
    WRONG = "wrong"
    HANDED_OVER = "handed_over"


@dataclass(frozen=True, slots=True)
class Pending:
    """A question at the desk; `answer` is None while it waits."""

    id: int
    asked: Asked
    asker: str
    reason: PendingReason
    opened_at: float
    answer: str | None = None
    document_id: str | None = None


@dataclass(frozen=True, slots=True)
class Subscription:
    """A daily briefing: where, on what, at which minute of the day, and the last day dealt with (ISO)."""

    id: int
    place: Place
    subject: str
    minute: int
    person_id: int
    last_day: str


def require_types(value: DataclassInstance) -> None:
    """Raise `TypeError` where a field of text or numbers holds something else: SQLite stores what it is given."""
    for entry in fields(value):
        wanted = set(str(entry.type).split(" | "))
        found = getattr(value, entry.name)
        if is_dataclass(found) and not isinstance(found, type):
            require_types(found)
        name = "None" if found is None else type(found).__name__
        if wanted <= _PLAIN and name not in wanted and not (name == "int" and "float" in wanted):
            raise TypeError(f"{entry.name} is {name}, not {entry.type}")
