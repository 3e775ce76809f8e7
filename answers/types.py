"""The values of answering: questions, candidates, quotes, replies. All frozen; sequences are tuples."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from retrieval.types import Document, DocumentId, Passage, PassageId, Span

Place = tuple[DocumentId, int]  # of an article: its document, its number there


class Kind(StrEnum):
    """What kind of answer a question asks for."""

    NUMBER = "number"
    DATE = "date"
    PERSON = "person"
    PLACE = "place"
    ORGANISATION = "organisation"
    LIST = "list"
    DEFINITION = "definition"
    QUOTE = "quote"
    YES_NO = "yes_no"
    REASON = "reason"
    HOW = "how"
    COMPARE = "compare"
    COUNT = "count"
    SUMMARY = "summary"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Quote:
    """A range of a passage's text, shown as evidence to the letter."""

    passage: Passage
    span: Span

    def __post_init__(self) -> None:
        if not self.span or self.span.end > len(self.passage.text):
            raise ValueError(f"{self.span} is not within passage {self.passage.id}")

    @property
    def text(self) -> str:
        """Return the quoted words as they stand in the source."""
        return self.span.of(self.passage.text)

    @property
    def document_spans(self) -> tuple[Span, ...]:
        """Return where the words stand in the document's text; several ranges where it was torn."""
        return self.passage.locate(self.span)


@dataclass(frozen=True, slots=True)
class Citation:
    """A quote with its number in the reply ([1], [2] …) and the document it stands in.

    `reprints` is in how many other articles of nearly the same text it stands as well.
    """

    n: int
    quote: Quote
    document: Document
    reprints: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a comparison: a name, the value as printed (None: not in the documents), its citation's number.

    What the value is of, its number in its unit, its scope and its status are those of the fact that it is, None where it is
    none.
    """

    name: str
    value: str | None
    as_of: str | None = None
    n: int | None = None
    indicator: str | None = None
    number: str | None = None
    unit: str | None = None
    scope: str | None = None
    status: str | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """What papers of different days say of one thing, the newest first; `why` says what follows from it.

    `subject` and `indicator` are the question's words for it, None where it has none; `values` go by the papers' titles.
    """

    subject: str | None
    indicator: str | None
    values: tuple[Row, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it was asked (`text`) and as it was understood after the turns before (`understood`).

    `limit` is how it says, or a turn before it said, which documents alone are to be looked at; empty for all.
    """

    text: str
    understood: str
    kind: Kind
    limit: str = ""

    @property
    def is_follow_up(self) -> bool:
        """Return whether earlier turns were needed to understand it."""
        return self.text != self.understood


@dataclass(frozen=True, slots=True)
class Answer:
    """What the documents say. `lead` is the first line shown, with markers; `answer` the shortest answer.

    `answer` is None where only a passage can answer; `confidence` is a probability; `as_of` the day or
    period that the source gives for its figure. Without `is_sure` the quotations are merely related: they may not
    hold the answer.
    """

    question: Question
    lead: str
    answer: str | None
    citations: tuple[Citation, ...]
    confidence: float
    is_sure: bool = True
    as_of: str | None = None
    notes: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    table: tuple[Row, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    matched: tuple[str, ...] = ()
    unmatched: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.citations:
            raise ValueError("an answer without a quotation cannot be built")


@dataclass(frozen=True, slots=True)
class Abstention:
    """No answer, and why: what was found, what was not, where the nearest text sits, how much was searched."""

    question: Question
    reason: str
    matched: tuple[str, ...] = ()
    unmatched: tuple[str, ...] = ()
    nearest: Citation | None = None
    searched: int = 0


@dataclass(frozen=True, slots=True)
class Compound:
    """The replies to several questions of one message, in their order."""

    question: Question
    parts: tuple[Answer | Abstention, ...] = field(default=())


Reply = Answer | Abstention | Compound


@dataclass(frozen=True, slots=True)
class Turn:
    """What a later question may refer to: the question as understood, what was answered, and from where."""

    understood: str
    kind: Kind
    answer: str | None = None
    items: tuple[str, ...] = ()
    document_ids: tuple[DocumentId, ...] = ()
    passage_ids: tuple[PassageId, ...] = ()
    focus: str = ""
    limit: str = ""
