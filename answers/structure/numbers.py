"""The number that an office gives a paper, asked for: 国发〔2020〕5号, 公告第8号."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from answers.matching import SAME, Matcher
from answers.questions.parts import Part
from answers.questions.understanding import Understanding
from answers.sources import Source
from answers.structure.found import Found
from answers.structure.records import Cell
from answers.types import Kind
from answers.vocabulary import any_of, vocabulary
from retrieval.papers import PAPER_NUMBER
from retrieval.types import Span

_ASKS = re.compile(any_of(vocabulary("asks-paper-number")))
_ASKS_FOR_ONE_OF_A_ROW = re.compile("第几号")
_CODE = re.compile(PAPER_NUMBER)
_ONE_OF_A_ROW = re.compile(r"(?:(?:19|20)\d\d年)?第 ?\d{1,4}号(?!令?线|楼|院|门)")
_DAY = "几号"  # asks for a day, save in 几号文 and 第几号
_GOES_ON = re.compile("[,;] ?[\u4e00-\u9fff]")
_LEADS = tuple(vocabulary("before-paper-numbers"))
_TITLE_BEFORE = re.compile("\u300a[^\u300a\u300b]{2,80}\u300b ?[(]?$")
_TITLE_AND_NUMBER = 84  # code points in front of a number that may hold the title of the paper that it is of
# Of what a question says of the paper so much has to be said in its title, or where the number stands.
# At .5 the number of a plan for 甲型H1N1流感 was given for one for 非典.
_LEAST_SAID = 0.6


@dataclass(frozen=True, slots=True)
class _Numbered:
    """A paper's number where it stands, with what is said of the paper."""

    source: Source
    span: Span
    told: str


def paper_number(question: Understanding, sources: Sequence[Source], matcher: Matcher) -> Found | None:
    """Return the number of the paper that a question describes; None where none is asked for, or none is of such a paper."""
    asks = _ASKS.search(question.text)
    form = _CODE if asks else _ONE_OF_A_ROW
    asks = asks or _ASKS_FOR_ONE_OF_A_ROW.search(question.text)
    if asks is None or _GOES_ON.search(question.text, asks.end()):
        return None  # 是第几号,几时落的款
    if question.kind is Kind.DATE and _DAY not in asks.group():
        return None  # 哪天印的, behind 文号是多少
    said = [
        (term.text, weight)
        for term, weight in zip(question.terms, question.weights, strict=True)
        if not term.span.overlaps(Span(*asks.span()))
    ]
    total = sum(weight for _, weight in said)
    names = [term.text for term in question.of_part(Part.ENTITY)]
    best, weight = None, 0.0
    for one in _numbered(sources, form):
        if any(matcher.strength(name, one.told) < SAME for name in names):
            continue
        own = sum(weight for text, weight in said if matcher.strength(text, one.told) >= SAME)
        if own > weight:
            best, weight = one, own
    if best is None or weight < _LEAST_SAID * total:
        return None
    matched = sum(len(text) for text, _ in said if matcher.strength(text, best.told) >= SAME)
    return Found((Cell(asks.group(), best.source, best.span),), (), matched + len(asks.group()))


def _numbered(sources: Sequence[Source], form: re.Pattern[str]) -> Iterator[_Numbered]:
    """Yield the numbers of a form in some passages: of a paper whose title stands in front, else of the one they are from."""
    for source in sources:
        text = source.text
        for match in form.finditer(text):
            span = Span(*match.span())
            if form is _CODE:
                ends = [at + len(lead) for lead in _LEADS if (at := match["office"].rfind(lead)) >= 0]
                span = Span(span.start + max(ends, default=0), span.end)
                if span.start == match.end("office"):
                    continue
            before = text[max(0, span.start - _TITLE_AND_NUMBER) : span.start]
            is_cited = _TITLE_BEFORE.search(before) is not None
            yield _Numbered(source, span, before if is_cited else f"{source.context.heading}\n{before}")
