"""The arrays of one version of the postings, as they are asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retrieval.backends.array_files import BrokenArraysError
from retrieval.backends.base import View
from retrieval.postings import look_up

# Of each view, in the order in which `Field` takes them.
ARRAYS = ("keys", "offsets", "rows", "impacts")
_TERMS_KEPT = 8192  # a question looks up some forty, most of them twice and more


class Field:
    """A view's postings, each with what it adds to a score; where those of a term lie is remembered."""

    def __init__(
        self,
        keys: NDArray[np.uint64],
        offsets: NDArray[np.int64],
        rows: NDArray[np.int32],
        impacts: NDArray[np.float32],
    ) -> None:
        self._keys = keys
        self._offsets = offsets
        self._rows = rows
        self._impacts = impacts
        self.find = lru_cache(_TERMS_KEPT)(self._find)

    def is_whole(self) -> bool:
        """Return whether the arrays are as long as they say."""
        if len(self._keys) + 1 != len(self._offsets):
            return False
        return int(self._offsets[-1]) == len(self._rows) == len(self._impacts)

    def _find(self, term: str) -> slice | None:
        found = look_up(term, self._keys, self._offsets)
        if found is not None and not 0 <= found.start < found.stop <= len(self._rows):
            raise IndexError(f"no postings at {found.start}..{found.stop}")
        return found

    def add_scores(self, terms: Sequence[str], scores: NDArray[np.float32], weight: float = 1.0) -> None:
        """Add the scores of all rows for `terms`; a term counts as often as it is given."""
        for term, count in Counter(terms).items():
            found = self.find(term)
            if found is not None:
                np.add.at(scores, self._rows[found], self._impacts[found] * np.float32(weight * count))

    def scores_at(self, terms: Sequence[str], rows: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return the scores of some rows (ascending), the same as `add_scores` gives them, in the order of the rows.

        A look-up of a few hundred rows is cheaper than adding up postings that half of all passages hold.
        """
        scores = np.zeros(len(rows), dtype=np.float32)
        for term, count in Counter(terms).items():
            found = self.find(term)
            if found is not None:
                own = self._rows[found]
                places = np.minimum(np.searchsorted(own, rows), len(own) - 1)
                held = np.flatnonzero(own[places] == rows)
                scores[held] += self._impacts[found][places[held]] * np.float32(count)
        return scores

    def rows_of_all(self, terms: Sequence[str]) -> NDArray[np.int32]:
        """Return the rows that hold every one of `terms`, ascending; none for no terms."""
        found = [self.find(term) for term in terms]
        lists = sorted((self._rows[one] for one in found if one is not None), key=len)
        if not terms or len(lists) < len(found):
            return self._rows[:0]
        rows = lists[0]
        for other in lists[1:]:
            rows = np.intersect1d(rows, other, assume_unique=True)
        return rows

    def rarest(self, terms: Sequence[str], least: int) -> NDArray[np.int32] | None:
        """Return the rows of the rarest of `terms` that at least so many rows hold; None where there is none."""
        found = [found for term in terms if (found := self.find(term)) and found.stop - found.start >= least]
        return self._rows[min(found, key=lambda one: one.stop - one.start)] if found else None


@dataclass(frozen=True, slots=True)
class Index:
    """One version's arrays: the passages' ids, the article each is part of, and the views."""

    ids: NDArray[np.bytes_]
    articles: NDArray[np.int32]
    fields: Mapping[View, Field]

    @staticmethod
    def of(arrays: Mapping[str, NDArray[Any]]) -> Index:
        """Return the index that arrays make up; raise `BrokenArraysError` where they do not belong together."""
        try:
            fields = {view: Field(*(arrays[f"{view}-{name}"] for name in ARRAYS)) for view in View}
            index = Index(arrays["ids"], arrays["articles"], fields)
        except KeyError as error:
            raise BrokenArraysError(f"no array {error}") from error
        if len(index.ids) != len(index.articles) or not all(field.is_whole() for field in fields.values()):
            raise BrokenArraysError("arrays of different lengths")
        return index


EMPTY = Index(np.empty(0, dtype="S1"), np.empty(0, dtype=np.int32), {})
