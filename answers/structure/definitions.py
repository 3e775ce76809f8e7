"""What terms mean: under a heading that is the term (差异项 difference), or where its quoted name is explained (“已退回”表示…)."""

from __future__ import annotations

import re
from collections.abc import Sequence
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
    r"(?:的)?(?:是|指|是指|指的是|的意思是)?(?:什么|啥|哪)(?:意思|含义)?|的?(?:含义|定义|意思)"
)
_ASKED_BEFORE = re.compile(r"(?:什么|啥)(?:是|叫|叫做)$|何谓$")
_SENTENCE = re.compile(r"[^。]+")
_EXPLAINS = vocabulary("explaining-verbs")
_SHORTEST = 8  # code points of what a term means


def definition(question: Understanding, lines: Sequence[Line]) -> Found | None:
    """Return what a line says of the quoted term that a question asks for, or what stands below the heading that is the term.

    A heading that has its English name as well is a term's. None where neither is found.
    """
    if question.kind is not Kind.DEFINITION:
        return None
    return _explained(question, lines) or _below_heading(question, lines)


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
    before, behind = text[:at].rstrip(_QUOTES), text[at + len(term) :].lstrip(_QUOTES)
    return at >= 0 and (_ASKED_BEHIND.match(behind) is not None or _ASKED_BEFORE.search(before) is not None)
