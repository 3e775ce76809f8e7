"""Scores as probabilities."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

# From here on a short answer stands alone; below it further sentences are shown beside it.
SURE = 0.75


def softmax(scores: Floats) -> Floats:
    """Return scores as probabilities, of the last axis; none of none."""
    if not scores.size:
        return scores
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    found: Floats = powers / powers.sum(axis=-1, keepdims=True)
    return found
