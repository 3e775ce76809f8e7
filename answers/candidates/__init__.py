"""Spans that may answer a question, found in the best sentences, each kind of question by its own rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from answers.candidates.candidate import Candidate
from answers.candidates.clauses import definitions_asked, facts_asked, reasons_asked, ways_asked
from answers.candidates.lists import across, lists_asked
from answers.candidates.people import asks_for_a_post, people_asked, posts_asked
from answers.candidates.places import looks_like_a_place, organisations_asked, places_asked
from answers.candidates.quantities import dates_asked, figures_asked
from answers.candidates.quotes import quotes_asked
from answers.matching import Matcher
from answers.questions.parts import Part
from answers.questions.understanding import Understanding
from answers.ranking import RankedSentence
from answers.types import Kind
from retrieval.types import Span

__all__ = ["Candidate", "across", "admits", "candidates"]

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


def candidates(question: Understanding, sentence: RankedSentence, matcher: Matcher) -> list[Candidate]:
    """Return what may answer in a sentence, best first; none where the kind has no rule of its own."""
    extract = _BY_KIND.get(question.kind)
    if question.kind is Kind.PERSON and asks_for_a_post(question):
        extract = posts_asked
    found = list(extract(question, sentence, matcher)) if extract else []
    if question.kind is Kind.DEFINITION and asks_for_a_post(question):  # 陈某是干什么的
        found += posts_asked(question, sentence, matcher)
    return sorted(found, key=lambda candidate: (-candidate.score, candidate.span))


def admits(question: Understanding, sentence: RankedSentence, span: Span, found: Sequence[Candidate]) -> bool:
    """Return whether a span that no rule found may answer: a figure must hold one, a post must have its holder."""
    if question.kind is Kind.NUMBER:
        return any(span.holds(figure.span) for figure in sentence.source.figures) and not found
    if question.kind is Kind.DATE:
        return any(span.overlaps(date.span) for date in sentence.source.dates) and not found
    if question.kind is Kind.PERSON:
        return not question.of_part(Part.POST) and not asks_for_a_post(question)
    if question.kind is Kind.PLACE:
        return looks_like_a_place(sentence.source, span)
    if question.kind is Kind.ORGANISATION:  # 区科技局主动联系银行 runs on behind the name
        return not any(span.start <= one.span.start and one.span.end < span.end for one in found)
    return True
