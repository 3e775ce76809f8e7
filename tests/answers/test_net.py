"""The net beside the hashed features: whole numbers, exact sums, word vectors."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from answers.answerer import Answerer
from answers.model import Style, net, vectors
from answers.model.errors import WeightsError
from answers.model.fit.quantise import quantised
from answers.model.hashing import code
from answers.model.matching import Floats
from answers.model.net import Layer, most
from answers.model.net_input import NetInput
from answers.model.vectors import LENGTH, Vectors

_SEED = 7


def test_a_layer_gives_the_same_sums_in_any_order() -> None:
    random = np.random.default_rng(_SEED)
    inputs, outputs = 236, 64
    weights = random.integers(-127, 128, (inputs, outputs)).astype(np.float32)
    values = random.normal(0.0, 100.0, (50, inputs))  # many are cut off
    order = random.permutation(inputs)

    def made(places: np.ndarray) -> Layer:
        return Layer(weights[places], np.ones(outputs), np.zeros(outputs), 0.25)

    straight = made(np.arange(inputs))(values)
    assert (made(order)(values[:, order]) == straight).all()
    whole = np.clip(np.rint(values / 0.25), -most(inputs), most(inputs)).astype(np.int64)
    assert (straight == (whole @ weights.astype(np.int64)) * 0.25).all()


def test_a_layer_is_near_what_its_inputs_say() -> None:
    layer = Layer(np.array([[127.0], [-64.0]], dtype=np.float32), np.array([0.01]), np.array([1.0]), 1 / 512)
    assert layer(np.array([[0.5, 0.25]]))[0, 0] == pytest.approx(
        127 * 0.5 * 0.01 - 64 * 0.25 * 0.01 + 1.0, abs=1e-3
    )


def test_many_words_have_the_rows_that_each_has_alone() -> None:
    known = vectors.load()
    words = ["收入", "居民可支配收入", "\u9f98\u9f98", "", "收入", "pm2.5"]

    assert known.of_words(words).tolist() == [int(known.of_words([word])[0]) for word in words]
    assert known.of_words([]).tolist() == []


def test_words_of_like_meaning_have_like_vectors() -> None:
    known = vectors.load()

    def likeness(one: str, other: str) -> float:
        first, second = known.rows[known.of_words([one, other])].astype(int)
        return float(first @ second) / LENGTH**2

    assert likeness("罚款", "处罚") > 0.6 > 0.4 > likeness("罚款", "小麦")
    assert likeness("增长", "增加") > likeness("增长", "医院")


def test_a_word_without_a_vector_has_that_of_its_ending() -> None:
    known = vectors.load()
    whole, ending, nowhere = known.of_words(["滨江某某公司", "公司", "\u9f98\u9f98"]).tolist()
    assert whole == ending > 0
    assert nowhere == 0
    assert known.places(np.array([code("公司"), 1], dtype=np.uint32)).tolist()[1] == 0


def test_a_net_that_is_written_and_read_scores_the_same(tmp_path: Path) -> None:
    shipped = net.load()
    net.save(shipped, tmp_path / "net.npz")
    again = net.load(tmp_path / "net.npz")
    assert all((again.layers[name].weights == layer.weights).all() for name, layer in shipped.layers.items())
    assert all((again.tables[name] == table).all() for name, table in shipped.tables.items())
    net.save(again, tmp_path / "twice.npz")
    assert (tmp_path / "twice.npz").read_bytes() == (tmp_path / "net.npz").read_bytes()


def test_weights_that_are_missing_or_of_other_features_are_named(tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match="make fit"):
        net.load(tmp_path / "net.npz")
    with np.load(net.SHIPPED) as file:
        arrays = dict(file) | {"marks": np.array(1)}
    np.savez(tmp_path / "net.npz", **arrays)
    with pytest.raises(WeightsError, match="other features"):
        net.load(tmp_path / "net.npz")
    with pytest.raises(WeightsError, match="install it anew"):
        vectors.load(tmp_path / "words.npz")


def test_a_net_in_real_numbers_is_put_into_whole_ones_that_score_nearly_alike(
    seeds_answerer: Answerer, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[tuple[NetInput, Style]] = []
    score = net.Net.score

    def noted(own: net.Net, given: NetInput, style: Style, known: Vectors) -> Floats:
        read.append((given, style))
        return score(own, given, style, known)

    monkeypatch.setattr(net.Net, "score", noted)
    for question in ("江阴高新区员工到岗率是多少?", "滨江区区长是谁?", "江阴设立了哪些卡口?"):
        seeds_answerer.reply(question)
    monkeypatch.undo()
    shipped, known = net.load(), vectors.load()
    real: dict[str, object] = dict(shipped.tables)
    real |= {
        name: {"weights": one.weights * one.scale, "bias": one.bias} for name, one in shipped.layers.items()
    }
    for place in range(len(net.DILATIONS) + 1):
        real[f"norm{place}"] = {label: shipped.tables[f"{label}{place}"] for label in ("gain", "bias")}

    again = quantised(real, shipped.tags, read, known)

    assert read
    for given, style in read:
        one, other = shipped.score(given, style, known), again.score(given, style, known)
        assert np.corrcoef(one, other)[0, 1] > 0.99
        assert one.argmax() == other.argmax()
