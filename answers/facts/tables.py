"""Facts of the rows of a table: a cell's figure is of its row's name, and measures what its column says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from answers.facts.fact import Status
from answers.sources import Source
from answers.structure.records import IN_BRACKETS, core_of
from answers.vocabulary import any_of, vocabulary
from retrieval.dates import find_dates
from retrieval.quantities import Figure, find_figures, unit_of
from retrieval.types import Span

_BORDER = "|"
_NUMBERING = vocabulary("numbering-columns")
_INDICATORS = vocabulary("indicator-columns")
_AMOUNTS = vocabulary("amount-columns")
UNIT_COLUMNS = frozenset(("单位", "计量单位"))
# 单位:万人, in the caption of a table; of several units none is that of all figures
_UNIT_ABOVE = re.compile(r"单位 ?: ?([^\s、,()]{1,8})(?![、,])\b")
_CHANGES = re.compile(any_of(vocabulary("growth-nouns") | {"增长", "增减", "±", "同比", "环比", "下降"}))
_PLANNED = re.compile("目标|计划|预期")
_SIGN = re.compile("[-\u2212+]")
_HAN = re.compile("[\u4e00-\u9fff]")
_PRECISION = 12


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure of a table: `span` its range in the normalised text, `row` that of its line; `unit` may stand in its column's head."""

    span: Span
    row: Span
    number: str
    unit: str
    indicator: str
    subject: str
    status: Status


def columns_of(source: Source, before: Sequence[str]) -> tuple[str, ...]:
    """Return the names of the columns of a table's passage, whose section they are; those `before` where it goes on with a table."""
    rows = [
        line for line in _lines(source.text) if _BORDER in line.of(source.text)
    ]  # below headings and captions
    first = [span.of(source.text) for span in _cut(source.text, rows[0])] if rows else []
    is_head = bool(first) and "".join(source.section.split()).endswith("".join("".join(first).split()))
    return tuple(first) if is_head else tuple(before)


def unit_above(section: str) -> str:
    """Return the unit that the caption of a table has for all its figures, empty for none."""
    above = _UNIT_ABOVE.search(section)
    return above[1] if above else ""


def tells_change(column: str) -> bool:
    """Return whether a column says by how much something grew or fell."""
    return _CHANGES.search(column) is not None


def unit_in(column: str, of_all: str) -> str:
    """Return the unit that the name of a column gives its figures, else that of all of them.

    >>> unit_in("投资额(亿元)", "万元"), unit_in("较上年±%", "万元"), unit_in("投资额", "万元"), unit_in("同比增长", "万元")
    ('亿元', '%', '万元', '')
    """
    bracketed = IN_BRACKETS.search(column)
    return (
        bracketed.group()[1:-1]
        if bracketed
        else "%"
        if "%" in column
        else ""
        if tells_change(column)
        else of_all
    )


def cells_of(source: Source, columns: Sequence[str]) -> Iterator[Cell]:
    """Yield the figures of the rows below the names of their columns; none of a table without such names."""
    of_all = unit_above(source.section)
    for line in _lines(source.text):
        spans = _cut(source.text, line)
        texts = [span.of(source.text) for span in spans]
        if texts == list(columns) or len(texts) != len(columns):
            continue
        name = next(
            (
                at
                for at, key in enumerate(columns)
                if core_of(key) not in _NUMBERING and _HAN.search(texts[at])
            ),
            None,
        )
        if name is None:
            continue
        unit = next((text for key, text in zip(columns, texts, strict=True) if key in UNIT_COLUMNS), of_all)
        for at, span in enumerate(spans):
            if at != name and columns[at] not in UNIT_COLUMNS and core_of(columns[at]) not in _NUMBERING:
                yield from _cell(span, line, (columns[name], texts[name]), columns[at], unit, texts[at])


def _lines(text: str) -> list[Span]:
    return [Span(*match.span()) for match in re.finditer(r"[^\n]+", text)] or [Span(0, 0)]


def _cut(text: str, line: Span) -> list[Span]:
    """Return the cells of a line without the blanks around what they hold."""
    made = []
    start = line.start
    for piece in line.of(text).split(_BORDER):
        lead = len(piece) - len(piece.lstrip())
        made.append(Span(start + lead, start + lead + len(piece.strip())))
        start += len(piece) + len(_BORDER)
    return made


def _cell(span: Span, line: Span, name: tuple[str, str], column: str, unit: str, text: str) -> Iterator[Cell]:
    """Yield the fact of a cell, if it holds a figure and nothing else."""
    is_change = tells_change(column)
    figure = find_figure(text, unit_in(column, unit))
    if figure is None or figure.value is None:
        return
    measured = core_of(column).rstrip("%")
    if core_of(name[0]) in _INDICATORS:
        indicator, subject = name[1] + ("" if measured in _AMOUNTS else measured), ""
    else:
        indicator, subject = measured, name[1]
    status = Status.TARGET if _PLANNED.search(column) else Status.CHANGE if is_change else Status.ACTUAL
    sign = "-" if text[:1] in ("-", "\u2212") else ""
    number = format(Decimal(f"{figure.value:.{_PRECISION}g}").normalize(), "f")
    yield Cell(span, line, f"{sign}{number}", unit_of(figure), indicator, subject, status)


def find_figure(text: str, unit: str) -> Figure | None:
    """Return the figure that a cell is, in the unit of its column where it has none of its own."""
    bare = _SIGN.sub("", text, count=1) if text[:1] and _SIGN.match(text) else text
    if not bare[:1].isdigit() or find_dates(bare):
        return None
    found = find_figures(bare)
    if len(found) != 1 or found[0].span != Span(0, len(bare)):
        return None
    with_unit = find_figures(f"{bare}{unit}") if unit and not found[0].unit else found
    return with_unit[0] if len(with_unit) == 1 else found[0]
