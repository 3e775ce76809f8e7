"""Who leads a thing, where a question calls whoever does by one word: 负责人 for 总经理, 董事长, 管委会主任."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from answers import templates
from answers.candidates.people import WHOSE_WORDS, trimmed_post
from answers.matching import SAME, Matcher
from answers.pile.cells import Cell
from answers.questions.understanding import Understanding
from answers.sources import Source
from answers.spans.names import Person
from answers.spans.shortened import is_short_for
from answers.tools import Tools
from answers.types import Abstention, Answer, Citation, Kind, Question, Quote
from answers.vocabulary import any_of, vocabulary
from retrieval.normalise import normalise
from retrieval.types import DocumentId, Span

# 负责人, 一把手: behind whom it is of
_CALLED = re.compile(
    rf"的?(?P<called>{any_of(vocabulary('called-leaders'))})(?=[各都]?(?:分别)?(?:是谁|叫|有谁|[是有]哪|$))"
)
_CALLS = re.compile(any_of(vocabulary("called-leaders")))
_FIRST = re.compile(any_of(vocabulary("first-leaders")))
_POSTS = any_of(vocabulary("posts-of-heads") | vocabulary("posts-in-firms"))
_LEADS = re.compile(
    rf"(?:{any_of(vocabulary('leading-bodies'))})?(?:\u5e38\u52a1)?(?P<deputy>\u526f)?(?:{_POSTS})$"
)
_BODY = re.compile(rf"(?:{any_of(vocabulary('leading-bodies'))})$")
# Of an area the one above a committee's head who is the party's deputy secretary.
_PARTY_FIRST = "一把手"
_IS_SECOND = re.compile("副书记")
_OF_WHOM = re.compile(
    rf"(?:{any_of(vocabulary('firm-ends') | vocabulary('trade-endings') | vocabulary('area-endings'))}|\))$"
)
# 青河高新区(云溪)|区委书记: the area of which a post is, in brackets
_AREA_BEFORE = re.compile(r"[\u4e00-\u9fff]{2,12}\([\u4e00-\u9fff]{2,8}\)$")
_MOST_BEFORE = 24  # code points
_PARTS = re.compile("[^、,]+")
_PASSAGES = 12  # that are looked at for the people in them
_LONGEST = 24  # code points of a post with its holder; of a longer one the name stands alone
# All 13 heads and deputies that the briefs of 2020 name lead what their post says; a deputy is only one of those who do.
_OF_HEAD, _OF_DEPUTY = 0.9, 0.6


@dataclass(frozen=True, slots=True)
class _Leader:
    """Somebody who leads what is asked of; `said` is from the post to the name, in the source's normalised text."""

    source: Source
    person: Person
    said: Span
    is_deputy: bool


def is_called_so(asked: Understanding, quote: Quote) -> bool:
    """Return whether a quotation says the word by which a question calls a leader; true where it calls nobody so."""
    called = _CALLED.search(asked.text)
    return called is None or called["called"] in normalise(quote.text).text


def leader_of(asked: Understanding, tools: Tools, within: frozenset[DocumentId] | None) -> Cell | None:
    """Return the cell of who leads what a question names, with the post as printed; None where it asks of a certain post.

    A head comes before a deputy, who is none where the first one is asked for; among equals, who is told of first.
    """
    called = _CALLED.search(asked.text)
    if called is None or asked.kind is not Kind.PERSON:
        return None
    said = [term.text for term in asked.terms if term.span.end <= called.start() and len(term.text) > 1]
    names = [name for one in said for name in _area_and_body(one)]
    if not names:
        return None
    hits = tools.searcher.search(asked.query, _PASSAGES, within).hits
    sources = [source for hit in hits if (source := tools.sources.find(hit.passage.id)) is not None]
    found = [leader for source in sources for leader in _leaders(source, names, tools)]
    if _FIRST.search(called["called"]):
        found = [leader for leader in found if not leader.is_deputy]
    if _PARTY_FIRST in called["called"] and not any(map(_BODY.search, said)):
        found = [leader for leader in found if not _IS_SECOND.search(leader.said.of(leader.source.text))]
    best = min(found, key=lambda leader: leader.is_deputy, default=None)
    return _cell(best, tools) if best is not None else None


def leader_unnamed(question: Question, asked: Understanding, tools: Tools) -> Answer | Abstention | None:
    """Return who leads what a question names, where it calls him by a word that no document says; None where one does.

    Nobody else is meant where no such post is told.
    """
    called = _CALLED.search(asked.text)
    if called is None or asked.kind is not Kind.PERSON or tools.sources.is_said(called["called"]):
        return None
    cell = leader_of(asked, tools, tools.within)
    if cell is None or cell.value is None:
        lacking = (called["called"],)
        return Abstention(question, templates.missing(lacking), unmatched=lacking, searched=tools.articles())
    return Answer(
        question,
        templates.lead(cell.value, None, (1,)),
        cell.value,
        (Citation(1, cell.quote, cell.document),),
        cell.confidence,
    )


def _area_and_body(name: str) -> tuple[str, ...]:
    """Return the area and the body that a name says, as a post may part them: 南岭开发区|管委会 of 南岭开发区党工委副书记、管委会主任."""
    body = _BODY.search(name)
    return (name[: body.start()], body.group()) if body is not None and body.start() > 1 else (name,)


def _leaders(source: Source, names: Sequence[str], tools: Tools) -> Iterator[_Leader]:
    """Yield who leads what has some names, by the post that stands before the person: 丘钛科技有限公司|总经理王健强."""
    for person in source.people:
        if WHOSE_WORDS.match(source.text, person.span.end):
            continue
        post = trimmed_post(source.text, person.post)
        text = post.of(source.text)
        area = _AREA_BEFORE.search(source.text[max(0, post.start - _MOST_BEFORE) : post.start])
        if not says_all(names, f"{area.group() if area else ''}{text}", tools.matcher):
            continue
        parts = [Span(*part.span()) for part in _PARTS.finditer(text)]
        leading = [(part, leads) for part in parts if (leads := leads_in(part.of(text), names)) is not None]
        if leading:
            part, leads = leading[0]
            said = Span(post.start + part.start + leads.start(), person.span.end)
            yield _Leader(source, person, said, all(leads["deputy"] for _, leads in leading))


def says_all(names: Sequence[str], post: str, matcher: Matcher) -> bool:
    """Return whether a post says all of some names, be it whole where they are short for it: 丘钛 of 丘钛微电子科技有限公司总经理."""
    return all(matcher.strength(name, post) >= SAME or is_short_for(name, post) for name in names)


def calls_a_leader(asked: Understanding) -> bool:
    """Return whether a question calls whoever leads by one word."""
    return _CALLS.search(asked.text) is not None


def leads_in(post: str, names: Sequence[str]) -> re.Match[str] | None:
    """Return where a post says who leads: the names' own head, and that of no office within (党群工作部主任)."""
    leads = _LEADS.search(post)
    before = post[: leads.start()] if leads else ""
    is_own = not before or _OF_WHOM.search(before) or before.endswith(tuple(names))
    return leads if is_own else None


def _cell(leader: _Leader, tools: Tools) -> Cell:
    source, person = leader.source, leader.person
    said = leader.said if len(leader.said) <= _LONGEST else person.span
    sentence = next((one for one in source.sentences if one.holds(person.span)), said)
    passage = source.passage
    return Cell(
        Quote(passage, source.to_original(sentence)),
        tools.sources.document(passage.document_id),
        source.to_original(said).of(passage.text),
        None,
        _OF_DEPUTY if leader.is_deputy else _OF_HEAD,
    )
