"""The lines of a plain text, without their margins; hard-wrapped ones are put together again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from unicodedata import east_asian_width

from retrieval.tears import is_closed
from retrieval.types import Document, Span

# Full-width punctuation, letters and digits as ASCII, one for one, so that a rule is written once.
_FOLDED = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}

_NARROWEST_WRAP, _WIDEST_WRAP = 30, 140  # columns, a Chinese character being two
_SLACK = 5  # a line may end early, so that no punctuation mark begins the next
_NEW_PARAGRAPH = re.compile(
    r"^(?:\d{1,2}(?:[.、)](?!\d))|[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\)|[■□●◆•])"
)
_PUNCTUATED = re.compile(r"[,。;、:]")
_ASCII = re.compile(r"[!-~]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text without its margins.

    `text` is what rules read: full-width punctuation as ASCII; `original` is what stands there. `gap` is the
    number of line breaks before it, `indent` its left margin in columns.
    """

    pieces: tuple[Span, ...]
    text: str
    original: str
    gap: int
    indent: int = 0

    def joined(self, other: Line, original: str) -> Line:
        """Return both lines as one; `original` is the document's text.

        Between two words in Latin letters the blank or line break after the first stays.
        """
        pieces, glue = self.pieces, ""
        if _ASCII.match(self.original[-1]) and _ASCII.match(other.original[0]):
            end = pieces[-1].end
            if end < other.pieces[0].start:
                glue = original[end]
                pieces = (*pieces[:-1], Span(pieces[-1].start, end + 1))
        return Line(
            (*pieces, *other.pieces),
            self.text + glue + other.text,
            self.original + glue + other.original,
            self.gap,
            self.indent,
        )


def fold(text: str) -> str:
    """Return the text with full-width ASCII folded, code point for code point.

    >>> fold("（一）稳岗补贴：５００元")
    '(一)稳岗补贴:500元'
    """
    return text.translate(_FOLDED)


def lines_of(document: Document) -> list[Line]:
    """Return the lines that are not blank, hard-wrapped ones already put together."""
    found: list[Line] = []
    place, gap = document.body.start, 0
    for raw in document.body.of(document.text).split("\n"):
        original = raw.strip()
        if original:
            margin = len(raw) - len(raw.lstrip())
            span = Span(place + margin, place + margin + len(original))
            found.append(Line((span,), fold(original), original, gap, _columns(raw[:margin])))
            gap = 0
        gap += 1
        place += len(raw) + 1
    return _unwrap(found, document.text)


def _columns(text: str) -> int:
    return sum(4 if c == "\t" else 2 if east_asian_width(c) in "WFA" else 1 for c in text)


def _unwrap(lines: list[Line], original: str) -> list[Line]:
    """Put hard-wrapped lines together: where many lines stop in mid-sentence at the same right margin."""
    widths = [line.indent + _columns(line.original[: _WIDEST_WRAP + 1]) for line in lines]
    margin = _right_margin(lines, widths)
    if margin is None:
        return lines
    base = min(line.indent for line in lines)
    joined: list[Line] = []
    for place, line in enumerate(lines):
        is_new = line.indent >= base + 2 or line.gap > 1 or bool(_NEW_PARAGRAPH.match(line.text))
        if place and not is_new and widths[place - 1] >= margin - _SLACK:
            joined[-1] = joined[-1].joined(line, original)
        else:
            joined.append(line)
    return joined


def _right_margin(lines: Sequence[Line], widths: Sequence[int]) -> int | None:
    """Return the column where the text is wrapped, None where it is not."""
    if len(lines) < 4:
        return None
    margin = sorted(widths)[int((len(widths) - 1) * 0.95)]
    if not _NARROWEST_WRAP <= margin <= _WIDEST_WRAP or sum(
        width > margin + 3 for width in widths
    ) > 0.05 * len(widths):
        return None
    full = [place for place, width in enumerate(widths[:-1]) if width >= margin - _SLACK]
    broken = [place for place in full if lines[place + 1].gap == 1 and not is_closed(lines[place].text)]
    punctuated = sum(bool(_PUNCTUATED.search(lines[place].text)) for place in full)
    is_wrapped = len(broken) >= max(2, 0.15 * len(lines)) and punctuated >= 0.5 * len(full)
    return margin if is_wrapped else None
