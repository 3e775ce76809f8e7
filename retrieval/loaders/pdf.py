"""PDF by pypdfium2; by pdfplumber the cells of pages on which tables are ruled.

A page without a text layer, or with one that is gibberish, is read where its text was recognised; else that is said.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from typing import Any

from retrieval.errors import LoadError
from retrieval.layout.printed import pieces_of_pages
from retrieval.layout.printed_lines import PrintedLine, PrintedPage
from retrieval.loaders.encoding import is_gibberish
from retrieval.loaders.extras import library
from retrieval.loaders.files import digest_of
from retrieval.loaders.office import DAMAGED, LARGEST_TEXT, TOO_LONG, damage_named, document_of
from retrieval.loaders.pdf_glyphs import Plumbed
from retrieval.loaders.pdf_page import Page, read_page
from retrieval.loaders.pdf_tables import Tables
from retrieval.recognition.shelf import Shelf
from retrieval.recognition.wanted import GARBLED, NO_TEXT, remedy
from retrieval.types import Document, DocumentId, IsWord

_MOST_PAGES = 3000
_LONGEST_S = 180.0  # of a processor: a page with a ruled table takes up to a second
_FEWEST_CHARACTERS = 5  # of a page that has text; a scan may bear a stamp's number
_FEWEST_TO_JUDGE = 40  # characters of a page whose text layer can be told from gibberish
_BROKEN = "已损坏"


def load(
    identity: DocumentId, source: str, data: bytes, is_word: IsWord, shelf: Shelf | None = None
) -> Document:
    """Return the document; raise `LoadError` for a file that is damaged, encrypted or has no text at all.

    `shelf` holds the pages that were recognised.
    """
    reading, pages = _read(source, data, shelf)
    with damage_named(source):
        pieces = list(pieces_of_pages(pages))
    if not pieces:
        raise LoadError(source, reading.reason())
    recognised = frozenset(reading.recognised)
    return document_of(identity, source, pieces, is_word, remark=reading.remark, recognised=recognised)


def pages_without_text(source: str, data: bytes) -> tuple[int, ...]:
    """Return the pages, counted from 1, whose text would have to be recognised; raises what `load` raises."""
    return tuple(sorted(_read(source, data, None)[0].without_text))


def _read(source: str, data: bytes, shelf: Shelf | None) -> tuple[_Reading, list[PrintedPage]]:
    pdfium = library("pypdfium2", source, "PDF ")
    try:
        opened = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        is_locked = "password" in str(error).lower() or "security" in str(error).lower()
        raise LoadError(source, "文件已加密;请去掉密码后再试" if is_locked else DAMAGED) from error
    try:
        with damage_named(source):
            reading = _Reading(source, data, shelf)
            return reading, list(reading.pages(opened))
    finally:
        opened.close()


class _Reading:
    """Reads page by page, and notes the pages that could not be read, and those that were recognised."""

    def __init__(self, source: str, data: bytes, shelf: Shelf | None) -> None:
        self._source = source
        self._shelf, self._digest = shelf, digest_of(data) if shelf is not None else ""
        self.recognised: list[int] = []
        self._plumbed = Plumbed(source, data)
        self._tables = Tables(self._plumbed)
        self._left_out: dict[str, list[int]] = {}
        self._unread_from: int | None = None

    def pages(self, opened: Any) -> Iterator[PrintedPage]:
        started, length = time.process_time(), 0
        for place in range(len(opened)):
            number = place + 1
            if place >= _MOST_PAGES or time.process_time() - started > _LONGEST_S:
                self._unread_from = number
                return
            page = self._page(opened, place)
            if page is None:
                lines = self._recognised(number)
                if lines:
                    yield PrintedPage(number, lines)
                continue
            length += sum(len(line.text) for line in page.lines)
            if length > LARGEST_TEXT:
                raise LoadError(self._source, TOO_LONG)
            yield PrintedPage(number, self._tables.within(page, place))

    def _page(self, opened: Any, place: int) -> Page | None:
        """Return a page with a text that can be read; note why there is none."""
        try:
            page = read_page(opened[place], lambda: self._plumbed.glyphs(place))
        except (RuntimeError, ValueError, OSError):  # pdfium's own errors among them
            self._note(_BROKEN, place)
            return None
        text = "".join(line.text for line in page.lines)
        shown = "".join(text.split())
        if len(shown) < _FEWEST_CHARACTERS:
            if page.has_pictures:
                self._note(NO_TEXT, place)
            return None
        if len(shown) >= _FEWEST_TO_JUDGE and is_gibberish(shown):
            self._note(GARBLED, place)
            return None
        return page

    def _recognised(self, number: int) -> tuple[PrintedLine, ...]:
        """Return what was recognised on a page that has no text of its own; nothing is missing then."""
        found = self._shelf.find(self._digest, number) if self._shelf is not None else None
        for what in (NO_TEXT, GARBLED):
            if found is not None and number in self._left_out.get(what, ()):
                self._left_out[what].remove(number)
                self.recognised.append(number)
        return found if found is not None and number in self.recognised else ()

    @property
    def without_text(self) -> list[int]:
        """Return the pages whose text would have to be recognised."""
        return [page for what in (NO_TEXT, GARBLED) for page in self._left_out.get(what, ())]

    def _note(self, what: str, place: int) -> None:
        self._left_out.setdefault(what, []).append(place + 1)

    def reason(self) -> str:
        """Return why not one page was read, with the remedy."""
        if self._left_out.get(GARBLED):
            return f"{GARBLED.removeprefix('的')};{remedy()}"
        if _BROKEN in self._left_out:
            return DAMAGED
        if self.recognised:
            return "页面里没有识别出文字"
        return f"{NO_TEXT};{remedy()}"

    def remark(self) -> str | None:
        """Return which pages were not read, and why."""
        parts = [f"第 {_ranges(pages)} 页{what},未读取" for what, pages in self._left_out.items() if pages]
        if self._tables.overfull:
            parts.append(f"第 {_ranges(self._tables.overfull)} 页的表格线太多,只读了文字,没有按表格读")
        if self._tables.unknown:
            parts.append(f"第 {_ranges(self._tables.unknown)} 页的表格线无法读取,只读了文字,没有按表格读")
        if self.recognised:
            parts.append(f"第 {_ranges(self.recognised)} 页是文字识别的结果,可能有错字")
        if self._unread_from is not None:
            parts.append(f"第 {self._unread_from} 页起未读取(页数或时间超过上限);请拆分成几个文件")
        return ";".join(parts) or None


def _ranges(numbers: Sequence[int]) -> str:
    """Return numbers as people write them: 3、5-9.

    >>> _ranges([3, 5, 6, 7])
    '3、5-7'
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return "、".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)
