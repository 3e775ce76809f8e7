"""Rows of a draft's table as sentences: each cell behind what its row and its column are called."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import groupby

from answers.structure.records import IN_BRACKETS, core_of
from answers.vocabulary import vocabulary
from retrieval.normalise import normalise

_BORDER = "|"
_FEWEST_CELLS, _FEWEST_ROWS = 2, 2
_RULE = re.compile(r"[\s|:-]+")  # of Markdown, below the names of its columns
_NUMBER = re.compile(r"[-+]?\d[\d,]*(?:\.\d+)?")
_YEAR = re.compile(r"(?:19|20)\d\d年?")
_DIGIT = re.compile(r"\d")
_NUMBERING = vocabulary("numbering-columns")
# 数值 and 指标 only say that figures stand below them, and what the figures are of
_SAYS_NOTHING = vocabulary("amount-columns") | vocabulary("indicator-columns")
_CLAIMS_APART = ";"


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
        found |= {number: _read(names, cells) for number, cells in told}
    return found


def _cells(line: str) -> list[str]:
    text = normalise(line).text.strip() if _BORDER in line else ""
    return [cell.strip() for cell in text.strip(_BORDER).split(_BORDER)] if text else []


def _counts(cell: str) -> bool:
    """Return whether a cell has a figure, and is not only the name of a year."""
    return _DIGIT.search(_YEAR.sub("", cell)) is not None


def _read(names: Sequence[str], cells: Sequence[str]) -> str:
    told = [
        (name, cell)
        for name, cell in zip(names, cells, strict=True)
        if name.lower() not in _NUMBERING and cell
    ]
    if not told:
        return ""
    (_, subject), *others = told
    return _CLAIMS_APART.join(f"{subject}{_named(name, cell)}" for name, cell in others) or subject


def _named(name: str, cell: str) -> str:
    """Return a cell behind the name of its column; a bare number has the unit that the name has in brackets."""
    unit = IN_BRACKETS.search(name) if _NUMBER.fullmatch(cell) else None
    core = core_of(name)
    return f"{'' if core in _SAYS_NOTHING else core}{cell}{unit.group()[1:-1] if unit else ''}"
