"""What a library holds, asked for in words: 有几篇文章, 资料里有什么."""

from __future__ import annotations

import re

from answers import templates
from answers.compose import numbered
from answers.questions.understanding import Understanding
from answers.tools import Tools
from answers.types import Answer, Citation, Question, Quote
from answers.vocabulary import any_of, vocabulary
from retrieval.types import Span

_PAPERS = any_of(vocabulary("papers-held"))
_WHERE = r"(?:现在|目前|这里|你(?:这里|这儿|那里)?|手[头上]|库里|资料库|资料|材料|文件|文档)?(?:里面|里头|里|中|内)?"
_COUNTED = re.compile(
    rf"{_WHERE}(?:一共|总共|共|都)?(?:有|收了?|存了?)(?:了)?(?:多少|几)(?P<measure>篇|份|个|件)?(?P<sort>{_PAPERS})[呢啊呀]?[?]?"
)
_LISTED = re.compile(
    rf"{_WHERE}(?:一共|总共|共|都)?(?:有|收了?|存了?)(?:些)?(?:什么|啥|哪些|哪几[篇份个])(?:{_PAPERS}|内容|东西)?[呢啊呀]?[?]?"
)
_FILES = ("文件", "文档")
_MOST_SHOWN = 20  # articles
_CERTAIN = 1.0


def holdings(question: Question, understanding: Understanding, tools: Tools) -> Answer | None:
    """Return how many articles and files there are, with their titles; None for a question that asks for something else."""
    text = understanding.text
    counted = _COUNTED.fullmatch(text)
    if counted is None and _LISTED.fullmatch(text) is None:
        return None
    sources = tools.sources
    names = [one for one in sources.names() if tools.within is None or one in tools.within]
    lines: list[str] = []
    citations: list[Citation] = []
    for document_id in names:
        seen: set[int] = set()
        for passage in sources.passages(document_id):
            if passage.article in seen or len(lines) >= _MOST_SHOWN:
                continue
            seen.add(passage.article)
            quote = Quote(passage, Span(0, len(passage.text.split("\n")[0]) or len(passage.text)))
            n = numbered(citations, quote, sources.document(document_id))
            lines.append(templates.titled(passage.title, n))
        if len(lines) >= _MOST_SHOWN:
            break
    if not citations:
        return None
    articles = tools.articles()
    more = (templates.more_lines(articles - len(lines)),) if articles > len(lines) else ()
    lead = "\n".join([templates.held(articles, len(names)), *lines])
    is_of_files = counted is not None and counted["sort"] in _FILES
    answer = templates.files(len(names)) if is_of_files else templates.papers(articles)
    return Answer(question, lead, answer, tuple(citations), _CERTAIN, notes=more)
