"""A fitted net in whole numbers: the steps of what enters each layer are taken from what enters in examples."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from answers.model.matching import Floats
from answers.model.net import DILATIONS, LARGEST, Layer, Net, most
from answers.model.net_input import NetInput
from answers.model.types import Style
from answers.model.vectors import Vectors

_TABLES = ("tag", "kind", "asking", "style", "length", "length_of_kind", "repeated")
_LAYERS = (
    "project", "window", "attend", "features", "into", "asked", *(f"convolve{at}" for at in range(len(DILATIONS))),
    "start", "end", "one", "other", "mean", "wanted",
)  # fmt: skip
_NOT_CUT = 0.9999  # of the inputs of a layer lie within its range
_LEAST = 1e-6


@dataclass(frozen=True, eq=False)
class _Watched(Layer):
    """A layer in real numbers that keeps in `sizes` how large what enters it is."""

    sizes: list[float] = field(default_factory=list)

    def inputs(self, values: NDArray[np.floating[Any]]) -> NDArray[Any]:
        return values

    def outputs(self, inputs: NDArray[Any]) -> Floats:
        self.sizes.append(float(np.quantile(np.abs(inputs), _NOT_CUT)))
        return np.asarray(inputs @ self.weights + self.bias, dtype=np.float64)


def quantised(
    weights: Mapping[str, Any], tags: Any, examples: Iterable[tuple[NetInput, Style]], vectors: Vectors
) -> Net:
    """Return the net of fitted weights with steps that suit what is read in examples."""
    tables = {name: np.asarray(weights[name], dtype=np.float16).astype(np.float64) for name in _TABLES}
    for place in range(len(DILATIONS) + 1):
        for label in ("gain", "bias"):
            own = np.asarray(weights[f"norm{place}"][label], dtype=np.float16)
            tables[f"{label}{place}"] = own.astype(np.float64)
    watched = {name: _watched(weights[name]) for name in _LAYERS}
    net = Net(watched, tables, tags)
    for given, style in examples:
        net.score(given, style, vectors)
    return Net({name: _whole(layer) for name, layer in watched.items()}, tables, tags)


def _watched(fitted: Mapping[str, Any]) -> _Watched:
    own = np.asarray(fitted["weights"], dtype=np.float32)
    return _Watched(own, np.ones(own.shape[1]), np.asarray(fitted["bias"], dtype=np.float64), 1.0)


def _whole(layer: _Watched) -> Layer:
    """Return a layer in whole numbers, one scale an output."""
    scale = np.maximum(np.abs(layer.weights).max(axis=0).astype(np.float64), _LEAST) / LARGEST
    step = max(layer.sizes) / most(len(layer.weights))
    return Layer(np.rint(layer.weights / scale).astype(np.float32), scale, layer.bias, step)
