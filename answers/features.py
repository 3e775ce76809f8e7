"""What is known of each candidate when one of them has to be chosen: one row of numbers a candidate.

What the rules of a kind say, what the model says (probabilities of spans and sentences), how well the sentence
bears the question out, and how the words of the question stand around the span, side by side; how much each
counts is fitted (`answers.scorer`, `answers.fit`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log, log1p

import numpy as np

from answers.agreement import demand_of
from answers.another import place_in
from answers.bearings import Bearings
from answers.candidates import Candidate
from answers.contradicting import Told, asked_of, told_in
from answers.evidence import Evidence
from answers.likeness import Likeness
from answers.matching import Matcher
from answers.periods import best_agreement
from answers.questions.parts import Part
from answers.questions.understanding import Understanding
from answers.ranking import RankedSentence
from answers.reading import Likely
from answers.shape import SHAPE_FEATURES, shape
from answers.sorts import fits_sort, has_type
from answers.spans.closeness import closeness
from answers.trees import Floats
from answers.types import Kind
from retrieval.types import PassageId, Span

# Log probability of what the model did not keep among its best.
_UNLIKELY = -12.0
DECIMALS = 5  # of all features: a last digit that differs from machine to machine changes no choice
_MOST_ASKS = 3  # more are counted as so many
_LONG = 25  # code points; a short answer is rarely longer

# Kinds that are weighed alike; the others share the last group.
_GROUPS = (
    (Kind.NUMBER,),
    (Kind.DATE,),
    (Kind.PERSON,),
    (Kind.PLACE, Kind.ORGANISATION),
    (Kind.LIST,),
)
GROUPS = len(_GROUPS) + 1

# Parts of a question whose terms have a level of their own: the lowest of theirs.
_PARTS = ((Part.ENTITY,), (Part.DATE,), (Part.FIGURE,), (Part.INDICATOR, Part.HEAD), (Part.POST, Part.ACT))

SENTENCE_FEATURES = (
    "score", "share", "worth", "coverage", "predicate", "complete", "missing", "unstated", "borne out",
    "log p of sentence", "mass of spans", "first by the model", "rank of passage", "share of passage", "length",
    "figures", "worst miss", "name level", "date level", "figure level", "indicator level",
    "act level", "year", "year over", "status", "restrictions left out", "tells done",
    "of its type", "said alike", "worst miss alike", "period", "asks done", "place",
)  # fmt: skip
_OWN = (
    "log p", "agreeing", "by rules", "rule score", "rule score around", "first by rules", "log length", "long",
    "enumerates", "has digits", "fits unit", "in question", "several", "closeness", "clause", "asked before",
    "whole figure", "whole date", "person", "repeated", "place in sentence", "rules agree", "log p by net",
    "log p by words", "polarity", "status of clause", "order", "change", "variant", "change or level", "restrictions added",
    "restrictions not met", "fits count", "of its sort", *SHAPE_FEATURES, "asks", "only after", "period of clause", "place of clause", "work", "post",
)  # fmt: skip
_ALIKE = (*_OWN, *SENTENCE_FEATURES)
_APART = (
    "log p", "rule score", "rule score around", "log length", "enumerates", "has digits", "worth", "several",
    "closeness", "clause", "whole figure", "whole date", "person", "first by rules",
)  # fmt: skip
FEATURES = (*_ALIKE, *(f"{label} of group {group}" for group in range(GROUPS) for label in _APART))
_APART_AT = tuple(_ALIKE.index(label) for label in _APART)


@dataclass(frozen=True, slots=True)
class Weighed:
    """A sentence with its evidence, its worth by the rules, and whether by them it bears the question out.

    `passage_rank` counts from 0, `passage_share` is the passage's score over the best passage's.
    """

    sentence: RankedSentence
    evidence: Evidence
    worth: float
    is_enough: bool
    passage_rank: int
    passage_share: float


@dataclass(frozen=True, slots=True)
class Draft:
    """A candidate before it is compared with others; `place` is that of its sentence among those weighed."""

    candidate: Candidate
    place: int
    told: Told


def group_of(kind: Kind) -> int:
    """Return the number of the group of kinds that a kind is weighed with."""
    return next((number for number, group in enumerate(_GROUPS) if kind in group), GROUPS - 1)


def describe_sentences(question: Understanding, weighed: Sequence[Weighed], likely: Likely) -> Floats:
    """Return the features of sentences: sentences by `SENTENCE_FEATURES`."""
    first = next(iter(likely.sentences), None)
    rows = np.zeros((len(weighed), len(SENTENCE_FEATURES)))
    demand = demand_of(question)
    said_alike = (
        Likeness(question)
        .of(
            [(one.sentence.source, one.sentence.span) for one in weighed],
            np.array([one.evidence.levels for one in weighed]),
        )
        .tolist()
    )
    asked = asked_of(question, [one.sentence.source for one in weighed])
    for row, one in enumerate(weighed):
        source, span, evidence = one.sentence.source, one.sentence.span, one.evidence
        place = (source.passage.id, span)
        rows[row] = [
            one.sentence.score,
            one.sentence.share,
            one.worth,
            evidence.coverage,
            evidence.predicate,
            evidence.is_complete,
            len(evidence.missing),
            len(evidence.unstated),
            one.is_enough,
            _log(likely.sentences.get(place, 0.0)),
            sum([probability for _, probability in likely.spans_of.get(place, ())]),
            place == first,
            one.passage_rank,
            one.passage_share,
            log1p(len(span)),
            log1p(sum(figure.span.overlaps(span) for figure in source.figures)),
            _worst_miss(question, evidence),
            *_levels(question, evidence),
            *demand.of_sentence(source, span),
            has_type(question, source, span),
            *said_alike[row],
            best_agreement(asked, told_in(source, span)),
            demand.asks_done,
            place_in(question.text, source.text, source.places, span),
        ]
    return np.round(rows, DECIMALS)


def describe(
    question: Understanding,
    drafts: Sequence[Draft],
    weighed: Sequence[Weighed],
    sentences: Floats,
    likely: Likely,
    matcher: Matcher,
) -> Floats:
    """Return the features of candidates: drafts by `FEATURES`; `sentences` are those of the sentences weighed."""
    own = np.zeros((len(drafts), len(_OWN)))
    around = _Surroundings(question, drafts, weighed, likely, matcher)
    read = likely.of([(draft.candidate.source.passage.id, draft.candidate.span) for draft in drafts])
    for row, (draft, probabilities) in enumerate(zip(drafts, read, strict=True)):
        own[row] = around.describe(draft, probabilities)
    alike = np.concatenate([own, sentences[[draft.place for draft in drafts]]], axis=1)
    apart = np.zeros((len(drafts), GROUPS, len(_APART)))
    apart[:, group_of(question.kind)] = alike[:, _APART_AT]
    described = np.concatenate([alike, apart.reshape(len(drafts), GROUPS * len(_APART))], axis=1)
    return np.round(described, DECIMALS)


class _Surroundings:
    """What the candidates of one question are described by, worked out once."""

    def __init__(
        self,
        question: Understanding,
        drafts: Sequence[Draft],
        weighed: Sequence[Weighed],
        likely: Likely,
        matcher: Matcher,
    ) -> None:
        self._question = question
        self._demand = demand_of(question)
        self._sorts = tuple(term.text for term in question.of_part(Part.SORT))
        self._weighed = weighed
        self._asks = min(_MOST_ASKS, len(question.asks))
        by_rules = [draft for draft in drafts if draft.candidate.score > 0.0]
        self._best = max(map(self._rule_worth, by_rules), default=0.0)
        self._first_texts = {
            draft.candidate.text for draft in by_rules if self._rule_worth(draft) == self._best
        }
        self._rules = _by_passage(
            (draft.candidate.source.passage.id, draft.candidate.span, draft.candidate.score)
            for draft in by_rules
        )
        self._spans = _by_passage(
            (passage_id, span, probability) for (passage_id, span), probability in likely.spans.items()
        )
        passages: dict[str, set[str]] = {}
        for draft in drafts:
            passages.setdefault(draft.candidate.text, set()).add(draft.candidate.source.passage.id)
        self._said_in = {text: len(ids) for text, ids in passages.items()}
        self._said = {
            place: Bearings.of(question, weighed[place].sentence, matcher)
            for place in {draft.place for draft in drafts}
        }
        self._total = sum(question.weights) or 1.0

    def _rule_worth(self, draft: Draft) -> float:
        one = self._weighed[draft.place]
        return one.worth + draft.candidate.score + one.is_enough

    def _fits_count(self, candidate: Candidate) -> int:
        """Return 1 where a candidate has as many items as the question says there are, -1 where not, 0 where it does not."""
        wanted = self._question.item_count
        if wanted is None:
            return 0
        count = len(candidate.items) + len(candidate.elsewhere)
        return 1 if max(count, candidate.text.count("\u3001") + 1) == wanted else -1

    def describe(self, draft: Draft, probabilities: Sequence[float]) -> list[float]:
        """Return the values of `_OWN`; the model gives `probabilities`, all of it, its net, its hashed features."""
        candidate, question = draft.candidate, self._question
        source, span, text = candidate.source, candidate.span, candidate.text
        passage_id = source.passage.id
        said = self._said[draft.place]
        clauses = said.numbers_at(span)
        scores = _around(span, self._rules.get(passage_id, ()))
        agreeing = sum(_around(span, self._spans.get(passage_id, ())))
        sentence = candidate.sentence.span
        likely, by_net, by_words = map(_log, probabilities)
        return [
            likely,
            agreeing,
            candidate.score > 0.0,
            candidate.score,
            max(scores, default=0.0),
            candidate.score > 0.0 and self._rule_worth(draft) == self._best,
            log1p(len(text)),
            len(text) > _LONG,
            "\u3001" in text,
            any(map(str.isdigit, text)),
            _fits_unit(question, text),
            text in question.text,
            len(candidate.items) + len(candidate.elsewhere) > 1,
            closeness(source.text, span, said.words, ()),
            said.beside(clauses) / self._total,
            said.before(span) / self._total,
            span in said.whole.figures,
            span in said.whole.dates,
            span in said.whole.people,
            log1p(self._said_in[text]),
            (span.start - sentence.start) / max(1, len(sentence)),
            text in self._first_texts,
            by_net,
            by_words,
            *draft.told.clauses,
            *self._demand.of_span(text, draft.told.said),
            self._fits_count(candidate),
            fits_sort(self._sorts, source.text, span),
            *shape(source.text, span, said, clauses),
            self._asks,
            said.only_after(clauses) / self._total,
            draft.told.period,
            *draft.told.names,
        ]


def _by_passage(rows: Iterable[tuple[PassageId, Span, float]]) -> dict[PassageId, list[tuple[Span, float]]]:
    """Return spans and what belongs to each, by passage, in their order."""
    found: dict[PassageId, list[tuple[Span, float]]] = {}
    for passage_id, span, value in rows:
        found.setdefault(passage_id, []).append((span, value))
    return found


def _log(probability: float) -> float:
    return max(log(probability), _UNLIKELY) if probability > 0.0 else _UNLIKELY


def _around(span: Span, others: Iterable[tuple[Span, float]]) -> list[float]:
    """Return the values of those spans that hold a span or are held by it."""
    start, end = span.start, span.end
    return [
        value
        for other, value in others
        if (other.start <= start and end <= other.end) or (start <= other.start and other.end <= end)
    ]


def _fits_unit(question: Understanding, text: str) -> bool:
    return bool(question.units) and any(unit and text.endswith(unit) for unit in question.units or ())


def _levels(question: Understanding, evidence: Evidence) -> list[float]:
    """Return the lowest level of the terms of each of some parts, 1 where the question has none."""
    pairs = list(zip(question.terms, evidence.levels, strict=True))
    return [min((level for term, level in pairs if term.part in parts), default=1.0) for parts in _PARTS]


def _worst_miss(question: Understanding, evidence: Evidence) -> float:
    """Return what the sentence lacks of the term that it lacks most, as a share of the heaviest term's weight."""
    lacks = [weight * (1.0 - level) for weight, level in zip(question.weights, evidence.levels, strict=True)]
    return max(lacks, default=0.0) / (max(question.weights, default=1.0) or 1.0)
