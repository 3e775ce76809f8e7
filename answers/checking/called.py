"""Which rows of a table a sentence is about, by what they are called."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from answers.checking.likeness import is_equal
from answers.checking.reading import Reading
from answers.checking.rows import Row
from answers.checking.texts import Stands, Weigh
from answers.checking.tokens import PLACED, SAYING, Token
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
    tables: dict[tuple[str, ...], dict[Row, Sequence[Token]]] = {}
    for reading, row in rows:
        if row.name and row.name not in _UNNAMED:
            tables.setdefault(row.columns, {})[row] = reading.within(Span(0, len(row.name)))
    found: set[Row] = set()
    for names in tables.values():
        counts = Counter(word for tokens in names.values() for word in set(_words(tokens)))
        said = {
            row: _said(
                draft, row.name, tokens, {word: weigh(word) / counts[word] for word in _words(tokens)}, stands
            )
            for row, tokens in names.items()
        }
        most = max(said.values())
        found |= {row for row, share in said.items() if not share or share < most}
    return frozenset(found)


def _words(tokens: Sequence[Token]) -> list[str]:
    return [one.text for one in tokens if one.sort in SAYING and len(one.text) >= _SHORTEST]


def _said(
    draft: Reading, name: str, tokens: Sequence[Token], weights: Mapping[str, float], stands: Stands
) -> float:
    """Return how much of a row's name a sentence says; nothing where it lacks the word that tells the row best from others.

    `weights` are those of the words of the name: less the more rows have them.
    """
    if stands(name, draft.text):
        return 1.0
    if not any(weights.values()):  # 3-5岁 of 3至5岁
        return float(any(is_equal(one, own) for one in tokens if one.sort in PLACED for own in draft.tokens))
    if not stands(max(weights, key=lambda word: weights[word]), draft.text):
        return 0.0
    share = sum(weight for word, weight in weights.items() if stands(word, draft.text)) / sum(
        weights.values()
    )
    return share if share >= _LEAST_OF_A_NAME else 0.0
