"""Fitting the net of `answers.model.net`: the same sums in JAX, a softmax over all candidates of a question.

Adam (Kingma and Ba, ICLR 2015) with dropout (Srivastava et al., JMLR 2014) and a step that falls to a twentieth; the
weights are the running mean over the second half of the way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np

from answers.model.asking import ASKING
from answers.model.fit.kernels import import_extra
from answers.model.fit.spans import SpanExample
from answers.model.net import (
    ASKED_SHARE,
    CHANNELS,
    DILATIONS,
    KINDS,
    LEAST_IDF,
    LEAST_SPREAD,
    MEAN_SHARE,
    PAIR_SHARE,
    STYLES,
    VECTOR_SCALE,
    tag_places,
)
from answers.model.net_input import LONGEST, MARKS, MOST_REPEATED, NetInput
from answers.model.vectors import LENGTH, Vectors

Weights = dict[str, Any]

_WORD, _PAIR = 40, 24  # numbers a word, and a border where pairs of borders are compared
_OF_TAG, _OF_MARKS, _OF_STYLE = 12, 32, 8
_BATCH = 24
_SEED = 1
_STEP, _WARMING, _LAST_STEP = 2e-3, 100, 0.05
_DROPPED = 0.25
_KEPT = 0.995  # of the running mean at each step
_LARGEST_GRADIENT = 2.0
_SHAPES = ((160, 2048), (256, 4096), (512, 8192))  # tokens and candidates that batches are filled up to
_QUESTION = 32
_OUT = -1e4  # the score of what only fills up


class Fitter:
    """Fits nets on examples; `tags` are the codes of parts of speech that they tell apart, in rising order."""

    def __init__(self, vectors: Vectors, tags: Sequence[int]) -> None:
        self._jax: Any = import_extra("jax")
        self._np: Any = import_extra("jax.numpy")
        self._rows = self._np.asarray(vectors.rows.astype(np.float32) * (VECTOR_SCALE / LENGTH))
        self.tags = np.array(tags, dtype=np.uint32)
        self._step = self._jax.jit(self._descend)

    def fit(
        self, examples: Sequence[SpanExample], passes: int, start: Weights | None, say: Callable[[str], None]
    ) -> Weights:
        """Return weights fitted by so many passes over examples, from `start` or from random ones."""
        random = np.random.default_rng(_SEED)
        key = self._jax.random.PRNGKey(_SEED)
        weights = start or self._at_random(key)
        zeros = self._jax.tree.map(self._np.zeros_like, weights)
        moments, mean = (zeros, zeros), weights
        count = passes * -(-len(examples) // _BATCH)
        at, lost = 0, 0.0
        for number in range(passes):
            for chosen in _batches(examples, random):
                at += 1
                size = _STEP * min(1.0, at / _WARMING) * max(_LAST_STEP, 1.0 - at / count)
                key = self._jax.random.fold_in(key, at)
                batch = self.batch([examples[place] for place in chosen])
                weights, moments, loss = self._step(weights, moments, batch, key, size, at)
                lost += float(loss)
                kept = _KEPT if at > count / 2 else 0.0
                mean = self._jax.tree.map(
                    lambda old, new, kept=kept: kept * old + (1 - kept) * new, mean, weights
                )
            say(f"net: pass {number + 1} of {passes}, loss {lost / at:.3f}")
        return self._jax.tree.map(np.asarray, mean)  # type: ignore[no-any-return]

    def batch(self, examples: Sequence[SpanExample]) -> dict[str, Any]:
        """Return examples as arrays, filled up to the sizes that are compiled for."""
        nets = [example.values.net for example in examples]
        tokens, candidates = max(map(_shape, nets))
        made: dict[str, Any] = {
            "words": _filled([net.words for net in nets], tokens, np.int32),
            "tags": _filled([self._tag_places(net) for net in nets], tokens, np.int32),
            "marks": _filled([net.marks for net in nets], tokens, np.float32),
            "is_token": _filled([np.ones(len(net.words)) for net in nets], tokens, np.float32),
            "question": _filled([net.question for net in nets], _QUESTION, np.int32),
            "idf": _filled([net.idf for net in nets], _QUESTION, np.float32),
            "is_word": _filled([np.ones(max(len(net.question), 1)) for net in nets], _QUESTION, np.float32),
            "first": _filled([np.minimum(net.first, tokens - 1) for net in nets], candidates, np.int32),
            "last": _filled([np.minimum(net.last, tokens - 1) for net in nets], candidates, np.int32),
            "length": _filled([net.length for net in nets], candidates, np.int32),
            "repeated": _filled([net.repeated for net in nets], candidates, np.int32),
            "is_candidate": _filled([net.last < tokens for net in nets], candidates, np.float32),
            "right": _filled([example.right for example in examples], candidates, np.float32),
            "head": np.array([net.head for net in nets], dtype=np.int32),
            "kind": np.array([KINDS.index(net.kind) for net in nets], dtype=np.int32),
            "asking": np.array([ASKING.index(net.asking) for net in nets], dtype=np.int32),
            "style": np.array([STYLES.index(example.style) for example in examples], dtype=np.int32),
        }
        return made

    def _tag_places(self, net: NetInput) -> Any:
        return tag_places(self.tags, net.tags)

    def _at_random(self, key: Any) -> Weights:
        keys = iter(self._jax.random.split(key, 40))
        random, zeros, ones = self._jax.random, self._np.zeros, self._np.ones

        def layer(into: int, out: int) -> Weights:
            bound = into**-0.5
            return {
                "weights": random.uniform(next(keys), (into, out), minval=-bound, maxval=bound),
                "bias": zeros(out),
            }

        def rows(count: int, width: int) -> Any:
            return 0.5 * random.normal(next(keys), (count, width))

        context = 2 * _OF_TAG + _OF_STYLE
        return {
            "tag": rows(len(self.tags) + 1, _OF_TAG),
            "kind": rows(len(KINDS), _OF_TAG),
            "asking": rows(len(ASKING), _OF_TAG),
            "style": zeros((len(STYLES), _OF_STYLE)),
            "project": layer(self._rows.shape[1], _WORD),
            "window": layer(3 * _WORD, _WORD),
            "attend": layer(_WORD, 1),
            "features": layer(MARKS, _OF_MARKS),
            "into": layer(4 * _WORD + _OF_TAG + _OF_MARKS + context, CHANNELS),
            "asked": layer(2 * _WORD + context, CHANNELS),
            **{f"convolve{place}": layer(3 * CHANNELS, 2 * CHANNELS) for place in range(len(DILATIONS))},
            **{
                f"norm{place}": {"gain": ones(CHANNELS), "bias": zeros(CHANNELS)}
                for place in range(len(DILATIONS) + 1)
            },
            "start": layer(2 * CHANNELS, 1),
            "end": layer(2 * CHANNELS, 1),
            "one": layer(CHANNELS, _PAIR),
            "other": layer(CHANNELS, _PAIR),
            "mean": layer(CHANNELS, _PAIR),
            "wanted": layer(CHANNELS, _PAIR),
            "length": zeros((len(STYLES), LONGEST + 1)),
            "length_of_kind": zeros((len(KINDS), LONGEST + 1)),
            "repeated": zeros(MOST_REPEATED + 1),
        }

    def _descend(
        self, weights: Weights, moments: Any, batch: Weights, key: Any, size: Any, at: Any
    ) -> tuple[Weights, Any, Any]:
        """Return the weights, the moments of the gradient and the loss after one step of Adam."""
        tree, xp = self._jax.tree, self._np
        loss, slope = self._jax.value_and_grad(self._loss)(weights, batch, key)
        norm = xp.sqrt(sum((part**2).sum() for part in tree.leaves(slope)))
        slope = tree.map(lambda part: part * xp.minimum(1.0, _LARGEST_GRADIENT / (norm + 1e-9)), slope)
        first = tree.map(lambda old, new: 0.9 * old + 0.1 * new, moments[0], slope)
        second = tree.map(lambda old, new: 0.999 * old + 0.001 * new**2, moments[1], slope)
        one, other = 1 - 0.9**at, 1 - 0.999**at

        def moved(old: Any, mean: Any, square: Any) -> Any:
            return old - size * (mean / one) / (xp.sqrt(square / other) + 1e-8)

        return tree.map(moved, weights, first, second), (first, second), loss

    def _loss(self, weights: Weights, batch: Weights, key: Any) -> Any:
        right = batch["right"] * batch["is_candidate"]
        counts = right.sum(axis=1, keepdims=True)
        wanted = right / self._np.maximum(counts, 1.0)
        logs = self._jax.nn.log_softmax(self.scores(weights, batch, key), axis=-1)
        return -(logs * wanted).sum() / self._np.maximum((counts > 0).sum(), 1.0)

    def scores(self, weights: Weights, batch: Weights, key: Any = None) -> Any:
        """Return the score of each candidate; with `key` some inputs are dropped at random."""
        xp, nn, random = self._np, self._jax.nn, self._jax.random

        def linear(name: str, values: Any) -> Any:
            return values @ weights[name]["weights"] + weights[name]["bias"]

        def dropped(values: Any, number: int) -> Any:
            if key is None:
                return values
            kept = random.bernoulli(random.fold_in(key, number), 1 - _DROPPED, values.shape)
            return values * kept / (1 - _DROPPED)

        def norm(place: int, values: Any) -> Any:
            own = weights[f"norm{place}"]
            middle = values.mean(axis=-1, keepdims=True)
            spread = ((values - middle) ** 2).mean(axis=-1, keepdims=True)
            return (values - middle) / xp.sqrt(spread + LEAST_SPREAD) * own["gain"] + own["bias"]

        def beside(values: Any, distance: int) -> Any:
            nothing = xp.zeros_like(values[:, :distance])
            before = xp.concatenate([nothing, values[:, :-distance]], axis=1)
            after = xp.concatenate([values[:, distance:], nothing], axis=1)
            return xp.concatenate([before, values, after], axis=-1)

        is_token, fill = batch["is_token"][..., None], (batch["is_word"] - 1) * -_OUT
        words = xp.tanh(linear("project", dropped(self._rows[batch["words"]], 0)))
        question = xp.tanh(linear("project", dropped(self._rows[batch["question"]], 1)))
        question = question + nn.relu(linear("window", beside(question * batch["is_word"][..., None], 1)))
        likeness = xp.einsum("btd,bqd->btq", words, question) + fill[:, None]
        heard = nn.softmax(likeness, axis=-1) @ question
        weight = nn.softmax(
            linear("attend", question)[..., 0] + xp.log(batch["idf"] + LEAST_IDF) + fill, axis=-1
        )
        pooled = xp.einsum("bq,bqd->bd", weight, question)
        head = xp.tanh(linear("project", self._rows[batch["head"]]))
        context = xp.concatenate(
            [
                weights["kind"][batch["kind"]],
                weights["asking"][batch["asking"]],
                weights["style"][batch["style"]],
            ],
            axis=-1,
        )
        asked = xp.tanh(linear("asked", xp.concatenate([pooled, head, context], axis=-1)))
        of_token = [
            words, heard, words * heard, words * head[:, None], weights["tag"][batch["tags"]],
            linear("features", batch["marks"]), xp.broadcast_to(context[:, None], (*words.shape[:2], context.shape[-1])),
        ]  # fmt: skip
        state = nn.relu(linear("into", dropped(xp.concatenate(of_token, axis=-1), 2))) * is_token
        for place, distance in enumerate(DILATIONS):
            near = beside(dropped(norm(place, state), 3 + place) * is_token, distance)
            gated = linear(f"convolve{place}", near)
            gate = nn.sigmoid(gated[..., CHANNELS:])
            state = (state + gated[..., :CHANNELS] * gate + asked[:, None] * ASKED_SHARE) * is_token
        state = norm(len(DILATIONS), state)
        of_border = xp.concatenate([state, state * asked[:, None]], axis=-1)
        starts, ends = linear("start", of_border)[..., 0], linear("end", of_border)[..., 0]
        first, last = batch["first"], batch["last"]

        def at(values: Any, places: Any) -> Any:
            return xp.take_along_axis(values, places, axis=1)

        pairs = xp.einsum("btd,bsd->bts", linear("one", state), linear("other", state))
        pairs = at(pairs.reshape(len(first), -1), first * starts.shape[1] + last)
        within = linear("mean", state) * is_token
        within = xp.concatenate([xp.zeros_like(within[:, :1]), within.cumsum(axis=1)], axis=1)
        within = (at(within, last[..., None] + 1) - at(within, first[..., None])) / (last - first + 1)[
            ..., None
        ]
        means = (xp.tanh(within) @ linear("wanted", asked)[..., None])[..., 0]
        total = (
            at(starts, first)
            + at(ends, last)
            + PAIR_SHARE * pairs
            + MEAN_SHARE * means
            + weights["repeated"][batch["repeated"]]
        )
        total += at(
            (weights["length"][batch["style"]] + weights["length_of_kind"][batch["kind"]]), batch["length"]
        )
        return total + (batch["is_candidate"] - 1) * -_OUT


def _batches(examples: Sequence[SpanExample], random: np.random.Generator) -> Iterator[list[int]]:
    """Yield places of examples by batches of like size, in a random order."""
    sizes = [_shape(example.values.net) for example in examples]
    chance = random.random(len(examples))
    order = sorted(range(len(examples)), key=lambda place: (sizes[place], chance[place]))
    batches = [order[at : at + _BATCH] for at in range(0, len(order), _BATCH)]
    for number in random.permutation(len(batches)):
        batch = batches[number]
        yield (batch * _BATCH)[:_BATCH]


def _shape(net: NetInput) -> tuple[int, int]:
    needed = (len(net.words), len(net.first))
    return next((shape for shape in _SHAPES if needed[0] <= shape[0] and needed[1] <= shape[1]), _SHAPES[-1])


def _filled(arrays: Sequence[Any], size: int, kind: Any) -> Any:
    """Return arrays as one, each cut or filled up with zeros to a size."""
    made = np.zeros((len(arrays), size, *np.shape(arrays[0])[1:]), dtype=kind)
    for row, array in zip(made, arrays, strict=True):
        row[: min(len(array), size)] = array[:size]
    return made
