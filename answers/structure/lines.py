"""An article as lines: each line of its passages, whether it is a heading, and what stands before it in the document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from answers.sources import Source, Sources
from retrieval.types import Span

# Passages looked at on either side of one that was found: a table of some hundred rows, and no book.
_MOST_BESIDE = 100
_BLANKS = " \t\u3000"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a passage, blanks at its edges left out; `span` is in the source's normalised text.

    `before` is what stands before it on its line of the document, markup that no passage holds: `- `, `| | `.
    """

    source: Source
    span: Span
    before: str
    is_heading: bool

    @property
    def text(self) -> str:
        """Return the line, normalised."""
        return self.span.of(self.source.text)

    @property
    def section(self) -> str:
        """Return the headings that it stands below, on one line, normalised."""
        return self.source.section

    def within(self, start: int, end: int) -> Span:
        """Return a range of the line, blanks at its edges left out, as a range of its source."""
        piece = self.text[start:end]
        left = start + len(piece) - len(piece.lstrip(_BLANKS))
        return Span(left, max(left, start + len(piece.rstrip(_BLANKS)))).shift(self.span.start)


def lines_around(sources: Sources, source: Source) -> tuple[Line, ...]:
    """Return the lines of a source's article, in order; of a long one those around the source."""
    return tuple(
        line for one in sources.around(source.passage, _MOST_BESIDE) for line in _lines(sources, one)
    )


def _lines(sources: Sources, source: Source) -> Iterator[Line]:
    text = source.text
    document = sources.document(source.passage.document_id).text
    pieces = _pieces(text)
    may_be_heading = True
    for place, span in enumerate(pieces):
        may_be_heading = may_be_heading and place + 1 < len(pieces) and _is_named(source, span.of(text))
        yield Line(source, span, _before(document, source, span), may_be_heading)


def _pieces(text: str) -> Sequence[Span]:
    """Return the lines of a text that hold more than blanks."""
    found = []
    start = 0
    for line in text.split("\n"):
        left = start + len(line) - len(line.lstrip(_BLANKS))
        right = start + len(line.rstrip(_BLANKS))
        if left < right:
            found.append(Span(left, right))
        start += len(line) + 1
    return found


def _is_named(source: Source, line: str) -> bool:
    """Return whether a line is one of the headings that its passage stands below."""
    headings = " ".join(source.heading.split("\n"))
    return f" {line} " in f" {headings} "


def _before(document: str, source: Source, span: Span) -> str:
    original = source.to_original(span)
    places = source.passage.locate(original) if original else ()
    if not places:
        return ""
    start = places[0].start
    return document[document.rfind("\n", 0, start) + 1 : start]
