"""The span of a chosen candidate cut to what was asked for: one figure, whole; a date without its label."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from answers.both_ends import asks_for_both_ends, both_ends
from answers.candidates import Candidate
from answers.contradicting import tell, ways_contradicted
from answers.finding import Option
from answers.questions.understanding import Understanding
from answers.sources import Source
from answers.spans import dates, figures
from answers.spans.clauses import clauses
from answers.spans.parallel import with_first_item_whole
from answers.spans.wholes import whole
from answers.turning import asks_which_way, says_way
from answers.types import Kind
from answers.vocabulary import any_of, vocabulary
from retrieval.quantities import find_figures
from retrieval.types import Span


def cut(question: Understanding, chosen: Option, options: Sequence[Option]) -> Option:
    """Return a chosen option whose span says what is asked for and no more; a list stays as it is.

    `options` are all, best first: where the chosen one holds figures of several clauses, they tell which is likeliest.
    """
    candidate = chosen.candidate
    if candidate.elsewhere:
        return chosen
    source, span = candidate.source, with_first_item_whole(candidate.source.text, candidate.span)
    if candidate.items:
        first = candidate.items[0]
        if first.start != candidate.span.start:
            return chosen
        items = (Span(span.start, first.end), *candidate.items[1:])
        return replace(chosen, candidate=replace(candidate, span=span, items=items))
    if asks_for_both_ends(question):
        ends = both_ends(question, source, candidate.sentence.span, span)
        if ends is not None:
            both = Span(ends[0].start, ends[1].end)
            return replace(chosen, candidate=replace(candidate, span=both, items=ends))
    is_single = question.kind in _CUT and len(question.asks) <= 1
    if is_single and (held := figures_held(question, candidate)):
        if _is_of_several_clauses(source, span):
            span = _likeliest(question, candidate, held, options)
        elif question.kind is Kind.NUMBER and len(held) == 1 and _says_more(source, span):
            span = held[0]  # 193艘 of 76条航线、193艘, 28家 of 28家企业的1248人
    if question.kind is Kind.DATE:
        span = _without_label(source, span)
        span = _whole_date(source, span) if dates.asks_for_a_date(question.text) else span
        span = dates.with_its_hour(question.text, source.text, span)
    if question.kind is Kind.YES_NO and asks_which_way(question.text):
        span = _with_its_way(source, candidate.sentence.span, span)
    if question.kind in _NAMED:
        span = _with_its_office(source, span)
    return replace(chosen, candidate=replace(candidate, span=whole(source.text, span)))


_WAY_WITHIN = 8  # code points of a clause that only tells which way: 比上年减少5.3万人
_CUT = (Kind.NUMBER, Kind.DATE)
_LISTED = "\u3001"
_NAMED = (Kind.PLACE, Kind.ORGANISATION)
_AREAS = tuple(vocabulary("area-endings"))
# 婚姻登记处 behind 太仓市, up to where the name of an office ends and a mark stands
_OFFICE = re.compile(rf"[\u4e00-\u9fff]{{1,12}}?(?:{any_of(vocabulary('body-endings'))})(?![\u4e00-\u9fff])")


def _with_its_office(source: Source, span: Span) -> Span:
    """Return a span that names a place with the office that it is only the beginning of."""
    if not source.text[: span.end].endswith(_AREAS):
        return span
    office = _OFFICE.match(source.text, span.end)
    return Span(span.start, office.end()) if office else span


def _with_its_way(source: Source, sentence: Span, span: Span) -> Span:
    """Return a span with the clause behind it that says which way its figure went: 参保558万人,减少5.3万人."""
    if says_way(span.of(source.text)):
        return span
    behind = next((one for one in clauses(source.text, sentence) if one.start >= span.end), None)
    is_way = behind is not None and says_way(behind.of(source.text)[:_WAY_WITHIN])
    return Span(span.start, behind.end) if behind is not None and is_way else span


def _says_more(source: Source, span: Span) -> bool:
    """Return whether a span that answers with one figure lists something, or holds another figure beside it."""
    return _LISTED in span.of(source.text) or sum(span.holds(one.span) for one in source.figures) > 1


def _is_of_several_clauses(source: Source, span: Span) -> bool:
    return any(mark in span.of(source.text) for mark in ",;。")


def figures_held(question: Understanding, candidate: Candidate) -> list[Span]:
    """Return the figures, or the dates, that a span holds and that may answer."""
    source, span = candidate.source, candidate.span
    if question.kind is Kind.DATE:
        return [chain for chain in dates.chains(source.text, source.dates) if span.holds(chain)]
    given = {(figure.value, figure.unit) for figure in find_figures(question.text)}
    held = [figure for figure in source.figures if span.overlaps(figure.span)]
    own = [
        figure for figure in held if (figure.value, figure.unit) not in given
    ] or held  # 卖到进价10倍的,罚了多少
    fitting = [one.span for one in own if not one.unit or figures.fits(one, question.units) > 0]
    return fitting or [figure.span for figure in own]


def _likeliest(
    question: Understanding, candidate: Candidate, spans: Sequence[Span], options: Sequence[Option]
) -> Span:
    """Return that figure or date of a span which contradicts the question least, and is likeliest by itself."""
    source = candidate.source
    parts = [replace(candidate, span=one) for one in spans]
    against = ways_contradicted(question, parts, tell(question, parts, [source]))
    alone = [
        one
        for one in options
        if one.candidate.source is source and not _is_of_several_clauses(source, one.candidate.span)
    ]

    def worth(place: int) -> tuple[int, float, int]:
        own = [one.probability for one in alone if one.candidate.span.overlaps(spans[place])]
        return -against[place], max(own, default=0.0), -place

    return spans[max(range(len(spans)), key=worth)]


def _whole_date(source: Source, span: Span) -> Span:
    """Return the one date that a span is of, no more and no less: 7月3日 of 7月3日上午10时, 2018年3月1日 for 2018年."""
    told = [date for date in dates.chains(source.text, source.dates) if date.overlaps(span)]
    return told[0] if len(told) == 1 else span


def _without_label(source: Source, span: Span) -> Span:
    """Return a span from its first date on: 开工日期 2024.4.2."""
    first = next((date.span.start for date in source.dates if span.overlaps(date.span)), span.start)
    return Span(max(span.start, first), span.end)
