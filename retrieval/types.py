"""The values that retrieval hands on: documents, passages, hits. All frozen; sequences are tuples."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import NamedTuple, NewType

DocumentId = NewType("DocumentId", str)
PassageId = NewType("PassageId", str)
# Whether some characters are a word of the language, or have only met by chance
IsWord = Callable[[str], bool]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points.

    >>> Span(2, 4).of("复工复产")
    '复产'
    """

    start: int
    end: int

    def __init__(self, start: int, end: int) -> None:
        """Take the range; written out, since a file makes some millions and the dataclass's own takes half as long again."""
        if not 0 <= start <= end:
            raise ValueError(f"not a span: {start}..{end}")
        _set_start(self, start)
        _set_end(self, end)

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


# The slots' own setters: what is frozen is set by them alone, without a look-up of the name each time.
_set_start, _set_end = Span.__dict__["start"].__set__, Span.__dict__["end"].__set__


def locate(pieces: Sequence[Span], span: Span) -> tuple[Span, ...]:
    """Return where a span of the text that `pieces` make, put together, stands in the text they are cut from.

    >>> locate((Span(5, 6), Span(20, 23)), Span(0, 2))
    (Span(start=5, end=6), Span(start=20, end=21))
    """
    found = []
    offset = 0
    for piece in pieces:
        behind = offset + piece.end - piece.start
        start, end = max(span.start, offset), min(span.end, behind)
        if start < end:
            found.append(Span(piece.start + start - offset, piece.start + end - offset))
        offset = behind
    return tuple(found)


def text_of(spans: Sequence[Span], text: str) -> str:
    """Return what stands in some ranges of a text, put together.

    >>> text_of((Span(0, 2), Span(4, 5)), "复工复产率")
    '复工率'
    """
    if len(spans) == 1:
        return text[spans[0].start : spans[0].end]
    return "".join([text[span.start : span.end] for span in spans])


class Basis(StrEnum):
    """Where a value of a document's head was read, the most trusted first."""

    FRONT_MATTER = "front-matter"
    META = "meta"  # what a web page says of itself for machines
    TITLE_BLOCK = "title-block"  # the document's own first lines
    FIELD = "field"  # a labelled line: 来源:解放日报
    SIGNATURE = "signature"  # the office and the day below the text
    FILE_NAME = "file-name"


@dataclass(frozen=True, slots=True)
class HeadValue:
    """A value of a document's head: `text` as it is shown, `spans` where it stands in `Document.text`.

    A guessed value stands nowhere in the text.
    """

    text: str
    basis: Basis
    spans: tuple[Span, ...] = ()

    @property
    def is_guessed(self) -> bool:
        """Whether nothing in the document itself says so."""
        return self.basis is Basis.FILE_NAME


@dataclass(frozen=True, slots=True)
class Head:
    """What a document says of itself: None where it does not say.

    `date` is the document's own day (of the meeting, of the signature), `posted` the day when a page was put on
    line, both as ISO writes them, maybe without the day. `source_line` is the line that names whom the text
    was taken from, `speaker` who gave the speech.
    """

    title: HeadValue
    subtitle: HeadValue | None = None
    publisher: HeadValue | None = None
    date: HeadValue | None = None
    posted: HeadValue | None = None
    region: HeadValue | None = None
    speaker: HeadValue | None = None
    source_line: HeadValue | None = None

    def guessed(self) -> list[str]:
        """Return the names of the values that nothing in the document itself says."""
        return [name for name, value in self.values() if value.is_guessed]

    def values(self) -> Iterator[tuple[str, HeadValue]]:
        """Yield what the document says, each value with its name."""
        for field in fields(self):
            value = getattr(self, field.name)
            if value is not None:
                yield field.name, value


class BlockKind(StrEnum):
    """What a block is to its document."""

    HEAD = "head"  # a line of a title block: sub-title, by-line, source, day, number of the paper
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"
    CAPTION = "caption"
    NOTE = "note"
    ENTRY = "entry"  # of a glossary: term and text together


class Block(NamedTuple):  # which is made in a third of a dataclass's time: a file has hundreds of thousands
    """A part of a document as its author set it apart.

    `spans` are the ranges of `Document.text` that it stands in, in order: several where a page break tore it or
    markup lies between. `level` is a heading's: 1 for the title of an article, more for what lies below it.
    `label` is a heading in one line, and the names of the columns for a table's row. `page` and `cell`
    (table!row) are given by formats that have them. `header` is where the row of names stands that a row of a
    table is read by, where that is told apart from the others; it stands in front of each passage of rows.
    """

    kind: BlockKind
    spans: tuple[Span, ...]
    level: int = 0
    label: str = ""
    page: int | None = None
    cell: str | None = None
    header: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    r"""One source as it was read: `text` is the decoded original, newlines as `\n`, nothing else changed.

    Of a format that is no text (PDF, Word …) it is the text that was extracted, a paragraph or a row a line. `blocks`
    are in the order of the text; they are empty where a library gives the document, which keeps passages. `remark` is
    what of the file could not be read, None where nothing was left out; `recognised` are the pages whose text was recognised on
    a picture. A library keeps that with each passage.
    """

    id: DocumentId
    source: str
    text: str
    head: Head
    blocks: tuple[Block, ...] = ()
    remark: str | None = None
    recognised: frozenset[int] = frozenset()

    @property
    def title(self) -> str:
        """The title as it is shown."""
        return self.head.title.text

    @property
    def published(self) -> str | None:
        """The document's own day, else the day when it was put on line."""
        day = self.head.date or self.head.posted
        return day.text if day else None

    @property
    def publisher(self) -> str | None:
        """Who issued it."""
        return self.head.publisher.text if self.head.publisher else None

    @property
    def region(self) -> str | None:
        """The administrative area that it speaks of."""
        return self.head.region.text if self.head.region else None


@dataclass(frozen=True, slots=True)
class Label:
    """What a document is told by from others; empty texts for what it does not say. `published` is as ISO writes it."""

    document_id: DocumentId
    title: str
    region: str
    published: str


@dataclass(frozen=True, slots=True)
class Passage:
    """The unit that is indexed and cited.

    `number` counts the document's passages from 1, `article` its articles from 0, `place` the article's passages
    from 1: what people read. `spans` are ranges in `Document.text`: their slices, put together, are `text` to the
    letter. The headings above a passage stand in front of its text where it is the first below them; `section`
    names them for all passages below. `is_recognised` tells text that was recognised on a picture: it may have slips.
    """

    id: PassageId
    document_id: DocumentId
    title: str
    section: str | None
    number: int
    text: str
    spans: tuple[Span, ...]
    article: int = 0
    kind: BlockKind = BlockKind.PARAGRAPH
    place: int = 1
    page: int | None = None
    cell: str | None = None
    is_recognised: bool = False

    def __post_init__(self) -> None:
        length = place = 0
        for span in self.spans:
            if span.start < place:
                raise ValueError(f"the spans of {self.id} are out of order")
            place = span.end
            length += place - span.start
        if length != len(self.text):
            raise ValueError(f"the spans of {self.id} do not add up to its text")

    @property
    def is_body(self) -> bool:
        """Whether it is the document's text, not its head or what stands beside a picture."""
        return self.kind not in (BlockKind.CAPTION, BlockKind.HEAD)

    def locate(self, span: Span) -> tuple[Span, ...]:
        """Return where a span of the passage's text stands in the document's text.

        >>> spans = (Span(5, 6), Span(20, 23))
        >>> torn = Passage(PassageId("a#1"), DocumentId("a"), "", None, 1, "设立卡口", spans)
        >>> torn.locate(Span(0, 2))
        (Span(start=5, end=6), Span(start=20, end=21))
        """
        if span.end > len(self.text):
            raise ValueError(f"{span} runs past passage {self.id}")
        return locate(self.spans, span)


class Glance(NamedTuple):  # a search looks at hundreds
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
