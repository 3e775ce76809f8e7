"""What stands on printed pages: their lines with place and size, and what of a line stands between wide gaps."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import NamedTuple

from retrieval.layout.pieces import Piece

# Of a line's size: a gap that parts cells, beside the blanks that are typed in it; justified text has gaps of a third.
# Programs that write tables leave three points on either side of a cell at least.
CELLS_APART = 0.8
FAR_APART = 2.1  # of it, with typed blanks: two full-width ones, as between 姓名 and its value
GAP = "   "  # three blanks part cells, as in plain text
# Code points; rows hold names and figures, and what is longer is a line of text that happens to have a gap.
LONGEST_CELL = 24
# 1.5. · 第三节 · 二、
_NUMBER = re.compile(r"[\d.\uff0e]{1,12}[\u3001)]?|第.{1,4}[编章节条]|[一二三四五六七八九十]{1,3}\u3001")
_NUMBER_AND_HEADING = 2
_LETTER_SPACED = 2  # code points: the parts of 前  言 and 龚  正


class Printed(NamedTuple):
    """A text with its place in points from the page's left upper corner: a character, or what stands between wide gaps."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float

    @property
    def middle(self) -> float:
        """Return how far down its middle is."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line on a page, in points from the page's left upper corner; `size` is that of its characters.

    `parts` is what stands between wide gaps, where whoever read the page knows.
    """

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    parts: tuple[Printed, ...] = ()

    @property
    def is_parted(self) -> bool:
        """Whether wide gaps stand within it, as between cells; the gap behind a heading's number is none."""
        is_numbered = len(self.parts) == _NUMBER_AND_HEADING and _NUMBER.fullmatch(self.parts[0].text)
        is_short = all(len(part.text) <= LONGEST_CELL for part in self.parts)
        return len(self.parts) > 1 and is_short and not is_numbered

    @property
    def shown(self) -> str:
        """Return its text, with gaps between cells."""
        if not self.is_parted or max(len(part.text) for part in self.parts) <= _LETTER_SPACED:
            return self.text
        return GAP.join(part.text for part in self.parts)


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """A page: its number as a reader counts it from 1, and its lines and tables in reading order."""

    number: int
    items: Sequence[PrintedLine | Sequence[Piece]]

    @property
    def lines(self) -> list[PrintedLine]:
        """Return its lines, without its tables."""
        return [item for item in self.items if isinstance(item, PrintedLine)]


def height_of(heights: Sequence[float]) -> float:
    """Return the usual one of the sizes of a line's characters; 0 for none."""
    return median(heights) if heights else 0.0
