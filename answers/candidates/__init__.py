"""Spans that may answer a question, found in the best sentences, each kind of question by its own rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from answers.candidates.agents import agents_asked
from answers.candidates.candidate import Candidate, bare
from answers.candidates.clauses import definitions_asked, facts_asked, reasons_asked, ways_asked
from answers.candidates.lists import across, lists_asked
from answers.candidates.people import asks_for_a_post, people_asked, posts_asked
from answers.candidates.places import organisations_asked, places_asked
from answers.candidates.quantities import dates_asked, figures_asked
from answers.candidates.quotes import quotes_asked
from answers.candidates.sound import sound
from answers.matching import Matcher
from answers.questions.understanding import Understanding
from answers.ranking import RankedSentence
from answers.types import Kind

__all__ = ["Candidate", "across", "bare", "candidates", "sound"]

Extract = Callable[[Understanding, RankedSentence, Matcher], Iterator[Candidate]]

_BY_KIND: dict[Kind, Extract] = {
    Kind.NUMBER: figures_asked,
    Kind.DATE: dates_asked,
    Kind.PERSON: people_asked,
    Kind.LIST: lists_asked,
    Kind.QUOTE: quotes_asked,
    Kind.PLACE: places_asked,
    Kind.ORGANISATION: organisations_asked,
    Kind.YES_NO: facts_asked,
    Kind.REASON: reasons_asked,
    Kind.HOW: ways_asked,
    Kind.DEFINITION: definitions_asked,
}

_OF_AGENTS = (Kind.PERSON, Kind.ORGANISATION)


def candidates(question: Understanding, sentence: RankedSentence, matcher: Matcher) -> list[Candidate]:
    """Return what may answer in a sentence, best first; none where the kind has no rule of its own."""
    extract = _BY_KIND.get(question.kind)
    if question.kind is Kind.PERSON and asks_for_a_post(question):
        extract = posts_asked
    found = list(extract(question, sentence, matcher)) if extract else []
    if question.kind in _OF_AGENTS:
        found += agents_asked(question, sentence, matcher)
    if question.kind is Kind.DEFINITION and asks_for_a_post(question):  # 陈某是干什么的
        found += posts_asked(question, sentence, matcher)
    return sorted(found, key=lambda candidate: (-candidate.score, candidate.span))
