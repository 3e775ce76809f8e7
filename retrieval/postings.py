"""Postings of one view: for each term the passages that hold it and how often, as flat arrays."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retrieval.keys import Keys, Occurrences, Rows, term_key

Numbers = NDArray[np.int64]

SHAPE_BYTES = 2


@dataclass(frozen=True, slots=True)
class Postings:
    """Terms in the order of their keys; the postings of term i lie at `offsets[i]:offsets[i + 1]`.

    `keys` uint64 (terms), `offsets` unsigned (terms + 1), `lengths` int32 (rows): a passage's number of terms, as
    it is counted. For each posting, rows ascending within a term, its `rows` int32 and its `shapes` unsigned: the
    number in `table` of what it counts by, which is a term's frequency (upper 32 bits) in a passage of some length
    (lower 32). Some thousand of these differ among millions of postings.
    """

    keys: Keys
    offsets: NDArray[np.unsignedinteger]
    rows: Rows
    shapes: NDArray[np.unsignedinteger]
    table: Numbers
    lengths: NDArray[np.int32]

    @staticmethod
    def of(occurrences: Occurrences, lengths: NDArray[np.int32]) -> Postings:
        """Return the postings of terms where they occur; `lengths` are the passages' lengths as counted."""
        order = np.argsort(occurrences.keys, kind="stable")  # rows ascend, and do so within each term
        keys, rows = occurrences.keys[order], occurrences.rows[order]
        starts = np.flatnonzero(firsts(keys) | firsts(rows))
        tf = np.diff(np.append(starts, len(keys)))
        return Postings.of_counts(keys[starts], rows[starts], tf, lengths)

    @staticmethod
    def of_counts(keys: Keys, rows: Rows, tf: Numbers, lengths: NDArray[np.int32]) -> Postings:
        """Return the postings of terms, in order of key and row, each with its frequency there."""
        starts = np.flatnonzero(firsts(keys))
        shapes = tf << 32 | lengths[rows]
        table = np.unique(shapes)
        return Postings(
            keys=keys[starts],
            offsets=narrow(np.append(starts, len(keys))),
            rows=rows,
            shapes=narrow(np.searchsorted(table, shapes), least_bytes=SHAPE_BYTES),
            table=table,
            lengths=lengths,
        )

    @staticmethod
    def of_terms(corpus: Iterable[Sequence[str]], lengths: Sequence[int] | None = None) -> Postings:
        """Return the postings of passages given as their terms; `lengths` as counted, else as they are."""
        passages = list(corpus)
        counts = np.array([len(terms) for terms in passages], dtype=np.int32)
        keys = np.array([term_key(term) for terms in passages for term in terms], dtype=np.uint64)
        occurrences = Occurrences(keys, np.repeat(np.arange(len(passages), dtype=np.int32), counts))
        return Postings.of(occurrences, counts if lengths is None else np.array(lengths, dtype=np.int32))

    @property
    def counts(self) -> Numbers:
        """Return how many postings each term has."""
        offsets = self.offsets.astype(np.int64)
        return offsets[1:] - offsets[:-1]

    def find(self, key: int) -> slice | None:
        """Return where the postings of a term's key lie, None where no passage holds it."""
        place = int(np.searchsorted(self.keys, np.uint64(key)))
        if place == len(self.keys) or self.keys[place] != key:
            return None
        return slice(int(self.offsets[place]), int(self.offsets[place + 1]))


def firsts(values: NDArray[np.integer]) -> NDArray[np.bool_]:
    """Return which values differ from the one before them; the first does."""
    found = np.ones(len(values), dtype=bool)
    np.not_equal(values[1:], values[:-1], out=found[1:])
    return found


def narrow(numbers: Numbers, least_bytes: int = 4) -> NDArray[np.unsignedinteger]:
    """Return numbers, none below 0, in as few bytes each as hold the largest, but at least so many."""
    return numbers.astype(width(int(numbers.max(initial=0)), least_bytes))


def width(largest: int, least_bytes: int) -> np.dtype[np.unsignedinteger]:
    """Return the narrowest unsigned type that holds a number, of at least so many bytes."""
    return np.dtype(f"u{max(np.min_scalar_type(largest).itemsize, least_bytes)}")
