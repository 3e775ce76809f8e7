from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from answers.trees import UNIT, Trees

_FEATURES = 3
_SMALL = st.integers(-4, 4).map(lambda number: number / 4)  # few values: rows often meet a threshold exactly
_TREE = st.recursive(
    st.integers(-(2**24), 2**24),
    lambda inner: st.tuples(st.integers(0, _FEATURES - 1), _SMALL, inner, inner),
    max_leaves=12,
)
_ROWS = st.lists(st.lists(_SMALL, min_size=_FEATURES, max_size=_FEATURES), max_size=6)


def as_arrays(trees):
    nodes, roots, depth = [], [], 0

    def append(tree, level):
        nonlocal depth
        depth = max(depth, level)
        place = len(nodes)
        nodes.append(None)
        if isinstance(tree, int):
            nodes[place] = (0, 0.0, place, place, tree)
        else:
            feature, threshold, left, right = tree
            nodes[place] = (feature, threshold, append(left, level + 1), append(right, level + 1), 0)
        return place

    for tree in trees:
        roots.append(append(tree, 0))
    feature, threshold, left, right, value = zip(*nodes, strict=True)
    return Trees(
        np.array(roots, dtype=np.int32),
        np.array(feature, dtype=np.int32),
        np.array(threshold, dtype=np.float32),
        np.column_stack([left, right]).astype(np.int32),
        np.array(value, dtype=np.int32),
        depth,
    )


def walked(tree, row):
    while not isinstance(tree, int):
        feature, threshold, left, right = tree
        tree = left if row[feature] <= threshold else right
    return tree


@given(st.lists(_TREE, min_size=1, max_size=4), _ROWS)
def test_the_score_is_the_sum_of_the_leaves_that_each_row_comes_to(trees, rows):
    scores = as_arrays(trees).score(np.array(rows, dtype=np.float64).reshape(len(rows), _FEATURES))

    assert scores.tolist() == [sum(walked(tree, row) for tree in trees) * UNIT for row in rows]


@given(st.lists(_TREE, min_size=1, max_size=4), _ROWS)
def test_trees_are_the_same_after_keeping_them_under_a_name(trees, rows):
    made = as_arrays(trees)
    values = np.array(rows, dtype=np.float64).reshape(len(rows), _FEATURES)

    again = Trees.of("some", made.arrays("some") | made.arrays("others"))

    assert again.score(values).tolist() == made.score(values).tolist()
