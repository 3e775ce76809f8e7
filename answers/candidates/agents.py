"""Who does what is asked for, as papers of offices say it: 经海关关长批准, 由登记机关颁发, 报公安机关备案, 省商务厅牵头."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from answers.candidates.candidate import Candidate, question_words
from answers.matching import Matcher, exactly
from answers.questions.parts import Part
from answers.questions.understanding import Understanding
from answers.ranking import RankedSentence
from answers.spans.closeness import closeness
from answers.vocabulary import any_of, table, vocabulary
from retrieval.types import Span

_DEEDS = tuple((tuple(asked.split()), any_of(said.split())) for asked, said in table("deeds-of-agents"))
_WHO = r"(?:谁|哪一?(?:个|家|级|些|儿|里)?[\u4e00-\u9fff]{0,4}?|(?:什么|何)(?:部门|机构|单位|机关))"
_LEADS_TO_DEED = any_of(vocabulary("before-deeds-of-agents"))
_ASKED = frozenset(word for asked, _ in _DEEDS for word in asked)
# 谁批, 谁给发, 找谁点头
_BESIDE = re.compile(rf"{_WHO}(?:{_LEADS_TO_DEED}){{0,2}}(?P<deed>{any_of(_ASKED)})")
_NAME = "[\u4e00-\u9fff、]{2,40}"
_MANNER = rf"(?:{any_of(vocabulary('manners-of-agents'))})?"
# 经, but not of 经济; 报 before whom it is reported to
_LEADS_TO_AGENT = re.compile(
    r"由|(?<!已)经(?![济营过办费贸])|报(?:请|经|送)?(?=[\u4e00-\u9fff]{2})|向|(?<![回属])归(?=[\u4e00-\u9fff]{3})"
)
_BODY_END = re.compile(rf"(?:{any_of(vocabulary('body-endings') | vocabulary('bodies-of-agents'))})$")
_NO_BODIES = tuple(vocabulary("no-bodies"))
_TOGETHER_WITH = "会同"
_PAPERS = ("证", "书")  # 许可证, 批准书
_SHORTEST = 2  # code points of a name
_QUESTIONS_KEPT, _PATTERNS_KEPT = 1024, 256  # a question is put to many sentences; each deed has a pattern
_SCORE, _BY_CLOSENESS = 0.6, 0.4  # the surest people and bodies of a sentence have as much


def agents_asked(question: Understanding, sentence: RankedSentence, matcher: Matcher) -> Iterator[Candidate]:
    """Yield those of whom a sentence says that they do what a question asks who does."""
    said = _said(question.text)
    is_of_a_post = bool(question.of_part(Part.POST)) and not asks_who_does(question.text)
    if said is None or is_of_a_post or all(term.text in _ASKED for term in question.terms):
        return  # 你是谁开发的 says of nothing that documents tell
    source = sentence.source
    spans = [span.shift(sentence.span.start) for span in _agents(sentence.text, said)]
    words = question_words(question, source, sentence.span, matcher)
    for span in spans:
        near = closeness(source.text, span, words, spans)
        yield Candidate(sentence, span, _SCORE + _BY_CLOSENESS * near)


def asks_who_does(question: str) -> bool:
    """Return whether a question asks who does something, whatever posts it names.

    >>> asks_who_does("所长要换人,得经过谁同意"), asks_who_does("所长是谁")
    (True, False)
    """
    return _BESIDE.search(question) is not None


@lru_cache(_QUESTIONS_KEPT)
def _said(question: str) -> str | None:
    """Return how papers say the deeds that a question asks for, parted by |; None where it asks for none.

    >>> _said("谁牵头"), _said("归谁"), _said("区长是谁")
    ('牵头', '所有', None)
    """
    beside = _BESIDE.search(question)
    rows = [
        said
        for asked, said in _DEEDS
        if (
            beside["deed"] in asked
            if beside is not None
            else any(_says(word, question) for word in asked if len(word) > 1)
        )
    ]
    return "|".join(rows) or None


def _says(deed: str, question: str) -> bool:
    """Return whether a question says a deed, and not a paper that is called by it.

    >>> _says("许可", "谁许可施工"), _says("许可", "许可证上的施工单位")
    (True, False)
    """
    return any(not question.startswith(_PAPERS, place.end) for place in exactly(deed, question))


def _agents(text: str, said: str) -> Iterator[Span]:
    """Yield where a text names those who do one of some deeds."""
    for match in _pattern(said).finditer(text):
        start = match.start("who")
        for lead in _LEADS_TO_AGENT.finditer(text, start, match.end("who")):
            start = lead.end()
        with_others = text.find(_TOGETHER_WITH, start, match.end("who"))
        span = Span(start, with_others if with_others > start else match.end("who"))
        if match.start("who") == 1 and text.startswith("("):
            continue  # (省商务厅牵头): of what stands before it
        name = span.of(text)
        is_body = _BODY_END.search(name) is not None and not name.endswith(_NO_BODIES)
        if len(span) >= _SHORTEST and (start > match.start("who") or is_body):
            yield span


@lru_cache(_PATTERNS_KEPT)
def _pattern(said: str) -> re.Pattern[str]:
    """Return what finds who does one of some deeds, with what leads to them: 由登记机关颁发, 登记机关负责许可证的颁发."""
    return re.compile(
        rf"(?<![\u4e00-\u9fff、])(?P<who>{_NAME}?){_MANNER}(?:负责[\u4e00-\u9fff、]{{1,20}}的)?(?:{said})"
    )
