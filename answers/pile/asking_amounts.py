"""How much each of the things that a sentence lists comes to, where a question names none of them: 抽了几拨人,每拨多少."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from answers.compose import numbered
from answers.pile.rows import listed
from answers.questions.understanding import Understanding
from answers.sources import Source
from answers.spans.figures import is_measured_otherwise, measure_of
from answers.tools import Tools
from answers.types import Answer, Citation, Question, Quote, Row
from answers.vocabulary import any_of, vocabulary
from retrieval.quantities import HEDGES, Figure, unit_of
from retrieval.types import Span

_EACH = re.compile(
    rf"(?:各|分别|{any_of(vocabulary('each-item'))})[^,。?;]{{0,4}}(?:多少|几)|多少[^,。?;]{{1,3}}多少"
)
# 哪几类 and 产些啥, and no 哪几家企业: what has a name is asked for by other ways
_WHICH = re.compile(rf"[哪几](?:{any_of(vocabulary('measures-of-sorts'))})|(?:什么|啥)(?=[,?]|$)")
_MARK = re.compile("[,;。、()]")
_JOINS = re.compile("以及|[及和与]")
# What stands between a thing and its amount, and bounds of an amount: 技工达|600名|以上.
_BEFORE_AMOUNT = re.compile(rf"(?:{any_of({*HEDGES, *vocabulary('before-amounts')})})$")
_BOUND = re.compile(any_of(vocabulary("bounds-behind")))
_SHORTEST = 2  # characters of what an amount is of
_UNIT = 2  # characters behind 多少 that may say what is measured: 人, 项目
_FEWEST = 2  # amounts


@dataclass(frozen=True, slots=True)
class _Item:
    """An amount and what it is of; `span` is that of the figure with its bound (90名以上)."""

    label: str
    figure: Figure
    span: Span


def ask_amounts(question: Question, understanding: Understanding, tools: Tools) -> Answer | None:
    """Return a row for each amount of the best sentence; None where a question asks for none, or no sentence lists them."""
    text = understanding.text
    each = _EACH.search(text)
    if each is None or _WHICH.search(text) is None:
        return None
    reply = tools.find(question, understanding, within=tools.within)
    if not isinstance(reply, Answer) or not reply.is_sure:
        return None
    quote = reply.citations[0].quote
    source = tools.sources.find(quote.passage.id)
    if source is None:
        return None
    for sentence in source.sentences:
        if source.to_original(sentence).overlaps(quote.span):
            items = _of_one_sort(list(_items(source, sentence, text[each.start() : each.end() + _UNIT])))
            return _reply(question, reply, source, sentence, items, tools) if len(items) >= _FEWEST else None
    return None


def _items(source: Source, sentence: Span, question: str) -> Iterator[_Item]:
    """Yield the amounts of a sentence that may be measured as asked, one a piece, each with what stands before it in its piece, else behind it.

    Where a piece is no more than the amount, with the piece before it.
    """
    before = ""
    for piece in _pieces(source, sentence):
        figures = [
            figure
            for figure in source.figures
            if piece.holds(figure.span) and figure.unit and not is_measured_otherwise(figure, question)
        ]
        if len(figures) != 1:
            before = "" if figures else piece.of(source.text).strip()
            continue
        (figure,) = figures
        bound = _BOUND.match(source.text, figure.span.end, piece.end)
        span = Span(figure.span.start, bound.end() if bound else figure.span.end)
        labels = (
            _without_hedges(source.text[piece.start : span.start].strip()),
            source.text[span.end : piece.end].strip().removeprefix("的"),
            before,
        )
        label = next((one for one in labels if len(one) >= _SHORTEST), "")
        if label:
            yield _Item(label, figure, span)
        before = ""


def _without_hedges(said: str) -> str:
    while match := _BEFORE_AMOUNT.search(said):
        said = said[: match.start()]
    return said


def _pieces(source: Source, sentence: Span) -> Iterator[Span]:
    """Yield the ranges of a sentence between marks, and from behind what joins an amount on: 车载系统300万套|及|导航系统50万套."""
    text = source.text
    cuts = [match.span() for match in _MARK.finditer(text, sentence.start, sentence.end)]
    ends = [figure.span.end for figure in source.figures if sentence.holds(figure.span)]
    cuts += [match.span() for end in ends if (match := _JOINS.match(text, end, sentence.end))]
    start = sentence.start
    for begin, end in (*sorted(cuts), (sentence.end, sentence.end)):
        if begin > start:
            yield Span(start, begin)
        start = max(start, end)


def _of_one_sort(items: list[_Item]) -> list[_Item]:
    """Return the items whose amounts are of the sort that most are of: money, things that are counted, shares."""
    sorts = [measure_of(unit_of(item.figure)) for item in items]
    most = max(sorts, key=sorts.count, default=None)
    return [item for item, sort in zip(items, sorts, strict=True) if sort is most]


def _reply(
    question: Question, reply: Answer, source: Source, sentence: Span, items: list[_Item], tools: Tools
) -> Answer:
    citations: list[Citation] = []
    quote = Quote(source.passage, source.to_original(sentence))
    n = numbered(citations, quote, tools.sources.document(source.passage.document_id))
    rows = [
        Row(one.label, source.to_original(one.span).of(source.passage.text), n=n, unit=one.figure.unit)
        for one in items
    ]
    return listed(question, rows, citations, reply.confidence)
