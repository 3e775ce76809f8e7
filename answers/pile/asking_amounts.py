"""How much each of the things that a sentence lists comes to, where a question names none of them: 抽了几拨人,每拨多少."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from answers import templates
from answers.compose import numbered
from answers.pile.rows import lead_of
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
_WHICH = re.compile(
    rf"(?:哪[几些]|[哪几])(?:{any_of(vocabulary('measures-of-sorts'))})|[些了]?(?:什么|啥)(?=[,?]|$)"
)
# Up to a mark, or to what joins a figure on: 车载系统300万套|及|导航系统50万套
_PIECE = re.compile(rf"(?:(?!(?:以及|[及和与])(?:{any_of(HEDGES)})?\d)[^,;。、()])+")
_JOINED = re.compile("^(?:以及|[及和与])")
_LABEL_EDGES = " 的等为达约近超共有"
_BOUND = re.compile("(?:以上|以下|左右|余)$")
_SHORTEST = 2  # characters of what an amount is of
_UNIT = 2  # characters behind 多少 that may say what is measured: 人, 项目
_FEWEST = 2  # amounts


@dataclass(frozen=True, slots=True)
class _Item:
    """An amount and what it is of."""

    label: str
    figure: Figure


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
    """Yield the amounts of a sentence that may be measured as asked, one a piece, each with the rest of its piece.

    Where a piece is no more than the amount, with the piece before it.
    """
    before = ""
    for match in _PIECE.finditer(source.text, sentence.start, sentence.end):
        piece = Span(*match.span())
        figures = [
            figure
            for figure in source.figures
            if piece.holds(figure.span) and figure.unit and not is_measured_otherwise(figure, question)
        ]
        if len(figures) == 1:
            (figure,) = figures
            rest = source.text[piece.start : figure.span.start] + source.text[figure.span.end : piece.end]
            label = _BOUND.sub("", _JOINED.sub("", rest).strip(_LABEL_EDGES)).strip(_LABEL_EDGES)
            label = label if len(label) >= _SHORTEST else before
            if len(label) >= _SHORTEST:
                yield _Item(label, figure)
            before = ""
        else:
            before = "" if figures else match.group().strip(_LABEL_EDGES)


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
        Row(one.label, source.to_original(one.figure.span).of(source.passage.text), n=n, unit=one.figure.unit)
        for one in items
    ]
    return Answer(
        question,
        lead_of(templates.told_lines(len(rows)), rows),
        "\u3001".join(row.value for row in rows if row.value),
        tuple(citations),
        reply.confidence,
        table=tuple(rows),
        items=tuple(row.name for row in rows),
    )
