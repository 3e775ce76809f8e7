"""The inner loops of fitting, compiled by numba; `place` is `answers.model.hashing.places` for one value."""

from __future__ import annotations

from typing import Any

import numpy as np

from answers.model.errors import WeightsError
from answers.model.hashing import BITS

try:
    from numba import njit, uint32
except ImportError as error:
    raise WeightsError("fitting needs: pip install -e '.[fit]'") from error

_SHIFT = 32 - BITS
_LEAST_GRADIENT = 1e-4


@njit(cache=False)  # type: ignore[untyped-decorator]
def place(value: Any, context: Any) -> Any:
    """Return the place of one feature."""
    mixed = uint32(uint32(value ^ context) * uint32(0x85EBCA6B))
    mixed = uint32(mixed ^ (mixed >> uint32(13)))
    return uint32(mixed * uint32(0xC2B2AE35)) >> uint32(_SHIFT)


@njit(cache=False)  # type: ignore[untyped-decorator]
def add_scores(codes: Any, rows: Any, contexts: Any, weights: Any) -> Any:
    """Return the sum of the weights of each column's features."""
    scores = np.zeros(codes.shape[1])
    for row in range(len(rows)):
        for column in range(codes.shape[1]):
            scores[column] += weights[place(codes[rows[row], column], contexts[row])]
    return scores


@njit(cache=False)  # type: ignore[untyped-decorator]
def descend(
    codes: Any, rows: Any, contexts: Any, weights: Any, squares: Any, kept: Any, gradient: Any, step: float
) -> None:
    """Move the weights of each column's features down its gradient."""
    for row in range(len(rows)):
        for column in range(len(gradient)):
            slope = gradient[column]
            if abs(slope) > _LEAST_GRADIENT:
                where = place(codes[rows[row], column], contexts[row])
                if kept[where]:
                    squares[where] += slope * slope
                    weights[where] -= step * slope / np.sqrt(squares[where])


@njit(cache=False)  # type: ignore[untyped-decorator]
def count_places(codes: Any, rows: Any, contexts: Any, columns: Any, counts: Any) -> None:
    """Count the features of some columns, up to 255."""
    for row in range(len(rows)):
        for column in columns:
            where = place(codes[rows[row], column], contexts[row])
            if counts[where] < 255:
                counts[where] += 1
