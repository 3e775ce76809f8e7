"""The list that a quoted sentence announces: 应当提交下列材料: is no answer without what follows it."""

from __future__ import annotations

from collections.abc import Iterable

from answers.probability import SURE
from answers.questions.understanding import Understanding
from answers.structure.listed import wanted_of
from answers.structure.listings import EDGES, Listing
from answers.types import Answer, Kind, Quote
from retrieval.normalise import normalise

_QUOTED = 3  # sentences of a reply that are looked at
_LISTED = (Kind.LIST, Kind.HOW, Kind.OTHER, Kind.PERSON, Kind.ORGANISATION)


def may_be_listed(question: Understanding, reply: Answer) -> bool:
    """Return whether a reply that shows sentences alone, or a short answer that is not sure, may be asked for a list."""
    is_listed = bool(reply.items) or question.kind is not Kind.LIST
    if question.kind not in _LISTED or (reply.answer is not None and reply.confidence >= SURE and is_listed):
        return False
    wanted = wanted_of(question)
    asks_all = wanted is not None and wanted.number is None and not wanted.is_count
    return question.kind is Kind.LIST or (asks_all and reply.answer is None)


def announced(
    question: Understanding, quotes: Iterable[Quote], listings: Iterable[Listing]
) -> Listing | None:
    """Return the first of some lists that one of some quotations announces: it is the lead right above the first item."""
    found = list(listings)
    for quote in list(quotes)[:_QUOTED]:
        said = normalise(quote.text).text.rstrip(EDGES)
        for one in found:
            first = one.items[0].source.passage
            is_beside = first.document_id == quote.passage.document_id and (
                quote.passage.number <= first.number <= quote.passage.number + 1
            )
            lead = one.lead.rstrip(EDGES)
            is_lead = bool(lead) and (said.endswith(lead) or lead.endswith(said))
            if is_beside and is_lead and question.item_count in (None, len(one.items)):
                return one
    return None
