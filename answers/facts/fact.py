"""A figure of a document with what it says: the value that extraction hands on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from retrieval.types import DocumentId, PassageId, Span


class Status(StrEnum):
    """What a figure is: how it is, what is aimed at, what is foreseen, by how much something changed."""

    ACTUAL = "actual"
    TARGET = "target"
    EXPECTED = "expected"
    CHANGE = "change"


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure and what is told by it; all texts as the document writes them, empty where it does not say.

    `span` is the value's range in the passage's normalised text, `spans` are its ranges in `Document.text`. `value` is as printed,
    with sign and range; what hedges it in front stands apart. `number` is a decimal in `unit` (2.3万家: 23000 in 家), empty for
    what has no single one. `title` is the article's, `place` counts its passages.
    `year` and `months` are those of the period, as far as they are known.
    """

    passage: PassageId
    document: DocumentId
    title: str
    place: int
    span: Span
    spans: tuple[Span, ...]
    value: str
    number: str
    unit: str
    hedge: str
    indicator: str
    subject: str
    scope: str
    period: str
    year: int | None
    months: tuple[int, int] | None
    status: Status
    quote: str

    @property
    def id(self) -> str:
        """What the fact is known by, as long as its document does not change: passage and place."""
        return f"{self.passage}@{self.span.start}"
