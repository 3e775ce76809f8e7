"""The day on which a paper was issued, asked for: that behind the offices that sign it, where its head tells none."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter

from answers.matching import SAME, Matcher
from answers.questions.parts import Part
from answers.questions.understanding import Understanding
from answers.sources import Source, Sources
from answers.structure.found import Found
from answers.structure.records import Cell
from answers.structure.signed import day_signed, told_of_paper
from answers.types import Kind
from answers.vocabulary import any_of, vocabulary
from retrieval.types import DocumentId

_PAPER = any_of(vocabulary("document-sorts"))
_WHEN = any_of(vocabulary("asks-when"))
_VERBS = any_of(vocabulary("publishing-verbs") | vocabulary("signing-verbs"))
# 通知是哪天发的 · 通知哪天印发 · 通知的落款日期是哪天
_ASKS = re.compile(
    rf"(?P<paper>{_PAPER})的?(?:是|在)?(?:(?:{_WHEN})(?:{_VERBS})(?:的|了)?|(?:{_VERBS})的?(?:日期|时间|日子)?(?:是|在)?(?:{_WHEN})?(?:的|了)?)[?呢啊]*$"
)
_ISSUES = re.compile(
    any_of(one for one in vocabulary("publishing-verbs") | vocabulary("issuing-verbs") if len(one) > 1)
)
_CLAUSES = re.compile("[,;。](?=.)")
_TITLE = re.compile("\u300a[^\u300a\u300b]{0,80}\u300b")
_STOPS = " 。)\n"
_DAY = "date"
# Of what a question says of the paper so much has to be said in its title, or by who signs it; as of its number (`numbers`).
_LEAST_SAID = 0.6
# Passages that may be signed: the first ones, as others may be attached behind them, and the last of a long paper.
_FIRST, _LAST = 30, 4


@dataclass(frozen=True, slots=True)
class _Meant:
    """A paper by one of its passages, and how much of what a question says of it is said of it."""

    source: Source
    said: float


def day_issued(
    question: Understanding,
    sources: Sources,
    found: Iterable[Source],
    matcher: Matcher,
) -> Found | None:
    """Return the day that the one paper which a question describes is signed on; None where none is asked for, or no paper is meant.

    `found` are passages of the papers that may be meant.
    """
    asks = _asks(question)
    if asks is None:
        return None
    end = asks.end("paper")
    said = [
        (term, weight)
        for term, weight in zip(question.terms, question.weights, strict=True)
        if term.span.end <= end
    ]
    total = sum(weight for _, weight in said)
    meant: dict[tuple[DocumentId, int], _Meant] = {}
    for source in found:
        place = (source.passage.document_id, source.passage.article)
        if place in meant:
            continue
        told = f"{told_of_paper(source.context)}\n{sources.document(place[0]).publisher or ''}"
        own = [(term, weight) for term, weight in said if matcher.strength(term.text, told) >= SAME]
        names = [term for term, _ in said if term.part is Part.ENTITY]
        if all(name in [term for term, _ in own] for name in names):
            meant[place] = _Meant(source, sum(weight for _, weight in own))
    best = sorted(meant.values(), key=attrgetter("said"), reverse=True)[:2]
    is_one = (
        bool(best) and best[0].said >= _LEAST_SAID * total and best[0].said > best[-1].said * (len(best) > 1)
    )
    cell = _day_of(best[0].source, sources) if is_one else None
    return Found((cell,), (), len(asks.group()) + sum(len(term.text) for term, _ in said)) if cell else None


def is_no_issue(question: Understanding, told: str, value: str | None) -> bool:
    """Return whether a text does not tell that a paper was issued on a day, where a question asks when one was.

    根据2月2日第8号通告要求 does not; a day at the end of a text signs it.
    """
    if _asks(question) is None or not value or told.rstrip(_STOPS).endswith(value):
        return False
    clauses = _CLAUSES.split(told)
    at = next((number for number, clause in enumerate(clauses) if value in clause), None)
    if at is None or len(clauses) == 1:
        return False
    return _ISSUES.search(_TITLE.sub("", ",".join(clauses[at : at + 2]))) is None


def _asks(question: Understanding) -> re.Match[str] | None:
    return _ASKS.search(question.text) if question.kind is Kind.DATE else None


def _day_of(source: Source, sources: Sources) -> Cell | None:
    """Return the day that a paper is signed on, of which a passage is given."""
    document_id = source.passage.document_id
    numbers = sources.numbers(document_id, source.passage.article)
    first = range(numbers.start, min(numbers.start + _FIRST, numbers.stop))
    last = range(max(first.stop, numbers.stop - _LAST), numbers.stop)
    for one in (*sources.between(document_id, first), *sources.between(document_id, last)):
        if (day := day_signed(one)) is not None:
            return Cell(_DAY, one, day)
    return None
