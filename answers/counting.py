"""How many documents or passages speak of something: all of them looked at, the denominator named."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from answers import templates
from answers.compose import cite
from answers.questions.understanding import Understanding
from answers.sources import Source
from answers.types import Answer, Question
from retrieval.types import Document, Span

if TYPE_CHECKING:
    from answers.answerer import Answerer

# 有多少篇文档提到云招商? · 提到云招商的文档有几篇?
_WHAT = re.compile(
    r"(?:提到|提及|说到|讲到|涉及|出现|包含)(?:了|过)?(?:关于)?[“「\"]?(?P<what>[^?。,“”\"」]+?)[”」\"]?(?:的?(?:有|一?共|文档|文件|资料|材料|文章|段落|地方|篇|共).*)?\??$"
)
_WITHIN = re.compile(
    r"^(?P<document>.+?)(?:那|这)?(?:一)?(?:篇|份|个)(?:文档|文件|资料|材料|文章|报道|简报)?(?:里|中|里面|当中)"
)
_SHOWN = 5


def count(answerer: Answerer, question: Question, understanding: Understanding) -> Answer | None:
    """Return how many documents hold what the question names; None where it names nothing or nothing holds it."""
    match = _WHAT.search(understanding.text)
    if match is None:
        return None
    what = match["what"]
    asks_passages = bool(re.search(r"几段|多少段|几处|多少处|几次|多少次", understanding.text))
    within = _WITHIN.search(understanding.text) if asks_passages else None
    documents = answerer.sources.documents()
    if within:
        documents = _about(answerer, documents, within["document"])
    holding: dict[str, list[tuple[Source, Span]]] = {}
    passages = 0
    for document in documents:
        for passage in answerer.sources.passages(document.id):
            passages += 1
            source = answerer.sources.source(passage)
            at = source.text.find(what)
            if at >= 0:
                sentence = next((span for span in source.sentences if span.start <= at < span.end), None)
                holding.setdefault(document.id, []).append((source, sentence or Span(at, at + len(what))))
    if not holding:
        return None
    found = sum(map(len, holding.values()))
    citations = cite(answerer.sources, [places[0] for places in holding.values()][:_SHOWN])
    if asks_passages:
        citations = cite(
            answerer.sources, [place for places in holding.values() for place in places][:_SHOWN]
        )
        lead, answer = templates.counted_passages(what, found, passages), f"{found}段"
    else:
        lead, answer = templates.counted(what, len(holding), len(documents), found), f"{len(holding)}篇"
    return Answer(question, lead, answer, citations, 0.95, matched=(what,))


def _about(answerer: Answerer, documents: tuple[Document, ...], name: str) -> tuple[Document, ...]:
    """Return the documents whose title or text names `name`, the one that names it most; all where none does."""
    scored = []
    for document in documents:
        context = answerer.sources.source(answerer.sources.passages(document.id)[0]).context
        scored.append((10 * (name in context.heading) + context.document_text.count(name), document))
    best = max(score for score, _ in scored)
    return tuple(document for score, document in scored if score == best) if best else documents
