"""Fitting both models, the second on what the first chooses."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from answers.model.asking import Asked, take_apart
from answers.model.digest import Digest, digest
from answers.model.fit.gold import right_candidates
from answers.model.fit.sentences import SentenceExample, fit_sentences
from answers.model.fit.sets import GoldQuestion, Pool, QuestionSet, character_idf
from answers.model.fit.spans import SpanExample, fit_spans
from answers.model.lexicon import Lexicon
from answers.model.reader import ANCHOR, SENTENCES_SEARCHED, describe_spans, softmax
from answers.model.sentence_features import RULE, sentence_features
from answers.model.span_features import context_codes
from answers.model.types import Style
from answers.model.weights import Weights


@dataclass(frozen=True)
class Fitted:
    """A set that is fitted on: which of its questions, and the style of its answers."""

    questions: QuestionSet
    part: tuple[GoldQuestion, ...]
    style: Style


def fit(sets: Sequence[Fitted], lexicon: Lexicon, say: Callable[[str], None]) -> Weights:
    """Return the weights fitted on the sets; `say` is told how far it is."""
    known = character_idf([passage for each in sets for passage in each.questions.passages])
    largest = max(known.values())
    prepared = [
        (gold, asked, passage, each.style)
        for each in sets
        for gold, asked, passage in _taken_apart(
            each, lexicon, lambda character: known.get(character, largest)
        )
    ]
    examples = []
    for gold, asked, passage, _ in prepared:
        layout, features = sentence_features(asked, [passage])
        holds = np.array(
            [any(answer in text for answer in gold.answers) for text in layout.texts], dtype=np.bool_
        )
        examples.append(SentenceExample(features.astype(np.float32), holds, gold.kind))
    say(f"sentences of {len(examples)} questions")
    sentence, by_kind = fit_sentences(examples)
    characters = sorted(known)
    nothing = Weights(
        sentence, by_kind, np.zeros(0, np.uint32), np.zeros(0, np.float16), 1.0,
        np.array([ord(character) for character in characters], dtype=np.uint32),
        np.array([known[character] for character in characters], dtype=np.float16),
    )  # fmt: skip
    spans = []
    for (gold, asked, passage, style), example in zip(prepared, examples, strict=True):
        span_example = _span_example(gold, asked, passage, style, example, nothing)
        if span_example.right.any():
            spans.append(span_example)
    say(f"spans of {len(spans)} questions")
    places, values, share = fit_spans(spans)
    say(f"{len(places)} weights of hashed features")
    return Weights(sentence, by_kind, places, values, share, nothing.characters, nothing.character_idf)


def _taken_apart(
    each: Fitted, lexicon: Lexicon, idf_of_character: Callable[[str], float]
) -> Iterator[tuple[GoldQuestion, Asked, Digest]]:
    pool = Pool(each.questions.passages)
    digests = [digest(passage, lexicon) for passage in each.questions.passages]
    for gold in each.part:
        asked = take_apart(gold.analysis, gold.kind, lexicon, pool.idf, idf_of_character)
        yield gold, asked, digests[gold.passage]


def _span_example(
    gold: GoldQuestion,
    asked: Asked,
    passage: Digest,
    style: Style,
    example: SentenceExample,
    weights: Weights,
) -> SpanExample:
    scores = example.features @ weights.sentence_weights(gold.kind) + ANCHOR * example.features[:, RULE]
    best = np.argsort(-scores, kind="stable")[:SENTENCES_SEARCHED]
    logs = np.log(softmax(scores)[best] + 1e-12)
    described = describe_spans(asked, [(passage, int(place)) for place in best])
    sentence_scores = logs[described.source.sentence[described.found.first]].astype(np.float32)
    right = right_candidates(described.source, described.found, gold.answers)
    return SpanExample(described, context_codes(asked, style), sentence_scores, right)
