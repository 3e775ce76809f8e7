"""What a terminal can show: emphasis, columns of wide characters, a line of progress."""

from __future__ import annotations

import os
import time
import unicodedata
from dataclasses import dataclass
from types import TracebackType
from typing import TextIO

from bot import console_texts as texts

_QUIET_S = 1.0  # a progress bar is shown only for what takes longer


@dataclass(frozen=True, slots=True)
class Style:
    """How to mark text; marks nothing in a pipe, nor where NO_COLOR is set (no-color.org)."""

    is_coloured: bool

    @classmethod
    def of(cls, stream: TextIO) -> Style:
        """Return the style of a stream."""
        return cls(stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb")

    def strong(self, text: str) -> str:
        """Return the text in bold."""
        return f"\x1b[1m{text}\x1b[0m" if self.is_coloured else text

    def faint(self, text: str) -> str:
        """Return the text in grey."""
        return f"\x1b[2m{text}\x1b[0m" if self.is_coloured else text

    def marked(self, text: str) -> str:
        """Return a quotation marked within its paragraph; between ⟦ and ⟧ where there is no colour."""
        return f"\x1b[7m{text}\x1b[0m" if self.is_coloured else f"⟦{text}⟧"


def width(text: str) -> int:
    """Return how many columns a text takes up: two for a wide character (Unicode Standard Annex 11).

    >>> width("复工率91.9%")
    11
    """
    return sum(
        2 if unicodedata.east_asian_width(character) in "WF" else 0 if unicodedata.combining(character) else 1
        for character in text
    )


def pad(text: str, columns: int) -> str:
    """Return the text with spaces up to so many columns."""
    return text + " " * max(0, columns - width(text))


class ProgressBar:
    """A line of progress on a terminal for what takes longer than a second; nothing in a pipe."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._started = time.monotonic()
        self._is_shown = False

    def __enter__(self) -> ProgressBar:
        return self

    def __call__(self, done: int, total: int) -> None:
        """Show that `done` of `total` are done."""
        if self._stream.isatty() and time.monotonic() - self._started > _QUIET_S:
            self._is_shown = True
            self._stream.write(texts.reading(done, total))
            self._stream.flush()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._is_shown:
            self._stream.write("\n")
