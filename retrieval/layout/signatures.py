"""Who signed a paper and when: the office and the day below the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.layout import values
from retrieval.layout.lines import Line
from retrieval.layout.organs import is_organ
from retrieval.layout.tears import is_closed
from retrieval.layout.title_block import is_day
from retrieval.types import Basis, HeadValue, Span

_LONGEST_LINE = 40
_MOST_ORGANS = 4
_LAST_LINES = 3  # the name of an annex may stand below
_BRACKETS = "()"
_AROUND = "() "


@dataclass(frozen=True, slots=True)
class Signature:
    """The office and the day below a text, as far as they are there."""

    organ: HeadValue | None = None
    date: HeadValue | None = None


def find_signature(lines: Sequence[Line]) -> Signature:
    """Return the first signature: offices, one or several lines, above a day; or an office alone at the end.

    The first, since annexes follow behind.
    """
    for place, line in enumerate(lines):
        if len(line.original) > _LONGEST_LINE or not is_day(line.text):
            continue
        start = place
        while start and place - start < _MOST_ORGANS and is_organ(_plain(lines[start - 1])):
            start -= 1
        if start < place:
            date = values.of_date(line, values.whole(line), Basis.SIGNATURE)
            return Signature(_organ(lines[start:place]), date)
    for line in reversed(lines[-_LAST_LINES:]):
        if line.text.startswith("(") and is_organ(_plain(line)):
            return Signature(_organ([line]))
    if len(lines) > 1 and is_organ(lines[-1].text) and is_closed(lines[-2].text):
        return Signature(_organ(lines[-1:]))
    return Signature()


def _organ(lines: Sequence[Line]) -> HeadValue:
    parts = [values.of_part(line, _name(line.text), Basis.SIGNATURE) for line in lines]
    spans = tuple(span for part in parts for span in part.spans)
    return HeadValue(" ".join(part.text for part in parts), Basis.SIGNATURE, spans)


def _name(text: str) -> Span:
    """Return where an office stands in its line, without brackets and what it is there for: 编制单位:某公司.

    >>> _name("编制单位:云岭公司"), _name("(云岭县委)")
    (Span(start=5, end=9), Span(start=1, end=5))
    """
    start = text.rfind(":") + 1
    return Span(start + len(text[start:]) - len(text[start:].lstrip(_AROUND)), len(text.rstrip(_AROUND)))


def _plain(line: Line) -> str:
    return line.text.strip(_BRACKETS)
