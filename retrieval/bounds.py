"""What passages can score at most in the second stage by their texts, worked out for all of them at once.

A term stands in a text no oftener than the rarest of its pairs of characters does; a sentence holds no more than its
passage, and is never shorter than nothing; the pieces of a question are worth most in one piece.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from retrieval.keys import Keys, term_key
from retrieval.ranking import PARAMETERS, RUN_EXPONENT, SENTENCE_PARAMETERS, SENTENCE_WEIGHTS, Mix, View

Numbers = NDArray[np.float64]
Counts = NDArray[np.int64]

_CODE_POINT = np.uint64(21)  # bits of one, as in `term_key`


def most_in_texts(
    terms: Mapping[View, Mapping[str, float]],
    pairs: Mapping[str, float],
    texts: Sequence[str],
    titles: Sequence[str],
    lengths: Numbers,
    mixes: Sequence[Mix],
) -> Numbers:
    """Return what each text, below its title, adds to a score by its mix at most.

    `terms` of a query by view, and the `pairs` of characters in its runs, come with their weights, none below 0;
    `lengths` are those of the texts over the usual one.
    """
    wanted = list(dict.fromkeys([*(term for some in terms.values() for term in some), *pairs]))
    rows = {term: row for row, term in enumerate(wanted)}
    counts = occurrences(wanted, [*texts, *titles])
    in_text, in_title = counts[:, : len(texts)], counts[:, len(texts) :] > 0
    sentence = np.array([mix.sentence for mix in mixes])
    most = np.zeros(len(texts))
    for view, weights in terms.items():
        own = [rows[term] for term in weights]
        by_text = np.array([mix.text.get(view, 0.0) for mix in mixes])
        by_sentence = SENTENCE_WEIGHTS.get(view, 0.0)
        said = by_text * _saturated(in_text[own], *PARAMETERS[view], lengths)
        if by_sentence:
            said += by_sentence * sentence * _saturated(in_text[own], *SENTENCE_PARAMETERS, 0.0 * lengths)
        most += _values(weights) @ np.maximum(said, (by_text + by_sentence) * in_title[own])
    own = [rows[pair] for pair in pairs]
    by_runs = _values(pairs) @ ((in_text[own] > 0) | in_title[own])
    return most + np.array([mix.runs for mix in mixes]) * by_runs**RUN_EXPONENT


def _values(weights: Mapping[str, float]) -> Numbers:
    return np.array(list(weights.values()), dtype=np.float64)


def _saturated(tf: Counts, k1: float, b: float, lengths: Numbers) -> Numbers:
    saturated: Numbers = tf * (k1 + 1) / (tf + k1 * (1 - b + b * lengths))
    return saturated


def occurrences(terms: Sequence[str], texts: Sequence[str]) -> Counts:
    """Return how often each term stands in each text, terms by texts: overlaps included, of a long one its rarest pair.

    >>> occurrences(["人", "人人", "复工率"], ["人人人", "复工工率,工率"]).tolist()
    [[3, 0], [2, 0], [0, 1]]
    """
    if not terms:
        return np.zeros((0, len(texts)), dtype=np.int64)
    pieces = [[term] if len(term) == 1 else ["".join(pair) for pair in pairwise(term)] for term in terms]
    every = np.array([term_key(piece) for some in pieces for piece in some], dtype=np.uint64)
    keys, rows = np.unique(every, return_inverse=True)
    starts = np.cumsum([0, *map(len, pieces[:-1])])
    return np.minimum.reduceat(_counts(keys, texts)[rows], starts, axis=0)


def _counts(keys: Keys, texts: Sequence[str]) -> Counts:
    """Return how often each character, or pair of characters, stands in each text, by their keys in rising order."""
    points = np.frombuffer("\n".join([*texts, ""]).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    firsts = (keys & np.uint64((1 << 21) - 1)).astype(np.int64)
    begins = np.zeros(max(int(points.max()), int(firsts.max())) + 1, dtype=bool)
    begins[firsts] = True
    at = np.flatnonzero(begins.take(points[:-1]))
    first, second = points[at].astype(np.uint64), points[at + 1].astype(np.uint64)
    text_of = np.repeat(np.arange(len(texts)), [len(text) + 1 for text in texts])[at]
    found = np.zeros(len(keys) * len(texts), dtype=np.int64)
    for own in (first, first | second << _CODE_POINT):
        row = np.searchsorted(keys, own)
        held = np.flatnonzero(keys.take(row, mode="clip") == own)
        found += np.bincount(row[held] * len(texts) + text_of[held], minlength=len(found))
    return found.reshape(len(keys), len(texts))
