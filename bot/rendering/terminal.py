"""What a terminal can show: emphasis, wide characters in columns and wrapped rows, a line of progress."""

from __future__ import annotations

import math
import os
import shutil
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from types import TracebackType
from typing import TYPE_CHECKING, TextIO

from bot import texts
from retrieval.types import Span

if TYPE_CHECKING:
    from bot.rendering.plain import Line

_QUIET_S = 1.0  # a progress bar is shown only for what takes longer
_WIDEST = 100  # columns; longer lines are hard to read
_NARROWEST = 20
_BAR = 24  # columns of a progress bar, where there is room

# What may not begin a line, and what may not end one: Requirements for Chinese Text Layout (W3C), 3.1.
_NEVER_FIRST = frozenset(",.;:?!%)]}、。·”’》〉」』】〕⟧…—\uff0c\uff1a\uff1b\uff1f\uff01\uff09\uff05\uff0e")
_SEPARATOR = " · "
_NEVER_LAST = frozenset("([{“‘《〈「『【〔⟦\uff08")


@dataclass(frozen=True, slots=True)
class Style:
    """How to mark text, and how wide a line may be; a pipe gets neither marks nor wrapped lines.

    Colour is left out where NO_COLOR is set (no-color.org); `columns` is None where nothing is wrapped.
    """

    is_coloured: bool
    columns: int | None = None

    @classmethod
    def of(cls, stream: TextIO) -> Style:
        """Return the style of a stream."""
        if not stream.isatty():
            return cls(is_coloured=False)
        columns = max(_NARROWEST, min(_WIDEST, shutil.get_terminal_size().columns))
        return cls(not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb", columns)

    def strong(self, text: str) -> str:
        """Return the text in bold."""
        return f"\x1b[1m{text}\x1b[0m" if self.is_coloured and text else text

    def faint(self, text: str) -> str:
        """Return the text in grey."""
        return f"\x1b[2m{text}\x1b[0m" if self.is_coloured and text else text

    def marked(self, text: str) -> str:
        """Return a quotation marked within its paragraph; between ⟦ and ⟧ where there is no colour."""
        return f"\x1b[7m{text}\x1b[0m" if self.is_coloured else f"⟦{text}⟧"

    def shown(self, lines: Iterable[Line]) -> str:
        """Return lines as they are printed: made visible, wrapped, set in and marked."""
        return "\n".join(row for line in lines for row in self._rows(line.visible()))

    def _rows(self, line: Line) -> Iterator[str]:
        text, marked = line.text, line.marked
        if marked is not None and not self.is_coloured:  # the brackets take up room: before wrapping
            text = text[: marked.start] + self.marked(marked.of(text)) + text[marked.end :]
            marked = None
        if self.columns is None:
            yield " " * line.indent + self._looking(line, Span(0, len(text)), text, marked)
            return
        rows = wrapped(text, self.columns - line.indent, self.columns - line.hanging)
        for place, row in enumerate(rows):
            yield " " * (line.hanging if place else line.indent) + self._looking(line, row, text, marked)

    def _looking(self, line: Line, row: Span, text: str, marked: Span | None) -> str:
        if marked is None or not marked.overlaps(row):
            look = {"lead": self.strong, "faint": self.faint}.get(line.look)
            return look(row.of(text)) if look else row.of(text)
        start, end = max(row.start, marked.start), min(row.end, marked.end)
        return text[row.start : start] + self.marked(text[start:end]) + text[end : row.end]


def width(text: str) -> int:
    """Return how many columns a text takes up: two for a wide character, none for a mark on the one before.

    >>> width("复工率91.9%")
    11
    """
    return sum(map(_width, text))


@cache
def _width(character: str) -> int:
    from wcwidth import wcwidth  # its tables take 20 ms, which a pipe does not need

    return max(0, wcwidth(character))  # of a control character it is -1


def _is_wide(character: str) -> bool:
    return _width(character) == 2


def pad(text: str, columns: int) -> str:
    """Return the text with spaces up to so many columns."""
    return text + " " * max(0, columns - width(text))


def wrapped(text: str, first: int, further: int) -> Iterator[Span]:
    """Yield the rows of a text, the first at most `first` columns wide, the others `further`.

    A row ends between Chinese characters or words, never before a closing mark or after an opening one;
    only what is longer than a row is cut anywhere. An empty text is one empty row.

    >>> text = "员工到岗率为90%。"
    >>> [row.of(text) for row in wrapped(text, 12, 12)]
    ['员工到岗率为', '90%。']
    """
    start, limit = 0, max(2, first)
    while True:
        end = _row_end(text, start, limit)
        yield Span(start, start + len(text[start:end].rstrip()))
        start = end
        while start < len(text) and text[start].isspace():
            start += 1
        if start >= len(text):
            return
        limit = max(2, further)


def _row_end(text: str, start: int, limit: int) -> int:
    """Return where a row that begins at `start` ends, `limit` columns being there.

    Details set apart by " · " are kept whole, unless that leaves more than half of the row empty.
    """
    used, opportunity = 0, start
    whole_detail = start
    for place in range(start, len(text)):
        if place > start and _may_break(text, place):
            opportunity = place
            if used * 2 >= limit and text.endswith(_SEPARATOR, start, place):
                whole_detail = place
        used += _width(text[place])
        if used > limit and not text[place].isspace():
            if whole_detail > start:
                return whole_detail
            return opportunity if opportunity > start else max(place, start + 1)
    return len(text)


def _may_break(text: str, place: int) -> bool:
    before, after = text[place - 1], text[place]
    if after in _NEVER_FIRST or before in _NEVER_LAST or after.isspace():
        return False
    if before.isspace() or _is_wide(before) or _is_wide(after):
        return True
    return before in _NEVER_FIRST and place > 1 and _is_wide(text[place - 2])  # 徐州,1月: after the comma


class ProgressBar:
    """A line of progress on a terminal for what takes longer than a second; nothing in a pipe."""

    def __init__(
        self,
        stream: TextIO,
        clock: Callable[[], float] = time.monotonic,
        say: Callable[[str, int, int, int], str] = texts.reading,
    ) -> None:
        """Show it on a stream; `say` makes the line of a bar, what is done, of how many, and the seconds remaining."""
        self._stream = stream
        self._say = say
        self._clock = clock
        self._started = clock()
        self._shown = ""

    def __enter__(self) -> ProgressBar:
        return self

    def __call__(self, done: int, total: int) -> None:
        """Show that `done` of `total` are done, and how long the rest will take at this pace."""
        elapsed = self._clock() - self._started
        if not self._stream.isatty() or elapsed <= _QUIET_S:
            return
        columns = shutil.get_terminal_size().columns - 1  # a full row would begin another
        remaining_s = math.ceil(elapsed / max(1, done) * (total - done))
        line = _progress(self._say, (done, total), remaining_s, columns)
        self._stream.write(f"\r{pad(line, min(columns, width(self._shown)))}")
        self._stream.flush()
        self._shown = line

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._shown and kind is not KeyboardInterrupt:  # its "^C" is followed by a line of ours
            self._stream.write("\n")


def _progress(
    say: Callable[[str, int, int, int], str], counts: tuple[int, int], remaining_s: int, columns: int
) -> str:
    """Return the line of progress with as much of it as there is room for; empty where there is too little."""
    done, total = counts
    for seconds in (remaining_s, 0):
        room = columns - width(say("", done, total, seconds))
        if room >= 0:
            size = min(_BAR, room)
            full = size * done // max(1, total)
            return say("█" * full + "·" * (size - full), done, total, seconds)
    return ""
