"""A corpus in parts, and where a term's postings lie in them; a passage's row is counted through all parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from retrieval.keys import Rows
from retrieval.postings import Numbers, Postings

Shapes = NDArray[np.unsignedinteger]


@dataclass(frozen=True, slots=True)
class Part:
    """Some of the passages: their postings, and the rows (ascending) of those that are gone since."""

    postings: Postings
    gone: Numbers = field(default_factory=lambda: np.empty(0, dtype=np.int64))

    @property
    def size(self) -> int:
        """Return how many rows there are, those that are gone among them."""
        return len(self.postings.lengths)

    @property
    def length(self) -> int:
        """Return how many terms the passages hold that are not gone."""
        lengths = self.postings.lengths
        return int(lengths.sum()) - int(lengths[self.gone].sum())

    def count(self, rows: Rows) -> int:
        """Return how many of some rows (ascending) are not gone."""
        few, many = (rows, self.gone) if len(rows) < len(self.gone) else (self.gone, rows)
        if not len(few):
            return len(rows)
        found = many.take(np.searchsorted(many, few), mode="clip") == few
        return len(rows) - int(np.count_nonzero(found))


@dataclass(frozen=True, slots=True)
class Parts:
    """A corpus in parts; a passage's row is counted through all of them."""

    parts: tuple[Part, ...]


class Place(NamedTuple):
    """Where a term's postings lie in a part: from number `first` on among the part's.

    `start` is the part's first row among all, `rows` are counted from there; `shapes` say what each counts by.
    """

    part: int
    start: int
    first: int
    rows: Rows
    shapes: Shapes


def look_up(postings: Postings, places: Sequence[Place], rows: Rows) -> tuple[Shapes, NDArray[np.bool_]]:
    """Return the shapes that some rows (ascending) have at places of one part, and whether they stand there at all.

    Both are places by rows. One pass over all places: for few rows a call of NumPy takes longer than its work.
    """
    at = np.empty((len(places), len(rows)), dtype=np.int64)
    for number, place in enumerate(places):
        at[number] = place.rows.searchsorted(rows)
    np.minimum(at, np.array([[len(place.rows) - 1] for place in places]), out=at)
    at += np.array([[place.first] for place in places])
    return postings.shapes.take(at), postings.rows.take(at) == rows
