"""Records of cells: the rows of a table, the `key: value` lines of a form, headings with one line below each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from answers.sources import Source
from answers.structure.lines import Line
from answers.vocabulary import vocabulary
from retrieval.types import Span

_BORDER = re.compile(r"\||\t+| {3,}")
_RULE = re.compile(r"[-:|+= ]{3,}")  # --- | ---
_FEWEST_CELLS = 2
# 责任人: · 联系电话(办公): begins a field at the start of a line, after a blank or a mark
_KEY = re.compile(
    r"(?:^|[;,。 \t])(?P<key>[\u4e00-\u9fffa-z][\u4e00-\u9fffa-z0-9()/、 ]{0,13}[\u4e00-\u9fffa-z)])[ \t]{0,4}:"
)
_LEAD = re.compile(
    r"^(?:\d{1,2}[.)、]|\(?[一二三四五六七八九十]{1,3}[)、])[ \t]{0,4}|^[\u2022\u25cf\u25a0]\s{0,4}"
)
_BRACKETED_KEY = re.compile(r"^[\[\u3010](?P<key>[^\[\]\u3010\u3011]{2,12})[\]\u3011]")
_LONGEST_VALUE = 80  # code points; what is longer is a text below a word, no field
_LONGEST_PLAIN = 45  # of a value that lists nothing
_MOST_COMMAS = 1
_SENTENCE_MARKS = re.compile(r"[。;!?]")
_LONGEST_NAME = 30  # of the line above the fields of a record
IN_BRACKETS = re.compile(r"\([^()]*\)")
_NUMBERING = vocabulary("numbering-columns")


def core_of(key: str) -> str:
    """Return the name of a column without what it has in brackets.

    >>> core_of("投资额(亿元)")
    '投资额'
    """
    return IN_BRACKETS.sub("", key).strip() or key


@dataclass(frozen=True, slots=True)
class Cell:
    """A value with the name that its column or field has, normalised; `named` is where the name stands, if elsewhere."""

    key: str
    source: Source
    span: Span
    named: Line | None = None

    @property
    def text(self) -> str:
        """Return the value, normalised."""
        return self.span.of(self.source.text)

    @property
    def core(self) -> str:
        """Return the name of the column without what it has in brackets: 投资额 of 投资额(亿元)."""
        return core_of(self.key)


@dataclass(frozen=True, slots=True)
class Record:
    """Cells that belong together; `above` is what stands over them: a line, a heading; `is_header` a row of names."""

    cells: tuple[Cell, ...]
    above: str = ""
    is_header: bool = False

    @property
    def name(self) -> Cell:
        """Return the cell that tells the record from others: the first that does not merely number it."""
        return next((cell for cell in self.cells if cell.core not in _NUMBERING), self.cells[0])

    def cell(self, key: str) -> Cell | None:
        """Return the cell of a column."""
        return next((cell for cell in self.cells if cell.key == key), None)


@dataclass(frozen=True, slots=True)
class Grid:
    """Records of the same kind; `context` is what stands around all of them, normalised."""

    records: tuple[Record, ...]
    context: str
    is_table: bool = False

    @property
    def keys(self) -> tuple[str, ...]:
        """Return the names of columns or fields, in their order."""
        return tuple(dict.fromkeys(cell.key for record in self.records for cell in record.cells))


def grids(lines: Sequence[Line]) -> list[Grid]:
    """Return the tables of an article, its fields, and its headings with one line below each."""
    found = list(_tables(lines))
    is_prose = any(line.source.passage.is_body and len(line.text) > _LONGEST_VALUE for line in lines)
    if is_prose:  # the fields of its head tell who wrote it and when, and are no matter of its own
        lines = [line for line in lines if line.source.passage.is_body]
    for read in (_fields, _headed):
        records = list(_records(read(lines)))
        if records:
            found.append(Grid(tuple(records), _context(lines[0])))
    return found


def _context(line: Line) -> str:
    return f"{line.source.heading}\n{line.section}"


_ALL_FIGURES = re.compile(r"[-+\u2212]?[\d,.]+%?")
# What the column of the rows' names is called where the corner above it is empty.
_CORNER = "项目"
_STROKE = "|"


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


def _tables(lines: Sequence[Line]) -> Iterator[Grid]:
    run: list[Line] = []
    lines = [line for line in lines if not _RULE.fullmatch(line.text)]
    for place, line in enumerate([*lines, None]):
        if line is not None and _BORDER.search(line.text) and (not run or run[-1].section == line.section):
            run.append(line)
            continue
        if len(run) >= _FEWEST_CELLS:
            first = place - len(run)
            above = lines[first - 1].text if first else ""
            table = _table(run, above)
            if table is not None:
                yield table
        run = [line] if line is not None and _BORDER.search(line.text) else []


def _table(run: Sequence[Line], above: str) -> Grid | None:
    header = run[0]
    is_closed = all(_STROKE in line.before for line in run)
    keys = [span.of(header.source.text) for span in _cut(header, is_closed)]
    if len(keys) < _FEWEST_CELLS or len(set(filter(None, keys))) < _FEWEST_CELLS:
        return None
    if len(keys) > _FEWEST_CELLS and any(_ALL_FIGURES.fullmatch(key) for key in keys):
        return None  # the rows go on from the page before, their names do not stand here
    keys[0] = keys[0] or _CORNER
    records = []
    for line in run:
        cells = [
            Cell(key, line.source, span, header)
            for key, span in zip(keys, _cut(line, is_closed), strict=False)
            if key and span
        ]
        is_header = line is header or line.text == header.text  # said again with each of its rows
        if is_header and len(keys) > _FEWEST_CELLS:
            continue  # 责任单位 | 住建局 may be the first row of two columns without names
        if cells:
            records.append(Record(tuple(cells), is_header=is_header))
    return Grid(tuple(records), f"{_context(header)}\n{above}", is_table=True) if records else None


Named = tuple[Cell, str]  # a cell, and what stands above its record


def _records(named: Iterator[Named]) -> Iterator[Record]:
    """Yield the cells by record: a name that returns, or another line above, begins a new one."""
    cells: list[Cell] = []
    last = ""
    for cell, above in named:
        if cells and (above != last or any(cell.key == other.key for other in cells)):
            yield Record(tuple(cells), last)
            cells = []
        cells.append(cell)
        last = above
    if cells:
        yield Record(tuple(cells), last)


def _fields(lines: Sequence[Line]) -> Iterator[Named]:
    """Yield the fields of lines that consist of fields, each with the line or heading above its record."""
    above = ""
    for line in lines:
        cells = [] if line.is_heading else list(_fields_of(line))
        yield from ((cell, f"{line.section}\n{above}") for cell in cells)
        if not cells:
            above = line.text if len(line.text) <= _LONGEST_NAME else ""


def _fields_of(line: Line) -> Iterator[Cell]:
    lead = _LEAD.match(line.text)
    start = lead.end() if lead else 0
    bracketed = _BRACKETED_KEY.match(line.text)
    if bracketed:
        value = line.within(bracketed.end(), len(line.text))
        if _is_value(value.of(line.source.text)):
            yield Cell(bracketed["key"], line.source, value)
        return
    found = list(_KEY.finditer(line.text[start:]))
    if not found or found[0].start() > 0:
        return
    ends = [match.start() for match in found[1:]] + [len(line.text) - start]
    for match, end in zip(found, ends, strict=True):
        value = line.within(start + match.end(), start + end)
        if _is_value(value.of(line.source.text)):
            yield Cell(match["key"].strip(), line.source, value)


def _is_value(text: str) -> bool:
    """Return whether a text behind a name is a value: 王某, 周一至周五9:00-17:00; no sentence of several clauses."""
    inside = text.rstrip("。;")
    is_one = not _SENTENCE_MARKS.search(inside) and inside.count(",") <= _MOST_COMMAS
    return 0 < len(text) <= (_LONGEST_VALUE if "、" in text else _LONGEST_PLAIN) and is_one


def _headed(lines: Sequence[Line]) -> Iterator[Named]:
    """Yield headings as the names of the one line that stands below each."""
    for place, line in enumerate(lines):
        below = lines[place + 1 : place + 3]
        if (
            not line.is_heading
            or not below
            or below[0].is_heading
            or line.text in line.source.context.heading.split("\n")
        ):
            continue  # what stands below a title is an article
        is_alone = len(below) == 1 or below[1].is_heading or below[1].section != below[0].section
        if is_alone and _is_value(below[0].text):
            lead = _LEAD.match(line.text)
            key = line.text[lead.end() if lead else 0 :].rstrip(":")
            yield (
                Cell(key, below[0].source, below[0].span, line),
                line.section.removesuffix(line.text).strip(),
            )
