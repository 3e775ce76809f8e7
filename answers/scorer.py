"""Choosing among candidates and among sentences, and how sure the choices are: five fitted sets of trees.

Three order what one question brought up: candidates by whether they hold the answer, candidates by whether they say
little else, sentences. Two say with what probability the best candidate is right and the best sentences hold the
answer; questions that no document answers teach these to refuse.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from answers.errors import AnswersError
from answers.features import DECIMALS, FEATURES, GROUPS, SENTENCE_FEATURES, group_of
from answers.probability import softmax
from answers.trees import Floats, Trees
from answers.types import Kind

SHIPPED = Path(__file__).parent / "model" / "choice.npz"

# Sentences that a reply shows at most: on documents kept back three hold the answer in 70 to 94 %, one in 60 to 83 %.
SHOWN = 3
# What the score of saying little else counts beside that of holding the answer. On documents kept back .2 to .75 differ
# by one to four points; 0 chooses two figures for one (88%,到岗率为75%), the other alone misses 4 to 14 points of answers.
CLOSENESS = 0.6
_TINY = 1e-9

# What is known of each sentence once its candidates have been compared.
SENTENCE_CHOICE_FEATURES = (
    *SENTENCE_FEATURES,
    "p of candidates",
    "p of best",
    "candidates",
    "share of p",
    "terms",
)
_SETTING = ("coverage", "predicate", "unread", "unsaid", "nearness", "borne out", "terms", "by net")
_LEVELS = ("name level", "date level", "figure level", "indicator level", "act level")
_LEVELS_AT = [SENTENCE_FEATURES.index(label) for label in _LEVELS]
_GROUPS = tuple(f"group {number}" for number in range(GROUPS))
_OF_CANDIDATE = FEATURES[: FEATURES.index("log p of group 0")]
RIGHT_FEATURES = (
    "log p", "margin", "second", "agreeing", "p of sentence", "p as sentence", "best sentence", "three sentences",
    "candidates", *_SETTING, *(f"best {label}" for label in _LEVELS), *_GROUPS,
    *(f"chosen {label}" for label in _OF_CANDIDATE),
)  # fmt: skip
HOLDS_FEATURES = (
    "best sentence", "margin", "three sentences", "p", *_SETTING, *_GROUPS,
    *(f"mean {label}" for label in _OF_CANDIDATE),
    *(f"{label} of {of}" for of in ("first", "best of all", "best of shown", "worst of shown")
      for label in SENTENCE_FEATURES),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known of a question as a whole: its kind, and how far the documents speak of it.

    `coverage` and `predicate` are those of its best sentence; `unread` the share of its terms (by weight) that
    none of the passages read holds, `unsaid` the share that no document says; `nearness` that of the search; `by_net`
    the highest score that the net gives to a span.
    """

    kind: Kind
    coverage: float
    predicate: float
    unread: float
    unsaid: float
    nearness: float
    is_borne_out: bool
    terms: int
    by_net: float

    @property
    def values(self) -> list[float]:
        """Return the numbers of a setting: `_SETTING`, then one for each group of kinds."""
        own = [
            self.coverage,
            self.predicate,
            self.unread,
            self.unsaid,
            self.nearness,
            self.is_borne_out,
            self.terms,
            self.by_net,
        ]
        return own + [float(group_of(self.kind) == group) for group in range(GROUPS)]


@dataclass(frozen=True, eq=False)
class Gathering:
    """The candidates and sentences of one question by their features, and `places`, the sentence of each candidate.

    `texts` are those of the candidates; at least one sentence is there.
    """

    candidates: Floats
    sentences: Floats
    places: NDArray[np.intp]
    texts: Sequence[str]
    setting: Setting


@dataclass(frozen=True, eq=False)
class Choice:
    """The candidates' probabilities, the sentences' probabilities, and how likely the best of them are right.

    `confidence` is the probability that the candidate at `best` is right (-1 and 0 where there is none), `holds` that
    the `SHOWN` best sentences hold the answer.
    """

    candidates: Floats
    sentences: Floats
    best: int
    confidence: float
    holds: float


@dataclass(frozen=True)
class Calibration:
    """From a score to a probability: the logistic of a line."""

    slope: float
    offset: float

    def probability(self, score: float) -> float:
        """Return the probability that goes with a score."""
        return 1.0 / (1.0 + float(np.exp(-(self.slope * score + self.offset))))


@dataclass(frozen=True)
class Thresholds:
    """Probabilities from which on sentences are given as the answer, and a short answer before them."""

    answer: float
    short: float


NEVER = Thresholds(1.0, 1.0)


@dataclass(frozen=True)
class Scorer:
    """The fitted trees, each over features of its own name above."""

    wide: Trees
    close: Trees
    sentences: Trees
    right: Trees
    holds: Trees
    of_right: Calibration
    of_holds: Calibration
    thresholds: Thresholds

    def choose(self, gathering: Gathering, bonus: Floats | None = None) -> Choice:
        """Return the choice; `bonus` is added to the candidates' log probabilities first."""
        scores = self.wide.score(gathering.candidates) + CLOSENESS * self.close.score(gathering.candidates)
        candidates = softmax(scores if bonus is None else scores + bonus)
        sentences = softmax(self.sentences.score(describe_sentence_choice(gathering, candidates)))
        holds = self.holds.score(describe_holds(gathering, candidates, sentences)[np.newaxis])[0]
        best, confidence = -1, 0.0
        if len(candidates):
            best = int(np.argmax(np.round(candidates, 9)))
            score = self.right.score(describe_right(gathering, candidates, sentences, best)[np.newaxis])[0]
            confidence = self.of_right.probability(score)
        return Choice(candidates, sentences, best, confidence, self.of_holds.probability(holds))


def describe_sentence_choice(gathering: Gathering, candidates: Floats) -> Floats:
    """Return the values of `SENTENCE_CHOICE_FEATURES`, a row a sentence."""
    count = len(gathering.sentences)
    mass = np.bincount(gathering.places, candidates, count)
    best = np.zeros(count)
    np.maximum.at(best, gathering.places, candidates)
    numbers = np.log1p(np.bincount(gathering.places, minlength=count))
    terms = np.full(count, gathering.setting.terms)
    columns = [mass, best, numbers, mass / max(mass.max(), _TINY), terms]
    return np.round(np.column_stack([gathering.sentences, *columns]), DECIMALS)


def describe_right(gathering: Gathering, candidates: Floats, sentences: Floats, best: int) -> Floats:
    """Return the values of `RIGHT_FEATURES` for the candidate at `best`."""
    first, second = _two_best(candidates)
    text, place = gathering.texts[best], gathering.places[best]
    agreeing = sum(
        probability
        for other, probability in zip(gathering.texts, candidates.tolist(), strict=True)
        if other in text or text in other
    )
    ordered = np.sort(sentences)[::-1]
    values = [
        np.log(candidates[best] + _TINY), first - second, second, agreeing,
        candidates[gathering.places == place].sum(), sentences[place], ordered[0], ordered[:SHOWN].sum(),
        len(candidates), *gathering.setting.values[: len(_SETTING)],
        *gathering.sentences[:, _LEVELS_AT].max(axis=0), *gathering.setting.values[len(_SETTING) :],
        *gathering.candidates[best, : len(_OF_CANDIDATE)],
    ]  # fmt: skip
    return _rounded(values)


def describe_holds(gathering: Gathering, candidates: Floats, sentences: Floats) -> Floats:
    """Return the values of `HOLDS_FEATURES`: of candidates the mean by their probabilities, 0 where there are none."""
    first, second = _two_best(sentences)
    order = in_order(sentences)
    shown = gathering.sentences[order[:SHOWN]]
    values = [
        first, first - second, sentences[order[:SHOWN]].sum(), candidates.max(initial=0.0),
        *gathering.setting.values, *(candidates @ gathering.candidates[:, : len(_OF_CANDIDATE)]),
        *gathering.sentences[order[0]], *gathering.sentences.max(axis=0),
        *shown.max(axis=0), *shown.min(axis=0),
    ]  # fmt: skip
    return _rounded(values)


def _rounded(values: Sequence[float]) -> Floats:
    rounded: Floats = np.array(values, dtype=np.float64).round(DECIMALS)
    return rounded


def in_order(probabilities: Floats) -> NDArray[np.intp]:
    """Return places best first, ties by place."""
    return np.argsort(-np.round(probabilities, 9), kind="stable")


def _two_best(probabilities: Floats) -> tuple[float, float]:
    ordered = np.sort(probabilities)[::-1].tolist()
    return (*ordered[:2], 0.0, 0.0)[0], ordered[1] if len(ordered) > 1 else 0.0


def load(path: Path = SHIPPED) -> Scorer:
    """Read the trees; raises `AnswersError` where they are none or belong to other features."""
    if not path.exists():
        raise AnswersError(f"{path}: no weights there; make them with `make fit`")
    with np.load(path) as file:
        arrays = dict(file)
    if (
        tuple(arrays["features"].tolist()) != FEATURES
        or tuple(arrays["sentence_features"].tolist()) != SENTENCE_FEATURES
    ):
        raise AnswersError(f"{path}: fitted with other features than this version has; run `make fit`")
    return Scorer(
        wide=Trees.of("wide", arrays),
        close=Trees.of("close", arrays),
        sentences=Trees.of("sentences", arrays),
        right=Trees.of("right", arrays),
        holds=Trees.of("holds", arrays),
        of_right=Calibration(*arrays["of_right"].tolist()),
        of_holds=Calibration(*arrays["of_holds"].tolist()),
        thresholds=Thresholds(*arrays["thresholds"].tolist()),
    )


def save(scorer: Scorer, path: Path) -> None:
    """Write the trees."""
    arrays: dict[str, Any] = {}
    for name in ("wide", "close", "sentences", "right", "holds"):
        arrays |= getattr(scorer, name).arrays(name)
    for name in ("of_right", "of_holds", "thresholds"):
        arrays[name] = np.array(astuple(getattr(scorer, name)))
    np.savez_compressed(
        path, features=np.array(FEATURES), sentence_features=np.array(SENTENCE_FEATURES), **arrays
    )
