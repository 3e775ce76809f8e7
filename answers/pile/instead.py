"""A figure told of the subject that a question names, in place of one that single sentences gave and that is not sure."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import replace

from answers import templates
from answers.compose import numbered
from answers.pile.cells import Cell
from answers.pile.choosing import LEAST_P
from answers.probability import SURE
from answers.spans.figures import is_measured_otherwise
from answers.types import Abstention, Answer, Citation, Kind, Quote
from answers.unions import find_part
from answers.vocabulary import any_of, vocabulary
from retrieval.normalise import normalise
from retrieval.quantities import find_figures

# Of 179 questions for one figure about fifteen reports, 17 replies that were not sure differed from what the facts told: from
# .55 on the facts were right in eight of eight, below in two of nine. Of replies that were merely related, to 446 questions, 4 of
# the 6 figures from .55 on were right, 2 answered what no document does.
_LEAST = 0.55
_SCOPES = re.compile(any_of(vocabulary("scope-words") - {"其中", "含", "不含"}))
_FORMS = {form: forms for forms in (("规上", "规模以上"), ("限上", "限额以上")) for form in forms}
_CLAUSE_ENDS = re.compile("[,。;:!?]")


def figure_instead(reply: Answer | Abstention, find_fact: Callable[[], Cell | None]) -> Answer | Abstention:
    """Return the figure that is told of the subject where a reply gives another one, or only sentences, and is not sure.

    The sentences of the reply stay beside it. Facts know of what, of when, and whether as a target a figure is told.
    """
    if not isinstance(reply, Answer):
        return reply
    is_wider = _is_of_more(reply)
    if not is_wider and not _may_be_another(reply):
        return reply
    cell = find_fact()
    least = LEAST_P if is_wider else _LEAST
    if cell is None or cell.value is None or cell.confidence < least or _is_told(cell.value, reply.answer):
        return reply
    figures = find_figures(normalise(cell.value).text)
    if figures and all(is_measured_otherwise(figure, _asked(reply)) for figure in figures):
        return reply
    if is_wider and is_said_behind(scopes_in(_asked(reply)), cell.quote.text, cell.value):
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


def _is_of_more(reply: Answer) -> bool:
    """Return whether an answer is of more than the question asks of: 企业复工率91.9% of 规上服务业, which its sentence tells behind it."""
    if reply.question.kind is not Kind.NUMBER or reply.items or reply.table or not reply.answer:
        return False
    quote = reply.citations[0].quote.text
    return is_said_behind(scopes_in(_asked(reply)), quote, reply.answer)


def _asked(reply: Answer) -> str:
    return normalise(reply.question.understood).text


def scopes_in(asked: str) -> set[str]:
    """Return the words of a normalised question that restrict what is counted, with their other forms: 规上, 规模以上."""
    found = set(_SCOPES.findall(asked))
    return {form for word in found for form in _FORMS.get(word, (word,))}


def is_said_behind(words: Collection[str], text: str, value: str) -> bool:
    """Return whether a text says one of some words, but not before a value or in its clause, so that the value is of all."""
    text, value = normalise(text).text, normalise(value).text
    at = text.find(value)
    end = _CLAUSE_ENDS.search(text, at + len(value)) if at >= 0 else None
    if end is None:
        return False
    before, behind = text[: end.start()], text[end.start() :]
    return any(word in behind for word in words) and not any(word in before for word in words)


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
