"""The lines of a plain text, without their margins; hard-wrapped ones are put together again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple
from unicodedata import east_asian_width

from retrieval.layout.memory import remembered
from retrieval.layout.tears import is_closed
from retrieval.normalise import in_place
from retrieval.types import Span, locate

NARROWEST_WRAP, _WIDEST_WRAP = 30, 140  # columns, a Chinese character being two
SLACK = 5  # a line may end early, so that no punctuation mark begins the next
_NEW_PARAGRAPH = re.compile(
    r"^(?:\d{1,2}[.、)](?!\d)|[一二三四五六七八九十]{1,5}、|\([一二三四五六七八九十]{1,5}\)|[■□●◆•|])"
)
_PUNCTUATED = re.compile(r"[,。;、:]")
# The end and the beginning of words in Latin letters, marks beside them: "out," | "(and"
_LATIN_END = re.compile(r"[A-Za-z0-9][!-/:-@\[-`{-~]{0,4}$")
_LATIN_START = re.compile(r"[!-/:-@\[-`{-~]{0,4}[A-Za-z0-9]")
_LONGEST_LATIN_END = 5
# Blanks, and what web pages leave behind without any width
_MARGIN = "".join(filter(str.isspace, map(chr, range(0x3001)))) + "\u00ad\u200b\u200c\u200d\u2060\ufeff"
# Beside a Chinese character these take up two columns, however they were typed.
_MARKS = frozenset(",.;:?!()")


class Line(NamedTuple):  # as a Block is
    """A line of the text without its margins.

    `text` is what rules read: width and script folded (`in_place`); `original` is what stands there, as long.
    `gap` is the number of line breaks before it, `indent` its left margin in columns.
    """

    pieces: tuple[Span, ...]
    text: str
    original: str
    gap: int
    indent: int = 0

    def behind(self, length: int) -> Line:
        """Return the line without its first characters."""
        rest = Span(length, len(self.text))
        return Line(self.places(rest), rest.of(self.text), rest.of(self.original), self.gap, self.indent)

    def places(self, span: Span) -> tuple[Span, ...]:
        """Return where a span of the line's text stands in the document's text."""
        return locate(self.pieces, span)


def joined(lines: Sequence[Line], original: str) -> Line:
    """Return lines as one; `original` is the document's text.

    Between two words in Latin letters the blank or line break after the first stays.
    """
    if len(lines) == 1:
        return lines[0]
    pieces: list[Span] = []
    texts: list[str] = []
    originals: list[str] = []
    for line in lines:
        if pieces and (glue := _glue(texts[-1], pieces[-1].end, line, original)):
            pieces[-1] = Span(pieces[-1].start, pieces[-1].end + 1)
            texts.append(glue)
            originals.append(glue)
        pieces.extend(line.pieces)
        texts.append(line.text)
        originals.append(line.original)
    return Line(tuple(pieces), "".join(texts), "".join(originals), lines[0].gap, lines[0].indent)


def _glue(before: str, end: int, following: Line, original: str) -> str:
    """Return the blank or line break that parts two Latin words, empty where nothing has to."""
    is_latin = _LATIN_END.search(before[-_LONGEST_LATIN_END:]) and _LATIN_START.match(following.text)
    return original[end] if is_latin and end < following.pieces[0].start else ""


def lines_of(text: str, start: int = 0) -> list[Line]:
    """Return the lines of a text from `start` on that are not blank, hard-wrapped ones already put together."""
    folded = in_place(text)
    found: list[Line] = []
    place, gap = start, 0
    for raw in text[start:].split("\n"):
        original = raw.strip(_MARGIN)
        if original:
            begin = place
            if len(original) < len(raw):
                begin += len(raw) - len(raw.lstrip(_MARGIN))
            end = begin + len(original)
            indent = columns(folded[place:begin]) if begin > place else 0
            found.append(Line((Span(begin, end),), folded[begin:end], original, gap, indent))
            gap = 0
        gap += 1
        place += len(raw) + 1
    return _unwrap(found, text)


@remembered
def columns(text: str) -> int:
    """Return how many columns a folded text takes up: a mark beside a Chinese character as many as it has."""
    columns = 0
    for before, character, after in zip(f" {text}", text, f"{text[1:]} ", strict=False):
        if character == "\t":
            columns += 4
        elif east_asian_width(character) in "WFA" or (
            character in _MARKS and (before > "\u2fff" or after > "\u2fff")
        ):
            columns += 2
        else:
            columns += 1
    return columns


def _unwrap(lines: list[Line], original: str) -> list[Line]:
    """Put hard-wrapped lines together: where many lines stop in mid-sentence at the same right margin."""
    widths = [line.indent + columns(line.text[: _WIDEST_WRAP + 1]) for line in lines]
    margin = _right_margin(lines, widths)
    if margin is None:
        return lines
    base = min(line.indent for line in lines)
    paragraphs: list[list[Line]] = []
    for place, line in enumerate(lines):
        is_new = line.indent >= base + 2 or line.gap > 1 or bool(_NEW_PARAGRAPH.match(line.text))
        if place and not is_new and widths[place - 1] >= margin - SLACK:
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return [joined(paragraph, original) for paragraph in paragraphs]


def _right_margin(lines: Sequence[Line], widths: Sequence[int]) -> int | None:
    """Return the column where the text is wrapped, None where it is not."""
    if len(lines) < 4:
        return None
    margin = sorted(widths)[int((len(widths) - 1) * 0.95)]
    if not NARROWEST_WRAP <= margin <= _WIDEST_WRAP or sum(
        width > margin + 3 for width in widths
    ) > 0.05 * len(widths):
        return None
    full = [place for place, width in enumerate(widths[:-1]) if width >= margin - SLACK]
    broken = [place for place in full if lines[place + 1].gap == 1 and not is_closed(lines[place].text)]
    punctuated = sum(bool(_PUNCTUATED.search(lines[place].text)) for place in full)
    is_wrapped = len(broken) >= max(2, 0.15 * len(lines)) and punctuated >= 0.5 * len(full)
    return margin if is_wrapped else None
