"""Values of a head made from lines: their text as it is shown, their place in the document."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from retrieval.layout.dates import find_date
from retrieval.layout.lines import Line
from retrieval.normalise import close_up, in_place
from retrieval.types import Basis, HeadValue, Span, locate, text_of


def shown(printed: str) -> str:
    """Return what is printed without the blanks of letter-spaced words, any others as one."""
    return " ".join(close_up(printed).split())


def of_part(line: Line, span: Span, basis: Basis) -> HeadValue:
    """Return a value that stands in a part of a line."""
    return HeadValue(shown(span.of(line.original)), basis, line.places(span))


def of_lines(lines: Sequence[Line], basis: Basis, separator: str = "", margin: str = "") -> HeadValue | None:
    """Return a value that stands in whole lines, characters of the `margin` at their ends left out; None for no line."""
    parts = [of_part(line, _within_margin(line.text, margin), basis) for line in lines]
    text = separator.join(part.text for part in parts)
    return HeadValue(text, basis, tuple(span for part in parts for span in part.spans)) if parts else None


def of_date(line: Line, span: Span, basis: Basis) -> HeadValue | None:
    """Return the first day within a part of a line, as ISO writes it; None where there is none."""
    found = find_date(span.of(line.text))
    if found is None:
        return None
    iso, within = found
    return HeadValue(iso, basis, of_part(line, within.shift(span.start), basis).spans)


def within(value: HeadValue, find: Callable[[str], Span | None], text: str) -> HeadValue | None:
    """Return what `find` sees in a value, folded, with its own place; `text` is the document's.

    Of a value that stands nowhere its shown text is looked at.
    """
    printed = text_of(value.spans, text) or value.text
    span = find(in_place(printed))
    if span is None:
        return None
    return HeadValue(shown(span.of(printed)), value.basis, locate(value.spans, span))


def _within_margin(text: str, margin: str) -> Span:
    start = len(text) - len(text.lstrip(margin))
    return Span(start, max(start, len(text.rstrip(margin))))


def whole(line: Line) -> Span:
    """Return the range of a line's text."""
    return Span(0, len(line.text))
