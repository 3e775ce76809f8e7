from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

import numpy as np
import pytest

from answers.errors import AnswersError
from answers.model import SHIPPED, load
from answers.model.hashing import SIZE
from answers.model.sentence_features import BY_KIND, FEATURES
from answers.model.weights import KINDS_APART, save
from answers.types import Kind


def test_the_shipped_weights_take_a_megabyte_at_most():
    assert SHIPPED.stat().st_size <= 1_000_000


def test_the_provenance_belongs_to_the_weights():
    text = SHIPPED.with_suffix(".md").read_text(encoding="utf-8")

    assert sha256(SHIPPED.read_bytes()).hexdigest() in text
    assert "CC BY-SA 4.0" in text
    assert "CC BY-SA 3.0" in text


def test_weights_are_the_same_after_saving_and_loading_to_the_byte(tmp_path):
    save(load(), tmp_path / "again.npz")

    assert (tmp_path / "again.npz").read_bytes() == SHIPPED.read_bytes()


def test_the_table_holds_each_weight_in_its_place():
    weights = load()

    assert weights.table.shape == (SIZE,)
    assert np.count_nonzero(weights.table) == len(weights.places)
    assert (np.diff(weights.places.astype(np.int64)) > 0).all()


def test_every_kind_has_sentence_weights():
    weights = load()

    assert weights.sentence_by_kind.shape == (len(KINDS_APART), len(BY_KIND))
    for kind in Kind:
        assert weights.sentence_weights(kind).shape == (len(FEATURES),)


def test_weights_of_other_features_are_refused(tmp_path, monkeypatch):
    save(load(), tmp_path / "old.npz")
    monkeypatch.setattr("answers.model.weights.HASH", "another")

    with pytest.raises(AnswersError, match="make fit"):
        load(tmp_path / "old.npz")


def test_missing_weights_are_told(tmp_path):
    with pytest.raises(AnswersError, match="make fit"):
        load(tmp_path / "none.npz")


def test_weights_too_far_apart_for_the_format_are_refused(tmp_path):
    far = replace(load(), places=np.array([0, 2**20], dtype=np.uint32))

    with pytest.raises(ValueError, match="too far apart"):
        save(far, tmp_path / "far.npz")
