"""Postings: for each term the passages that hold it and how often, as flat arrays."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray


def term_key(term: str) -> int:
    """Return a term's key: 64 bits of BLAKE2b, the same on every machine.

    Among ten million terms two share a key with a probability of 3e-6; `PostingsBuilder.finish` would see it.
    """
    return int.from_bytes(blake2b(term.encode(), digest_size=8).digest(), "little")


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
        key = np.uint64(term_key(term))
        place = int(np.searchsorted(self.keys, key))
        if place == len(self.keys) or self.keys[place] != key:
            return None
        return slice(int(self.offsets[place]), int(self.offsets[place + 1]))


class PostingsBuilder:
    """Gathers passages' terms, then sorts them into postings in one go."""

    def __init__(self) -> None:
        self._ids: dict[str, int] = {}
        self._terms = array("i")
        self._lengths = array("i")

    def add(self, terms: Sequence[str]) -> None:
        """Take the terms of the next passage."""
        ids = self._ids
        self._terms.extend([ids.setdefault(term, len(ids)) for term in terms])
        self._lengths.append(len(terms))

    def finish(self) -> tuple[Postings, list[str]]:
        """Return the postings and the terms in their order."""
        names = list(self._ids)
        keys = np.fromiter((term_key(name) for name in names), dtype=np.uint64, count=len(names))
        order = np.argsort(keys, kind="stable")
        if len(np.unique(keys)) != len(keys):
            raise ValueError("two terms share a key")
        rank = np.empty(len(names), dtype=np.int64)
        rank[order] = np.arange(len(names))
        lengths = np.array(self._lengths, dtype=np.int32)
        occurrences = rank[np.array(self._terms, dtype=np.int64)] if len(self._terms) else rank[:0]
        passages = np.repeat(np.arange(len(lengths), dtype=np.int64), lengths)
        places, tf = np.unique(occurrences << 32 | passages, return_counts=True)
        offsets = np.searchsorted(places >> 32, np.arange(len(names) + 1)).astype(np.int64)
        postings = Postings(
            keys[order], offsets, (places & 0xFFFFFFFF).astype(np.int32), tf.astype(np.int32), lengths
        )
        return postings, [names[place] for place in order]
