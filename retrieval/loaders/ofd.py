"""OFD (GB/T 33190) by ofdkit: the runs of text on each page, put together to lines by their places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import pairwise
from typing import Any

from retrieval.errors import LoadError
from retrieval.layout.printed import pieces_of_pages
from retrieval.layout.printed_lines import CELLS_APART, GAP, Printed, PrintedLine, PrintedPage
from retrieval.loaders.extras import library
from retrieval.loaders.office import check_zip, damage_named, document_of
from retrieval.types import Document, DocumentId, IsWord

_SAME_LINE = 0.5  # of its size, by which the base lines of one line may differ
_TITLE = 1.8  # times as large as what stands beside it: a line of its own
_BLANK, _CELLS_APART = 0.25, 1.5  # of its size: a gap that is a blank, one that parts cells
_FURTHEST_BELOW = 3.0  # sizes from one character to the next of those that are set from top to bottom
_FEWEST_BELOW = 3
_BESIDE = 0.3  # of its size, to a run that goes on with a character
_HAN_FROM = "\u4dff"
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
    rows: list[list[Any]] = []
    shown, upright = _upright(list(_once(runs)))
    for run in sorted(shown, key=lambda run: (run.y, run.x)):
        if not rows or abs(run.y - rows[-1][0].y) > _SAME_LINE * min(run.size, rows[-1][0].size):
            rows.append([])
        rows[-1].append(run)
    lines = [_line(line) for row in rows for line in _by_size(row)]
    yield from sorted([*lines, *map(_column, upright)], key=lambda line: line.top)


def _by_size(runs: list[Any]) -> list[list[Any]]:
    """Return what stands at one height, a title apart from the fields of a form beside it, which are far smaller."""
    lines: list[list[Any]] = []
    for run in runs:
        like = (line for line in lines if max(run.size, line[0].size) < _TITLE * min(run.size, line[0].size))
        line = next(like, None)
        if line is None:
            lines.append([run])
        else:
            line.append(run)
    return lines


def _upright(runs: list[Any]) -> tuple[list[Any], list[list[Any]]]:
    """Return the runs that are set across, and the columns of single characters that are set from top to bottom: 购买方信息."""
    single = [
        run for run in runs if len(run.text) == 1 and run.text > _HAN_FROM and not _is_beside(run, runs)
    ]
    columns: list[list[Any]] = []
    for run in sorted(single, key=lambda run: (round(run.x / run.size), run.y)):
        last = columns[-1][-1] if columns else None
        is_in_line = last is not None and abs(run.x - last.x) < _SAME_LINE * run.size
        if is_in_line and last is not None and 0 < run.y - last.y < _FURTHEST_BELOW * run.size:
            columns[-1].append(run)
        else:
            columns.append([run])
    kept = [column for column in columns if len(column) >= _FEWEST_BELOW]
    taken = {id(run) for column in kept for run in column}
    return [run for run in runs if id(run) not in taken], kept


def _is_beside(run: Any, runs: Iterable[Any]) -> bool:
    """Return whether another run stands close beside one: text may be set a character a run."""
    return any(
        other is not run
        and abs(other.y - run.y) < _SAME_LINE * run.size
        and run.x - other.width - _BESIDE * run.size < other.x < run.x + run.width + _BESIDE * run.size
        for other in runs
    )


def _column(runs: list[Any]) -> PrintedLine:
    """Return characters that are set from top to bottom as a line at the place of the first."""
    first = _part(runs[:1])
    return PrintedLine("".join(run.text for run in runs), *first[1:])


def _once(runs: Iterable[Any]) -> Iterator[Any]:
    seen: set[tuple[str, int, int]] = set()
    for run in runs:
        key = (run.text, round(run.x * 4), round(run.y * 4))
        if run.text.strip() and key not in seen:
            seen.add(key)
            yield run


def _line(runs: list[Any]) -> PrintedLine:
    runs = sorted(runs, key=lambda run: run.x)
    parts: list[list[Any]] = []
    end = runs[0].x
    for run in runs:
        if not parts or run.x - end > CELLS_APART * run.size:
            parts.append([])
        parts[-1].append(run)
        end = max(end, run.x + run.width)
    made = [_part(part) for part in parts]
    text = made[0].text
    for before, part in pairwise(made):
        text += (GAP if part.left - before.right > _CELLS_APART * part.size else " ") + part.text
    whole = _part(runs)
    return PrintedLine(text, *whole[1:], tuple(made) if len(made) > 1 else ())


def _part(runs: list[Any]) -> Printed:
    """Return some runs of a line, no wide gaps between them, with their place."""
    text, end = "", runs[0].x
    for run in runs:
        text += " " if text and run.x - end > _BLANK * run.size else ""
        text += run.text
        end = max(end, run.x + run.width)
    size, base = max(run.size for run in runs), runs[0].y
    return Printed(text.strip(), runs[0].x, end, base - _ASCENT * size, base + _DESCENT * size, size)
