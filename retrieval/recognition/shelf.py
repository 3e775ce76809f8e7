"""What was recognised, a file a page: recognising takes many seconds a page, and is done once."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import astuple
from pathlib import Path
from typing import TYPE_CHECKING

from retrieval.private import keep_private, make_folder

_KEPT = 6  # of a line: its text and its place; which parts it has is not told

if TYPE_CHECKING:
    from retrieval.layout.printed_lines import PrintedLine


class Shelf:
    """The pages that were recognised, by the digest of their file and their number from 1."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def find(self, digest: str, page: int) -> tuple[PrintedLine, ...] | None:
        """Return the lines of a page; None where it was not recognised, or what was kept is damaged."""
        from retrieval.layout.printed_lines import (
            PrintedLine,  # which a question that is asked of what is known does not need
        )

        try:
            kept = json.loads(self._file(digest, page).read_text("utf-8"))
            return tuple(
                PrintedLine(str(text), float(left), float(right), float(top), float(bottom), float(size))
                for text, left, right, top, bottom, size in kept
            )
        except (OSError, ValueError, TypeError):
            return None

    def put(self, digest: str, page: int, lines: Sequence[PrintedLine]) -> None:
        """Keep the lines of a page, as a whole or not at all."""
        file = self._file(digest, page)
        make_folder(self._folder)
        fresh = file.with_suffix(f".{os.getpid()}.tmp")  # bot and command line may be at one page together
        fresh.write_text(json.dumps([astuple(line)[:_KEPT] for line in lines], ensure_ascii=False), "utf-8")
        keep_private(fresh)
        fresh.replace(file)

    def _file(self, digest: str, page: int) -> Path:
        return self._folder / f"{digest[:32]}-{page:05}.json"
