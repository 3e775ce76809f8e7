"""Fitting of the choice among facts on a toy set, and the questions made of facts; the fit is skipped without its extra."""

from __future__ import annotations

import numpy as np
import pytest

from answers.answerer import Answerer
from answers.facts.selecting import facts_in
from answers.fit.facts import FactChoice, fit_facts, save_fact_weights
from answers.fit.made_of_facts import made_of, without
from answers.pile.choosing import NOTHING
from answers.pile.describing import FEATURES
from answers.pile.telling import told_by


def _choices(count: int, seed: int) -> list[FactChoice]:
    """Choices among five facts; the one that has an answer is told by its first feature."""
    chance = np.random.default_rng(seed)
    made = []
    for _ in range(count):
        rows, right = chance.random((5, len(FEATURES))), np.zeros(5)
        if chance.random() < 0.7:
            rows[2, 0], right[2] = 3.0, 1.0
        made.append(FactChoice(rows, right))
    return made


def test_what_tells_the_right_fact_is_learnt_and_its_absence_too(tmp_path):
    pytest.importorskip("scipy")
    weights = fit_facts(_choices(200, seed=1), lambda _: None)

    own = np.array([weights[name] for name in FEATURES])
    for one in _choices(50, seed=2):
        scores = one.rows @ own
        is_answered = bool(scores.max() > weights[NOTHING])
        assert is_answered == bool(one.right.any())
        assert not is_answered or one.right[scores.argmax()]
    save_fact_weights(weights, tmp_path / "weights.tsv")
    assert f"{NOTHING}\t" in (tmp_path / "weights.tsv").read_text("utf-8")


def test_a_made_question_asks_for_what_its_fact_says_and_can_be_asked_where_it_is_not(
    seeds_answerer: Answerer,
):
    facts = list(facts_in(seeds_answerer.sources))
    document = facts[0].passage.document_id
    told = told_by([fact for fact in facts if fact.passage.document_id == document], seeds_answerer.lexicon)
    made = list(made_of(told, seeds_answerer, seed=1))

    assert {any(one.right) for one in made} == {True, False}
    for one in made:
        assert len(one.told) == len(one.right)
    answered = next(one for one in made if any(one.right))
    gone = [each for each, is_right in zip(answered.told, answered.right, strict=True) if is_right]
    assert not set(map(id, gone)) & set(map(id, without(answered.told, answered.right)))
