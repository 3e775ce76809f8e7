"""Boosted regression trees as arrays: read from a file, looked up by NumPy, summed in integers.

Fitted by LightGBM (Ke et al., "LightGBM: A Highly Efficient Gradient Boosting Decision Tree", NeurIPS 2017), which
only fitting needs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

# Leaf values are kept as multiples of this: their sums are the same on every machine.
UNIT = 2.0**-20
_NAMES = ("roots", "feature", "threshold", "children", "value")


@dataclass(frozen=True, eq=False)
class Trees:
    """Trees by nodes, all in one row; `depth` steps at most lead from one of `roots` to a leaf.

    Where the `feature` of a row is at most `threshold` the way goes to the first of the node's two `children`, else
    to the second; a leaf is its own children. `value` is that of leaves, in `UNIT`s.
    """

    roots: NDArray[np.int32]
    feature: NDArray[np.int32]
    threshold: NDArray[np.float32]
    children: NDArray[np.int32]
    value: NDArray[np.int32]
    depth: int

    def score(self, rows: Floats) -> Floats:
        """Return the sum of the trees' values for each row of features."""
        columns = np.ascontiguousarray(rows.astype(np.float32).T)
        tables = self._tables
        answers = (columns.take(tables.feature, axis=0) > tables.threshold[:, np.newaxis]).view(np.uint8)
        own = np.zeros(
            (len(tables.first), columns.shape[1]), dtype=np.min_scalar_type(1 << len(tables.asked))
        )
        for question in tables.asked[::-1]:
            own += own
            own |= answers.take(question, axis=0)
        place = own + tables.first[:, np.newaxis]
        total: Floats = tables.value.take(place).sum(axis=0, dtype=np.int64) * UNIT
        return total

    @cached_property
    def _tables(self) -> _Tables:
        return _Tables.of(self)

    def arrays(self, name: str) -> dict[str, Any]:
        """Return what a file keeps of the trees, under a name."""
        return {f"{name}.{key}": getattr(self, key) for key in _NAMES} | {
            f"{name}.depth": np.array(self.depth)
        }

    @classmethod
    def of(cls, name: str, arrays: Mapping[str, Any]) -> Trees:
        """Return the trees that a file keeps under a name."""
        return cls(**{key: arrays[f"{name}.{key}"] for key in _NAMES}, depth=int(arrays[f"{name}.depth"]))


@dataclass(frozen=True, eq=False)
class _Tables:
    """The same trees as tables: all questions of a tree are asked, and the answers are the place of its value.

    `feature` and `threshold` are the questions, each once: of the 6,300 that nine hundred trees ask a sixth are
    distinct. `asked` are their numbers, by trees; the table of a tree begins at its `first`, and the answer to its
    question q adds 2^q where it leads to the second child. A tree of n leaves has 2^(n - 1) places: those fitted have
    eight leaves at most.
    """

    feature: NDArray[np.int32]
    threshold: NDArray[np.float32]
    asked: NDArray[np.intp]
    first: NDArray[np.int32]
    value: NDArray[np.int32]

    @classmethod
    def of(cls, trees: Trees) -> _Tables:
        """Return the tables of trees; a tree with fewer questions than others never says yes to the rest."""
        own = np.arange(len(trees.feature), dtype=np.int32)
        asks = np.flatnonzero(trees.children[:, 0] != own)
        tree = np.searchsorted(trees.roots, asks, side="right") - 1
        number = np.arange(len(asks)) - np.searchsorted(tree, tree)
        count, questions = len(trees.roots), int(number.max(initial=-1)) + 1
        feature = np.zeros((questions, count), dtype=np.int32)
        threshold = np.full((questions, count), np.inf, dtype=np.float32)
        feature[number, tree], threshold[number, tree] = trees.feature[asks], trees.threshold[asks]
        number_of = np.zeros(len(own), dtype=np.int32)
        number_of[asks] = number
        answers = np.arange(1 << questions, dtype=np.int32)
        node = np.repeat(trees.roots[:, np.newaxis], len(answers), axis=1)
        for _ in range(trees.depth):
            node = trees.children.ravel().take(2 * node + (answers >> number_of.take(node) & 1))
        pairs = np.stack([feature.ravel(), threshold.ravel()]).astype(np.float64)
        distinct, asked = np.unique(pairs, axis=1, return_inverse=True)
        return cls(
            distinct[0].astype(np.int32),
            distinct[1].astype(np.float32),
            asked.reshape(feature.shape),
            np.arange(count, dtype=np.int32) << questions,
            trees.value.take(node.ravel()),
        )
