"""How much of a question the sentences of its passages hold, and how telling that is.

A term counts with idf · [ln(1 + n/d) / ln(1 + n)]^e, where d of the passage's n sentences hold it: what
is said all over a passage hardly tells its sentences apart. No paper is known for it; with e = 3 it is
worth 9 points of sentence choice on CMRC 2018 (tests/evaluation/reading.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from answers.model.asking import Term

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Layout:
    """The sentences of several passages in one row.

    `first` is where each passage with any sentence begins and `lengths` how many it has; `passage`,
    `place` and `count` tell of each sentence its passage, its place there, and how many sentences that
    passage has.
    """

    texts: tuple[str, ...]
    first: NDArray[np.intp]
    lengths: NDArray[np.intp]
    passage: NDArray[np.intp]
    place: NDArray[np.intp]
    count: Floats

    @classmethod
    def of(cls, passages: Sequence[Sequence[str]]) -> Layout:
        """Return the row of the passages' sentences."""
        counts = np.array([len(texts) for texts in passages], dtype=np.intp)
        lengths = counts[counts > 0]
        first = np.cumsum(lengths) - lengths
        texts = tuple([text for sentences in passages for text in sentences])
        place = np.arange(len(texts)) - np.repeat(first, lengths)
        passage = np.repeat(np.arange(len(counts)), counts)
        return cls(texts, first, lengths, passage, place, np.repeat(lengths, lengths).astype(np.float64))

    def best(self, values: Floats) -> Floats:
        """Return for each sentence the largest value in its passage."""
        return np.repeat(np.maximum.reduceat(values, self.first), self.lengths)


@dataclass(frozen=True)
class Matches:
    """Which terms of one sort stand in which sentence (`found`, terms by sentences), and their weights.

    `rarity` is the weight in brackets above, where the term is found.
    """

    terms: tuple[Term, ...]
    idf: Floats
    found: Floats
    rarity: Floats

    @cached_property
    def total(self) -> float:
        """The sum of the terms' idf."""
        return float(self.idf.sum())

    def coverage(self, exponent: int) -> Floats:
        """Return the share of the terms' idf in each sentence, with that exponent."""
        weights = self.found if exponent == 0 else self.rarity if exponent == 1 else self.rarity**exponent
        return shares(self.idf, self.total, weights)


def shares(idf: Floats, total: float, weights: Floats) -> Floats:
    """Return the share of `total` that each sentence (column) has of the weighted idf of its terms (rows)."""
    share: Floats = idf @ weights / total if total else np.zeros(weights.shape[1])
    return share


def match(sorts: Sequence[tuple[Term, ...]], layout: Layout) -> list[Matches]:
    """Return which terms of each sort stand in which sentences of a row that is not empty."""
    terms = [term for sort in sorts for term in sort]
    found = _found([term.text for term in terms], layout)
    holding = np.repeat(np.add.reduceat(found, layout.first, axis=1), layout.lengths, axis=1)
    rarity = found * (np.log1p(layout.count / np.maximum(holding, 1.0)) / np.log1p(layout.count))
    idf = np.array([term.idf for term in terms], dtype=np.float64)
    ends = np.cumsum([len(sort) for sort in sorts]).tolist()
    return [
        Matches(sort, idf[end - len(sort) : end], found[end - len(sort) : end], rarity[end - len(sort) : end])
        for sort, end in zip(sorts, ends, strict=True)
    ]


def _found(terms: Sequence[str], layout: Layout) -> Floats:
    """Return 1 where a term (row) stands in a sentence (column), else 0."""
    borders = zip(layout.first.tolist(), layout.lengths.tolist(), strict=True)
    passages = [layout.texts[first : first + length] for first, length in borders]
    wholes = ["\n".join(texts) for texts in passages]
    flags: list[bool] = []
    for term in terms:
        for whole, texts in zip(wholes, passages, strict=True):
            flags += [term in text for text in texts] if term in whole else [False] * len(texts)
    return np.array(flags, dtype=np.float64).reshape(len(terms), len(layout.texts))


def longest_common_subsequence(question: str, texts: Sequence[str]) -> Floats:
    """Return the length of the longest common subsequence of the question and each text.

    Bit-parallel: Hyyrö, "Bit-Parallel LCS-length Computation Revisited", AWOCA 2004.
    """
    masks: dict[str, int] = {}
    for place, character in enumerate(question):
        masks[character] = masks.get(character, 0) | 1 << place
    full = (1 << len(question)) - 1
    lengths = []
    for text in texts:
        row = full
        for mask in filter(None, map(masks.get, text)):
            kept = row & mask
            row = (row + kept | row - kept) & full
        lengths.append(len(question) - row.bit_count())
    return np.array(lengths, dtype=np.float64)
