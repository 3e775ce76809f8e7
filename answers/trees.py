"""Boosted regression trees as arrays: read from a file, walked by NumPy, summed in integers.

Fitted by LightGBM (Ke et al., "LightGBM: A Highly Efficient Gradient Boosting Decision Tree", NeurIPS 2017), which
only fitting needs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
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
        if not len(rows):
            return np.zeros(0)
        values = rows.astype(np.float32)
        starts = (np.arange(len(values)) * values.shape[1])[:, np.newaxis]
        flat, children = values.ravel(), self.children.ravel()
        node = np.tile(self.roots, (len(values), 1))
        for _ in range(self.depth):
            is_right = flat.take(starts + self.feature.take(node)) > self.threshold.take(node)
            node = children.take(2 * node + is_right)
        total: Floats = self.value.take(node).sum(axis=1, dtype=np.int64) * UNIT
        return total

    def arrays(self, name: str) -> dict[str, Any]:
        """Return what a file keeps of the trees, under a name."""
        return {f"{name}.{key}": getattr(self, key) for key in _NAMES} | {
            f"{name}.depth": np.array(self.depth)
        }

    @classmethod
    def of(cls, name: str, arrays: Mapping[str, Any]) -> Trees:
        """Return the trees that a file keeps under a name."""
        return cls(**{key: arrays[f"{name}.{key}"] for key in _NAMES}, depth=int(arrays[f"{name}.depth"]))
