"""Which posts those hold who did something, where a question names them by their deeds: 讲话的和主持的各是什么职务.

All of it reads normalised text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from answers.events.asked import deeds_in
from answers.events.doing import Doing
from answers.pile.articles import Article
from answers.pile.asked import names_in
from answers.pile.cells import Cell, to_table
from answers.pile.posting import posts_before
from answers.questions.each import EACH, WORDS
from answers.questions.parts import FRAME, Part
from answers.questions.understanding import Understanding
from answers.tools import Tools
from answers.types import Answer, Question, Quote
from answers.vocabulary import any_of, table, vocabulary
from retrieval.types import Span

_DEED = any_of({word for _, _, asked in table("deeds-of-people") for word in asked.split() if len(word) > 1})
_POSTS = any_of(vocabulary("asks-post"))
_LEADERS = any_of(vocabulary("leaders") | vocabulary("firm-leaders") | {"人"})
_MARKS = re.compile("、|以及|还有|[和跟]")
_SEVERAL = 2
# What asks, behind the deeds: 各是什么职务 · 在党工委里各任什么职务
_ASKS = re.compile(
    rf"(?:在(?P<body>[^,。?在]{{2,10}}?)[里内中]?)?(?:{WORDS}|{EACH.pattern}|都)[是任有为担]{{0,2}}[^,。?]{{0,2}}(?:{_POSTS})"
)
_DONE = re.compile(rf"(?:{_DEED})[^,、?的]{{0,6}}的")  # 讲话的 of 视频会上讲话的
# 去卡口看的: visiting, with where it was
_WENT = re.compile("[去到](?P<where>[^,。?的去到]{1,8})看的")
_COUNTED = re.compile(rf"[两三四几](?:位|个?人)(?:{_LEADERS})?$")  # 江阴那|两位领导
_PARTS = re.compile("[^、,]+")
_BETWEEN = "\u3001"  # posts of one person
_LEAST_SAID = 0.5  # of what a question says besides, the same half as of papers
_BORNE_OUT = 0.5
_DAY = re.compile(r"\d日$")
# Read off by rule, post, name and verb side by side, as those who did something are (`events.doers`).
_CONFIDENCE = 0.8
_SAYS_NOTHING = FRAME | vocabulary("table-words") | vocabulary("leaders")


@dataclass(frozen=True, slots=True)
class _Asked:
    """The deeds by which people are named, each with the words for it; `body`: the one in which a post is asked for, or empty."""

    done: tuple[str, ...]
    body: str
    around: tuple[str, ...]


def posts_of_doers(
    question: Question,
    understanding: Understanding,
    articles: Sequence[Article],
    doings: Callable[[Article], Iterable[Doing]],
    tools: Tools,
) -> Answer | None:
    """Return a table of the posts of those who did what a question says; None where it asks for no such posts, or nobody's is told.

    `doings` says what people do in an article. Nobody is told where two did the same in the articles asked for, each at the head of a row.
    """
    found = _asked(understanding)
    if found is None:
        return None
    names = names_in(understanding.text, [one.owner.name for one in articles])
    said = {name.of(understanding.text) for name in names}
    own = [one for one in articles if not said or one.owner.is_called(said)]
    around = [word for word in found.around if not any(word in name or name in word for name in said)]
    told: list[tuple[str, Doing, Article]] = []
    for article in own:
        for deed in found.done:
            deeds = ("visiting",) if _WENT.search(deed) else deeds_in(deed)
            place = _WENT.search(deed)
            doers = {
                one.name: one
                for one in doings(article)
                if one.deed in deeds
                and one.post
                and (place is None or place["where"] in one.statement.of(one.source.text))
                and _says(around, f"{article.context.text} {article.context.heading}", tools)
            }
            if len(found.done) > 1 and len(doers) > 1:
                return None  # of which one?
            told += [(deed, one, article) for one in doers.values()]
    deeds_told, people = {deed for deed, *_ in told}, {one.name for _, one, _ in told}
    is_one_each = len(found.done) == 1 or len(told) == len(found.done)
    if not is_one_each or len(deeds_told) < len(found.done) or not _SEVERAL <= len(told) == len(people):
        return None
    cells = {
        f"{deed if len(found.done) > 1 else ''}{one.name}": _cell(article, one.name, found.body, tools)
        for deed, one, article in told
    }
    return to_table(question, cells) if any(cells.values()) else None


def _asked(understanding: Understanding) -> _Asked | None:
    text = understanding.text
    asks = _ASKS.search(text)
    if asks is None:
        return None
    start, clause = 0, text[: asks.start()].rstrip(",")
    start, clause = clause.rfind(",") + 1, clause.rpartition(",")[2]
    found = [_DONE.search(piece) or _WENT.search(piece) for piece in _MARKS.split(clause)]
    done = tuple(one.group() for one in found if one is not None)
    if len(done) < len(found) or (len(done) < _SEVERAL and _COUNTED.search(clause) is None):
        return None
    kept = [Span(start, start + len(clause)), Span(*asks.span())]
    around = tuple(
        term.text.replace("号", "日") if term.part is Part.DATE else term.text
        for term in understanding.terms
        if len(term.text) > 1
        and term.text not in _SAYS_NOTHING
        and not any(term.span.overlaps(span) for span in kept)
    )
    return _Asked(done, asks["body"] or "", around)


def _says(words: Sequence[str], text: str, tools: Tools) -> bool:
    """Return whether a text says half of some words, and all days."""
    said = [word in text or tools.matcher.strength(word, text) >= _BORNE_OUT for word in words]
    is_of_days = all(word in text for word in words if _DAY.search(word))
    return is_of_days and sum(said) >= _LEAST_SAID * len(words)


def _cell(article: Article, name: str, body: str, tools: Tools) -> Cell | None:
    """Return the cell of the fullest post that an article tells of somebody, of the part that names a body where one is asked for."""
    told = [
        (source, post)
        for source in article.sources(tools.sources)
        for post in posts_before(source, name)
        if body in post.of(source.text)
    ]
    if not told:
        return None
    source, post = max(told, key=lambda one: len(one[1]))
    if body:
        text = post.of(source.text)
        part = next(match for match in _PARTS.finditer(text) if body in match.group())
        post = Span(post.start + part.start(), post.start + part.end())
    sentence = next((one for one in source.sentences if one.holds(post)), post)
    value = source.to_original(post).of(source.passage.text)
    return Cell(
        Quote(source.passage, source.to_original(sentence)),
        tools.sources.document(source.passage.document_id),
        value,
        None,
        _CONFIDENCE,
        items=tuple(value.split(_BETWEEN)) if _BETWEEN in value else (),
    )
