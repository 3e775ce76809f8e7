"""The tables over the articles of a pile: what a question asks of each subject, cell by cell."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache

from answers.facts.fact import Fact, Status
from answers.facts.owners import Owner
from answers.facts.selecting import each_once, facts_in_document, stored_facts
from answers.lexicon import Lexicon
from answers.matching import SAME
from answers.periods import asked_periods, newest
from answers.pile.aliases import asked_of_one, in_figures, in_indicators, wanted_alone, with_years
from answers.pile.articles import Article, may_be_of
from answers.pile.asked import asked_of, names_another_area, names_in, occurrences
from answers.pile.asking_all import ask_all
from answers.pile.asking_back import ask_back
from answers.pile.asking_each import ask_each, asks_no_figure
from answers.pile.asking_items import ask_items
from answers.pile.asking_which import ask_which
from answers.pile.cells import Cell, CellPlace
from answers.pile.choosing import LEAST_P, Candidate, Chosen, beside, candidates, choose
from answers.pile.column import Column
from answers.pile.columns import Reader
from answers.pile.filled import (
    LEAST_OF_ONE,
    Filled,
    in_columns,
    in_unit,
    is_enough,
    is_whole,
    none_within,
    tells_what_is_asked,
    to_answer,
    within_bound,
)
from answers.pile.mentions import mention_of
from answers.pile.rows import alike_in
from answers.pile.several import asks_of_things_alone
from answers.pile.telling import Told, told_by
from answers.pile.things import is_of_thing_unasked, names_of_thing, told_of
from answers.questions.parts import Part
from answers.questions.understanding import Understanding
from answers.tools import Tools
from answers.types import Answer, Place, Question, Quote
from retrieval.types import DocumentId, Span

_YEAR = re.compile(r"\d{2,4}年|\d{4}")  # 2025年, 25年, 2025
# Taken off the score of what an older report of a subject tells: 0, 1, 2 and 4 fill 88.2, 88.5, 88.5 and
# 88.7 % of the cells of seventy questions about three piles rightly (4 one cell more), 3.4, 3.1, 3.1 and 2.6 % wrongly.
_OLDER = 2.0
# The same of what is told of a thing that the question does not name: 0, 1, 2 and 3 fill the same cells of 83 questions about four piles
# rightly, 4 one cell less; 3 fills one cell less wrongly. From 1 on the sum of a zone's projects is no longer that of one of them.
_OF_A_THING = 2.0
_DOCUMENTS_KEPT = 50  # of those read one by one for questions about one subject


class Tables:
    """The tables over some articles of one library as it is; their facts are read once, when the first table is asked for."""

    def __init__(self, tools: Tools, lexicon: Lexicon, articles: Sequence[Article]) -> None:
        self._tools, self._lexicon, self._articles = tools, lexicon, articles
        self._told_in = lru_cache(_DOCUMENTS_KEPT)(self._read_told)

    def _read_told(self, document_id: DocumentId) -> Mapping[Place, tuple[Told, ...]]:
        """Return what the facts of each article of a document tell, without reading those of others."""
        own = facts_in_document(self._tools.searcher.library, self._tools.sources, document_id)
        found: dict[Place, list[Fact]] = {}
        for fact in own:
            found.setdefault((document_id, fact.passage.article), []).append(fact)
        return {place: told_by(facts, self._lexicon) for place, facts in found.items()}

    @cached_property
    def _facts(self) -> Mapping[Place, tuple[Told, ...]]:
        """What the facts of each article tell."""
        found: dict[Place, list[Fact]] = {one.place: [] for one in self._articles}
        sources = self._tools.sources
        stored = stored_facts(self._tools.searcher.library, sources) if found else ()
        for fact in each_once(stored, sources):
            if (place := (fact.passage.document_id, fact.passage.article)) in found:
                found[place].append(fact)
        return {place: told_by(facts, self._lexicon) for place, facts in found.items()}

    def tabulate(
        self, question: Question, understanding: Understanding, within: Collection[DocumentId] | None
    ) -> Answer | None:
        """Return a table of what a question asks of each subject; None where it asks of one, or two values cannot be found.

        `within` are the documents that alone are looked at, None for all.
        """
        articles = self._within(within)
        text = in_figures(wanted_alone(understanding.text))
        understanding = self._tools.understand(in_indicators(with_years(text)))
        given = ask_back(question, understanding, articles, self._facts, self._tools)
        if given is not None:
            return given
        everywhere = self._within(within, of_nobody=True)
        listed = ask_items(question, understanding, everywhere, self._facts, self._tools)
        listed = listed or ask_all(question, understanding, everywhere, self._facts, self._tools)
        if listed is not None or asks_of_things_alone(understanding):
            return listed
        asked = asked_of(understanding, [one.owner.name for one in articles])
        if asked is None:
            return None
        subjects: dict[Owner, list[Article]] = {}
        for article in articles:
            if asked.wants(article.owner):
                subjects.setdefault(article.owner, []).append(article)
        subjects = dict(sorted(subjects.items(), key=lambda pair: asked.place(pair[0])))
        readings: list[Filled] = []
        if not asks_no_figure(understanding, asked, list(subjects), self._tools):
            indicators = {term.text for term in understanding.of_part(Part.INDICATOR)}
            filled_in = ((columns, self._fill(columns, subjects)) for columns in asked.readings)
            readings = [one for columns, one in filled_in if tells_what_is_asked(one, columns, indicators)]
        if readings:
            filled = max(readings, key=lambda one: one.share)
            bounded = within_bound(asked, filled)
            is_measured = bool(understanding.of_part(Part.INDICATOR))
            is_bound = asked.bound is not None and is_enough(bounded, one_is_enough=True)
            is_filled = is_enough(filled, one_is_enough=asked.asks_which and is_measured)
            if (is_filled or is_bound) and is_whole(asked, filled):
                shown = bounded if bounded.count else filled
                told = replace(shown, mentions=self._mentions(shown, subjects))
                table = to_answer(question, asked, told, self._tools.sources)
                if bounded.count or in_unit(asked, filled):
                    return table if bounded.count else none_within(table)
        documents = {owner: frozenset(one.document_id for one in own) for owner, own in subjects.items()}
        each = ask_each(question, understanding, asked, documents, self._tools, self.is_aimed_at)
        places = {owner: {one.place for one in own} for owner, own in subjects.items()}
        if each is not None or asked.asks_lacking or asked.bound is not None:
            return each  # words bear no bound out: 均超15个 holds 5个
        return ask_which(question, understanding, places, self._tools)

    def fact_of(
        self,
        understanding: Understanding,
        within: Collection[DocumentId] | None,
        taken: Collection[CellPlace] = (),
    ) -> Cell | None:
        """Return the likeliest figure of what a question asks of the one subject that it names; None where it names no one.

        `taken` are the places of figures that are another's.
        """
        articles = self._within(within)
        understanding = self._tools.understand(asked_of_one(understanding.text))
        names = names_in(understanding.text, [one.owner.name for one in articles])
        said = {name.of(understanding.text) for name in names}
        own = [one for one in articles if one.owner.is_called(said)]
        if len({one.owner for one in own}) != 1 or names_another_area(understanding.text, names):
            return None
        told = {one.place: self._told_in(one.document_id).get(one.place, ()) for one in own}
        return self._figure(understanding, names, own, told, taken)

    def fact_of_thing(
        self,
        understanding: Understanding,
        name: str,
        within: Collection[DocumentId] | None,
        taken: Collection[CellPlace] = (),
    ) -> Cell | None:
        """Return the likeliest figure of a thing that a question names and no article is about; None where it has no name."""
        articles = self._within(within, of_nobody=True)
        understanding = self._tools.understand(in_indicators(understanding.text))
        subjects = names_in(understanding.text, [one.owner.name for one in articles])
        names = names_of_thing(understanding, name, subjects)
        if not names:
            return None
        told = told_of(names, articles, self._facts, self._tools.matcher)
        masked = [*subjects, *(term.span for term in names)]
        return self._figure(
            understanding, masked, [one for one in articles if one.place in told], told, taken
        )

    def fact_in(
        self,
        understanding: Understanding,
        places: Collection[Place],
        taken: Collection[CellPlace] = (),
        known: Collection[str] = (),
    ) -> Cell | None:
        """Return the likeliest figure of what a question asks in some articles, each given by its document and its number there.

        `known` are names of the question that the articles need not say beside a figure.
        """
        own = [one for one in self._articles if one.place in places]
        understanding = self._tools.understand(in_indicators(understanding.text))
        names = names_in(understanding.text, [one.owner.name for one in own])
        masked = [*names, *occurrences(understanding.text, known)]
        return self._figure(understanding, masked, own, self._facts, taken)

    def fact_beside(
        self, cell: Cell, words: Collection[str], taken: Collection[CellPlace] = ()
    ) -> Cell | None:
        """Return the one figure in the sentence of a cell whose indicator says some words; None where none does, or several do."""
        quote, matcher = cell.quote, self._tools.matcher
        beside = [
            one.fact
            for one in self._facts.get(cell.article, ())
            if one.fact.passage.id == quote.passage.id
            and one.fact.statement.overlaps(quote.span)
            and all(matcher.strength(word, one.indicator) >= SAME for word in words)
            and _cell_place(one.fact) not in taken
        ]
        told = alike_in(cell.value or "", beside)
        return _to_cell(told[0], self._tools, LEAST_OF_ONE) if len(told) == 1 and words else None

    def is_aimed_at(self, cell: Cell) -> bool:
        """Return whether the value of a cell is known for a target and for nothing else."""
        told = self._facts.get(cell.article, ())
        own = [
            one.fact.status
            for one in told
            if one.fact.passage.id == cell.quote.passage.id
            and cell.value is not None
            and one.fact.value in cell.value
        ]
        return bool(own) and all(status is Status.TARGET for status in own)

    def _figure(
        self,
        understanding: Understanding,
        masked: Sequence[Span],
        own: Sequence[Article],
        told: Mapping[Place, Sequence[Told]],
        taken: Collection[CellPlace],
    ) -> Cell | None:
        """Return the likeliest of what some articles are told to tell; `masked` are the parts of the question that say of whom."""
        reader = Reader(understanding, masked)
        columns = [columns[0] for columns in reader.readings() if len(columns) == 1]
        columns = columns or [whole for whole in (reader.whole(),) if whole is not None]
        found = []
        for column in columns:
            rated = self._candidates(column, own, told)
            found += choose([[one for one in rated if _cell_place(one.told.fact) not in taken]])
        best = max((one for one in found if one is not None), key=lambda one: one.p, default=None)
        if best is None:
            return None
        return _to_cell(best.fact, self._tools, best.p)

    def _within(self, within: Collection[DocumentId] | None, *, of_nobody: bool = False) -> list[Article]:
        """Return the articles of some documents; those that are about nobody have no row of their own."""
        return [
            one
            for one in self._articles
            if (within is None or one.document_id in within) and (of_nobody or one.owner.name)
        ]

    def _fill(self, columns: Sequence[Column], subjects: Mapping[Owner, Sequence[Article]]) -> Filled:
        """Return the table of some columns, those left out of which too little is told (`in_columns`)."""
        cells: dict[tuple[Owner, Column], Chosen | None] = {}
        for column in columns:
            found = [self._candidates(column, articles, self._facts) for articles in subjects.values()]
            if column.is_of_things and column is not columns[0]:
                first = [cells[owner, columns[0]] for owner in subjects]
                found = [*map(beside, found, first)]
            for owner, chosen in zip(subjects, choose(found), strict=True):
                cells[owner, column] = chosen if chosen is not None and chosen.p >= LEAST_P else None
        for owner in subjects:
            _take_each_once(cells, [(owner, column) for column in columns])
        return in_columns(Filled(tuple(subjects), tuple(columns), cells, {}))

    def _mentions(
        self, filled: Filled, subjects: Mapping[Owner, Sequence[Article]]
    ) -> dict[tuple[Owner, Column], Quote]:
        """Return where the articles of subjects without a figure speak of what is asked."""
        sources, matcher = self._tools.sources, self._tools.matcher
        empty = [place for place, cell in filled.cells.items() if cell is None]
        found = {place: mention_of(place[1], subjects[place[0]], sources, matcher) for place in empty}
        return {place: quote for place, quote in found.items() if quote is not None}

    def _candidates(
        self, column: Column, articles: Sequence[Article], facts: Mapping[Place, Sequence[Told]]
    ) -> list[Candidate]:
        """Return what a subject's articles tell; older ones count less where no year is named: 去年 is the newest one's."""
        matcher, lexicon = self._tools.matcher, self._lexicon
        last = newest(one.anchor for one in articles)
        names_year = _YEAR.search(column.when) is not None
        found: list[Candidate] = []
        for one in articles:
            is_older = not names_year and one.anchor.year is not None and one.anchor.year < (last.year or 0)
            when = asked_periods(column.when, last if is_older else one.anchor)
            told = [each for each in facts[one.place] if may_be_of(each.fact, when, one)]
            own = candidates(column, told, when, matcher, lexicon)
            found += [
                Candidate(
                    each.told,
                    each.score
                    - _OLDER * is_older
                    - _OF_A_THING * is_of_thing_unasked(each.told, one.owner, column),
                )
                for each in own
            ]
        return found


def _to_cell(fact: Fact, tools: Tools, p: float) -> Cell:
    document = tools.sources.document(fact.passage.document_id)
    return Cell(Quote(fact.passage, fact.statement), document, fact.printed, fact.period or None, p)


def _cell_place(fact: Fact) -> CellPlace:
    return fact.passage.id, fact.statement.start, fact.printed


def _take_each_once(
    cells: dict[tuple[Owner, Column], Chosen | None], places: Sequence[tuple[Owner, Column]]
) -> None:
    """Leave a fact in that column of a subject alone in which it is likeliest: a 复工率 is no 返岗率 as well."""
    best: dict[str, tuple[Owner, Column]] = {}
    for place in sorted(places, key=lambda place: -(cell.p if (cell := cells[place]) is not None else 0.0)):
        cell = cells[place]
        if cell is not None and best.setdefault(cell.fact.id, place) != place:
            cells[place] = None
