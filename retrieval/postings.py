"""Postings: for each term the passages that hold it and how often, as flat arrays."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import count
from math import log

import numpy as np
from numpy.typing import NDArray


def term_key(term: str) -> int:
    """Return a term's key: 64 bits of BLAKE2b, the same on every machine.

    Among ten million terms two share a key with a probability of 3e-6; `PostingsBuilder.finish` would see it.
    """
    return int.from_bytes(blake2b(term.encode(), digest_size=8).digest(), "little")


def look_up(term: str, keys: NDArray[np.uint64], offsets: NDArray[np.int64]) -> slice | None:
    """Return where a term's postings lie among sorted keys, None where no passage holds it."""
    key = np.uint64(term_key(term))
    place = int(np.searchsorted(keys, key))
    if place == len(keys) or keys[place] != key:
        return None
    return slice(int(offsets[place]), int(offsets[place + 1]))


def idf(df: int, n: int) -> float:
    """Return the weight of a term found in `df` of `n` passages; never negative.

    Kamphuis et al., "Which BM25 Do You Mean?", ECIR 2020, table 1: Lucene's variant.

    >>> round(idf(df=1, n=10), 4)
    1.9924
    """
    return log(1 + (n - df + 0.5) / (df + 0.5))


@dataclass(frozen=True, slots=True)
class Postings:
    """Terms in the order of their keys; the postings of term i lie at `offsets[i]:offsets[i + 1]`.

    `keys` uint64 (terms), `offsets` int64 (terms + 1), `passages` int32 and `tf` int32 (postings, passages
    ascending within a term), `lengths` int32 (passages): a passage's number of terms.
    """

    keys: NDArray[np.uint64]
    offsets: NDArray[np.int64]
    passages: NDArray[np.int32]
    tf: NDArray[np.int32]
    lengths: NDArray[np.int32]

    def find(self, term: str) -> slice | None:
        """Return where the term's postings lie, None where no passage holds it."""
        return look_up(term, self.keys, self.offsets)


class PostingsBuilder:
    """Gathers passages' terms, then sorts them into postings in one go."""

    def __init__(self) -> None:
        self._ids: defaultdict[str, int] = defaultdict(count().__next__)
        self._terms = array("i")
        self._lengths = array("i")

    def __len__(self) -> int:
        """Return how many passages were taken."""
        return len(self._lengths)

    def add(self, terms: Sequence[str]) -> None:
        """Take the terms of the next passage."""
        self._terms.extend(map(self._ids.__getitem__, terms))
        self._lengths.append(len(terms))

    def finish(self) -> tuple[Postings, list[str]]:
        """Return the postings and the terms in their order."""
        names = list(self._ids)
        keys = np.fromiter((term_key(name) for name in names), dtype=np.uint64, count=len(names))
        order = np.argsort(keys, kind="stable")
        keys = keys[order]
        if np.any(keys[1:] == keys[:-1]):
            raise ValueError("two terms share a key")
        rank = np.empty(len(names), dtype=np.int64)
        rank[order] = np.arange(len(names))
        lengths = np.array(self._lengths, dtype=np.int32)
        # One number an occurrence, term before passage: sorted, equal ones are a posting.
        places = rank[np.frombuffer(self._terms, dtype=np.int32)] if len(self._terms) else rank[:0]
        places <<= 32
        places |= np.repeat(np.arange(len(lengths), dtype=np.int64), lengths)
        places.sort()
        starts = np.flatnonzero(np.r_[True, places[1:] != places[:-1]]) if len(places) else places
        tf = np.diff(np.r_[starts, len(places)]).astype(np.int32)
        places = places[starts]
        passages = (places & 0xFFFFFFFF).astype(np.int32)
        places >>= 32
        offsets = np.searchsorted(places, np.arange(len(names) + 1)).astype(np.int64)
        return Postings(keys, offsets, passages, tf, lengths), [names[place] for place in order]
