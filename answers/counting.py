"""How many articles, files or passages speak of something: all of them looked at, the denominator named."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping

from answers import templates
from answers.compose import cite
from answers.deadline import check_time
from answers.questions.understanding import Understanding
from answers.sources import Source
from answers.tools import Tools
from answers.types import Answer, Place, Question
from retrieval.normalise import normalise
from retrieval.types import PassageId, Span

# 有多少篇文档提到云招商? · 提到云招商的文档有几篇?
_WHAT = re.compile(
    r"(?:提到|提及|说到|讲到|涉及|出现|包含)(?:了|过)?(?:关于)?[“「\"]?(?P<what>[^?。,“”\"」]{1,60}?)[”」\"]?(?:的?(?:有|一?共|文档|文件|资料|材料|文章|段落|地方|篇|共).{0,120})?\??$"
)
_WITHIN = re.compile(
    r"^(?P<document>.+?)(?:那|这)?(?:一)?(?:篇|份|个)(?:文档|文件|资料|材料|文章|报道|简报)?(?:里|中|里面|当中)"
)
_ASKS_PASSAGES = re.compile(r"几段|多少段|几处|多少处|几次|多少次")
_ASKS_FILES = re.compile(r"(?:几|多少)个文件")  # 一份文件 is a paper, 一个文件 what holds papers
_SHOWN = 5
_IN_THE_TITLE = 10  # a title that names something is worth as much as so many places in the text


def count(tools: Tools, question: Question, understanding: Understanding) -> Answer | None:
    """Return how many articles hold what the question names; None where it names nothing or nothing holds it."""
    match = _WHAT.search(understanding.text)
    if match is None:
        return None
    what = match["what"]
    asks_passages = bool(_ASKS_PASSAGES.search(understanding.text))
    within = _WITHIN.search(understanding.text) if asks_passages else None
    articles = _about(tools, within["document"]) if within else None
    holding = _holding(tools, what, articles)
    if not holding:
        return None
    found = sum(map(len, holding.values()))
    if asks_passages:
        shown = [passage_id for passage_ids in holding.values() for passage_id in passage_ids]
        looked_at = sum(articles.values()) if articles else tools.searcher.size()
        lead, answer = templates.counted_passages(what, found, looked_at), f"{found}段"
    elif _ASKS_FILES.search(understanding.text):
        files = len({document_id for document_id, _ in holding})
        shown = [passage_ids[0] for passage_ids in holding.values()]
        lead = templates.counted_files(what, files, len(tools.within or tools.sources.names()), found)
        answer = f"{files}个"
    else:
        shown = [passage_ids[0] for passage_ids in holding.values()]
        lead = templates.counted(what, len(holding), tools.articles(), found)
        answer = f"{len(holding)}篇"
    citations = cite(tools.sources, _sentences_with(tools, what, shown[:_SHOWN]))
    if not citations:
        return None  # another process has removed them meanwhile
    return Answer(question, lead, answer, citations, 0.95, matched=(what,))


def _holding(tools: Tools, what: str, articles: Collection[Place] | None) -> dict[Place, list[PassageId]]:
    """Return the passages that hold a text by article, in order of source and place; of these articles, if given."""
    found: dict[Place, list[PassageId]] = {}
    for glance in tools.searcher.holding(what):
        check_time()
        place = (glance.document_id, glance.article)
        is_looked_at = tools.within is None or glance.document_id in tools.within
        if is_looked_at and (articles is None or place in articles):
            found.setdefault(place, []).append(glance.id)
    order = {document_id: number for number, document_id in enumerate(tools.sources.names())}
    return dict(sorted(found.items(), key=lambda item: (order.get(item[0][0], len(order)), item[0][1])))


def _sentences_with(
    tools: Tools, what: str, passage_ids: Iterable[PassageId]
) -> Iterator[tuple[Source, Span]]:
    """Yield the first sentence of each passage that holds a text."""
    for source in filter(None, map(tools.sources.find, passage_ids)):
        at = source.text.find(what)
        sentence = next((span for span in source.sentences if span.start <= at < span.end), None)
        yield source, sentence or Span(at, at + len(what))


def _about(tools: Tools, name: str) -> Mapping[Place, int] | None:
    """Return the articles that name something most, in title or text, with their numbers of passages.

    None where no article names it.
    """
    worth: Counter[Place] = Counter()
    passages: Counter[Place] = Counter()
    for glance in tools.searcher.in_articles_holding(name):
        check_time()
        place = (glance.document_id, glance.article)
        if place not in passages:
            worth[place] += _IN_THE_TITLE * (name in normalise(glance.title).text)
        worth[place] += glance.text.count(name)
        passages[place] += 1
    best = max(worth.values(), default=0)
    return {place: passages[place] for place in worth if worth[place] == best} if best else None
