"""The postings of several parts as one: those of rows that are gone are left out, the others keep their order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from retrieval.backends.arrays import let_go
from retrieval.keys import Keys, Rows
from retrieval.parts import Part
from retrieval.postings import SHAPE_BYTES, Numbers, Postings, firsts, narrow, width

_BLOCK = 1 << 19  # postings moved at a time: they and the numbers of their places take some 20 MB


@dataclass(frozen=True, slots=True)
class Range:
    """The postings of a range of terms: for each term its key and how many there are, for each of these row and shape."""

    keys: Keys
    counts: Numbers
    rows: Rows
    shapes: NDArray[np.unsignedinteger]


class Merged:
    """The postings of several parts as one, made a range of terms at a time: as a whole they are three times as much memory."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self._left = [_without_gone(part) for part in parts]
        self.table = np.unique(np.concatenate([postings.table for postings in self._left]))
        self.lengths = np.concatenate([postings.lengths for postings in self._left])
        self.shape_type = width(len(self.table), SHAPE_BYTES)

    def __len__(self) -> int:
        return sum(len(postings.rows) for postings in self._left)

    def ranges(self) -> Iterator[Range]:
        """Yield the postings in order of their terms; what was read of the parts' files leaves memory meanwhile."""
        cuts = self._cuts()
        bounds = [_bounds(postings, cuts) for postings in self._left]
        for terms in zip(*map(pairwise, bounds), strict=True):
            yield self._range([slice(*term) for term in terms])
            for postings in self._left:
                let_go(postings.rows)

    def _cuts(self) -> Keys:
        """Return the terms at which ranges of some `_BLOCK` postings begin, but the first: as the longest part has them."""
        longest = max(self._left, key=lambda postings: len(postings.rows))
        block = max(1, _BLOCK * len(longest.rows) // max(1, len(self)))
        places = np.searchsorted(longest.offsets, np.arange(block, len(longest.rows), block))
        return np.unique(longest.keys[places[places < len(longest.keys)]])

    def _range(self, terms: Sequence[slice]) -> Range:
        """Return the postings of a range of terms, given as where each part has it."""
        left = list(zip(self._left, terms, strict=True))
        offsets = [_offsets(postings, some) for postings, some in left]
        keys = np.concatenate([postings.keys[some] for postings, some in left])
        counts = np.concatenate([np.diff(one) for one in offsets])
        order = np.argsort(keys, kind="stable")  # the parts' order within a term, so that rows ascend
        starts = np.flatnonzero(firsts(keys[order]))
        goals = np.empty_like(counts)  # where each term's postings of each part come to lie
        goals[order] = np.cumsum(counts[order]) - counts[order]
        rows = np.empty(int(counts.sum()), dtype=np.int32)
        shapes = np.empty(len(rows), dtype=self.shape_type)
        row = term = 0
        for (postings, _), own in zip(left, offsets, strict=True):
            block = slice(int(own[0]), int(own[-1]))
            shifts = np.repeat(goals[term : term + len(own) - 1] - own[:-1], np.diff(own))
            places = shifts + np.arange(block.start, block.stop)
            rows[places] = postings.rows[block] + np.int32(row)
            numbers = np.searchsorted(self.table, postings.table).astype(self.shape_type)
            shapes[places] = numbers[postings.shapes[block]]
            row += len(postings.lengths)
            term += len(own) - 1
        return Range(keys[order][starts], np.diff(np.append(goals[order][starts], len(rows))), rows, shapes)

    def to_postings(self) -> Postings:
        """Return the postings as a whole."""
        made = list(self.ranges())
        return Postings(
            keys=np.concatenate([one.keys for one in made]),
            offsets=offsets_of([one.counts for one in made]),
            rows=np.concatenate([one.rows for one in made]),
            shapes=np.concatenate([one.shapes for one in made]),
            table=self.table,
            lengths=self.lengths,
        )


def offsets_of(counts: Sequence[Numbers]) -> NDArray[np.unsignedinteger]:
    """Return where each term's postings begin, and where the last one's end, by how many the terms have."""
    return narrow(np.cumsum(np.concatenate([[0], *counts]), dtype=np.int64))


def _bounds(postings: Postings, cuts: Keys) -> list[int]:
    """Return where ranges that begin at some terms begin among a part's terms, the first and the end of the last as well."""
    return [0, *np.searchsorted(postings.keys, cuts).tolist(), len(postings.keys)]


def _offsets(postings: Postings, terms: slice) -> Numbers:
    return postings.offsets[terms.start : terms.stop + 1].astype(np.int64)


def _without_gone(part: Part) -> Postings:
    """Return a part's postings without those of rows that are gone."""
    postings = part.postings
    if not len(part.gone):
        return postings
    is_left = kept(len(postings.lengths), part.gone)
    is_held = is_left[postings.rows]
    held = np.cumsum(np.append(0, is_held))[postings.offsets.astype(np.int64)]
    counts = np.diff(held)
    number = np.cumsum(is_left, dtype=np.int32) - 1
    return replace(
        postings,
        keys=postings.keys[counts > 0],
        offsets=narrow(np.append(0, np.cumsum(counts[counts > 0]))),
        rows=number[postings.rows[is_held]],
        shapes=postings.shapes[is_held],
        lengths=postings.lengths[is_left],
    )


def kept(size: int, gone: Numbers) -> NDArray[np.bool_]:
    """Return which of so many are not gone."""
    found = np.ones(size, dtype=bool)
    found[gone] = False
    return found
