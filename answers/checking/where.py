"""A place of the pile that may bear a sentence."""

from __future__ import annotations

from dataclasses import dataclass

from answers.checking.reading import Reading
from answers.checking.rows import Row
from answers.checking.tokens import Sort, Token
from answers.sources import Source
from retrieval.types import Span

_CLOSES_A_SPEECH = "\u201d"  # what begins with it tells who said what stands before

_LEAD = 100  # code points with which an article begins, and says of whom it tells


@dataclass(frozen=True, slots=True)
class Where:
    """A place of the pile: some sentences of a passage, as a range of its normalised text.

    `heading` are the titles above it and whom it is about; `owner` is whom its article is about, `speaker` who gives the speech that its
    document is, both empty where that is not said; `posted` is where its document says when it was put on line, as ranges of the document's text.
    `row` is where the row of a table stands that `reading` is made of, with what it is called, None for sentences; `is_anothers` where a draft does not name it.
    """

    source: Source
    reading: Reading
    window: Span
    heading: str
    owner: str
    speaker: str
    posted: tuple[Span, ...] = ()
    row: Row | None = None
    is_anothers: bool = False

    @property
    def text(self) -> str:
        """The sentences."""
        return self.window.of(self.reading.text)

    @property
    def cited(self) -> Span:
        """Where they stand in the normalised text of their passage."""
        return self.window if self.row is None else self.row.span

    def is_posting(self, token: Token) -> bool:
        """Return whether a day is the one when the document was put on line, on which nothing happened that it tells of."""
        if not self.posted or token.sort is not Sort.DAY:
            return False
        there = self.source.passage.locate(self.source.to_original(token.span))
        return any(one.overlaps(other) for one in there for other in self.posted)

    @property
    def beside(self) -> str:
        """The sentence before them in their passage, and the one behind that says whose words they are."""
        statements, text = self.reading.statements, self.reading.text
        before = next((one.of(text) for one in reversed(statements) if one.end <= self.window.start), "")
        behind = next((one.of(text) for one in statements if one.start >= self.window.end), "")
        return f"{before}\n{behind}" if behind.startswith(_CLOSES_A_SPEECH) else before

    @property
    def around(self) -> str:
        """What the place is told of: the titles above it, how its article begins, and what its passage says before."""
        lead = self.source.context.text[:_LEAD]
        return f"{self.heading}\n{lead}\n{self.reading.text[: self.window.start]}"
