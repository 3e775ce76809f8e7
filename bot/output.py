"""Where everything is printed: what comes from documents, names and questions is made visible on its way."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, TextIO

from bot.errors import OutputError
from bot.rendering.terminal import Style
from bot.rendering.visible import laid_out, visible, visible_json, visible_lines
from retrieval.reasons import why

if TYPE_CHECKING:
    from bot.rendering.plain import Line
    from bot.rendering.tables import Cell


class Output:
    """A stream that people or programs read; each call is written out at once.

    Raises `OutputError` where nothing can be written (a full disk), `BrokenPipeError` where nobody reads on.
    """

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream
        self._style = Style.of(stream)

    def line(self, text: str = "") -> None:
        """Print a text on one line, whatever names in it hold."""
        self._write(f"{visible(text)}\n")

    def block(self, text: str) -> None:
        """Print a text of several lines, such as a help."""
        self._write(f"{visible_lines(text)}\n")

    def lines(self, lines: Iterable[Line]) -> None:
        """Print lines in the style of the stream: wrapped and marked at a terminal."""
        self._write(f"{self._style.shown(lines)}\n")

    def record(self, value: object) -> None:
        """Print a value as JSON on one line, exact to its reader."""
        self._write(f"{visible_json(value)}\n")

    def table(self, head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
        """Print a table as CSV, marked as UTF-8 where it goes to a file or a program."""
        from bot.rendering.tables import BYTE_ORDER_MARK, to_csv

        mark = "" if self.stream.isatty() else BYTE_ORDER_MARK
        self._write(mark + to_csv(head, rows))

    def text(self, text: str) -> None:
        """Print a document: to the letter into a file or a pipe, made visible at a terminal."""
        self._write(visible_lines(laid_out(text)) if self.stream.isatty() else text)

    def _write(self, text: str) -> None:
        try:
            self.stream.write(text)
            self.stream.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            raise OutputError(f"无法写出结果({why(error)});请检查磁盘空间和输出位置") from error

    def abandon(self) -> None:
        """Let nothing more be written: what waits in the stream goes nowhere, without a word at the end."""
        with suppress(OSError, ValueError):  # a stream in memory has no number
            os.dup2(os.open(os.devnull, os.O_WRONLY), self.stream.fileno())


class Messages(Output):
    """Standard error: what cannot be said there is not said, as there is nobody to say it to."""

    def _write(self, text: str) -> None:
        try:
            super()._write(text)
        except (OutputError, BrokenPipeError):
            self.abandon()
