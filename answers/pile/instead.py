"""A figure told of the subject that a question names, in place of one that single sentences gave and that is not sure."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from answers import templates
from answers.compose import numbered
from answers.pile.cells import Cell
from answers.probability import SURE
from answers.types import Abstention, Answer, Citation, Kind, Quote
from answers.unions import find_part
from retrieval.normalise import normalise

# Of 179 questions for one figure about fifteen reports, 17 replies that were not sure differed from what the facts told: from
# .55 on the facts were right in eight of eight, below in two of nine. Of replies that were merely related, to 446 questions, 4 of
# the 6 figures from .55 on were right, 2 answered what no document does.
_LEAST = 0.55
_CLAUSE_ENDS = re.compile("[,。;:!?]")


def figure_instead(reply: Answer | Abstention, find_fact: Callable[[], Cell | None]) -> Answer | Abstention:
    """Return the figure that is told of the subject where a reply gives another one, or only sentences, and is not sure.

    The sentences of the reply stay beside it. Facts know of what, of when, and whether as a target a figure is told.
    """
    if not isinstance(reply, Answer) or not _may_be_another(reply):
        return reply
    cell = find_fact()
    if cell is None or cell.value is None or cell.confidence < _LEAST or _is_told(cell.value, reply.answer):
        return reply
    if _is_of_the_whole(reply, cell):
        return reply
    citations: list[Citation] = []
    numbered(citations, cell.quote, cell.document)
    for one in reply.citations:
        if not _holds(one.quote, cell.quote):
            numbered(citations, one.quote, one.document)
    return replace(
        reply,
        lead=templates.lead(cell.value, None, [1]),
        answer=cell.value,
        citations=tuple(citations),
        confidence=round(cell.confidence, 4),
        is_sure=True,
        as_of=None,
        notes=(),
        conflicts=(),
    )


def _may_be_another(reply: Answer) -> bool:
    is_plain = not reply.items and not reply.table
    return reply.question.kind is Kind.NUMBER and is_plain and (not reply.is_sure or reply.confidence < SURE)


def _is_of_the_whole(reply: Answer, cell: Cell) -> bool:
    """Return whether a fact counts all that a word says of which the question asks one thing: 进出口 for 出口."""
    told = normalise(cell.quote.text.partition(cell.value or "")[0]).text
    return find_part(normalise(reply.question.understood).text, _CLAUSE_ENDS.split(told)[-1]) is not None


def _holds(quote: Quote, other: Quote) -> bool:
    """Return whether a quotation is of the sentence that another one is of."""
    return quote.passage.id == other.passage.id and quote.span.overlaps(other.span)


def _is_told(value: str, answer: str | None) -> bool:
    """Return whether an answer gives a value already: 80% for 超过80%."""
    one, other = (normalise(text or "").text for text in (value, answer))
    return bool(other) and (one in other or other in one)
