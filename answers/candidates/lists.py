"""Enumerations that may answer, within a passage and across those that follow."""

from __future__ import annotations

import re
from collections.abc import Iterator

from answers.candidates.candidate import Candidate, question_words
from answers.matching import Matcher
from answers.questions.parts import Part
from answers.questions.understanding import Understanding
from answers.ranking import RankedSentence
from answers.sources import Source, Sources
from answers.spans.closeness import closeness
from answers.spans.lists import items_ending_in, ordinals_after
from answers.types import Kind
from retrieval.types import Span


def across(question: Understanding, sentence: RankedSentence, sources: Sources) -> Candidate | None:
    """Return the list that the passages after a sentence go on with (四个方面: | 一是 … | 二是 …), None for none."""
    if question.kind is not Kind.LIST:
        return None
    passage = sentence.source.passage
    if sentence.span.end < sentence.source.sentences[-1].end:
        return None  # a list is announced by the last sentence before it
    items: list[tuple[Source, Span]] = []
    for source in sources.following(passage):
        found = ordinals_after(source.text, len(items))
        if not found:
            break
        items.extend((source, item) for item in found)
    if len(items) < 2:
        return None
    score = 0.5 + 0.4 * count_fits(question.item_count, len(items))
    return Candidate(sentence, sentence.span, score, elsewhere=tuple(items))


def lists_asked(question: Understanding, sentence: RankedSentence, matcher: Matcher) -> Iterator[Candidate]:
    """Yield the enumerations of a sentence, scored by closeness, count and head noun."""
    source = sentence.source
    words = question_words(question, source, sentence.span, matcher)
    head = _head(question.text)
    found = [enumeration for enumeration in source.enumerations if sentence.span.overlaps(enumeration.span)]
    spans = [enumeration.span for enumeration in found]
    for enumeration in found:
        if all(item.of(source.text) in question.text for item in enumeration.items):
            continue
        near = closeness(source.text, enumeration.span, words, spans)
        count = count_fits(question.item_count, len(enumeration.items))
        after = source.text[enumeration.span.end - 4 : enumeration.span.end + 14]
        headed = (
            0.2
            if head
            and (
                head[-2:] in after
                or head in source.text[max(0, enumeration.span.start - 12) : enumeration.span.start]
            )
            else 0.0
        )
        if any(_PRICED.search(_unbracketed(item.of(source.text))) for item in enumeration.items):
            count -= 1.0
        if any(term.text in _BODIES for term in question.of_part(Part.SORT)):
            bodies = sum(bool(_BODY.search(item.of(source.text))) for item in enumeration.items)
            count -= 0.0 if 2 * bodies >= len(enumeration.items) else 1.0
        whole = Span(enumeration.items[0].start, enumeration.items[-1].end)
        yield Candidate(sentence, whole, 0.5 * near + 0.3 * count + headed, enumeration.items)
    named = 0.1 if head[-2:] in _BODIES else _NAMED
    for tail in dict.fromkeys((head, head[-2:])):
        items = tuple(item for item in items_ending_in(source.text, tail) if sentence.span.holds(item))
        items = tuple(item for item in items if item.of(source.text) not in question.text)
        if len(items) > 1:
            count = count_fits(question.item_count, len(items))
            near = closeness(source.text, Span(items[0].start, items[-1].end), words, ())
            yield Candidate(
                sentence, Span(items[0].start, items[-1].end), 0.4 * near + 0.3 * count + named, items
            )
            break


_NAMED = 0.3  # items that end in the very noun asked for


# Where companies are asked for, the items have to be names of bodies.
_BODIES = frozenset({"企业", "公司", "单位", "机构", "部门"})
_BODY = re.compile(
    r"公司|集团|厂|中心|机械|电子|药业|研究院|[局委办所院]$|生物|科技|创投|银行|材料|电梯|重工|汇$|谷$"
)
# 总投资30亿元 beside the names of projects: a figure, no item; in brackets it only adds to one
_PRICED = re.compile(r"\d[.,]?[余多]?[万亿]?(?:元|美元|%|家|个)")


def _unbracketed(text: str) -> str:
    return text.partition("(")[0]


def count_fits(wanted: int | None, found: int) -> float:
    """Return how well a number of items fits the number asked for: 1 as asked, less for others."""
    if wanted is None:
        return 0.5
    return 1.0 if wanted == found else 0.0 if found < wanted else 0.2


_HEAD = re.compile(
    r"(?:哪(?:[两三四五六七八九十几]|\d{1,4})?(?:个|些|家|项|种|类|大|条|处|方面|位|款|座|所|级|套){0,3}|什么|哪些)(?P<head>[\u4e00-\u9fff]{0,40}?)(?:的?(?:工作|内容)?[?]?$|[?,]|实施|体系)"
)


# 签约的两个项目分别是什么
_HEAD_BEFORE = re.compile(
    r"(?:[两三四五六七八九十几]|\d{1,4})(?:个|家|项|种|类|大|条|处|位|款|座|所|名)(?P<head>[\u4e00-\u9fff]{2,8}?)(?:分别|各|都)(?:是|为|叫|有|指)"
)


def _head(text: str) -> str:
    """Return the noun that a list question asks for.

    >>> _head("江阴设立了哪几个集中隔离医学观察点?"), _head("要求抓好哪四个方面的工作?"), _head("签约了哪些重大项目?")
    ('集中隔离医学观察点', '', '重大项目')
    """
    match = _HEAD_BEFORE.search(text) or _HEAD.search(text)
    return match["head"].removeprefix("方面") if match else ""
