"""A small net that scores spans beside the hashed features: word vectors, attention to the question, convolutions.

Fitted by `answers.model.fit.net`. Its weights are whole numbers of one byte; what enters a layer is rounded to whole
numbers as well, so small that every sum is exact in single precision: the scores are the same on every machine.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from answers.model.asking import ASKING
from answers.model.errors import WeightsError
from answers.model.matching import Floats
from answers.model.net_input import MARKS, NetInput
from answers.model.types import Style
from answers.model.vectors import LENGTH, Vectors
from answers.probability import softmax
from answers.types import Kind

_Numbers = NDArray[np.floating[Any]]

SHIPPED = Path(__file__).with_name("net.npz")
KINDS = tuple(map(str, Kind))
STYLES = tuple(Style)
DILATIONS = (1, 2, 4)  # tokens to the neighbours that each convolution sees
CHANNELS = 64  # numbers a token
VECTOR_SCALE = 3.0  # that word vectors are brought to before they enter
PAIR_SHARE, MEAN_SHARE, ASKED_SHARE = 0.2, 0.3, 0.1  # of what is added up: as in fitting
LEAST_IDF, LEAST_SPREAD = 0.1, 1e-5
LARGEST = 127  # of weights
_EXACT = 2**24  # single precision holds every whole number up to here
_FINE, _COARSE = 1 / 512, 1 / 64  # steps of what lies between -1 and 1, and of the question's words, up to 8
_SHARE_STEP = 1 / 1024
_PAIR_STEP, _LARGEST_PAIR = 1 / 50, 800  # of the two borders of a pair, 24 numbers each
_MOST = 512
_DECIMALS = 6


@dataclass(frozen=True, eq=False)
class Layer:
    """A linear layer: `weights` are whole numbers (inputs by outputs), times `scale` for each output.

    Inputs are rounded to multiples of `step`.
    """

    weights: NDArray[np.float32]
    scale: Floats
    bias: Floats
    step: float

    def __call__(self, values: _Numbers, distance: int = 0) -> Floats:
        """Return the outputs for rows of inputs: each between those at a distance, where one is given."""
        whole = self.inputs(values)
        return self.outputs(beside(whole, distance) if distance else whole)

    def inputs(self, values: _Numbers) -> NDArray[np.float32]:
        """Return inputs, all or some of each row, as whole numbers of steps."""
        return rounded(values, self.step, most(len(self.weights)))

    def outputs(self, inputs: NDArray[np.float32]) -> Floats:
        """Return the outputs for rows of `inputs`."""
        sums: Floats = inputs @ self.weights * self._units
        sums += self.bias
        return sums

    @cached_property
    def _units(self) -> Floats:
        """What one is worth in each output."""
        return self.step * self.scale


def most(inputs: int) -> int:
    """Return up to which whole number the inputs of a layer may go for its sums to be exact."""
    return _EXACT // (LARGEST * inputs)


def rounded(values: _Numbers, step: float, limit: int) -> NDArray[np.float32]:
    """Return values as whole numbers of steps, cut off at a limit."""
    steps = values / step
    np.rint(steps, out=steps)
    whole: NDArray[np.float32] = steps.astype(np.float32, copy=False)
    np.maximum(whole, -limit, out=whole)
    np.minimum(whole, limit, out=whole)
    return whole


@dataclass(frozen=True, eq=False)
class Net:
    """The net's layers and tables by name, and the codes of the parts of speech that it tells apart."""

    layers: Mapping[str, Layer]
    tables: Mapping[str, Floats]
    tags: NDArray[np.uint32]

    def score(self, given: NetInput, style: Style, vectors: Vectors) -> Floats:
        """Return the score of each candidate."""
        layers, tables = self.layers, self.tables
        words, question, head = (
            np.tanh(layers["project"](vectors.rows[rows] * (VECTOR_SCALE / LENGTH)))
            for rows in (given.words, given.question, [given.head])
        )
        question += np.maximum(layers["window"](question, 1), 0.0)
        asked_words = rounded(question, _COARSE, _MOST)
        likeness = _product(rounded(words, _FINE, _MOST), asked_words.T, _FINE * _COARSE)
        heard = _mean(softmax(likeness), asked_words)
        logs = np.log(given.idf.astype(np.float64) + LEAST_IDF)
        pooled = _mean(softmax(layers["attend"](question).T + logs), asked_words)
        context = np.concatenate(
            [
                tables["kind"][KINDS.index(given.kind)], tables["asking"][ASKING.index(given.asking)],
                tables["style"][STYLES.index(style)],
            ]
        )[np.newaxis]  # fmt: skip
        asked = np.tanh(layers["asked"](np.concatenate([pooled, head, context], axis=1)))
        of_tokens = [
            words, heard, words * heard, words * head, tables["tag"][tag_places(self.tags, given.tags)],
            layers["features"](given.marks),
        ]  # fmt: skip
        inputs = [layers["into"].inputs(values) for values in of_tokens]
        inputs.append(np.repeat(layers["into"].inputs(context), len(words), axis=0))
        state = layers["into"].outputs(np.concatenate(inputs, axis=1))
        np.maximum(state, 0.0, out=state)
        return self._candidates(given, style, self._convolved(state, asked), asked)

    def _convolved(self, state: Floats, asked: Floats) -> Floats:
        """Return the tokens after all convolutions, each gated and added to what was."""
        for place, distance in enumerate(DILATIONS):
            gated = self.layers[f"convolve{place}"](self._normed(place, state), distance)
            gate = np.negative(gated[:, CHANNELS:])  # the logistic of it, in place
            np.exp(gate, out=gate)
            gate += 1.0
            np.divide(1.0, gate, out=gate)
            gate *= gated[:, :CHANNELS]
            state = state + gate
            state += asked * ASKED_SHARE
        return self._normed(len(DILATIONS), state)

    def _normed(self, place: int, values: Floats) -> Floats:
        """Return each row with a mean of 0 and a spread of 1, stretched: Ba et al., "Layer Normalization", 2016."""
        normed: Floats = values - _mean_of_rows(values)
        normed /= np.sqrt(_mean_of_rows(normed * normed) + LEAST_SPREAD)
        normed *= self.tables[f"gain{place}"]
        normed += self.tables[f"bias{place}"]
        return normed

    def _candidates(self, given: NetInput, style: Style, state: Floats, asked: Floats) -> Floats:
        """Return the scores of the candidates: of their borders, of each pair of these, of what lies between."""
        layers, tables, first, last = self.layers, self.tables, given.first, given.last
        borders = np.concatenate([state, state * asked], axis=1)
        total = layers["start"](borders)[:, 0].take(first) + layers["end"](borders)[:, 0].take(last)
        one, other = (rounded(layers[name](state), _PAIR_STEP, _LARGEST_PAIR) for name in ("one", "other"))
        total += PAIR_SHARE * _product(one, other.T, _PAIR_STEP**2).take(first * len(state) + last)
        sums = np.zeros((len(state) + 1, one.shape[1]))
        np.cumsum(rounded(layers["mean"](state), _FINE, _EXACT), axis=0, dtype=np.float64, out=sums[1:])
        means = sums.take(last + 1, axis=0)
        means -= sums.take(first, axis=0)
        means /= (last - first + 1)[:, np.newaxis]
        means *= _FINE
        np.tanh(means, out=means)
        wanted = rounded(layers["wanted"](asked), _COARSE, _MOST)
        total += MEAN_SHARE * _product(rounded(means, _FINE, _MOST), wanted.T, _FINE * _COARSE)[:, 0]
        lengths = tables["length"][STYLES.index(style)] + tables["length_of_kind"][KINDS.index(given.kind)]
        total += tables["repeated"][given.repeated] + lengths[given.length]
        found: Floats = total.round(_DECIMALS)
        return found


def beside(values: NDArray[Any], distance: int) -> NDArray[Any]:
    """Return each row between those at a distance before and after it, zeros where there are none."""
    count, width = values.shape
    found = np.zeros((count, 3 * width), dtype=values.dtype)
    found[distance:, :width] = values[:-distance]
    found[:, width : 2 * width] = values
    found[:-distance, 2 * width :] = values[distance:]
    return found


def _mean_of_rows(values: Floats) -> Floats:
    """Return the mean of each row, as `mean` does in a third of the time for so small matrices."""
    means: Floats = np.add.reduce(values, axis=1, keepdims=True)
    means /= values.shape[1]
    return means


def _product(one: NDArray[np.float32], other: NDArray[np.float32], unit: float) -> Floats:
    """Return the product of matrices of whole numbers whose sums are exact."""
    product: Floats = (one @ other).astype(np.float64)
    product *= unit
    return product


def _mean(shares: Floats, rows: NDArray[np.float32]) -> Floats:
    """Return the mean of the question's words by shares: rows of shares by words."""
    return _product(rounded(shares, _SHARE_STEP, _EXACT), rows, _SHARE_STEP * _COARSE)


def tag_places(tags: NDArray[np.uint32], codes: NDArray[np.uint32]) -> NDArray[np.intp]:
    """Return the row of each part of speech, 0 for one that is not told apart."""
    at = np.minimum(np.searchsorted(tags, codes), len(tags) - 1)
    return np.where(tags[at] == codes, at + 1, 0)


def load(path: Path = SHIPPED) -> Net:
    """Read the net; raises `WeightsError` where it is missing or made for other inputs."""
    if not path.exists():
        raise WeightsError(f"{path}: no weights there; make them with `make fit`")
    with np.load(path) as file:
        arrays = dict(file)
    made_for = (tuple(arrays["kinds"].tolist()), tuple(arrays["asking"].tolist()), int(arrays["marks"]))
    if made_for != (KINDS, ASKING, MARKS):
        raise WeightsError(f"{path}: fitted with other features than this version has; run `make fit`")
    names = arrays["layers"].tolist()
    layers = {
        name: Layer(
            arrays[f"{name}.weights"].astype(np.float32), arrays[f"{name}.scale"], arrays[f"{name}.bias"],
            float(arrays[f"{name}.step"]),
        )
        for name in names
    }  # fmt: skip
    tables = {name: arrays[f"table.{name}"].astype(np.float64) for name in arrays["tables"].tolist()}
    return Net(layers, tables, arrays["tags"])


def save(net: Net, path: Path) -> None:
    """Write the net; the same net gives the same bytes."""
    arrays: dict[str, Any] = {"layers": np.array([*net.layers]), "tables": np.array([*net.tables])}
    for name, layer in net.layers.items():
        arrays[f"{name}.weights"] = layer.weights.astype(np.int8)
        arrays[f"{name}.scale"], arrays[f"{name}.bias"] = layer.scale, layer.bias
        arrays[f"{name}.step"] = np.array(layer.step)
    for name, table in net.tables.items():
        arrays[f"table.{name}"] = table.astype(np.float16)
    np.savez(
        path, kinds=np.array(KINDS), asking=np.array(ASKING), marks=np.array(MARKS), tags=net.tags, **arrays
    )
