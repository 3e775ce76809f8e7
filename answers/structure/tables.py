"""The tables of an article: lines whose cells strokes or wide gaps part, below a line of names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from answers.structure.lines import Line
from answers.structure.records import Cell, Grid, Record
from retrieval.layout.cells import name_columns
from retrieval.types import BlockKind, Span

_BORDER = re.compile(r"\||\t+| {3,}")
_RULE = re.compile(r"[-:|+= ]{3,}")  # --- | ---
_FEWEST_CELLS = 2
# 资料来源:公司年报 · 注:…, which are said of the table above
_NOTE = re.compile(r"(?:资料来源|数据来源|来源|注|备注|说明) ?\d{0,2} ?:")
_NOTES_BELOW = 2
_MOST_ROWS_READ_DOWN, _FEWEST_COLUMNS_READ_DOWN = 3, 4
_ALL_FIGURES = re.compile(r"[-+\u2212]?[\xa5$]?[\d,.]+%?")
# What the column of the rows' names is called where the corner above it is empty.
CORNER = "项目"
_STROKE = "|"
_STOP = "。"


def _cut(line: Line, is_closed: bool) -> list[Span]:
    """Return the cells of a line; the empty ones too where strokes part them.

    `is_closed`: a stroke stands before the first cell of each row, as Markdown has it.
    """
    empty = max(0, line.before.count(_STROKE) - is_closed)
    borders = list(_BORDER.finditer(line.text))
    starts = [0, *(border.end() for border in borders)]
    ends = [*(border.start() for border in borders), len(line.text)]
    pieces = [line.within(start, end) for start, end in zip(starts, ends, strict=True)]
    return [Span(line.span.start, line.span.start)] * empty + pieces


def context_of(line: Line) -> str:
    """Return what a line stands below: title and headings."""
    return f"{line.source.heading}\n{line.section}"


def tables(lines: Sequence[Line]) -> Iterator[Grid]:
    """Yield the tables; a row that says one thing alone names the rows below it."""
    run: list[Line] = []
    lines = [line for line in lines if not _RULE.fullmatch(line.text)]
    for place, line in enumerate([*lines, None]):
        is_row = line is not None and _BORDER.search(line.text) is not None
        if line is not None and run and _are_of_one(run, line) and (is_row or _is_name(line)):
            run.append(line)
            continue
        if len(run) >= _FEWEST_CELLS:
            first = place - len(run)
            around = [lines[first - 1].text] if first else []
            around += [below.text for below in lines[place : place + _NOTES_BELOW] if _NOTE.match(below.text)]
            yield from _grids(run, "\n".join(around))
        run = [line] if line is not None and is_row else []


def _are_of_one(run: Sequence[Line], line: Line) -> bool:
    """Return whether a line may be of the table of those before it: under their headings, and their columns' names where these are known."""
    last = run[-1]
    if _BORDER.search(line.text) and (_STROKE in line.text) != (_STROKE in run[0].text):
        return False
    is_known = line.source.passage.kind is BlockKind.ROW and last.source.passage.kind is BlockKind.ROW
    return line.section == last.section and (not is_known or line.source.section == last.source.section)


def _is_name(line: Line) -> bool:
    """Return whether a line without cells is a row of a table all the same: 流动资产:."""
    return line.source.passage.kind is BlockKind.ROW and not line.is_heading


def _grids(run: Sequence[Line], above: str) -> Iterator[Grid]:
    grid = _table(run, above)
    if grid is not None:
        yield grid
        yield from _by_columns(grid)


def _table(run: Sequence[Line], above: str) -> Grid | None:
    header = run[0]
    is_closed = all(_STROKE in line.before for line in run)
    keys = [span.of(header.source.text) for span in _cut(header, is_closed)]
    if len(keys) < _FEWEST_CELLS or len(set(filter(None, keys))) < _FEWEST_CELLS:
        return None
    if any(":" in key.rstrip(":") for key in keys):
        return None  # fields side by side
    if any(_STOP in key for key in keys):
        return None  # paragraphs that are set in by blanks
    if len(keys) > _FEWEST_CELLS and any(map(_ALL_FIGURES.fullmatch, keys)) and not name_columns(keys):
        return None  # the rows go on from the page before, their names do not stand here
    keys[0] = keys[0] or CORNER
    records, name = [], ""
    for line in run:
        if not _BORDER.search(line.text):
            name = line.text
            continue
        cells = [
            Cell(key, line.source, span, header)
            for key, span in zip(keys, _cut(line, is_closed), strict=False)
            if key and span
        ]
        is_header = line is header or line.text == header.text  # said again with each of its rows
        if is_header and len(keys) > _FEWEST_CELLS:
            continue  # 责任单位 | 住建局 may be the first row of two columns without names
        if cells:
            records.append(Record(tuple(cells), name, is_header=is_header))
    return Grid(tuple(records), f"{context_of(header)}\n{above}", is_table=True) if records else None


def _by_columns(grid: Grid) -> Iterator[Grid]:
    """Yield a wide table of few rows read by its columns: below 福田, 罗湖 … stand figures of one thing."""
    rows = [record for record in grid.records if not record.is_header]
    if not 0 < len(rows) <= _MOST_ROWS_READ_DOWN or len(grid.keys) < _FEWEST_COLUMNS_READ_DOWN:
        return
    header = rows[0].cells[0].named
    names = {record.name.key for record in rows}
    if header is None or len(names) > 1 or name_columns(list(grid.keys)):
        return
    places = {span.of(header.source.text): span for span in _cut(header, is_closed=_STROKE in header.before)}
    records = []
    for key in grid.keys:
        values = [
            Cell(row.name.text, cell.source, cell.span, cell.named)
            for row in rows
            if key not in names and (cell := row.cell(key)) is not None
        ]
        if key in places and values:
            if not all(_ALL_FIGURES.fullmatch(value.text) for value in values):
                return
            records.append(Record((Cell(CORNER, header.source, places[key], header), *values)))
    if len(records) >= _FEWEST_COLUMNS_READ_DOWN - 1:
        yield Grid(tuple(records), grid.context, is_table=True)
