"""Fitting the weights of hashed features: a softmax over all candidates of a question.

AdaGrad (Duchi et al., "Adaptive Subgradient Methods", JMLR 2011) in a shuffled order of a fixed seed; the
weights are those after each pass but the first, averaged. A feature is kept if it occurs on two right
borders or spans.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from answers.model.fit.kernels import Kernels, compile_kernels
from answers.model.hashing import SIZE, Codes
from answers.model.matching import Floats
from answers.model.reader import SpanInput
from answers.model.span_features import END_ROWS, SPAN_ROWS, START_ROWS
from answers.model.types import Style
from answers.probability import softmax

# The eighth pass lowers the loss by 4 % of what it is.
_PASSES = 8
_STEP = 0.03
_SEED = 1
_LEAST_COUNT = 2
_START_OF_SQUARES = 0.01


@dataclass(frozen=True)
class SpanExample:
    """A question's candidates, the codes of its contexts, the log probability of each candidate's sentence.

    `right` are the candidates to be chosen.
    """

    values: SpanInput
    contexts: tuple[Codes, Codes, Codes]
    sentence_scores: NDArray[np.float32]
    right: NDArray[np.bool_]
    style: Style


class _Table:
    """The weights while they are fitted."""

    def __init__(self, kept: NDArray[np.bool_], kernels: Kernels) -> None:
        self.kept = kept
        self._kernels = kernels
        self.weights = np.zeros(SIZE, dtype=np.float32)
        self.squares = np.full(SIZE, _START_OF_SQUARES, dtype=np.float32)
        self.share = 1.0
        self.share_squares = 1.0

    def scores(self, example: SpanExample) -> Floats:
        found = example.values.found
        kernels = self._kernels
        starts, ends, spans = (
            kernels.add_scores(kernels.place, *block, self.weights) for block in _blocks(example)
        )
        total: Floats = starts[found.first] + ends[found.last] + spans + self.share * example.sentence_scores
        return total

    def step(self, example: SpanExample) -> None:
        """Go one step down the loss of one question."""
        probability = softmax(self.scores(example))
        gradient = probability - example.right / example.right.sum()
        slope = float(gradient @ example.sentence_scores)
        self.share_squares += slope * slope
        self.share -= _STEP * slope / self.share_squares**0.5
        found, count = example.values.found, example.values.values.starts.shape[1]
        gradients = (
            np.bincount(found.first, gradient, count),
            np.bincount(found.last, gradient, count),
            gradient,
        )
        kernels = self._kernels
        for block, part in zip(_blocks(example), gradients, strict=True):
            kernels.descend(kernels.place, *block, self.weights, self.squares, self.kept, part, _STEP)


def _blocks(example: SpanExample) -> tuple[tuple[Any, Any, Any], ...]:
    """Return the feature values of starts, ends and spans, each with its rows and contexts."""
    values = example.values.values
    all_codes = (values.starts, values.ends, values.span_codes)
    return tuple(zip(all_codes, (START_ROWS, END_ROWS, SPAN_ROWS), example.contexts, strict=True))


def fit_spans(examples: Sequence[SpanExample]) -> tuple[NDArray[np.uint32], NDArray[np.float16], float]:
    """Return the places and values of the weights, and the weight of a sentence's log probability."""
    kernels = compile_kernels()
    table = _Table(_kept(examples, kernels), kernels)
    total = np.zeros(SIZE, dtype=np.float32)
    share = 0.0
    random = np.random.default_rng(_SEED)
    for number in range(_PASSES):
        for index in random.permutation(len(examples)):
            table.step(examples[index])
        if number:
            total += table.weights
            share += table.share
    values = (total / (_PASSES - 1)).astype(np.float16)
    places = np.flatnonzero(values).astype(np.uint32)
    return places, values[places], share / (_PASSES - 1)


def _kept(examples: Sequence[SpanExample], kernels: Kernels) -> NDArray[np.bool_]:
    counts = np.zeros(SIZE, dtype=np.uint8)
    for example in examples:
        right, found = np.flatnonzero(example.right), example.values.found
        where = (np.unique(found.first[right]), np.unique(found.last[right]), right)
        for block, columns in zip(_blocks(example), where, strict=True):
            kernels.count_places(kernels.place, *block, columns, counts)
    return counts >= _LEAST_COUNT
