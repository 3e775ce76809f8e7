"""What terms mean: under a heading that is the term (差异项 difference), or where it is laid down (所称志愿者,是指…)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from answers.questions.understanding import Understanding
from answers.structure.found import Found
from answers.structure.lines import Line
from answers.structure.records import Cell
from answers.types import Kind
from answers.vocabulary import any_of, vocabulary
from retrieval.types import Span

# 3.2 差异项 difference: a number, the term, what it is called in English
_TERM = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2}){0,3} ?)?(?P<term>[\u4e00-\u9fff][\u4e00-\u9fffa-z0-9\u00b7-]{1,19})(?P<english> [a-z][a-z ,()-]{2,80})$"
)
_QUOTES = "\"'\u201c\u201d\u2018\u2019\u300c\u300d\u300e\u300f\u300a\u300b "
_ASKED_BEHIND = re.compile(
    r"(?:的)?(?:是|指|是指|指的是|的意思是)?(?:什么|啥|哪)(?:意思|含义)?|的?(?:含义|定义|意思)|是?(?:怎么|怎样|如何)(?:定义|界定)"
)
_BEFORE = (
    rf"(?:{any_of(vocabulary('asks-what-it-means'))})"
    rf"|(?:{any_of(vocabulary('asks-how'))}|怎么样|什么样的?)(?:才|就)?能?(?:{any_of(vocabulary('counting-as') | vocabulary('defining-verbs'))})"
)
_ASKED_BEFORE = re.compile(rf"(?:{_BEFORE})$")
_MEANS = "的?(?:是?指|含义|定义|意思|是?(?:怎么|怎样|如何)(?:定义|界定))"
_SAYS_IT_MEANS = re.compile(_MEANS)
_ASKS = re.compile(f"{_BEFORE}|{_MEANS}")
_ARTICLE = "(?:第[一二三四五六七八九十百]{1,5}条 ?)?"
_ITEM = r"(?:\([一二三四五六七八九十\d]{1,3}\) ?)?"
_SHORTEST = 8  # code points of what a term means
_LONGEST = 24  # of a term
_LONGEST_MEANT = 60  # of what stands before it in brackets
# A term in quotation marks or not, and what it is called for short in brackets
_NAMED = rf"[{_QUOTES}]?(?P<term>[^,。;:{_QUOTES}()]{{2,{_LONGEST}}}?)[{_QUOTES}]?(?:\([^()]{{1,30}}\))?"
# 本条例所称志愿者,是指…… · (二)“密切接触者”系指……
_LAID_DOWN = re.compile(
    rf"(?:^|[。;:]|所称的?){_ARTICLE}{_ITEM}{_NAMED},?(?:{any_of(vocabulary('laying-down'))})(?P<means>[^。]{{{_SHORTEST},}})"
)
# 从事工商业经营的,为个体工商户。
_COUNTED_AS = re.compile(
    rf"(?:^|[。;]){_ARTICLE}(?P<means>[^。;]{{{_SHORTEST},}}?的),(?:为|属于|是){_NAMED}(?=[。;])"
)
# 不得从现金收入中直接支付(即坐支) · 出口退(免)税管理系统(以下简称系统)
_IN_BRACKETS = re.compile(
    rf"(?:^|[,。;:()])(?P<means>[^,。;:()]{{{_SHORTEST // 2},{_LONGEST_MEANT}}})\((?:{any_of(vocabulary('called-in-brackets'))})[{_QUOTES}]?(?P<term>[^,。;:{_QUOTES}()]{{2,{_LONGEST}}})[{_QUOTES}]?\)"
)
# 三张清单:权力清单、责任清单、负面清单。 in a glossary
_ENTRY = re.compile(
    rf"(?:\d{{1,3}}[.、] ?)?[{_QUOTES}]?(?P<term>[^,。;:{_QUOTES}()]{{2,{_LONGEST}}})[{_QUOTES}]?:"
)
_ASKS_WHAT_IT_HOLDS = re.compile(rf"(?:{any_of(vocabulary('asks-what-it-holds'))})")
_ASIDE = re.compile(rf",(?:{any_of(vocabulary('according-to'))})[^,?。]{{2,20}}?(?=,|到底|究竟|是|指)")
_BETWEEN = re.compile(rf"(?:{any_of(vocabulary('right-before-asking'))})")
_SENTENCE = re.compile(r"[^。]+")
_EXPLAINS = vocabulary("explaining-verbs")
_CALLED = "所称"
_KINDS = (Kind.HOW, Kind.OTHER, Kind.ORGANISATION, Kind.LIST)


def definition(question: Understanding, lines: Sequence[Line]) -> Found | None:
    """Return what a line says of the quoted term that a question asks for, or what stands below the heading that is the term.

    Or what a rule lays down for any term. A heading that has its English name as well is a term's. None where neither is found.
    """
    is_asked = question.kind is Kind.DEFINITION or (
        question.kind in _KINDS and _ASKS.search(question.text) is not None
    )
    if is_asked and (found := _laid_down(question, lines)) is not None:
        return found
    if question.kind in (*_KINDS, Kind.DEFINITION) and (found := _entered(question, lines)) is not None:
        return found
    if question.kind is not Kind.DEFINITION:
        return None
    return _explained(question, lines) or _below_heading(question, lines)


def _laid_down(question: Understanding, lines: Sequence[Line]) -> Found | None:
    """Return what a rule says that a term means: 本条例所称志愿者,是指以自己的时间从事志愿服务的自然人."""
    found: list[Found] = []
    for line in lines:
        for match in _meanings(line.text):
            term = match["term"].rpartition(_CALLED)[2].removeprefix("的")
            if _asks_for(term, question.text) and _is_meant(term, question):
                span = line.within(match.start("means"), match.end("means"))
                found.append(Found((Cell(term, line.source, span),), (), 2 * len(term)))
    return max(found, key=lambda one: one.weight, default=None)


def _meanings(text: str) -> Iterator[re.Match[str]]:
    """Yield what a line says that terms mean."""
    for pattern in (_LAID_DOWN, _COUNTED_AS, _IN_BRACKETS):
        yield from pattern.finditer(text)


def _is_meant(term: str, question: Understanding) -> bool:
    """Return whether a question asks for just this term: not for what ends with it (美术作品 定义), nor for something of it (个体户什么条件可以减税)."""
    at = question.text.rfind(term)
    if _ASKED_BEFORE.search(question.text[:at].rstrip(_QUOTES)) is not None:
        return True
    behind = _behind(question.text[at + len(term) :])
    is_plain = question.kind is Kind.DEFINITION or _SAYS_IT_MEANS.match(behind) is not None
    return is_plain and not any(other.span.start < at <= other.span.end for other in question.terms)


def _entered(question: Understanding, lines: Sequence[Line]) -> Found | None:
    """Return what a glossary enters for the quoted term of which a question asks what it is or holds: “三张清单”具体是哪几样."""
    asked = [
        term.text
        for term in question.terms
        if term.is_quoted and _ASKS_WHAT_IT_HOLDS.match(_behind(question.text[term.span.end :])) is not None
    ]
    if not asked:
        return None
    for line in lines:
        match = _ENTRY.match(line.text)
        means = _SENTENCE.match(line.text, match.end()) if match is not None else None
        if match is not None and means is not None and match["term"] in asked:
            span = line.within(means.start(), means.end())
            return Found((Cell(match["term"], line.source, span),), (), 2 * len(match["term"]))
    return None


def _explained(question: Understanding, lines: Sequence[Line]) -> Found | None:
    for term in question.terms:
        if not (term.is_quoted and _asks_for(term.text, question.text)):
            continue
        pattern = re.compile(
            rf"[{_QUOTES}]{re.escape(term.text)}[{_QUOTES}](?:{any_of(_EXPLAINS)})(?P<means>[^。;]{{{_SHORTEST},}})"
        )
        for line in lines:
            if (match := pattern.search(line.text)) is not None:
                span = line.within(match.start("means"), match.end("means"))
                return Found((Cell(term.text, line.source, span),), (), 2 * len(term.text))
    return None


def _below_heading(question: Understanding, lines: Sequence[Line]) -> Found | None:
    for line, below in pairwise(lines):
        match = _TERM.fullmatch(line.text)
        if (
            match is None
            or below.is_heading
            or len(below.text) < _SHORTEST
            or not _asks_for(match["term"], question.text)
        ):
            continue
        first = _SENTENCE.match(below.text)
        if first is not None:
            span = Span(below.span.start, below.span.start + first.end())
            return Found((Cell(match["term"], below.source, span, line),), (), 2 * len(match["term"]))
    return None


def _asks_for(term: str, text: str) -> bool:
    """Return whether a question asks what a term means: it stands beside the asking, between quotes or not.

    >>> _asks_for("差异项", "标准里讲的「差异项」是什么意思"), _asks_for("标准", "标准里讲的差异项是什么意思")
    (True, False)
    """
    at = text.rfind(term)
    before, behind = text[:at].rstrip(_QUOTES), _behind(text[at + len(term) :])
    return at >= 0 and (_ASKED_BEHIND.match(behind) is not None or _ASKED_BEFORE.search(before) is not None)


def _behind(text: str) -> str:
    """Return what stands behind a term, without what may stand between it and the asking: 那句, 按管理规定, 到底."""
    text = text.lstrip(_QUOTES)
    aside = _ASIDE.match(text)
    text = text[aside.end() :] if aside is not None else text
    while (match := _BETWEEN.match(text)) is not None:
        text = text[match.end() :]
    return text
