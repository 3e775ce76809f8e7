"""Fitting both models, the second on what the first chooses."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from answers.model import vectors
from answers.model.asking import Asked, take_apart
from answers.model.digest import Digest, digest
from answers.model.fit.gold import right_candidates
from answers.model.fit.sentences import SentenceExample, fit_sentences
from answers.model.fit.sets import GoldQuestion, Pool, QuestionSet, character_idf
from answers.model.fit.spans import SpanExample, fit_spans
from answers.model.lexicon import Lexicon
from answers.model.reader import PASSAGES_READ, choose_sentences, describe_spans
from answers.model.sentence_features import sentence_features
from answers.model.span_features import context_codes
from answers.model.types import Style
from answers.model.weights import Weights


@dataclass(frozen=True)
class Fitted:
    """A set that is fitted on: which of its questions, and the style of its answers."""

    questions: QuestionSet
    part: tuple[GoldQuestion, ...]
    style: Style


@dataclass(frozen=True)
class Posed:
    """A question of a set taken apart, its own passage, and the passages found for it with their scores."""

    gold: GoldQuestion
    asked: Asked
    style: Style
    own: Digest
    found: tuple[Digest, ...]
    scores: tuple[float, ...]


def pose(sets: Sequence[Fitted], lexicon: Lexicon) -> tuple[dict[str, float], tuple[Posed, ...]]:
    """Return the weights of characters among the passages of the sets, and the sets' questions taken apart."""
    known = character_idf([passage for each in sets for passage in each.questions.passages])
    largest = max(known.values())
    posed = [
        one for each in sets for one in _posed(each, lexicon, lambda character: known.get(character, largest))
    ]
    return known, tuple(posed)


def _posed(each: Fitted, lexicon: Lexicon, idf_of_character: Callable[[str], float]) -> Iterator[Posed]:
    pool = Pool(each.questions.passages)
    digests = [digest(passage, lexicon) for passage in each.questions.passages]
    for gold in each.part:
        asked = take_apart(gold.analysis, gold.kind, lexicon, pool.idf, idf_of_character)
        found, scores = pool.search(gold.analysis, PASSAGES_READ)
        near = tuple(digests[place] for place in found)
        yield Posed(gold, asked, each.style, digests[gold.passage], near, tuple(scores))


def fit_choice_of_sentences(known: dict[str, float], posed: Sequence[Posed]) -> Weights:
    """Return weights that choose sentences, fitted on each question's own passage, without hashed features."""
    examples = []
    for one in posed:
        layout, features = sentence_features(one.asked, [one.own])
        holds = np.array([any(answer in text for answer in one.gold.answers) for text in layout.texts])
        examples.append(SentenceExample(features.astype(np.float32), holds.astype(np.bool_), one.gold.kind))
    sentence, by_kind = fit_sentences(examples)
    characters = sorted(known)
    return Weights(
        sentence, by_kind, np.zeros(0, np.uint32), np.zeros(0, np.float16), 1.0,
        np.array([ord(character) for character in characters], dtype=np.uint32),
        np.array([known[character] for character in characters], dtype=np.float16),
    )  # fmt: skip


def examples_of_sets(posed: Sequence[Posed], weights: Weights) -> Iterator[SpanExample]:
    """Yield an example for each question whose answer stands in the sentences that the weights choose."""
    for one in posed:
        example = span_example(one.asked, one.found, one.scores, one.style, weights, [one.gold.answers])
        if example is not None:
            yield example


def span_example(
    asked: Asked,
    passages: Sequence[Digest],
    scores: Sequence[float],
    style: Style,
    weights: Weights,
    parts: Sequence[Sequence[str]],
    evidence: Sequence[str] = (),
) -> SpanExample | None:
    """Return a question's candidates with the right ones marked (`right_candidates`); None where none is right.

    `scores` are those of the passages in the search; the sentences are those that `weights` choose.
    """
    chosen = choose_sentences(asked, passages, scores, weights)
    if chosen is None:
        return None
    described = describe_spans(asked, chosen, vectors.load())
    right = right_candidates(described.source, described.found, parts, evidence)
    if not right.any():
        return None
    logs = chosen.logs[described.source.sentence[described.found.first]].astype(np.float32)
    return SpanExample(described, context_codes(asked, style), logs, right, style)


def with_spans(weights: Weights, examples: Sequence[SpanExample]) -> Weights:
    """Return the weights with hashed features fitted on examples."""
    places, values, share = fit_spans(examples)
    return replace(weights, places=places, values=values, sentence_share=share)
