"""The values that retrieval hands on: documents, passages, hits. All frozen; sequences are tuples."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import NewType

DocumentId = NewType("DocumentId", str)
PassageId = NewType("PassageId", str)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points.

    >>> Span(2, 4).of("复工复产")
    '复产'
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """Return the slice of `text` that the span covers."""
        return text[self.start : self.end]

    def shift(self, by: int) -> Span:
        """Return the span moved by so many code points."""
        return Span(self.start + by, self.end + by)

    def holds(self, other: Span) -> bool:
        """Return whether the other span lies within this one."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Return whether the two share a code point."""
        return self.start < other.end and other.start < self.end


class Layout(StrEnum):
    """How a document's text is laid out, which decides how titles and paragraphs are found."""

    PLAIN = "plain"
    MARKDOWN = "markdown"


@dataclass(frozen=True, slots=True)
class Document:
    r"""One source as it was read: `text` is the decoded original, newlines as `\n`, nothing else changed.

    `published` is an ISO date or month where the source states it; `body` is where the text proper lies
    (front matter left out).
    """

    id: DocumentId
    title: str
    source: str
    text: str
    body: Span
    layout: Layout = Layout.PLAIN
    published: str | None = None
    publisher: str | None = None
    region: str | None = None


class Role(StrEnum):
    """What a paragraph is to its article."""

    BODY = "body"
    CAPTION = "caption"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """An author's paragraph: the ranges of the document it stands in (several where it was torn)."""

    pieces: tuple[Span, ...]
    section: str | None = None
    role: Role = Role.BODY


@dataclass(frozen=True, slots=True)
class Article:
    """One piece of writing within a document."""

    title: str
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """The unit that is indexed and cited.

    `number` counts the document's passages from 1, `article` its articles from 0, `place` the article's passages
    from 1: what people read. `spans` are ranges in `Document.text`: their slices, put together, are `text` to the
    letter.
    """

    id: PassageId
    document_id: DocumentId
    title: str
    section: str | None
    number: int
    text: str
    spans: tuple[Span, ...]
    article: int = 0
    role: Role = Role.BODY
    place: int = 1

    def __post_init__(self) -> None:
        if sum(map(len, self.spans)) != len(self.text):
            raise ValueError(f"the spans of {self.id} do not add up to its text")
        if any(before.end > after.start for before, after in pairwise(self.spans)):
            raise ValueError(f"the spans of {self.id} are out of order")

    def locate(self, span: Span) -> tuple[Span, ...]:
        """Return where a span of the passage's text stands in the document's text.

        >>> spans = (Span(5, 6), Span(20, 23))
        >>> torn = Passage(PassageId("a#1"), DocumentId("a"), "", None, 1, "设立卡口", spans)
        >>> torn.locate(Span(0, 2))
        (Span(start=5, end=6), Span(start=20, end=21))
        """
        if span.end > len(self.text):
            raise ValueError(f"{span} runs past passage {self.id}")
        found = []
        offset = 0
        for piece in self.spans:
            start = max(span.start, offset)
            end = min(span.end, offset + len(piece))
            if start < end:
                found.append(Span(piece.start + start - offset, piece.start + end - offset))
            offset += len(piece)
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Glance:
    """What a search looks at in a passage: where it is from, its article's title, its normalised text."""

    id: PassageId
    document_id: DocumentId
    article: int
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Outline:
    """An article as a list of contents has it: its title, and how many passages it has."""

    title: str
    passages: int


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many documents, articles and passages there are."""

    documents: int
    articles: int
    passages: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that a search found; `score` is comparable within one search, `rank` counts from 1."""

    passage: Passage
    score: float
    rank: int
