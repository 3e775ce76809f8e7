"""OFD (GB/T 33190) by ofdkit: the runs of text on each page, put together to lines by their places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

from retrieval.errors import LoadError
from retrieval.layout.printed import PrintedLine, PrintedPage, pieces_of_pages
from retrieval.loaders.extras import library
from retrieval.loaders.office import check_zip, damage_named, document_of
from retrieval.types import Document, DocumentId, IsWord

_SAME_LINE = 0.5  # of its size, by which the base lines of one line may differ
_BLANK, _CELLS_APART = 0.25, 1.5  # of its size: a gap that is a blank, one that parts cells
_GAP = "   "  # three blanks part cells, as in plain text
_ASCENT, _DESCENT = 0.85, 0.15


def load(identity: DocumentId, source: str, data: bytes, is_word: IsWord) -> Document:
    """Return the document; raise `LoadError` for a file that is damaged, or whose pages are pictures."""
    ofdkit = library("ofdkit", source, "OFD ")
    check_zip(source, data)
    with damage_named(source), ofdkit.open(BytesIO(data)) as opened:
        pages = [PrintedPage(number, list(_lines(page.runs))) for number, page in enumerate(opened.pages, 1)]
        pieces = list(pieces_of_pages(pages))
    if not pieces:
        raise LoadError(source, "没有文字(页面是图片);请先做文字识别(OCR),或换成带文字的文件")
    return document_of(identity, source, pieces, is_word)


def _lines(runs: Iterable[Any]) -> Iterator[PrintedLine]:
    """Yield the lines of a page, from top to bottom; a run that is drawn once more to look bold is left out."""
    line: list[Any] = []
    for run in sorted(_once(runs), key=lambda run: (run.y, run.x)):
        if line and abs(run.y - line[0].y) > _SAME_LINE * min(run.size, line[0].size):
            yield _line(line)
            line = []
        line.append(run)
    if line:
        yield _line(line)


def _once(runs: Iterable[Any]) -> Iterator[Any]:
    seen: set[tuple[str, int, int]] = set()
    for run in runs:
        key = (run.text, round(run.x * 4), round(run.y * 4))
        if run.text.strip() and key not in seen:
            seen.add(key)
            yield run


def _line(runs: list[Any]) -> PrintedLine:
    runs = sorted(runs, key=lambda run: run.x)
    text, end = "", runs[0].x
    for run in runs:
        gap = run.x - end
        if text and gap > _CELLS_APART * run.size:
            text += _GAP
        elif text and gap > _BLANK * run.size:
            text += " "
        text += run.text
        end = max(end, run.x + run.width)
    size = max(run.size for run in runs)
    base = runs[0].y
    return PrintedLine(text.strip(), runs[0].x, end, base - _ASCENT * size, base + _DESCENT * size, size)
