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
from answers.structure.signed import told_of_paper
from answers.types import Kind
from answers.vocabulary import any_of, vocabulary
from retrieval.normalise import normalise
from retrieval.papers import PAPER_NUMBER
from retrieval.types import Span

_ASKS = re.compile(any_of(vocabulary("asks-paper-number")))
_ASKS_FOR_ONE_OF_A_ROW = re.compile("第几号")
_CODE = re.compile(PAPER_NUMBER)
_ONE_OF_A_ROW = re.compile(r"(?:(?:19|20)\d\d年)?第 ?\d{1,4}号(?!令?线|楼|院|门)")
_ANY_NUMBER = re.compile(r"\d号\W{0,2}$")
_DAY = "几号"  # asks for a day, save in 几号文 and 第几号
_GOES_ON = re.compile("[,;] ?[\u4e00-\u9fff]")
_LEADS = tuple(vocabulary("before-paper-numbers"))
# A clause with the title of the paper that a number behind it is of: 按照财政部《关于某事的通知》|(财办〔2020〕5号)
_TITLE_BEFORE = re.compile("(?:(?<=[,;。:!?()\n])|^)[^,;。:!?()\n]*\u300a[^\u300a\u300b]{2,80}\u300b ?[(]?$")
_ENDS_OF_SENTENCES = re.compile("[。;!?]")
_HEAD = "文件"  # 青河市人民政府文件, above the number
_LABEL = re.compile(rf"(?:{any_of(vocabulary('asks-paper-number'))}|编号):?$")
# Of what a question says of the paper so much has to be said in its title, or where the number stands.
# At .5 the number of a plan for 甲型H1N1流感 was given for one for 非典.
_LEAST_SAID = 0.6


@dataclass(frozen=True, slots=True)
class _Numbered:
    """A paper's number where it stands, with what is said of the paper; `is_own`: at the head of the paper itself."""

    source: Source
    span: Span
    told: str
    is_own: bool


def paper_number(question: Understanding, sources: Sequence[Source], matcher: Matcher) -> Found | None:
    """Return the number of the paper that a question describes; None where none is asked for, or none is of such a paper.

    Of two papers that are as well described the one that has its number at its head is meant, and not one that it cites.
    """
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
    best, weight, is_own = None, 0.0, False
    for one in _numbered(sources, form):
        if any(matcher.strength(name, one.told) < SAME for name in names):
            continue
        own = sum(weight for text, weight in said if matcher.strength(text, one.told) >= SAME)
        if (own, one.is_own) > (weight, is_own):
            best, weight, is_own = one, own, one.is_own
    if best is None or weight < _LEAST_SAID * total:
        return None
    matched = sum(len(text) for text, _ in said if matcher.strength(text, best.told) >= SAME)
    weight_in_all = matched + len(asks.group()) + is_own  # before a number that is cited elsewhere
    return Found((Cell(asks.group(), best.source, best.span),), (), weight_in_all)


def is_no_number(question: Understanding, value: str | None) -> bool:
    """Return whether a value is none that a paper may have for its number, where that is asked for: 15年, 9项."""
    asks = _ASKS.search(question.text) is not None and question.kind is not Kind.DATE
    asks = asks or _ASKS_FOR_ONE_OF_A_ROW.search(question.text) is not None
    return asks and value is not None and _ANY_NUMBER.search(normalise(value).text) is None


def _numbered(sources: Sequence[Source], form: re.Pattern[str]) -> Iterator[_Numbered]:
    """Yield the numbers of a form in some passages: of the one at whose head they stand, else of a paper whose title stands in front."""
    for source in sources:
        text = source.text
        for match in form.finditer(text):
            span = Span(*match.span())
            if form is _CODE:
                ends = [at + len(lead) for lead in _LEADS if (at := match["office"].rfind(lead)) >= 0]
                span = Span(span.start + max(ends, default=0), span.end)
                if span.start == match.end("office"):
                    continue
            before = text[: span.start]
            if _is_at_head(source, span):
                yield _Numbered(source, span, told_of_paper(source.context), is_own=True)
            elif (cited := _TITLE_BEFORE.search(before)) is not None:
                yield _Numbered(source, span, cited.group(), is_own=False)
            else:
                line = _ENDS_OF_SENTENCES.split(before.rpartition("\n")[2])[-1]
                yield _Numbered(source, span, line, is_own=False)


def _is_at_head(source: Source, span: Span) -> bool:
    """Return whether a number stands at the head of its article: before its first sentence, behind nothing but its title on its line."""
    context = source.context
    at = context.text.find(source.text) + span.start
    if _ENDS_OF_SENTENCES.search(context.text, 0, max(at, 0)) is not None:
        return False
    line = source.text[: span.start].rpartition("\n")[2].replace(" ", "").removesuffix("(")
    heading = context.heading.replace(" ", "")
    return line in heading or line.endswith(_HEAD) or _LABEL.search(line) is not None
