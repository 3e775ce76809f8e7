"""Rows of a table as sentences, of a draft's and of a source's: each cell behind what its row and its column are called."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from answers.checking.amounts import MINUS
from answers.facts.tables import UNIT_COLUMNS, columns_of, find_figure, tells_change, unit_above, unit_in
from answers.sources import Source
from answers.structure.records import core_of
from answers.vocabulary import vocabulary
from retrieval.normalise import normalise
from retrieval.types import BlockKind, Span

BORDER = "|"
_FEWEST_CELLS, _FEWEST_ROWS = 2, 2
_RULE = re.compile(r"[\s|:-]+")  # of Markdown, below the names of its columns
_YEAR = re.compile(r"(?:19|20)\d\d年?")
_DIGIT = re.compile(r"\d")
_HAN = re.compile("[\u4e00-\u9fff]")
_LINE = re.compile(r"[^\n]+")
_NUMBER_OF = "数"
_COUNTERS = vocabulary("counting-units")
_NUMBERING = vocabulary("numbering-columns")
# 数值 and 指标 only say that figures stand below them, and what the figures are of
_SAYS_NOTHING = vocabulary("amount-columns") | vocabulary("indicator-columns")
_CLAIMS_APART = ";"
_RISES, _FALLS = "增长", "下降"  # what a sign says in words


class Row(NamedTuple):
    """A row of a source's table: its range in the normalised text, what it is called, how it reads, what its columns are called."""

    span: Span
    name: str
    read: str
    columns: tuple[str, ...] = ()


def rows_of(lines: Sequence[str]) -> Mapping[int, str]:
    """Return how the rows of the tables among some lines read, by the number of the line; empty for one that only names or rules columns.

    Lines of as many cells that follow one another are a table where the first of them has no figures and another has.

    >>> rows_of(["园区 | 签约项目(个) | 投资额", "东陵 | 6 | 72.3亿元"])
    {0: '', 1: '东陵签约项目6个;东陵投资额72.3亿元'}
    """
    found: dict[int, str] = {}
    cut = [(number, _cells(line)) for number, line in enumerate(lines)]
    for width, group in groupby(cut, key=lambda one: len(one[1])):
        rows = list(group)
        if width < _FEWEST_CELLS or len(rows) < _FEWEST_ROWS:
            continue
        names = rows[0][1]
        told = [(number, cells) for number, cells in rows[1:] if not _RULE.fullmatch(lines[number])]
        if any(map(_counts, names)) or not any(_counts(cell) for _, cells in told for cell in cells):
            continue
        found |= dict.fromkeys((number for number, _ in rows), "")
        found |= {number: _read(names, cells)[1] for number, cells in told}
    return found


def rows_in(source: Source) -> Iterator[Row]:
    """Yield the rows of a source's table below the names of their columns; without such names each line as it stands, called nothing."""
    columns = columns_of(source, ())
    of_all = unit_above(source.section)
    for match in _LINE.finditer(source.text):
        if BORDER not in match.group():
            continue
        cells = [cell.strip() for cell in match.group().split(BORDER)]
        names = _names_of(cells, columns)
        if not columns and source.passage.kind is BlockKind.ROW:
            yield Row(Span(*match.span()), "", match.group())
        if names and cells != list(columns):
            name, read = _read(names, cells, of_all)
            if read:
                yield Row(Span(*match.span()), name, read, tuple(map(core_of, names)))


def _names_of(cells: Sequence[str], columns: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names of the columns of a row's cells; with the empty corner before them where the table has them without it."""
    if len(cells) == len(columns):
        return columns
    is_cornered = len(cells) == len(columns) + 1 and not any(map(_HAN.search, cells[1:]))
    return ("", *columns) if columns and is_cornered else ()


def _cells(line: str) -> list[str]:
    text = normalise(line).text.strip() if BORDER in line else ""
    return [cell.strip() for cell in text.strip(BORDER).split(BORDER)] if text else []


def _counts(cell: str) -> bool:
    """Return whether a cell has a figure, and is not only the name of a year."""
    return _DIGIT.search(_YEAR.sub("", cell)) is not None


def _read(names: Sequence[str], cells: Sequence[str], of_all: str = "") -> tuple[str, str]:
    """Return what a row is called and how it reads; `of_all` is the unit of all its figures."""
    told = [
        (name, cell)
        for name, cell in zip(names, cells, strict=True)
        if name.lower() not in _NUMBERING and cell
    ]
    if not told:
        return "", ""
    own = next((one for one in told if _HAN.search(one[1])), told[0])
    unit = next((cell for name, cell in told if name in UNIT_COLUMNS), unit_in(own[1], of_all))
    subject = core_of(own[1])
    others = [one for one in told if one is not own and one[0] not in UNIT_COLUMNS]
    return subject, _CLAIMS_APART.join(f"{subject}{_named(*one, unit)}" for one in others) or subject


def _named(name: str, cell: str, of_all: str) -> str:
    """Return a cell behind the name of its column; a bare number has the unit of its column or row, and a change its sign in words too."""
    own = unit_in(name, of_all) or _counted(name)
    bare, figure = find_figure(cell, ""), find_figure(cell, own)
    unit = own if bare is not None and figure is not None and not bare.unit and figure.unit else ""
    core = core_of(name).rstrip("%±")
    told = _in_words(core, cell) if figure is not None and tells_change(name) else ""
    return f"{'' if core in _SAYS_NOTHING else core}{cell}{unit}{told}"


def _counted(column: str) -> str:
    """Return the unit that a column of numbers of something counts in, empty for none.

    >>> _counted("招考人数"), _counted("户数"), _counted("产量")
    ('人', '户', '')
    """
    counted = column.removesuffix(_NUMBER_OF)[-1:]
    return counted if column.endswith(_NUMBER_OF) and counted in _COUNTERS else ""


def _in_words(column: str, cell: str) -> str:
    """Return what the sign of a change says, where its column does not: -1.2 below 同比增长 fell."""
    if cell.startswith(MINUS):
        return _FALLS if _FALLS not in column else ""
    return _RISES if _RISES not in column and _FALLS not in column else ""
