"""Fitting the sentence weights: a listwise softmax over the sentences of each question's passage.

The sentences that hold an answer share the target (ListNet's top-one loss: Cao et al., "Learning to Rank:
From Pairwise Approach to Listwise Approach", ICML 2007); L2 on standardised features; L-BFGS.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from answers.model.fit.kernels import import_extra
from answers.model.matching import Floats
from answers.model.sentence_features import BY_KIND, FEATURES
from answers.model.weights import KINDS_APART, row_of
from answers.types import Kind

# Chosen on one half of the articles of CMRC 2018 train, measured on the other; 3 to 100 differ by .3 points.
_L2 = 10.0
_STEPS = 300


@dataclass(frozen=True)
class SentenceExample:
    """The features of a passage's sentences, and which of them hold an answer."""

    features: NDArray[np.float32]
    holds_answer: NDArray[np.bool_]
    kind: Kind


def fit_sentences(examples: Sequence[SentenceExample]) -> tuple[Floats, Floats]:
    """Return the weights of `FEATURES`, and those of `BY_KIND` for each of `KINDS_APART`."""
    minimize = import_extra("scipy.optimize").minimize
    used = [example for example in examples if example.holds_answer.any() and not example.holds_answer.all()]
    design = np.concatenate([_with_copies(example) for example in used]).astype(np.float64)
    deviation = design.std(axis=0)
    deviation[deviation < 1e-6] = np.inf
    design /= deviation
    sizes = np.array([len(example.features) for example in used])
    first = np.cumsum(sizes) - sizes
    holds = np.concatenate([example.holds_answer for example in used]).astype(np.float64)
    target = holds / np.repeat(np.add.reduceat(holds, first), sizes)

    def loss(weights: Floats) -> tuple[float, Floats]:
        scores = design @ weights
        scores -= np.repeat(np.maximum.reduceat(scores, first), sizes)
        powers = np.exp(scores)
        sums = np.repeat(np.add.reduceat(powers, first), sizes)
        value = -float(target @ (scores - np.log(sums))) + _L2 / 2 * float(weights @ weights)
        return value, design.T @ (powers / sums - target) + _L2 * weights

    found = minimize(
        loss, np.zeros(design.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": _STEPS}
    )
    weights = found.x / deviation
    return weights[: len(FEATURES)], weights[len(FEATURES) :].reshape(len(KINDS_APART), len(BY_KIND))


def _with_copies(example: SentenceExample) -> NDArray[np.float32]:
    """Return the features, and a copy of some in the columns of the question's kind."""
    columns = [FEATURES.index(label) for label in BY_KIND]
    copies = np.zeros((len(example.features), len(KINDS_APART), len(BY_KIND)), dtype=np.float32)
    copies[:, row_of(example.kind)] = example.features[:, columns]
    return np.concatenate([example.features, copies.reshape(len(copies), -1)], axis=1)
