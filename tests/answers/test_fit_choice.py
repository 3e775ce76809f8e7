"""Fitting on a toy set; skipped without the extra `fit`."""

from __future__ import annotations

import numpy as np
import pytest

from answers.errors import AnswersError
from answers.features import FEATURES, SENTENCE_FEATURES
from answers.fit.choice import as_trees, calibrated, fit
from answers.fit.examples import Example
from answers.fit.piles import PileQuestion
from answers.fit.report import report
from answers.model.fit.kernels import import_extra
from answers.scorer import Gathering, Setting
from answers.trees import UNIT
from answers.types import Kind

_CANDIDATES, _SENTENCES = 6, 3
_TELLING = 0  # the feature by which the right candidate and its sentence are told from the others


def example(number, random):
    """A question whose answer, if it has one, stands out by the first feature, of candidate and sentence alike."""
    is_answerable = bool(random.random() < 0.75)
    best = int(random.integers(_CANDIDATES))
    candidates = random.random((_CANDIDATES, len(FEATURES)))
    sentences = random.random((_SENTENCES, len(SENTENCE_FEATURES)))
    places = np.arange(_CANDIDATES, dtype=np.intp) % _SENTENCES
    right, held = np.zeros(_CANDIDATES, dtype=np.bool_), np.zeros((_SENTENCES, 1), dtype=np.bool_)
    if is_answerable:
        candidates[best, _TELLING] = sentences[places[best], _TELLING] = 2.0
        right[best] = held[places[best]] = True
    answers = (("1",),) if is_answerable else ()
    question = PileQuestion(str(number), "多少?", f"document {number}", answers, ())
    gathering = Gathering(
        candidates, sentences, places, [str(place) for place in range(_CANDIDATES)],
        Setting(Kind.NUMBER, 1.0, 1.0, 0.0, 0.0, 1.0, True, 3, 0.0),
    )  # fmt: skip
    return Example(question, gathering, right, right, held, np.ones(_SENTENCES, dtype=np.bool_))


def examples(count, seed):
    random = np.random.default_rng(seed)
    return [example(number, random) for number in range(count)]


def test_what_tells_the_right_candidate_is_learnt_and_its_absence_refused(monkeypatch):
    pytest.importorskip("lightgbm")
    for name in ("_CANDIDATE_TREES", "_SENTENCE_TREES", "_JUDGING_TREES"):
        monkeypatch.setattr(f"answers.fit.choice.{name}", 30)

    said = []
    scorer = fit(examples(160, seed=1), said.append)

    unseen = examples(40, seed=2)
    choices = [scorer.choose(one.gathering) for one in unseen]
    answered = [(one, made) for one, made in zip(unseen, choices, strict=True) if one.is_answerable]
    refused = [made for one, made in zip(unseen, choices, strict=True) if not one.is_answerable]
    assert sum(bool(one.right[made.best]) for one, made in answered) >= 0.9 * len(answered)
    assert np.mean([made.holds for _, made in answered]) > np.mean([made.holds for made in refused]) + 0.5
    assert said
    assert report("toys", scorer, unseen).startswith(f"toys, kept back: {len(answered)} with an answer")


def test_the_same_examples_give_the_same_trees(monkeypatch):
    pytest.importorskip("lightgbm")
    for name in ("_CANDIDATE_TREES", "_SENTENCE_TREES", "_JUDGING_TREES"):
        monkeypatch.setattr(f"answers.fit.choice.{name}", 5)

    one, other = (fit(examples(80, seed=1), lambda _: None) for _ in range(2))

    for name in ("wide", "close", "sentences", "right", "holds"):
        assert np.array_equal(getattr(one, name).value, getattr(other, name).value)
        assert np.array_equal(getattr(one, name).threshold, getattr(other, name).threshold)


def test_trees_score_as_those_fitted_do():
    lightgbm = pytest.importorskip("lightgbm")
    random = np.random.default_rng(3)
    rows = random.random((400, 5)).round(5)
    data = lightgbm.Dataset(rows.astype(np.float32), rows[:, 0] > rows[:, 1])
    booster = lightgbm.train(
        {"objective": "binary", "num_leaves": 7, "verbose": -1}, data, num_boost_round=20
    )

    trees = as_trees([booster])

    assert len(trees.roots) == 20
    assert np.abs(trees.score(rows) - booster.predict(rows, raw_score=True)).max() <= 20 * UNIT


def test_calibrated_scores_are_the_shares_that_are_right():
    random = np.random.default_rng(4)
    scores = random.normal(size=4000) * 2
    marks = random.random(4000) < 1 / (1 + np.exp(-(0.7 * scores - 1.0)))

    line = calibrated(scores, marks)

    assert line.slope == pytest.approx(0.7, abs=0.08)
    assert line.offset == pytest.approx(-1.0, abs=0.12)


def test_calibration_stays_finite_where_scores_part_right_from_wrong():
    scores = np.array([-3.0, -2.0, -1.0, 1.0, 2.0, 3.0])

    line = calibrated(scores, scores > 0)

    assert np.isfinite([line.slope, line.offset]).all()
    assert 0.0 < line.probability(-2.0) < 0.5 < line.probability(2.0) < 1.0


def test_a_missing_extra_is_named():
    with pytest.raises(AnswersError, match=r"no_such_module.*\.\[fit\]"):
        import_extra("no_such_module")
