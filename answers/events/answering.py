"""Replies about people and days: who spoke, what they said, what happened when, which meetings there were."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from answers import templates
from answers.compose import numbered
from answers.events.asked import Cue, EventsAsked, What, events_asked
from answers.events.dating import Event, Paper, events, meetings, papers
from answers.events.doing import Doing, doings
from answers.events.posts_of_doers import posts_of_doers
from answers.pile.articles import Article
from answers.pile.rows import lead_of
from answers.questions.parts import Part, Term
from answers.questions.understanding import Understanding
from answers.sources import Source
from answers.tools import Tools
from answers.types import Answer, Citation, Question, Quote, Row
from answers.vocabulary import longest_first, vocabulary
from retrieval.dates import Date
from retrieval.types import Span

_CONFIDENCE = (
    0.8  # no gold question measures it: read off whole articles by rule, names and verbs side by side
)
_MOST_ROWS = 30  # of more nobody reads all; a note says how many there are
_BORNE_OUT = 0.5  # strength from which a sentence says a term: half of its pairs of characters, where no synonym stands
_HALF = 0.5  # of what is asked, that must be said with a paper
_KEPT = 400  # articles, the most that `pile.articles` reads
_LONGEST_SHORT = 24  # code points of a value that is a short answer
_SEVERAL = 2
_EDGES = " ,;\uff0c\uff1b\u3001\u3002\n"
_WHOSE = re.compile(r"[\u4e00-\u9fff]{1,8}?[省市县区]\d{4}年度?")
_HEADS = longest_first(vocabulary("posts-of-heads"))


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a reply: its name, its value in the source, and what tells it."""

    name: str
    source: Source
    value: Span
    statement: Span
    as_of: Span | None = None


class Events:
    """What people do and what happens in some articles of one library as it is; each article is read when it is first asked for."""

    def __init__(self, tools: Tools, articles: Sequence[Article]) -> None:
        self._tools, self._articles = tools, articles
        self._doings = lru_cache(_KEPT)(lambda article: doings(article.sources(tools.sources)))
        self._events = lru_cache(_KEPT)(lambda article: events(article.sources(tools.sources)))
        self._meetings = lru_cache(_KEPT)(lambda article: meetings(article.sources(tools.sources)))

    def answer(
        self, question: Question, understanding: Understanding, cue: Cue, tools: Tools
    ) -> Answer | None:
        """Return what people did or said, or what happened when; None where a question asks for something else, or none is found.

        `cue` is what its words alone say that it asks for.
        """
        articles = [one for one in self._articles if tools.within is None or one.document_id in tools.within]
        subjects = [one.owner.name for one in articles]
        asked = events_asked(understanding, cue, subjects, tools.searcher.analyser.segmenter.tag)
        if asked is None:
            return None
        own = [one for one in articles if _is_asked_of(asked, one)]
        match asked.what:
            case What.DOERS:
                lines = self._doers(asked, own)
            case What.WORDS:
                lines = self._words(understanding, asked, own)
            case What.DAYS:
                lines = self._days(asked, own)
            case What.MEETINGS:
                lines = self._meetings_of(asked, own)
            case What.PAPERS:
                lines = [
                    _Line(article.owner.name, one.source, one.title, one.statement)
                    for article in own
                    for one in papers(article.sources(tools.sources), article.owner.name)
                    if self._is_meant(asked, one)
                ]
        return self._reply(question, asked, lines, _untold(asked, own, lines)) if lines else None

    def posts(self, question: Question, understanding: Understanding, tools: Tools) -> Answer | None:
        """Return the posts of those whom a question names by what they did; None where it asks for none."""
        articles = [one for one in self._articles if tools.within is None or one.document_id in tools.within]
        return posts_of_doers(question, understanding, articles, self._doings, tools)

    def _doers(self, asked: EventsAsked, articles: Sequence[Article]) -> list[_Line]:
        """Return who did what is asked: of each subject its first ones, else everybody."""
        lines = []
        for article in articles:
            found = [one for one in self._doings(article) if self._is_doer(asked, one)]
            chosen = _leading(found) if asked.is_of_each else found
            names = dict.fromkeys(one.name for one in chosen)
            first = [next(one for one in chosen if one.name == name) for name in names]
            name = article.owner.name
            lines += [
                _Line(name if asked.is_of_each else one.post, one.source, one.person, one.statement)
                for one in first
            ]
        return lines

    def _is_doer(self, asked: EventsAsked, one: Doing) -> bool:
        return (
            one.deed in asked.deeds
            and (one.is_official or not asked.is_of_leaders)
            and (one.is_of_firm or not asked.is_of_firms)
            and self._says(asked.terms, one.source, one.statement)
        )

    def _words(
        self, understanding: Understanding, asked: EventsAsked, articles: Sequence[Article]
    ) -> list[_Line]:
        """Return what people said: those that the question names, else all officials, where it asks for leaders."""
        spoken = [one for article in articles for one in self._doings(article) if one.has_words]
        named = [one for one in spoken if one.name in understanding.text]
        if named:
            rest = [term for term in asked.terms if term.part is not Part.ENTITY]
            own = [one for one in named if self._says(rest, one.source, one.statement)]
        elif asked.is_of_leaders:
            own = [
                one
                for one in spoken
                if one.is_official and self._says(asked.terms, one.source, one.statement)
            ]
        else:
            return []
        return [
            _Line(templates.with_details(one.name, [one.post]), one.source, one.statement, one.statement)
            for one in own
        ]

    def _days(self, asked: EventsAsked, articles: Sequence[Article]) -> list[_Line]:
        """Return what happened, in the order of time: on the day that is asked for, on any where none is."""
        told = [
            event
            for article in articles
            for event in self._events(article)
            if _is_of(asked.date, event.date) and self._says(asked.terms, event.source, event.statement)
        ]
        return [_of_day(event) for event in sorted(told, key=lambda event: event.when)]

    def _meetings_of(self, asked: EventsAsked, articles: Sequence[Article]) -> list[_Line]:
        """Return the meetings, each under the subject of its article; their days, where these are asked for."""
        told = [
            (article.owner.name, one)
            for article in articles
            for one in self._meetings(article)
            if _is_of(asked.date, one.date) and self._says(asked.terms, one.source, one.statement)
        ]
        if not asked.asks_when:
            return [
                _Line(
                    owner,
                    one.source,
                    _fitting(one.source, one.name) if asked.is_of_each else one.name,
                    one.statement,
                    one.date.span if one.date else None,
                )
                for owner, one in told
            ]
        return [
            _Line(
                owner if asked.is_of_each else _printed(one.source, one.name),
                one.source,
                one.date.span,
                one.statement,
            )
            for owner, one in told
            if one.date is not None
        ]

    def _is_meant(self, asked: EventsAsked, paper: Paper) -> bool:
        """Return whether a paper is of the sort and the day asked for, and half of what is asked is said with it."""
        title = paper.title.of(paper.source.text)
        told = paper.statement.of(paper.source.text)
        dates = [date for date in paper.source.dates if paper.statement.holds(date.span)]
        is_of_day = asked.date is None or any(_is_of(asked.date, date) for date in dates)
        said = [self._says([term], paper.source, paper.statement) for term in asked.terms]
        is_of_sort = not asked.sorts or any(sort in title for sort in asked.sorts)
        return is_of_sort and is_of_day and bool(told) and sum(said) >= _HALF * len(said)

    def _says(self, terms: Sequence[Term], source: Source, statement: Span) -> bool:
        """Return whether a statement says all of some terms, be it with its heading."""
        told = f"{source.context.heading} {statement.of(source.text)}"
        return all(self._tools.matcher.strength(term.text, told) >= _BORNE_OUT for term in terms)

    def _reply(
        self, question: Question, asked: EventsAsked, lines: Sequence[_Line], untold: Sequence[str]
    ) -> Answer:
        """Return the reply that shows lines, the first of them where there are too many; items where all are short.

        `untold` are names of the question of which nothing is told: a row without a value each.
        """
        rows: list[Row] = []
        citations: list[Citation] = []
        for line in lines[:_MOST_ROWS]:
            source = line.source
            quote = Quote(source.passage, source.to_original(line.statement))
            document = self._tools.sources.document(source.passage.document_id)
            value = source.to_original(line.value).of(source.passage.text).strip(_EDGES)
            day = source.to_original(line.as_of).of(source.passage.text) if line.as_of is not None else None
            rows.append(Row(line.name, value, day, numbered(citations, quote, document)))
        if asked.what is What.WORDS:
            return self._said(question, asked, rows, citations)
        rows += [Row(name, None) for name in untold]
        values = list(dict.fromkeys(row.value for row in rows if row.value))
        is_short = all(len(value) <= _LONGEST_SHORT for value in values)
        more = (templates.more_lines(len(lines) - len(rows)),) if len(lines) > len(rows) else ()
        return Answer(
            question,
            lead_of(templates.told_lines(len(lines)), rows),
            "\u3001".join(values) if is_short else None,
            tuple(citations),
            _CONFIDENCE,
            notes=more,
            table=tuple(rows),
            items=tuple(values) if is_short else (),
            matched=tuple(term.text for term in asked.terms),
        )

    @staticmethod
    def _said(
        question: Question, asked: EventsAsked, rows: Sequence[Row], citations: Sequence[Citation]
    ) -> Answer:
        """Return the reply that names everybody who said something, what it was in the quotations alone; the table has each one's first."""
        first = {row.name: row for row in reversed(rows)}
        markers = {
            row.name: "".join(templates.marker(one.n) for one in rows if one.name == row.name and one.n)
            for row in rows
        }
        return Answer(
            question,
            "\n".join([templates.told_lines(len(rows)), *(f"{name}{of}" for name, of in markers.items())]),
            None,
            tuple(citations),
            _CONFIDENCE,
            table=tuple(first[name] for name in markers),
            matched=tuple(term.text for term in asked.terms),
        )


def _is_asked_of(asked: EventsAsked, article: Article) -> bool:
    owner, context = article.owner, article.context
    if asked.year is not None and context.anchor.year != asked.year and f"{asked.year}年" not in context.text:
        return False
    if asked.said:
        return owner.is_called(asked.said)
    return not asked.endings or owner.name.endswith(asked.endings)


def _untold(asked: EventsAsked, articles: Sequence[Article], lines: Sequence[_Line]) -> list[str]:
    """Return the subjects that a question names side by side and no line is of; none where lines are of people or days."""
    if asked.what not in (What.DOERS, What.MEETINGS) or len(asked.said) < _SEVERAL:
        return []
    told = {line.name for line in lines}
    called = {
        said: [one.owner.name for one in articles if one.owner.is_called([said])] for said in asked.said
    }
    return [owners[0] for owners in called.values() if owners and told.isdisjoint(owners)]


def _leading(found: Sequence[Doing]) -> list[Doing]:
    """Return those who stand highest: whose post is the head of the body itself, where some are."""
    heads = [one for one in found if one.post.endswith(_HEADS)]
    return heads or list(found)


def _is_of(wanted: Date | None, told: Date | None) -> bool:
    """Return whether something is of a day or a month that is asked for; of any where none is."""
    if wanted is None or told is None:
        return wanted is None
    pairs = ((wanted.year, told.year), (wanted.month, told.month), (wanted.day, told.day))
    return all(one is None or other is None or one == other for one, other in pairs) and (
        wanted.day is None or told.day is not None
    )


def _fitting(source: Source, name: Span) -> Span:
    """Return the name of a meeting, of one longer than a cell without whose and of which year it is: 青河市2020年|春季签约推进会."""
    whose = _WHOSE.match(name.of(source.text)) if len(name) > _LONGEST_SHORT else None
    return Span(name.start + whose.end(), name.end) if whose is not None else name


def _printed(source: Source, span: Span) -> str:
    return source.to_original(span).of(source.passage.text)


def _of_day(event: Event) -> _Line:
    printed = _printed(event.source, event.date.span)
    rest = Span(event.date.span.end, event.statement.end)
    return _Line(printed, event.source, rest, event.statement)
