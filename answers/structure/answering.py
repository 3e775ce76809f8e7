"""A question put to the structures of the articles that were found for it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import PurePosixPath

from answers import templates
from answers.compose import numbered
from answers.doubting import cannot_answer
from answers.matching import Matcher
from answers.questions.understanding import Understanding
from answers.sources import Source, Sources
from answers.structure.announced import announced, held_by, may_be_listed
from answers.structure.asked import Asked
from answers.structure.calls import with_calls
from answers.structure.definitions import definition
from answers.structure.found import Found
from answers.structure.grids import grids
from answers.structure.heads import of_head
from answers.structure.issued import day_issued, is_no_issue
from answers.structure.lacking import is_lacking, names_a_thing_unsaid
from answers.structure.lines import MOST_WHOLE, STRETCH, Line, around, lines_of
from answers.structure.listed import Listed, look_up_listing
from answers.structure.listings import Listing, listings
from answers.structure.lookup import NEVER, asks_of_all, look_up
from answers.structure.named_sets import named_set
from answers.structure.numbers import is_no_number, paper_number
from answers.structure.posts import holder
from answers.structure.records import Grid
from answers.structure.replying import of_cells, of_items
from answers.structure.rules import asks_of_nobody, rule
from answers.structure.statements import statements
from answers.structure.tabled import ASKS_FOR_TABLE, of_table, whole_table
from answers.types import Abstention, Answer, Kind, Question
from retrieval.normalise import normalise
from retrieval.types import BlockKind, DocumentId, Hit, Passage

_HITS = 6
_ARTICLES = 3  # whose structure is looked at
# So few are looked at even for a question none of whose words they say: 第三步是什么, 在哪里办理.
_FEW_DOCUMENTS = 3
_KEPT = 200  # articles whose structure is remembered
_WHOLE_KEPT = 4  # of those whose tables were read whole


@dataclass(frozen=True, slots=True)
class Structure:
    """What an article has of structure, with the lines and the sources that it was read from."""

    grids: tuple[Grid, ...]
    listings: tuple[Listing, ...]
    lines: tuple[Line, ...]
    sources: tuple[Source, ...]

    @property
    def sentences(self) -> tuple[Line, ...]:
        """Return its lines but rows, which tables tell."""
        return tuple(line for line in self.lines if line.source.passage.kind is not BlockKind.ROW)

    def is_cut(self, numbers: range) -> bool:
        """Return whether a table may go on beyond the passages that were read, of all those that the article has."""
        if not self.sources:
            return False
        first, last = self.sources[0].passage, self.sources[-1].passage
        goes_on = last.kind is BlockKind.ROW and last.number + 1 < numbers.stop
        return goes_on or (first.kind is BlockKind.ROW and first.number > numbers.start)


_NOTHING = Structure((), (), (), ())


@dataclass(frozen=True, slots=True)
class Sought:
    """A question with the hits of its own words; `within` are the documents that alone are looked at, None for all."""

    understanding: Understanding
    matcher: Matcher
    hits: Sequence[Hit]
    within: Collection[DocumentId] | None


class Structures:
    """The structures of one library's articles, remembered until the library changes."""

    def __init__(self, sources: Sources) -> None:
        self._sources = sources
        self._structure = lru_cache(_KEPT)(self._read)
        self._whole = lru_cache(_WHOLE_KEPT)(self._read_whole)

    def forget(self) -> None:
        """Read everything anew from now on."""
        self._structure.cache_clear()
        self._whole.cache_clear()

    def whole(
        self, question: Question, understanding: Understanding, seek: Callable[[], Sought]
    ) -> Answer | None:
        """Return the table that a question asks for by what it is called, found by `seek`; None where it asks for none."""
        if ASKS_FOR_TABLE.search(understanding.text) is None:
            return None
        sought = seek()
        found = [
            whole_table(Asked(understanding, grid, sought.matcher))
            for structure in self._found(sought)
            for grid in structure.grids
        ]
        tabled = max(filter(None, found), key=lambda one: one.weight, default=None)
        return None if tabled is None else of_table(question, tabled, self._sources)

    def answer(self, question: Question, sought: Sought) -> Answer | None:
        """Return what a table, a field, a list or a post says to a question, None where none bears on it."""
        understanding, matcher = sought.understanding, sought.matcher
        if understanding.kind in NEVER:
            return None
        best: Found | Listed | None = of_head(understanding, self._sources, sought.within)
        best = best or day_issued(understanding, self._sources, self._hits(sought), matcher)
        for structure in self._found(sought):
            found = [look_up(Asked(understanding, grid, matcher)) for grid in structure.grids]
            stated = statements(understanding, structure.sentences)
            if stated is not None and not any(found):  # what a table compares no sentence has to
                found.append(look_up(Asked(understanding, stated, matcher)))
            found.append(holder(understanding, structure.sources))
            found.append(definition(understanding, structure.lines))
            found.append(paper_number(understanding, structure.sources, matcher))
            listed = look_up_listing(understanding, structure.listings, matcher)
            named = named_set(understanding, structure.sentences, matcher, self._sources.is_said)
            calls = [with_calls(understanding, one) for one in found]
            for one in (*calls, listed, named):
                if one is not None and (best is None or one.weight > best.weight):
                    best = one
        match best:
            case None:
                return None
            case Found():
                return of_cells(question, best, self._sources)
            case Listed():
                return of_items(question, best, self._sources)

    def settle(self, reply: Answer | Abstention, sought: Sought) -> Answer | Abstention:
        """Return a reply whether something is so; where it is not sure, the sentence that lays it down.

        Of somebody whom no document names, and of what a table or a form lacks, what was found is merely related; so it is
        where it plainly does not hold what is asked.
        """
        settled = self._settled(reply, sought)
        if not isinstance(settled, Answer) or not settled.is_sure:
            return settled
        quoted = self._sources.find(settled.citations[0].quote.passage.id)
        if quoted is None or not cannot_answer(sought.understanding, settled, sought.matcher, quoted.tag):
            return settled
        return _merely_related(settled)

    def _settled(self, reply: Answer | Abstention, sought: Sought) -> Answer | Abstention:
        understanding = sought.understanding
        if isinstance(reply, Answer) and reply.is_sure and _is_of_no_paper(understanding, reply):
            return _merely_related(reply)
        if isinstance(reply, Answer) and reply.is_sure and self._is_lacking(reply, sought):
            return _merely_related(reply)
        if isinstance(reply, Answer) and may_be_listed(understanding, reply):
            return self._with_what_follows(reply, understanding)
        if understanding.kind is not Kind.YES_NO:
            return reply
        if isinstance(reply, Answer) and reply.is_sure:
            is_of_nobody = asks_of_nobody(understanding, self._sources.is_said)
            quoted = self._sources.find(reply.citations[0].quote.passage.id)
            if quoted is not None and names_a_thing_unsaid(understanding, quoted, sought.matcher):
                is_of_nobody = True
            return _merely_related(reply) if is_of_nobody else reply
        sources = [one for found in self._found(sought) for one in found.sources]
        listed = rule(understanding, sources, sought.matcher)
        return of_items(reply.question, listed, self._sources) if listed is not None else reply

    def _with_what_follows(self, reply: Answer, understanding: Understanding) -> Answer:
        """Return a reply with the list that one of its sentences announces: as the answer where it is sure, else beside."""
        is_list = understanding.kind is Kind.LIST
        shown = reply.citations if is_list or reply.answer is None else reply.citations[:1]
        quotes = [one.quote for one in shown]
        places = dict.fromkeys(
            (one.passage.document_id, one.passage.article, (one.passage.number - 1) // STRETCH)
            for one in quotes
        )
        near = [one for place in places for one in self._structure(*place).listings]
        found = announced(understanding, quotes, near) or held_by(understanding, quotes[0], near)
        if found is None:
            return reply
        listed = of_items(reply.question, Listed(found.items, 0.0), self._sources)
        if reply.is_sure:
            return replace(listed, confidence=reply.confidence, notes=(*listed.notes, *reply.notes))
        citations = list(reply.citations)
        for one in listed.citations:
            numbered(citations, one.quote, one.document)
        return replace(reply, citations=tuple(citations))

    def _is_lacking(self, reply: Answer, sought: Sought) -> bool:
        """Return whether the article that a reply quotes first has others of the sort that is asked for, and not that one."""
        quoted = reply.citations[0].quote.passage
        place = (quoted.document_id, quoted.article, (quoted.number - 1) // STRETCH)
        structure = self._structure(*place)
        text = structure.sources[0].context.text if structure.sources else ""
        return bool(text) and is_lacking(sought.understanding, structure.grids, text)

    def _found(self, sought: Sought) -> Iterator[Structure]:
        """Yield the structures of the articles found, the best first; of a small library where none is found."""
        text = sought.understanding.text
        is_of_all = asks_of_all(text) or ASKS_FOR_TABLE.search(text) is not None
        seen: set[tuple[DocumentId, int, int]] = set()
        whole: set[tuple[DocumentId, int]] = set()
        for passage in self._passages(sought):
            article = (passage.document_id, passage.article)
            place = (*article, (passage.number - 1) // STRETCH)
            if article in whole or place in seen or len(seen) >= _ARTICLES:
                continue
            seen.add(place)
            structure = self._structure(*place)
            if is_of_all and structure.is_cut(self._sources.numbers(*article)):
                whole.add(article)
                structure = self._whole(*article)
            yield structure

    def _passages(self, sought: Sought) -> list[Passage]:
        if sought.hits:
            return [hit.passage for hit in sought.hits[:_HITS]]
        names = self._sources.names() if sought.within is None else tuple(sought.within)
        if len(names) > _FEW_DOCUMENTS:
            return []
        return [passage for name in names for passage in self._sources.passages(name)[:1]]

    def _hits(self, sought: Sought) -> Iterator[Source]:
        """Yield the passages that were found, as sources."""
        for hit in sought.hits:
            if (source := self._sources.find(hit.passage.id)) is not None:
                yield source

    def _read(self, document_id: DocumentId, article: int, stretch: int) -> Structure:
        return self._structure_of(document_id, lines_of(self._sources, document_id, around(stretch), article))

    def _read_whole(self, document_id: DocumentId, article: int) -> Structure:
        """Return the structure of an article that is read whole; none of one too long for that, which no part can stand for."""
        numbers = self._sources.numbers(document_id, article)
        if len(numbers) > MOST_WHOLE:
            return _NOTHING
        lines = lines_of(self._sources, document_id, numbers, article, is_whole=True)
        return self._structure_of(document_id, lines)

    def _structure_of(self, document_id: DocumentId, lines: Sequence[Line]) -> Structure:
        if not lines:
            return _NOTHING
        sources = tuple(dict.fromkeys(line.source for line in lines))
        source = PurePosixPath(self._sources.document(document_id).source).stem
        read = tuple(lines)
        return Structure(tuple(grids(read, normalise(source).text)), tuple(listings(read)), read, sources)


def _merely_related(reply: Answer) -> Answer:
    """Return a reply as one that was found and is not sure."""
    return replace(reply, is_sure=False, lead=templates.RELATED, answer=None)


def _is_of_no_paper(question: Understanding, reply: Answer) -> bool:
    """Return whether a question asks for the number of a paper, or for the day that it was issued, and a reply tells none."""
    told, value = normalise(reply.citations[0].quote.text).text, normalise(reply.answer or "").text
    return is_no_number(question, reply.answer) or is_no_issue(question, told, value)
