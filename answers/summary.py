"""Cited points on a subject: the sentences that say most about it, from as many passages, in their order."""

from __future__ import annotations

import re
from collections.abc import Collection

from answers import templates
from answers.compose import abstention, cite
from answers.points import points
from answers.questions.understanding import Understanding
from answers.sources import Source
from answers.tools import Tools
from answers.types import Abstention, Answer, Question
from retrieval.analysis import to_query
from retrieval.search import Found

_POINTS = 5
_PASSAGES = 30
# What frames a request for a summary and says nothing of its subject.
_FRAME = re.compile(
    r"请|帮我|概括一?下?|总结一?下?|摘要|概述一?下?|归纳一?下?|综述|简要|介绍一?下?|说说|讲讲|的?主要内容(?:是什么)?|的?大意|(?:讲|说|写)了(?:些)?什么(?:内容|事)?|"
    r"(?:这|那)?(?:篇|份|个)?(?:文档|文件|资料|材料|文章|报道|简报)(?:里|中)?|的?(?:情况|要点|做法)|关于|有关|[?。]"
)


def brief(
    tools: Tools, question: Question, understanding: Understanding, document_ids: Collection[str] | None
) -> Answer | Abstention:
    """Return the points on the subject that a question names, from these documents only where they are given."""
    subject = _FRAME.sub("", understanding.text).strip(" 的,“”《》") or understanding.text
    asked = tools.understand(subject)
    found = tools.searcher.search(to_query(asked.analysis), _PASSAGES) if asked.terms else Found(())
    sources = [
        (source, hit.score)
        for hit in found.hits
        if (document_ids is None or hit.passage.document_id in document_ids)
        and hit.passage.is_body
        and (source := tools.sources.find(hit.passage.id))
        and _speaks_of(tools, asked, source)
    ]
    chosen = points(asked, sources, tools.matcher, tools.bigram_weight, _POINTS)
    if not chosen:
        return abstention(question, asked, _why_nothing(tools, asked), None, None, tools.sources)
    in_order = sorted(chosen, key=lambda point: (point.source.passage.id, point.span))
    citations = cite(tools.sources, ((point.source, point.span) for point in in_order))
    lead = templates.brief(subject, len(citations))
    return Answer(question, lead, None, citations, 0.7, matched=tuple(term.text for term in asked.terms))


def _why_nothing(tools: Tools, asked: Understanding) -> str:
    """Return why there is no point: words that all stand somewhere are only nowhere said together."""
    words = tuple(dict.fromkeys(term.text for term in asked.terms))
    is_apart = len(words) > 1 and all(map(tools.sources.is_said, words))
    return templates.missing(words) if is_apart else templates.NOTHING_LIKE_IT


def _speaks_of(tools: Tools, asked: Understanding, source: Source) -> bool:
    """Return whether the subject's terms stand in a passage or its heading."""
    around = f"{source.heading}\n{source.text}"
    return all(tools.matcher.strength(term.text, around) >= 0.5 for term in asked.terms)
