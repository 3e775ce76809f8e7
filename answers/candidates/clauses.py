"""Clauses that may answer what no name or figure does: whether, why, how, what it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from answers.candidates.candidate import Candidate, question_words
from answers.matching import Matcher
from answers.questions.parts import Part
from answers.questions.understanding import Understanding
from answers.ranking import RankedSentence
from retrieval.types import Span

_CLAUSE = re.compile(r"[^,;:。!?\n]+")
_LONGEST = 70
# 因为这位患者返澄即居家隔离 · 由于工地位于管控区内 · 为了满足订单的交付 · 受疫情影响
_CAUSE = re.compile(
    r"因为|由于|因(?!此|素|地|人|企)|为了|为的是|为(?=[\u4e00-\u9fff]{2,12}(?:问题|困难|需求|进度|目标|影响|交付|时间|订单|底线))|鉴于|得益于|受.{1,10}影响|考虑到|出于|旨在|以便"
)
_EFFECT = re.compile(r"^(?:因此|所以|故|于是|从而|为此|这一切得益于)")
# 通过“云端线上”平台 · 采取三级防疫体系 · 实行分餐制
_MEANS = re.compile(
    r"通过|采取|采用|利用|运用|依托|借助|实行|实施|推行|安排|派出?|提供|开通|协调|设立|建立|以.{2,16}(?:方式|形式|为主|为抓手)|按照"
)
# 用什么形式开的: what the way is called.
_FORM = re.compile(
    r"(?:什么(?!时候|单位|人)|啥(?!时候)|哪种|何种)[\u4e00-\u9fff]{0,4}?(?P<noun>方式|形式|模式)"
)
# 是一款小程序 · 指… · 从事存储器主控设计
_IS = re.compile(
    r"^(?:,)?(?:也|就|都|正)?(?:是|为|指的是|是指|指|即|系|属于|从事|主要从事|专业从事|主要负责|负责|提供|旨在)"
)


def clauses(text: str, sentence: Span) -> tuple[Span, ...]:
    """Return the clauses of a sentence, cut at commas and colons."""
    return tuple(Span(*match.span()) for match in _CLAUSE.finditer(text, sentence.start, sentence.end))


def _held(question: Understanding, sentence: RankedSentence, clause: Span, matcher: Matcher) -> float:
    """Return the share of the question's weight that a clause holds, what names its subject left out."""
    parts = tuple(part for part in Part if part is not Part.ENTITY)
    words = question_words(question, sentence.source, clause, matcher, parts)
    total = sum(
        weight
        for term, weight in zip(question.terms, question.weights, strict=True)
        if term.part is not Part.ENTITY
    )
    return min(1.0, sum(weight for weight, _ in words) / total) if total else 0.5


def facts_asked(question: Understanding, sentence: RankedSentence, matcher: Matcher) -> Iterator[Candidate]:
    """Yield the clauses of a sentence that say most of what the question asks."""
    own = clauses(sentence.source.text, sentence.span)
    for clause in own:
        held = _held(question, sentence, clause, matcher)
        if held > 0:
            yield Candidate(sentence, clause, 0.7 * held)


def reasons_asked(question: Understanding, sentence: RankedSentence, matcher: Matcher) -> Iterator[Candidate]:
    """Yield the clauses that give a cause, those that say why before those that stand beside the effect."""
    text = sentence.source.text
    own = clauses(text, sentence.span)
    for place, clause in enumerate(own):
        cause = _CAUSE.search(text, clause.start, clause.end)
        if cause:
            end = _until_the_effect(text, own, place)
            yield Candidate(sentence, Span(cause.start(), end), 0.7)
        elif place and _EFFECT.match(clause.of(text)):
            yield Candidate(sentence, own[place - 1], 0.55)


def _until_the_effect(text: str, own: Sequence[Span], place: int) -> int:
    """Return where a cause ends: with its clause, or with the next where its own is a mere lead-in."""
    clause = own[place]
    if len(clause) >= 8 or place + 1 == len(own):
        return clause.end
    return own[place + 1].end


def ways_asked(question: Understanding, sentence: RankedSentence, matcher: Matcher) -> Iterator[Candidate]:
    """Yield the clauses that tell a way of doing."""
    text = sentence.source.text
    own = clauses(text, sentence.span)
    asked = _FORM.search(question.text)
    if asked:
        for form in re.finditer(
            rf"(?:以|采用|采取|用)(?P<form>[^,。;的]{{2,12}}?(?:{asked['noun']}))", sentence.text
        ):
            yield Candidate(sentence, Span(*form.span("form")).shift(sentence.span.start), 0.85)
    for place, clause in enumerate(own):
        means = _MEANS.search(text, clause.start, clause.end)
        if means:
            end = clause.end
            for following in own[place + 1 :]:
                if following.end - means.start() > _LONGEST or not _MEANS.search(following.of(text)):
                    break
                end = following.end
            yield Candidate(
                sentence, Span(means.start(), end), 0.3 + 0.4 * _held(question, sentence, clause, matcher)
            )


def definitions_asked(
    question: Understanding, sentence: RankedSentence, matcher: Matcher
) -> Iterator[Candidate]:
    """Yield what stands behind the name and 是, 指 or 从事."""
    text = sentence.source.text
    for term in question.terms:
        for span in matcher.find(term.text, sentence.text).spans:
            end = span.end + sentence.span.start
            rest = text[end : sentence.span.end]
            inside = re.match(r"[\w”」》]{0,16}?(?=,?(?:也|就)?(?:是|指|为一|即|从事|主要|负责|提供))", rest)
            start = end + (inside.end() if inside else 0)
            verb = _IS.match(text[start : sentence.span.end])
            if verb:
                stop = re.search(r"[。;!?]", text[start : sentence.span.end])
                last = start + stop.start() if stop else sentence.span.end
                yield Candidate(
                    sentence, Span(start + verb.end(), last), 0.5 if term.part is Part.ENTITY else 0.35
                )
