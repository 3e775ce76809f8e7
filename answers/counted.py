"""Whether a figure counts what a question counts: 河长制公示牌45块 tells no number of 河长."""

from __future__ import annotations

import re

from answers.candidates import Candidate
from answers.questions.parts import Part, Term
from answers.questions.terms import LIGHT_VERBS
from answers.questions.understanding import Understanding
from answers.sources import Source
from answers.spans.figures import fits, without_tail
from answers.types import Kind
from answers.vocabulary import longest_first
from retrieval.types import Span

_HOW_MANY = re.compile(r"(?:有|是|为|达到?|共有?|总共有?|一共有?)?(?:多少|几)[\u4e00-\u9fff]{1,2}[?呢啊]*$")
_COUNTED = (Part.HEAD, Part.ENTITY, Part.POST, Part.WORD)
_MARKS = ",;:。!?、\n"
_TAIL = longest_first((*LIGHT_VERBS, "约", "近", "超", "逾", "余", "了", "的", "各类", "各"))


def counts_another(question: Understanding, candidate: Candidate) -> bool:
    """Return whether a figure plainly counts something else than the noun a question puts before 有多少名.

    A noun that stands before the figure as no more than a part of another's name (学校操场12个), or a figure with a
    measure by which the noun is not counted and without the noun beside it.
    """
    if question.kind is not Kind.NUMBER:
        return False
    asked = _HOW_MANY.search(question.text)
    noun = _noun(question, asked.start()) if asked is not None else None
    source = candidate.source
    figure = next((one for one in source.figures if one.span.overlaps(candidate.span)), None)
    if asked is None or noun is None or figure is None:
        return False
    start = max(source.text.rfind(mark, 0, figure.span.start) for mark in _MARKS) + 1
    before = without_tail(source.text[start : figure.span.start], _TAIL)
    after = source.text[figure.span.end :].lstrip("的余多")
    if after.startswith(noun) or before.endswith(noun):
        return False
    at = before.rfind(noun)
    if at >= 0:
        between = Span(start + at + len(noun), start + len(before))
        is_asked = between.of(source.text) in question.text  # 新建5g基站920座 for 5g基站新建多少座
        if not is_asked and _is_noun(source, between):
            return True
    return question.units is not None and fits(figure, question.units) == 0.0


def _noun(question: Understanding, end: int) -> str | None:
    """Return the noun that ends where the asking begins: 河长 of 河长有多少名."""
    term: Term | None = next(
        (one for one in question.terms if one.span.end == end and one.part in _COUNTED), None
    )
    return term.text if term is not None and len(term.text) > 1 else None


def _is_noun(source: Source, span: Span) -> bool:
    """Return whether a range holds nouns alone."""
    words = [word for word in source.analysis.words if word.overlaps(span)]
    tags = [source.tag(word.of(source.text)) for word in words]
    return bool(span) and bool(words) and all(tag.startswith(("n", "x", "vn", "b")) for tag in tags)
