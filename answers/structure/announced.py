"""The list that a quoted sentence announces: 应当提交下列材料: is no answer without what follows it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from answers.probability import SURE
from answers.questions.understanding import Understanding
from answers.structure.listed import HOLDS, noun_of, wanted_of
from answers.structure.listings import ANNOUNCED, ANNOUNCES, EDGES, Listing
from answers.structure.marks import UNITS
from answers.types import Answer, Kind, Quote
from answers.vocabulary import any_of, table
from retrieval.normalise import normalise
from retrieval.numerals import whole_number

_QUOTED = 3  # sentences of a reply that are looked at
_LISTED_NOUNS = any_of(word for row in table("list-nouns") for word in row[0].split())
# 采取三项措施 before the first of three items
_COUNTED = re.compile(
    rf"(?P<number>[一二三四五六七八九十]{{1,3}}|\d{{1,2}})(?:{UNITS}|大)(?:{_LISTED_NOUNS})"
)
_BELOW = re.compile(rf"(?<![\d岁元米人])(?:{ANNOUNCED.pattern})")  # 18岁以下 announces nothing
_LISTED = (Kind.LIST, Kind.HOW, Kind.OTHER, Kind.PERSON, Kind.ORGANISATION)


def may_be_listed(question: Understanding, reply: Answer) -> bool:
    """Return whether a reply that shows sentences alone, or a short answer that is not sure, may be asked for a list.

    So may one whose short answer announces one: 应当提供下列证明材料.
    """
    is_unanswered = reply.answer is None or (not reply.items and _announces(reply))
    is_listed = bool(reply.items) or question.kind is not Kind.LIST
    if question.kind not in _LISTED or (not is_unanswered and reply.confidence >= SURE and is_listed):
        return False
    wanted = wanted_of(question)
    asks_all = wanted is not None and wanted.number is None and not wanted.is_count
    return question.kind is Kind.LIST or (asks_all and is_unanswered)


def _announces(reply: Answer) -> bool:
    """Return whether the short answer of a reply is what a list stands behind."""
    said = normalise(reply.citations[0].quote.text).text.rstrip()
    return said.endswith(f"{normalise(reply.answer or '').text}:")


def announced(
    question: Understanding, quotes: Iterable[Quote], listings: Iterable[Listing]
) -> Listing | None:
    """Return the first of some lists that one of some quotations announces: it is the lead right above the first item.

    Those after the first quotation are only asked for where they are said to be what the question names.
    """
    found = list(listings)
    for place, quote in enumerate(list(quotes)[:_QUOTED]):
        whole = normalise(quote.text).text.rstrip()
        said = whole.rstrip(EDGES)
        for one in found:
            first = one.items[0].source.passage
            is_beside = first.document_id == quote.passage.document_id and (
                quote.passage.number <= first.number <= quote.passage.number + 1
            )
            lead = one.lead.rstrip(EDGES)
            is_lead = bool(lead) and (said.endswith(lead) or lead.endswith(said))
            is_meant = not place or not _is_of_another(question, lead)
            is_lead = is_lead and _leads_on(whole, len(one.items))
            if is_beside and is_lead and is_meant and question.item_count in (None, len(one.items)):
                return one
    return None


def _is_of_another(question: Understanding, lead: str) -> bool:
    """Return whether a lead says of something that the question does not name what it holds: 设立部门的方案应当包括下列事项."""
    subject = HOLDS.search(lead)
    return subject is not None and not any(subject["of"].endswith(term.text) for term in question.terms)


def held_by(question: Understanding, quote: Quote, listings: Iterable[Listing]) -> Listing | None:
    """Return the list that a quotation is an item of, where what leads up to it is called what the question asks all of.

    Of 应当具备下列条件 all are asked for by 要满足哪些条件, whichever of them is found.
    """
    wanted = wanted_of(question)
    if question.kind is not Kind.LIST or wanted is None or wanted.number is not None or wanted.is_count:
        return None
    noun = noun_of(question.text, wanted) or ()
    for one in listings:
        is_item = any(
            item.source.passage.id == quote.passage.id
            and item.source.to_original(item.span).overlaps(quote.span)
            for item in one.items
        )
        is_called_so = any(word in one.lead for word in noun)
        if is_item and is_called_so and question.item_count in (None, len(one.items)):
            return one
    return None


def _leads_on(said: str, count: int) -> bool:
    """Return whether a sentence says that a list of so many items follows; any may stand above 首先.

    >>> _leads_on("应当提交下列材料:", 4), _leads_on("街道采取三项措施。", 3), _leads_on("街道地处三个区交界处。", 3)
    (True, True, False)
    """
    if said.endswith(ANNOUNCES) or _BELOW.search(said):
        return True
    return any(whole_number(match["number"]) == count for match in _COUNTED.finditer(said))
