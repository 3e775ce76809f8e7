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
# Right before an amount: 导航系统50万套及|约20万件配件
_JOINS_ON = re.compile(rf"(?P<joins>以及|[及和与])(?:{any_of(HEDGES)})?$")
_LONGEST_JOINING = 8  # code points, a hedge among them
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
            items = _of_one_sort(_items(source, sentence, text[each.start() : each.end() + _UNIT]))
            return _reply(question, reply, source, sentence, items, tools) if len(items) >= _FEWEST else None
    return None


def _items(source: Source, sentence: Span, question: str) -> list[_Item]:
    """Return the amounts of a sentence that may be measured as asked, one a piece, each with what it is of.

    That stands behind each (50万套智能驾驶系统), or before it (技工600名); where a piece is no more than the amount, in the piece before it.
    """
    text = source.text
    found: list[tuple[Figure, Span, str, str]] = []
    before = ""
    for piece in _pieces(source, sentence):
        figures = [
            figure
            for figure in source.figures
            if piece.holds(figure.span) and figure.unit and not is_measured_otherwise(figure, question)
        ]
        if len(figures) == 1:
            (figure,) = figures
            bound = _BOUND.match(text, figure.span.end, piece.end)
            span = Span(figure.span.start, bound.end() if bound else figure.span.end)
            own = _without_hedges(text[piece.start : span.start].strip())
            behind = text[span.end : piece.end].strip().removeprefix("的")
            found.append((figure, span, own if len(own) >= _SHORTEST else before, behind))
        before = "" if figures else piece.of(text).strip()
    is_behind = 2 * sum(len(behind) >= _SHORTEST for *_, behind in found) > len(found)
    labelled = [(behind if is_behind else own, figure, span) for figure, span, own, behind in found]
    return [_Item(*one) for one in labelled if len(one[0]) >= _SHORTEST]


def _without_hedges(said: str) -> str:
    while match := _BEFORE_AMOUNT.search(said):
        said = said[: match.start()]
    return said


def _pieces(source: Source, sentence: Span) -> Iterator[Span]:
    """Yield the ranges of a sentence between marks, and on both sides of what joins one amount to another: 车载系统300万套|及|导航系统50万套."""
    text = source.text
    cuts = [match.span() for match in _MARK.finditer(text, sentence.start, sentence.end)]
    for figure in (figure.span for figure in source.figures if sentence.holds(figure.span)):
        if (match := _JOINS.match(text, figure.end, sentence.end)) is not None:
            cuts.append(match.span())
        lead = Span(max(sentence.start, figure.start - _LONGEST_JOINING), figure.start)
        if (match := _JOINS_ON.search(lead.of(text))) is not None:
            cuts.append((lead.start + match.start("joins"), lead.start + match.end("joins")))
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
