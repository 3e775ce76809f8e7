from __future__ import annotations

from hashlib import sha256

import numpy as np
import pytest

from answers.errors import AnswersError
from answers.features import FEATURES, SENTENCE_FEATURES
from answers.scorer import SHIPPED, Calibration, Gathering, Scorer, Setting, Thresholds, load, save
from answers.trees import UNIT, Trees
from answers.types import Kind


def stump(feature: int, threshold: float = 0.5) -> Trees:
    """A tree that gives 1 where a feature is above a threshold, else -1."""
    return Trees(
        np.array([0], dtype=np.int32),
        np.array([feature, 0, 0], dtype=np.int32),
        np.array([threshold, 0, 0], dtype=np.float32),
        np.array([[1, 2], [1, 1], [2, 2]], dtype=np.int32),
        np.array([0, round(-1 / UNIT), round(1 / UNIT)], dtype=np.int32),
        1,
    )


@pytest.fixture
def scorer():
    line = Calibration(2.0, 0.0)
    trees = (stump(0), stump(0), stump(0), stump(0, -0.5), stump(0))
    return Scorer(*trees, line, line, Thresholds(0.5, 0.3))


def gathering(candidates, sentences=2):
    features = np.zeros((len(candidates), len(FEATURES)))
    features[:, 0] = candidates
    described = np.zeros((sentences, len(SENTENCE_FEATURES)))
    described[-1, 0] = 1.0
    places = np.arange(len(candidates)) % sentences
    texts = [f"{place}个" for place in range(len(candidates))]
    setting = Setting(Kind.NUMBER, 1.0, 1.0, 0.0, 0.0, 1.0, True, 3, 0.0)
    return Gathering(features, described, places.astype(np.intp), texts, setting)


def test_the_candidate_with_the_highest_score_is_chosen(scorer):
    choice = scorer.choose(gathering([0.0, 1.0, 0.0]))

    assert choice.best == 1
    assert choice.candidates.sum() == pytest.approx(1.0)
    assert choice.sentences.argmax() == 1
    assert 0.0 < choice.confidence < 1.0
    assert 0.0 < choice.holds < 1.0


def test_of_equals_the_first_is_chosen(scorer):
    assert scorer.choose(gathering([1.0, 0.0, 1.0])).best == 0


def test_without_candidates_nothing_is_chosen_and_nothing_is_sure(scorer):
    choice = scorer.choose(gathering([]))

    assert (choice.best, choice.confidence) == (-1, 0.0)
    assert choice.holds > 0.0


def test_what_is_written_chooses_as_before(scorer, tmp_path):
    save(scorer, tmp_path / "choice.npz")
    again = load(tmp_path / "choice.npz")

    before, after = (each.choose(gathering([0.2, 0.9])) for each in (scorer, again))
    assert again.thresholds == scorer.thresholds
    assert after.candidates.tolist() == before.candidates.tolist()
    assert (after.best, after.confidence, after.holds) == (before.best, before.confidence, before.holds)


@pytest.mark.parametrize("features", ["FEATURES", "SENTENCE_FEATURES"])
def test_trees_over_other_features_are_refused(scorer, tmp_path, monkeypatch, features):
    save(scorer, tmp_path / "choice.npz")
    monkeypatch.setattr(f"answers.scorer.{features}", ("another",))

    with pytest.raises(AnswersError, match=r"choice\.npz.*make fit"):
        load(tmp_path / "choice.npz")


def test_missing_trees_are_told(tmp_path):
    with pytest.raises(AnswersError, match=r"none\.npz.*make fit"):
        load(tmp_path / "none.npz")


def test_the_provenance_belongs_to_the_trees():
    text = SHIPPED.with_suffix(".md").read_text(encoding="utf-8")

    assert sha256(SHIPPED.read_bytes()).hexdigest() in text
    assert "CC BY-SA 4.0" in text
