"""Findings to a reply: the best span where there is one, else the best sentences, else an abstention."""

from __future__ import annotations

import re
from collections.abc import Sequence

from answers import templates
from answers.compose import abstention, found, passage_answer, short_answer
from answers.evidence import Evidence
from answers.finding import Findings, Option, Weighed
from answers.questions.parts import Part
from answers.questions.understanding import Understanding
from answers.ranking import RankedSentence
from answers.sources import Sources
from answers.types import Abstention, Answer, Kind, Question

# From here on a short answer stands alone; below it a further sentence is shown beside it.
_SURE = 0.55
_LEAST_OF_FURTHER = 0.6
_OF_THE_SAME_PASSAGE = 0.2
# Kinds whose answers run over more than a sentence, and kinds that a sentence without a span does not answer.
_TOLD_AT_LENGTH = (Kind.HOW, Kind.REASON, Kind.QUOTE, Kind.DEFINITION, Kind.OTHER)
_TYPED = (Kind.NUMBER, Kind.DATE, Kind.PERSON)


def decide(
    question: Question, understanding: Understanding, findings: Findings, sources: Sources
) -> Answer | Abstention:
    """Return the reply that the findings bear out."""
    accepted = findings.accepted
    if not accepted:
        return _refuse(question, understanding, findings, sources)
    if findings.options:
        option = findings.options[0]
        confidence = _confidence(option)
        further = [] if confidence >= _SURE else _further(accepted, option.candidate.sentence, 1)
        return short_answer(
            question, understanding, option.candidate, option.evidence, confidence, sources, further
        )
    best = max(accepted, key=lambda weighed: weighed.worth)
    if understanding.kind in _TYPED and not _says_the_post(understanding, best.sentence.text):
        return abstention(
            question, understanding, templates.NOT_TOGETHER, best.evidence, best.sentence, sources
        )
    count = 2 if understanding.kind in _TOLD_AT_LENGTH else 1
    shown = [best.sentence, *_further(accepted, best.sentence, count)]
    return passage_answer(
        question, understanding, shown, best.evidence, 0.5 * best.evidence.coverage, sources
    )


def _refuse(
    question: Question, understanding: Understanding, findings: Findings, sources: Sources
) -> Abstention:
    if not findings.weighed:
        reason = templates.NOTHING_LIKE_IT if sources.count() else templates.EMPTY_LIBRARY
        return abstention(question, understanding, reason, None, None, sources)
    best = findings.weighed[0]
    if best.evidence.missing:
        reason = _why_missing(understanding, best.evidence, sources)
    else:
        reason = templates.NOTHING_LIKE_IT if findings.is_far else templates.NOT_TOGETHER
    return abstention(question, understanding, reason, best.evidence, best.sentence, sources)


# Beside a word that is missing where the answer would stand, those of these parts make plain what is not said of it.
_TELLING = (Part.ENTITY, Part.DATE, Part.FIGURE, Part.INDICATOR, Part.POST, Part.HEAD)


def _why_missing(understanding: Understanding, evidence: Evidence, sources: Sources) -> str:
    """Return why what the question insists on is not borne out: said nowhere, or not together with the rest."""
    missing = [term.text for term in evidence.missing]
    if nowhere := [word for word in missing if not sources.is_said(word)]:
        return templates.unsaid(nowhere)
    telling = {term.text for term in understanding.of_part(*_TELLING)} & set(found(understanding, evidence))
    together = dict.fromkeys(
        term.text for term in understanding.terms if term.text in missing or term.text in telling
    )
    return templates.missing(tuple(together)) if len(together) > 1 else templates.NOT_TOGETHER


def _confidence(option: Option) -> float:
    """Return how sure an option is: half its evidence, half its own score; the model's own are as sure as it is."""
    candidate = option.candidate
    if candidate.score == 0.0:
        return candidate.probability
    return min(0.99, 0.5 * option.evidence.coverage + 0.5 * candidate.score + 0.1)


def _further(accepted: Sequence[Weighed], chosen: RankedSentence, count: int) -> list[RankedSentence]:
    """Return the sentences to show beside one that is not sure, best first, those of its passage before others."""

    def worth(weighed: Weighed) -> float:
        near = _OF_THE_SAME_PASSAGE if weighed.sentence.source is chosen.source else 0.0
        return weighed.worth + near

    least = _LEAST_OF_FURTHER * max(map(worth, accepted))
    others = sorted((other for other in accepted if other.sentence != chosen), key=worth, reverse=True)
    return [other.sentence for other in others[:count] if worth(other) >= least]


def _says_the_post(question: Understanding, sentence: str) -> bool:
    """Return whether a sentence without a name says who holds the post asked for: 以主要领导为组长."""
    posts = [re.escape(term.text) for term in question.of_part(Part.POST)]
    return bool(posts) and all(
        re.search(rf"(?:为|任|当|是).{{0,4}}{post}|{post}由", sentence) for post in posts
    )
