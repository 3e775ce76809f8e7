"""Who of a body that a question names did something: spoke, presided, visited."""

from __future__ import annotations

import re
from collections.abc import Sequence

from answers import templates
from answers.events.asked import What, deeds_in, find_cue
from answers.events.doing import Doing, doings
from answers.pile.leading import calls_a_leader, leads_in, says_all
from answers.questions.parts import Part
from answers.questions.understanding import Understanding
from answers.tools import Tools
from answers.types import Answer, Citation, Kind, Question, Quote
from answers.vocabulary import any_of, vocabulary
from retrieval.types import Span

# 云溪那场发布会|房管局: where and on which occasion
_OCCASION = re.compile(
    rf"[^,的]{{0,16}}?[这那]?[场次个]?(?:{any_of(vocabulary('meeting-endings'))})(?:上|里|的)?(?=.)"
)
_PASSAGES = 12  # that are looked at for the people in them
_BETWEEN = "、"  # posts of one person
_LEADER = "负责人"  # a post that says no more
_LONGEST = 24  # code points of a post with its holder; of a longer one the name stands alone
# Read off by rule, name, post and verb side by side, as lists of who spoke are (`events.answering`).
_CONFIDENCE = 0.8


def doer_of(asked: Understanding, name: str, tools: Tools) -> Answer | None:
    """Return the answer who did what is asked, of those whose post names one of several bodies; None where none did.

    Where the question calls whoever leads the body, nobody else is meant: no 制造部经理 of a firm.
    """
    cue = find_cue(asked)
    if cue is None or cue.what is not What.DOERS:
        return None
    occasion = _OCCASION.match(name)
    name = name[occasion.end() :] if occasion is not None else name
    names = [term.text for term in asked.terms if len(term.text) > 1 and term.text in name]
    where = [term.text for term in asked.of_part(Part.ENTITY) if occasion and term.text in occasion.group()]
    deeds = deeds_in(asked.text.replace(name, ""))
    if not names or not deeds:
        return None
    hits = tools.searcher.search(asked.query, _PASSAGES, tools.within).hits
    sources = [source for hit in hits if (source := tools.sources.find(hit.passage.id)) is not None]
    told = [
        one
        for source in sources
        if all(one in source.context.heading or one in source.context.text for one in where)
        for one in doings([source])
        if one.deed in deeds and says_all(names, one.post, tools.matcher)
    ]
    if calls_a_leader(asked):
        told = [one for one in told if _leads(one, names)]
    return _answer(asked, told[0], names, tools) if told else None


def _leads(one: Doing, names: Sequence[str]) -> bool:
    parts = one.post.split(_BETWEEN)
    return one.post.endswith(_LEADER) or any(leads_in(part, names) is not None for part in parts)


def _answer(asked: Understanding, one: Doing, names: Sequence[str], tools: Tools) -> Answer:
    source = one.source
    value = source.to_original(_said(one, names)).of(source.passage.text)
    quote = Quote(source.passage, source.to_original(one.statement))
    return Answer(
        Question(asked.text, asked.text, Kind.PERSON),
        templates.lead(value, None, (1,)),
        value,
        (Citation(1, quote, tools.sources.document(source.passage.document_id)),),
        _CONFIDENCE,
    )


def _said(one: Doing, names: Sequence[str]) -> Span:
    """Return a name with the post before it, without the body's own name; the name alone where that is long or stands elsewhere."""
    start = one.person.start - len(one.post)
    if one.post and one.source.text[max(start, 0) : one.person.start] == one.post:
        at = 0
        for part in one.post.split(_BETWEEN):
            leads = leads_in(part, names)
            if leads is not None and len(one.post) - at - leads.start() + len(one.person) <= _LONGEST:
                return Span(start + at + leads.start(), one.person.end)
            at += len(part) + len(_BETWEEN)
    return one.person
