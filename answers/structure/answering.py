"""A question put to the structures of the articles that were found for it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import PurePosixPath

from answers import templates
from answers.matching import Matcher
from answers.questions.understanding import Understanding
from answers.sources import Source, Sources
from answers.structure.asked import Asked
from answers.structure.definitions import definition
from answers.structure.found import Found
from answers.structure.grids import grids
from answers.structure.heads import of_head
from answers.structure.lacking import is_lacking, names_a_thing_unsaid
from answers.structure.lines import STRETCH, Line, lines_around
from answers.structure.listed import Listed, look_up_listing
from answers.structure.listings import Listing, listings
from answers.structure.lookup import NEVER, look_up
from answers.structure.posts import holder
from answers.structure.records import Grid
from answers.structure.replying import of_cells, of_items
from answers.structure.rules import asks_of_nobody, rule
from answers.structure.statements import statements
from answers.types import Abstention, Answer, Kind, Question
from retrieval.normalise import normalise
from retrieval.types import BlockKind, DocumentId, Hit, Passage

_HITS = 6
_ARTICLES = 3  # whose structure is looked at
# So few are looked at even for a question none of whose words they say: 第三步是什么, 在哪里办理.
_FEW_DOCUMENTS = 3
_KEPT = 200  # articles whose structure is remembered


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

    def forget(self) -> None:
        """Read everything anew from now on."""
        self._structure.cache_clear()

    def answer(self, question: Question, sought: Sought) -> Answer | None:
        """Return what a table, a field, a list or a post says to a question, None where none bears on it."""
        understanding, matcher = sought.understanding, sought.matcher
        if understanding.kind in NEVER:
            return None
        best: Found | Listed | None = of_head(understanding, self._sources, sought.within)
        for structure in self._found(sought):
            found = [look_up(Asked(understanding, grid, matcher)) for grid in structure.grids]
            stated = statements(understanding, structure.sentences)
            if stated is not None and not any(found):  # what a table compares no sentence has to
                found.append(look_up(Asked(understanding, stated, matcher)))
            found.append(holder(understanding, structure.sources))
            found.append(definition(understanding, structure.lines))
            listed = look_up_listing(understanding, structure.listings, matcher)
            for one in (*found, listed):
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

        Of somebody whom no document names, and of what a table or a form lacks, what was found is merely related.
        """
        understanding = sought.understanding
        if isinstance(reply, Answer) and reply.is_sure and self._is_lacking(reply, sought):
            return replace(reply, is_sure=False, lead=templates.RELATED, answer=None)
        if understanding.kind is not Kind.YES_NO:
            return reply
        if isinstance(reply, Answer) and reply.is_sure:
            is_of_nobody = asks_of_nobody(understanding, self._sources.is_said)
            quoted = self._sources.find(reply.citations[0].quote.passage.id)
            if quoted is not None and names_a_thing_unsaid(understanding, quoted, sought.matcher):
                is_of_nobody = True
            return (
                replace(reply, is_sure=False, lead=templates.RELATED, answer=None) if is_of_nobody else reply
            )
        sources = [one for found in self._found(sought) for one in found.sources]
        listed = rule(understanding, sources, sought.matcher)
        return of_items(reply.question, listed, self._sources) if listed is not None else reply

    def _is_lacking(self, reply: Answer, sought: Sought) -> bool:
        """Return whether the article that a reply quotes first has others of the sort that is asked for, and not that one."""
        quoted = reply.citations[0].quote.passage
        place = (quoted.document_id, quoted.article, (quoted.number - 1) // STRETCH)
        structure = self._structure(*place)
        text = structure.sources[0].context.text if structure.sources else ""
        return bool(text) and is_lacking(sought.understanding, structure.grids, text)

    def _found(self, sought: Sought) -> Iterator[Structure]:
        """Yield the structures of the articles found, the best first; of a small library where none is found."""
        seen: set[tuple[DocumentId, int, int]] = set()
        for passage in self._passages(sought):
            place = (passage.document_id, passage.article, (passage.number - 1) // STRETCH)
            if place not in seen and len(seen) < _ARTICLES:
                seen.add(place)
                yield self._structure(*place)

    def _passages(self, sought: Sought) -> list[Passage]:
        if sought.hits:
            return [hit.passage for hit in sought.hits[:_HITS]]
        names = self._sources.names() if sought.within is None else tuple(sought.within)
        if len(names) > _FEW_DOCUMENTS:
            return []
        return [passage for name in names for passage in self._sources.passages(name)[:1]]

    def _read(self, document_id: DocumentId, article: int, stretch: int) -> Structure:
        lines = lines_around(self._sources, document_id, article, stretch)
        if not lines:
            return Structure((), (), (), ())
        sources = tuple(dict.fromkeys(line.source for line in lines))
        source = PurePosixPath(self._sources.document(document_id).source).stem
        return Structure(tuple(grids(lines, normalise(source).text)), tuple(listings(lines)), lines, sources)
