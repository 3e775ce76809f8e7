"""Fitting the trees that choose: a softmax over the candidates of a question, one over its sentences, two surenesses.

What a set of trees is given of an earlier one was said by trees that had not seen the question's document: the
examples are split by document into `_FOLDS`, and each fold is scored by trees fitted on the others.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from answers.fit.examples import Example, Marks
from answers.fit.piles import document_number
from answers.model.fit.kernels import import_extra
from answers.probability import softmax
from answers.scorer import (
    CLOSENESS,
    SHOWN,
    Calibration,
    Scorer,
    Thresholds,
    describe_holds,
    describe_right,
    describe_sentence_choice,
    in_order,
)
from answers.trees import UNIT, Floats, Trees

_FOLDS = 4
_FITS = 3  # whose mean is taken: half a point more chosen right than one, AUC of being right +.01; two hundred trees more cost .2 ms
# Chosen on documents kept back (tests/evaluation/results.md): more leaves bring nothing there, nor do more trees, save that
# 500 judge better than 250 what more features tell (AUC of `holds` .884 and .879).
_ALIKE = {
    "lambda_l2": 5.0, "bagging_fraction": 0.7, "bagging_freq": 1, "verbose": -1, "num_threads": 2,
    "max_bin": 63, "deterministic": True, "force_row_wise": True,
}  # fmt: skip
_CHOOSING = _ALIKE | {"num_leaves": 8, "learning_rate": 0.05, "min_data_in_leaf": 20, "feature_fraction": 0.5}
_JUDGING = _ALIKE | {
    "objective": "binary", "num_leaves": 8, "learning_rate": 0.03, "min_data_in_leaf": 30, "feature_fraction": 0.4,
}  # fmt: skip
_CANDIDATE_TREES, _SENTENCE_TREES, _JUDGING_TREES = 300, 150, 500
# What questions without an answer count in judging: they are few as asked, and many and easy as made.
_AS_ASKED, _AS_MADE = 2.0, 0.3
_OFF_TOPIC = 1.0  # of other fields; at 2 and counted in calibration, three points of text go
_LEAST_CURVATURE = 1e-3

# What is lost by a reply without the answer, in units of what is lost by refusing where there is one, and the same of a
# short answer that is wrong above sentences that hold the right one.
COST_OF_WRONG = 1.4
COST_OF_WRONG_SHORT = 0.67
THRESHOLDS = Thresholds(COST_OF_WRONG / (1 + COST_OF_WRONG), COST_OF_WRONG_SHORT / (1 + COST_OF_WRONG_SHORT))


def fit(examples: Sequence[Example], say: Callable[[str], None]) -> Scorer:
    """Return the trees fitted on examples; `say` is told how far it is."""
    folds = [_fold(example) for example in examples]
    candidates = [
        softmax(wide + CLOSENESS * close)
        for wide, close in zip(
            _crossed(examples, folds, _wide_trees, _rows),
            _crossed(examples, folds, _close_trees, _rows),
            strict=True,
        )
    ]
    say("candidates are compared")
    described = {
        id(example): describe_sentence_choice(example.gathering, said)
        for example, said in zip(examples, candidates, strict=True)
    }

    def sentence_trees(part: Sequence[Example]) -> Trees:
        return _choosing(
            [described[id(e)] for e in part], [e.answering.astype(np.float64) for e in part], _SENTENCE_TREES
        )

    scores = _crossed(examples, folds, sentence_trees, lambda example: described[id(example)])
    sentences = list(map(softmax, scores))
    say("sentences are compared")
    right, of_right = _judging(_first_right(examples, candidates, sentences))
    holds, of_holds = _judging(_best_hold(examples, candidates, sentences))
    ordering = (_wide_trees(examples), _close_trees(examples), sentence_trees(examples))
    return Scorer(*ordering, right, holds, of_right, of_holds, THRESHOLDS)


def _fold(example: Example) -> int:
    question = example.question
    return document_number(question.document or question.id) // 7 % _FOLDS


def _rows(example: Example) -> Floats:
    return example.gathering.candidates


def _wide_trees(part: Sequence[Example]) -> Trees:
    """Return trees that look for any right candidate."""
    return _choosing(list(map(_rows, part)), [e.right.astype(np.float64) for e in part], _CANDIDATE_TREES)


def _close_trees(part: Sequence[Example]) -> Trees:
    """Return trees that look for the right candidate that says the least beside the answer."""
    return _choosing(list(map(_rows, part)), [e.closest.astype(np.float64) for e in part], _CANDIDATE_TREES)


@dataclass(frozen=True)
class _Judged:
    """What is to be judged as features, whether it is right, and the fold of its document.

    `weights` are what each counts; `is_asked`: of a question as somebody asked it.
    """

    rows: Floats
    marks: Marks
    folds: NDArray[np.intp]
    weights: Floats
    is_asked: Marks

    def of(self, part: Marks) -> _Judged:
        """Return part of it."""
        return _Judged(*(getattr(self, each.name)[part] for each in fields(self)))


def _first_right(
    examples: Sequence[Example], candidates: Sequence[Floats], sentences: Sequence[Floats]
) -> _Judged:
    """Return the best candidate of each example that has any."""
    rows, marks, used = [], [], []
    for example, of_candidates, of_sentences in zip(examples, candidates, sentences, strict=True):
        if len(of_candidates):
            best = int(in_order(of_candidates)[0])
            rows.append(describe_right(example.gathering, of_candidates, of_sentences, best))
            marks.append(bool(example.right[best]))
            used.append(example)
    return _judged(used, rows, marks)


def _best_hold(
    examples: Sequence[Example], candidates: Sequence[Floats], sentences: Sequence[Floats]
) -> _Judged:
    """Return the best sentences of each example, which are right where together they hold the answer."""
    rows, marks = [], []
    for example, of_candidates, of_sentences in zip(examples, candidates, sentences, strict=True):
        rows.append(describe_holds(example.gathering, of_candidates, of_sentences))
        marks.append(example.is_held(in_order(of_sentences)[:SHOWN].tolist()))
    return _judged(examples, rows, marks)


def _judged(examples: Sequence[Example], rows: Sequence[Floats], marks: Sequence[bool]) -> _Judged:
    return _Judged(
        np.array(rows),
        np.array(marks),
        np.array([_fold(example) for example in examples]),
        np.array([_weight(example) for example in examples]),
        np.array([not example.question.is_made for example in examples]),
    )


def _weight(example: Example) -> float:
    if example.is_answerable:
        return 1.0
    if not example.question.is_made:
        return _AS_ASKED
    return _AS_MADE if example.question.document else _OFF_TOPIC


def _crossed(
    examples: Sequence[Example],
    folds: Sequence[int],
    fit_on: Callable[[Sequence[Example]], Trees],
    rows: Callable[[Example], Floats],
) -> list[Floats]:
    """Return the scores that trees fitted on the other folds give to the rows of each example."""
    trees = [
        fit_on([example for example, own in zip(examples, folds, strict=True) if own != fold])
        for fold in range(_FOLDS)
    ]
    return [trees[fold].score(rows(example)) for example, fold in zip(examples, folds, strict=True)]


def _choosing(rows: Sequence[Floats], shares: Sequence[Floats], count: int) -> Trees:
    """Return trees whose scores, as a softmax over the rows of a question, come near to the shares wanted."""
    used = [(own, given) for own, given in zip(rows, shares, strict=True) if given.any()]
    sizes = np.array([len(given) for _, given in used])
    first = np.cumsum(sizes) - sizes
    wanted = np.concatenate([given / given.sum() for _, given in used])

    def slope(scores: Floats, _: Any) -> tuple[Floats, Floats]:
        powers = np.exp(scores - np.repeat(np.maximum.reduceat(scores, first), sizes))
        shares = powers / np.repeat(np.add.reduceat(powers, first), sizes)
        return shares - wanted, 2.0 * np.maximum(shares * (1.0 - shares), _LEAST_CURVATURE)

    lightgbm = import_extra("lightgbm")
    data = lightgbm.Dataset(np.concatenate([own for own, _ in used]).astype(np.float32), wanted)
    return _averaged(data, _CHOOSING | {"objective": slope}, count)


def _judging(judged: _Judged) -> tuple[Trees, Calibration]:
    """Return trees that say how likely something is right, and how to read their score as a probability.

    The line of the calibration is fitted on scores of trees that had not seen the document, for questions as they are
    asked: those that were made have no answer, which would make it too shy.
    """
    scores = np.zeros(len(judged.rows))
    for fold in range(_FOLDS):
        own = judged.folds == fold
        scores[own] = _judge(judged.of(~own)).score(judged.rows[own])
    asked = judged.is_asked
    return _judge(judged), calibrated(scores[asked], judged.marks[asked])


def _judge(judged: _Judged) -> Trees:
    lightgbm = import_extra("lightgbm")
    rows, marks = judged.rows.astype(np.float32), judged.marks.astype(np.float64)
    data = lightgbm.Dataset(rows, marks, weight=judged.weights)
    return _averaged(data, _JUDGING, _JUDGING_TREES)


def _averaged(data: Any, how: Mapping[str, Any], count: int) -> Trees:
    """Return the mean of some fits that differ in what they leave out by chance."""
    train = import_extra("lightgbm").train
    return as_trees(
        [train({**how, "seed": seed}, data, num_boost_round=count) for seed in range(1, _FITS + 1)]
    )


_STEPS = 50
_LEAST_WEIGHT = 1e-6  # of a row in a step: one that is all but sure still bounds it


def calibrated(scores: Floats, marks: Marks) -> Calibration:
    """Return the logistic regression of marks on scores, by Newton's method.

    The targets are a little off 0 and 1, so that the line stays finite where scores part the marks: Platt,
    "Probabilistic Outputs for Support Vector Machines", 1999.
    """
    right, wrong = int(marks.sum()), int((~marks).sum())
    targets = np.where(marks, (right + 1) / (right + 2), 1 / (wrong + 2))
    columns = np.column_stack([scores, np.ones(len(scores))])
    line = np.zeros(2)
    for _ in range(_STEPS):
        probability = 0.5 + 0.5 * np.tanh(columns @ line / 2)  # the logistic, which cannot overflow so
        weights = np.maximum(probability * (1.0 - probability), _LEAST_WEIGHT)
        slope = columns.T @ (probability - targets)
        line -= np.linalg.solve(columns.T @ (columns * weights[:, np.newaxis]), slope)
    return Calibration(float(line[0]), float(line[1]))


def as_trees(boosters: Sequence[Any]) -> Trees:
    """Return the trees of some boosters as arrays; together they score as the boosters do on the mean."""
    nodes: list[_Node] = []
    roots = []
    for tree in (tree for booster in boosters for tree in booster.dump_model()["tree_info"]):
        roots.append(len(nodes))
        _append(tree["tree_structure"], nodes)
    own = np.arange(len(nodes), dtype=np.int32)
    children = np.column_stack([own, own])
    for place, node in enumerate(nodes):
        if node.children:
            children[place] = node.children
    return Trees(
        np.array(roots, dtype=np.int32),
        np.array([node.fields.get("split_feature", 0) for node in nodes], dtype=np.int32),
        np.array([node.fields.get("threshold", 0.0) for node in nodes], dtype=np.float32),
        children,
        np.array([_in_units(node, len(boosters)) for node in nodes], dtype=np.int32),
        max(node.depth for node in nodes),
    )


@dataclass
class _Node:
    fields: dict[str, Any]
    depth: int
    children: tuple[int, int] | None = None


def _in_units(node: _Node, fits: int) -> int:
    return 0 if node.children else round(node.fields["leaf_value"] / fits / UNIT)


def _append(root: dict[str, Any], nodes: list[_Node]) -> None:
    """Append the nodes of a tree, each before its children."""
    first = len(nodes)
    nodes.append(_Node(root, 0))
    place = first
    while place < len(nodes):
        node = nodes[place]
        if "left_child" in node.fields:
            node.children = (len(nodes), len(nodes) + 1)
            nodes.append(_Node(node.fields["left_child"], node.depth + 1))
            nodes.append(_Node(node.fields["right_child"], node.depth + 1))
        place += 1
