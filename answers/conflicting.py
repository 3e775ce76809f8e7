"""What other articles say of the same thing with another figure, and which kind of difference it is.

Two figures are of one thing where subject, indicator and its variants are the same; they differ by period, by status, by
scope, by rounding, or for no reason that the articles give.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from answers import templates
from answers.compose import numbered
from answers.facts.extraction import facts_of
from answers.facts.fact import Fact, Status
from answers.facts.keys import IndicatorKey, indicator_key
from answers.finding import Option
from answers.lexicon import Lexicon
from answers.periods import agreement
from answers.questions.carrying import periods
from answers.questions.understanding import Understanding
from answers.sources import Source, Sources
from answers.spans.wholes import is_inexact
from answers.types import Answer, Conflict, Quote, Row
from answers.vocabulary import any_of, vocabulary
from retrieval.normalise import normalise
from retrieval.types import Span

_MOST = 3  # other figures that are told
_CLOSE = Decimal("0.02")  # of the greater: 约100 and 98.7 are one figure
_ENDINGS = vocabulary("each-of")
_PLANS = frozenset(("目标",))
_DONE = re.compile(rf"^(?:{any_of(vocabulary('deeds'))})+")
# 松湖区 of 松湖区企业用电量: a place that the dictionary does not know is left in the indicator.
_PLACE = re.compile(rf"[\u4e00-\u9fff]{{1,6}}?(?:{any_of(vocabulary('area-endings'))})")
# What a clause begins with that is no part of its indicator: 目前, 已经, 计划.
_LEADS = re.compile(
    rf"^(?:{any_of({word for word in vocabulary('phrase-leads') if len(word) > 1} | {'已'})})+"
)
_PLANNED = (Status.TARGET, Status.EXPECTED)


def with_conflicts(
    reply: Answer, question: Understanding, elsewhere: Sequence[Option], sources: Sources, lexicon: Lexicon
) -> Answer:
    """Return a short answer with what other articles say otherwise, and why; as it is where none does.

    `elsewhere` are options of other articles, the likeliest first.
    """
    own = _answered(reply, sources)
    if own is None or not own.indicator:
        return reply
    citations = list(reply.citations)
    rows: list[Row] = []
    notes: list[str] = []
    seen = {(own.number, own.unit)}
    for option in elsewhere:
        other = _fact(option.candidate.source, option.candidate.span)
        why = _difference(question, own, other, sources, lexicon) if other is not None else None
        if other is None or why is None or (other.number, other.unit) in seen or len(rows) == _MOST:
            continue
        seen.add((other.number, other.unit))
        document = sources.document(other.passage.document_id)
        number = numbered(citations, Quote(other.passage, other.statement), document)
        rows.append(Row(document.title, other.printed, document.published or None, number))
        notes.append(templates.told_otherwise(document.title, other.printed, why, number))
    if not rows:
        return reply
    document = sources.document(own.passage.document_id)
    first = Row(document.title, reply.answer, document.published or None, citations[0].n)
    conflict = Conflict(own.subject or None, own.indicator, (first, *rows), "\n".join(notes))
    return replace(reply, notes=(*reply.notes, *notes), conflicts=(conflict,), citations=tuple(citations))


def _answered(reply: Answer, sources: Sources) -> Fact | None:
    """Return the fact that a short answer is."""
    quote = reply.citations[0].quote
    source = sources.find(quote.passage.id)
    facts = facts_of([source]) if source is not None else ()
    return next(
        (
            fact
            for fact in facts
            if fact.number
            and fact.value in (reply.answer or "")
            and quote.span.start <= fact.span.start < quote.span.end
        ),
        None,
    )


def _fact(source: Source, span: Span) -> Fact | None:
    """Return the fact with a single number that stands at a place of a source's normalised text."""
    original = source.to_original(span)
    return next((fact for fact in facts_of([source]) if fact.number and fact.span.overlaps(original)), None)


def _difference(
    question: Understanding, own: Fact, other: Fact, sources: Sources, lexicon: Lexicon
) -> str | None:
    """Return why two facts differ; None where they are not of one thing, or do not."""
    ours, theirs = (_key(fact, question, lexicon) for fact in (own, other))
    if not _is_of_one_thing(own, other, ours, theirs) or Decimal(own.number) == Decimal(other.number):
        return None
    if own.told_of is not None and other.told_of is not None and agreement(own.told_of, other.told_of) < 0:
        return None if periods(question.text) else templates.OTHER_PERIOD
    if (own.status in _PLANNED) != (other.status in _PLANNED):
        return templates.PLAN_AND_RESULT
    if (own.status is Status.CHANGE) != (other.status is Status.CHANGE):
        return None
    if not _is_of_one_scope(own, other, ours, theirs):
        return templates.OTHER_SCOPE
    if _is_rounded(own, other):
        return templates.ROUNDED
    our_day, their_day = (sources.document(one.passage.document_id).published or "" for one in (own, other))
    if our_day and their_day and our_day != their_day:
        return templates.LATER if their_day > our_day else templates.EARLIER
    return templates.UNEXPLAINED


def _key(fact: Fact, question: Understanding, lexicon: Lexicon) -> IndicatorKey:
    """Return what a fact's indicator is known by, without the place that the question names and what its clause begins with."""
    text = normalise(fact.indicator).text
    area = _PLACE.match(text)
    if area is not None and area.end() < len(text) and area.group() in question.text:
        text = text[area.end() :]
    key = indicator_key(text, lexicon)
    return IndicatorKey(_LEADS.sub("", key.name) or key.name, key.variants)


def _is_of_one_thing(own: Fact, other: Fact, ours: IndicatorKey, theirs: IndicatorKey) -> bool:
    """Return whether two facts are of one subject and one indicator, be one of them of a part of it."""
    if own.unit != other.unit or not other.indicator:
        return False
    is_one = _is_of_one_subject(normalise(own.subject).text, normalise(other.subject).text)
    is_alike = ours.name.endswith(theirs.name) or theirs.name.endswith(ours.name)
    return is_one and is_alike and ours.variants ^ theirs.variants <= _PLANS


def _is_of_one_subject(one: str, other: str) -> bool:
    """Return whether two names are of one subject, be it without the end that says its sort: 江阴, 江阴高新区."""
    short, long = sorted((one, other), key=len)
    return not short or long == short or (long.startswith(short) and long.removeprefix(short) in _ENDINGS)


def _is_of_one_scope(own: Fact, other: Fact, ours: IndicatorKey, theirs: IndicatorKey) -> bool:
    """Return whether neither of two facts is of a part of what the other is of; that something was done is no part."""
    names = [_DONE.sub("", key.name) for key in (ours, theirs)]
    return names[0] == names[1] and normalise(own.scope).text == normalise(other.scope).text


def _is_rounded(own: Fact, other: Fact) -> bool:
    """Return whether one of two figures is the other said roughly: 约100家 and 98家."""
    ours, theirs = Decimal(own.number), Decimal(other.number)
    is_close = abs(ours - theirs) <= _CLOSE * max(abs(ours), abs(theirs))
    return is_close and any(is_inexact(f"{one.hedge}{one.value}") for one in (own, other))
