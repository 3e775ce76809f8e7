"""Which rows of a table a sentence is about, by what they are called."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from answers.checking.likeness import is_equal
from answers.checking.reading import Reading
from answers.checking.rows import Row
from answers.checking.texts import Stands, Weigh
from answers.checking.tokens import PLACED, SAYING
from answers.vocabulary import vocabulary
from retrieval.types import Span

_UNNAMED = vocabulary("own-areas") | vocabulary("totals")
_LEAST_OF_A_NAME = 0.3  # of its words, by weight: 宣传部 of 中共宜春市委宣传部 (roster of posts, 2026-11-27)
_SHORTEST = 2  # code points of a word that tells rows apart


def rows_of_others(
    draft: Reading, rows: Iterable[tuple[Reading, Row]], weigh: Weigh, stands: Stands
) -> frozenset[Row]:
    """Return the rows that a sentence does not name, or less of them than of another of their table; `rows` with how they read.

    Those of sums and of the whole area need not be named, nor those of a table without names.
    """
    said = {
        row: _said(draft, reading, row.name, weigh, stands)
        for reading, row in rows
        if row.name and row.name not in _UNNAMED
    }
    most: dict[tuple[str, ...], float] = {}
    for row, share in said.items():
        most[row.columns] = max(share, most.get(row.columns, 0.0))
    return frozenset(row for row, share in said.items() if not share or share < most[row.columns])


def _said(draft: Reading, reading: Reading, name: str, weigh: Weigh, stands: Stands) -> float:
    """Return how much of a row's name a sentence says; nothing where it lacks what tells the row best from others."""
    if stands(name, draft.text):
        return 1.0
    tokens = reading.within(Span(0, len(name)))
    weights: Mapping[str, float] = {
        one.text: weigh(one.text) for one in tokens if one.sort in SAYING and len(one.text) >= _SHORTEST
    }
    if not weights:  # 3-5岁 of 3至5岁
        return float(any(is_equal(one, own) for one in tokens if one.sort in PLACED for own in draft.tokens))
    if not stands(max(weights, key=lambda word: weights[word]), draft.text):
        return 0.0
    share = sum(weight for word, weight in weights.items() if stands(word, draft.text)) / sum(
        weights.values()
    )
    return share if share >= _LEAST_OF_A_NAME else 0.0
