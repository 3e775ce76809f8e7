"""The inner loops of fitting, compiled by numba where they are used.

`place` is `answers.model.hashing.places` for one value; the other loops are given it compiled.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import numpy as np

from answers.model.errors import WeightsError
from answers.model.hashing import BITS

_SHIFT = np.uint32(32 - BITS)
_LEAST_GRADIENT = 1e-4


@dataclass(frozen=True)
class Kernels:
    """The loops below, compiled."""

    place: Any
    add_scores: Callable[..., Any]
    descend: Callable[..., None]
    count_places: Callable[..., None]


def compile_kernels() -> Kernels:
    """Return the loops compiled."""
    jit = import_extra("numba").njit
    return Kernels(jit(place), jit(add_scores), jit(descend), jit(count_places))


def import_extra(name: str) -> Any:
    """Return a module that only fitting needs; raise `WeightsError` where it is not installed."""
    if find_spec(name.partition(".")[0]) is None:
        raise WeightsError(f"fitting needs {name}: pip install -e '.[fit]'")
    return import_module(name)


def place(value: Any, context: Any) -> Any:
    """Return the place of one feature."""
    mixed = np.uint32(np.uint32(value ^ context) * np.uint32(0x85EBCA6B))
    mixed = np.uint32(mixed ^ (mixed >> np.uint32(13)))
    return np.uint32(mixed * np.uint32(0xC2B2AE35)) >> _SHIFT


def add_scores(place: Any, codes: Any, rows: Any, contexts: Any, weights: Any) -> Any:
    """Return the sum of the weights of each column's features."""
    scores = np.zeros(codes.shape[1])
    for row in range(len(rows)):
        for column in range(codes.shape[1]):
            scores[column] += weights[place(codes[rows[row], column], contexts[row])]
    return scores


def descend(
    place: Any,
    codes: Any,
    rows: Any,
    contexts: Any,
    weights: Any,
    squares: Any,
    kept: Any,
    gradient: Any,
    step: Any,
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


def count_places(place: Any, codes: Any, rows: Any, contexts: Any, columns: Any, counts: Any) -> None:
    """Count the features of some columns, up to 255."""
    for row in range(len(rows)):
        for column in columns:
            where = place(codes[rows[row], column], contexts[row])
            if counts[where] < 255:
                counts[where] += 1
