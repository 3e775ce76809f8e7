"""What terms add to scores: to all rows that hold them, or to some rows that are looked up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise, zip_longest
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from retrieval.keys import Rows
from retrieval.parts import Part, Place, Shapes, look_up
from retrieval.postings import SHAPE_BYTES, Numbers, Postings, width

Singles = NDArray[np.float32]

# Shorter lists are put together before they are added: one by one each takes 7 us, whatever is in it.
_SHORT = 4_096
# A term that more of all rows hold is looked up in `codes`, two bytes a row: by bisection it takes ten times as long.
_FREQUENT = 1 / 16
_CODED = 48  # terms of a view: of a hundred thousand to a million passages some sixty words are frequent


class Impacts(NamedTuple):
    """What postings count for before their term's weight: those of part p `tables[p][shape]`, or `of_codes[p][code]`.

    `starts` are the parts' first rows among all, and the number of rows; a term of more postings than `most_rare` is
    frequent.
    """

    postings: tuple[Postings, ...]
    tables: tuple[Singles, ...]
    of_codes: tuple[Singles, ...]
    starts: Numbers
    most_rare: int

    @staticmethod
    def of(parts: Sequence[Part], saturations: Sequence[NDArray[np.float64]], starts: Numbers) -> Impacts:
        """Return the impacts of parts, given what each of their shapes counts for."""
        tables = tuple(one.astype(np.float32) for one in saturations)
        of_codes = tuple(np.append(np.float32(0.0), table) for table in tables)
        return Impacts(
            tuple(part.postings for part in parts), tables, of_codes, starts, int(_FREQUENT * starts[-1])
        )


class Addends(NamedTuple):
    """What a term adds to the rows that hold it: `weight` times the impact of each posting, none below 0.

    `most` is the most that it adds to a row, `size` the number of its postings. Where it is frequent there may be
    `codes`, place by place: for all rows of the part the shape that the term has there, counted from 1, or 0.
    """

    places: tuple[Place, ...]
    codes: tuple[Shapes, ...]
    impacts: Impacts
    weight: float
    most: float
    size: int


class Codes:
    """The codes of frequent terms, made when a term is asked for a second time; may be used from several threads.

    None is given up for another: making them takes as long as a search.
    """

    def __init__(self) -> None:
        self._asked: set[str] = set()
        self._held: dict[str, tuple[Shapes, ...]] = {}

    def of(self, term: str, addends: Addends) -> tuple[Shapes, ...]:
        """Return the codes of a term; none where it is not frequent, asked for the first time, or there is no room."""
        if addends.size <= addends.impacts.most_rare:
            return ()
        held = self._held.get(term, ())
        if not held and term in self._asked and len(self._held) < _CODED:
            held = tuple(_codes(place, addends.impacts) for place in addends.places)
            self._held[term] = held
        self._asked.add(term)
        return held


def _codes(place: Place, impacts: Impacts) -> Shapes:
    size = len(impacts.postings[place.part].lengths)
    codes = np.zeros(size, dtype=width(len(impacts.tables[place.part]), SHAPE_BYTES))
    codes[place.rows] = place.shapes.astype(codes.dtype) + codes.dtype.type(1)
    return codes


def add(terms: Sequence[Addends], scores: Singles) -> list[Rows]:
    """Add what terms add to all rows; return these rows, list by list."""
    touched = []
    together: defaultdict[tuple[int, int], list[tuple[Place, Addends]]] = defaultdict(list)
    for term in terms:
        for place in term.places:
            if len(place.rows) <= _SHORT:
                together[id(term.impacts), place.part].append((place, term))
                continue
            adds = term.impacts.tables[place.part].take(place.shapes)
            adds *= np.float32(term.weight)
            np.add.at(scores[place.start :], place.rows, adds)
            touched.append(place.rows + np.int32(place.start) if place.start else place.rows)
    for some in together.values():
        sizes = [len(place.rows) for place, _ in some]
        weights = np.array([term.weight for _, term in some], dtype=np.float32)
        place, term = some[0]
        rows = np.concatenate([one.rows for one, _ in some])
        adds = term.impacts.tables[place.part].take(np.concatenate([one.shapes for one, _ in some]))
        adds *= np.repeat(weights, sizes)
        np.add.at(scores[place.start :], rows, adds)
        touched.append(rows + np.int32(place.start) if place.start else rows)
    return touched


def looked_up(terms: Sequence[Addends], rows: Numbers) -> Singles:
    """Return what terms add together to some rows, ascending."""
    found = np.zeros(len(rows), dtype=np.float32)
    by_view = defaultdict(list)
    for term in terms:
        by_view[id(term.impacts)].append(term)
    for some in by_view.values():
        impacts = some[0].impacts
        bounds = rows.searchsorted(impacts.starts).tolist() if len(impacts.tables) > 1 else [0, len(rows)]
        for part, (low, high) in enumerate(pairwise(bounds)):
            if low < high:
                own = rows[low:high] - impacts.starts[part] if part else rows[low:high]
                _look_up_in(part, some, own, found[low:high])
    return found


def _look_up_in(part: int, terms: Sequence[Addends], rows: Numbers, found: Singles) -> None:
    """Add what terms of one view add to some rows of a part."""
    impacts = terms[0].impacts
    table = impacts.tables[part]
    listed = []
    for term in terms:
        for place, codes in zip_longest(term.places, term.codes):
            if place.part != part:
                continue
            if codes is None:
                listed.append((place, term.weight))
                continue
            adds = impacts.of_codes[part].take(codes.take(rows))
            adds *= np.float32(term.weight)
            found += adds
    if listed:
        places, weights = zip(*listed, strict=True)
        shapes, is_held = look_up(impacts.postings[part], places, rows.astype(np.int32))
        found += np.array(weights, dtype=np.float32) @ (table.take(shapes) * is_held)
