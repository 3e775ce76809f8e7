"""Search in two stages: words and bigrams over the postings, then a closer look at the best of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TypeVar

from retrieval import second_stage
from retrieval.analysis import Analyser, Analysis, Query, bigrams, is_chinese
from retrieval.backends.base import Backend, Floor, Indexed, Match, Statistics
from retrieval.bm25 import idf
from retrieval.errors import PostingsError
from retrieval.library import Library
from retrieval.normalise import normalise
from retrieval.ranking import (
    CEILING,
    FIRST_STAGE_LIMIT,
    LEAST_SHARE,
    SCORE_DIGITS,
    View,
    nearness,
    terms_of,
)
from retrieval.second_stage import Candidate
from retrieval.sketches import letters_of
from retrieval.types import DocumentId, Glance, Hit, PassageId

_T = TypeVar("_T")

_READ_AT_ONCE = 20  # one statement costs as much as a passage; whoever asks may stop between two of them
_READ_FIRST = 2  # what holds a word's bigrams nearly always says the word: few ask for more
_LOOKED_AT = 200  # passages that hold all bigrams of a word: of 100,000 hardly any word has more without standing there
_MOST_WITHIN = 5_000  # first-stage matches that are looked through for those of some documents
_SPARE = 2  # times as many passages as are wanted: some may have been removed since the postings were read
_TERMS_KEPT = 100_000  # how many passages hold them: some 100 bytes each


@dataclass(frozen=True, slots=True)
class Found:
    """The hits of a search, and how near the best of them came to holding every term once and alone.

    `ceiling` is the sum of the query's idf over words and 0.6 times bigrams; the best score by words, bigrams
    and heading over it tells questions that the corpus speaks of from those it does not.
    """

    hits: tuple[Hit, ...]
    best_first_stage: float = 0.0
    ceiling: float = 0.0

    @property
    def nearness(self) -> float:
        """Return the best first-stage score over the ceiling; 0 for an empty search."""
        return self.best_first_stage / self.ceiling if self.ceiling else 0.0


class Searcher:
    """Finds passages of one library through one backend."""

    def __init__(self, library: Library, backend: Backend, analyser: Analyser) -> None:
        self.library = library
        self.analyser = analyser
        self._backend = backend
        self._frequencies = _Frequencies(self._count)
        self.steps = 0  # how often it was brought in step: another process that searches alike compares

    def keep_step(self, *, full: bool = False) -> None:
        """Bring the postings in step with the library; `full` looks at every byte that is stored of them.

        Documents that are missing there are read from the library. It may take seconds, so it is not for a thread
        that answers; whoever asks meanwhile finds what was there before.
        """
        with self.library.unchanged():
            version = self.library.refresh()
            if self._backend.refresh(full=full) != version:
                held, wanted = self._backend.documents(), self.library.stamps()
                missing = [document for document, stamp in wanted.items() if held.get(document) != stamp]
                self._backend.apply(version, self.library.indexed(missing), held.keys() - wanted.keys())
        self._frequencies = _Frequencies(self._count)
        self.steps += 1

    def follow(self, documents: Sequence[Indexed]) -> None:
        """Take documents into the postings that have just come into the library; `keep_step` sees to the rest."""
        self._backend.apply("", documents, ())

    def tidy(self) -> None:
        """Make searching cheap again after many changes; may take seconds, and changes nothing that is found."""
        self._backend.tidy()

    def size(self) -> int:
        """Return how many passages are searched."""
        return self._frequencies.size(View.WORDS)

    def df(self, term: str, view: View = View.WORDS) -> int:
        """Return how many passages hold a term."""
        return self._frequencies.df(term, view)

    def idf(self, term: str, view: View = View.WORDS) -> float:
        """Return a term's weight among the passages; that of a term found nowhere is the largest."""
        return self._frequencies.idf(term, view)

    def look_up(self, question: Analysis) -> None:
        """Ask, in one go, for the weights of all that a question may be searched and weighed by."""
        self._frequencies.look_up(
            {
                View.WORDS: question.word_terms,
                View.BIGRAMS: (*question.bigram_terms, *_pairs(question.text)),
                View.CHARACTERS: question.character_terms,
                View.PAIRS: question.pair_terms,
            }
        )

    def _count(self, terms: Mapping[View, Collection[str]]) -> Statistics:
        return self._ask(lambda backend: backend.statistics(terms))

    def _ask(self, ask: Callable[[Backend], _T]) -> _T:
        """Ask the postings; where they turn out to be damaged they are made anew, once."""
        try:
            return ask(self._backend)
        except PostingsError:
            self.keep_step()
            return ask(self._backend)

    def search(self, query: Query, limit: int, within: Collection[DocumentId] | None = None) -> Found:
        """Return at most `limit` hits, best first, ties by passage id; none for no terms.

        Where documents are given, hits are passages of these, as far as they are among the best `_MOST_WITHIN` of all.
        """
        self.library.refresh()  # what other processes removed since the postings were read is no hit
        most = FIRST_STAGE_LIMIT if within is None else _MOST_WITHIN
        floor = Floor(LEAST_SHARE, _SPARE * limit)
        matches = self._ask(lambda backend: backend.search(query, max(limit, most), within, floor))
        if not matches:
            return Found(())
        self._frequencies.look_up(_weighed(query))
        candidates = self._candidates(matches, limit)
        best = self._each_once(query, candidates, limit)
        read = self.library.read([candidate.match.passage_id for _, candidate in best])
        found = [
            (read[candidate.match.passage_id][0], score)
            for score, candidate in best
            if candidate.match.passage_id in read
        ]
        hits = tuple(
            Hit(passage, round(score, SCORE_DIGITS), rank) for rank, (passage, score) in enumerate(found, 1)
        )
        nearest = max([nearness(match.views) for match in matches])
        return Found(hits, nearest, self._ceiling(query))

    def _each_once(
        self, query: Query, candidates: Sequence[Candidate], limit: int
    ) -> list[tuple[float, Candidate]]:
        """Return the best candidates with their scores; what reprints say alike as a passage by the first alone."""
        wanted = limit
        while True:
            best = second_stage.best(query, candidates, self.idf, wanted)
            kept = self._first_of_reprints(best)
            if len(kept) >= limit or len(best) < wanted:
                return kept[:limit]
            wanted += limit

    def _first_of_reprints(self, best: list[tuple[float, Candidate]]) -> list[tuple[float, Candidate]]:
        """Return the candidates without those whose text a better one holds, or holds a better one's, in a reprint of its article."""
        said: list[tuple[str, Match]] = []
        kept = []
        for score, candidate in best:
            own = letters_of(candidate.text)
            same = [match for text, match in said if own in text or text in own]
            if not any(self._is_reprint(candidate.match, match) for match in same):
                said.append((own, candidate.match))
                kept.append((score, candidate))
        return kept

    def _is_reprint(self, one: Match, other: Match) -> bool:
        """Return whether the articles of two passages of the same text are reprints of one another."""
        places = [(glance.document_id, glance.article) for glance in self._glances([one, other]).values()]
        return len(set(places)) > 1 and places[1] in self.library.alike(*places[0])

    def _candidates(self, matches: Sequence[Match], limit: int) -> list[Candidate]:
        """Return the matches worth a second look: `limit` of them at least, as far as they are still there."""
        least = LEAST_SHARE * matches[0].score
        first = max(limit, sum(match.score >= least for match in matches))
        held = self._glances(matches[:first])
        if len(held) < limit:  # some have been removed since the postings were read
            held |= self._glances(matches[first:])
        return [
            Candidate(match, held[match.passage_id].text, held[match.passage_id].title)
            for match in matches
            if match.passage_id in held
        ]

    def _glances(self, matches: Sequence[Match]) -> dict[PassageId, Glance]:
        return self.library.glances([match.passage_id for match in matches])

    def holding(self, text: str) -> Iterator[Glance]:
        """Yield the passages whose text holds a normalised text, in order of their ids; none for an empty one.

        A run of letters or digits is held as a whole: 5 does not stand in 2025, nor gdp in gdps.
        """
        found = self._read(self._may_hold(text, View.BIGRAMS))
        yield from (glance for glance in found if text in glance.text)

    def in_articles_holding(self, text: str) -> Iterator[Glance]:
        """Yield all passages of the articles that may hold a normalised text, in title or text, in order of ids."""
        yield from self._read(self._may_hold(text, View.ARTICLE))

    def holding_characters(self, text: str) -> Iterator[Glance]:
        """Yield passages that hold all the characters of a text, wherever they stand, as many as are looked at."""
        characters = tuple(dict.fromkeys(text))
        ids = self._ask(lambda backend: backend.holding(View.CHARACTERS, characters))
        yield from self._read(ids[:_LOOKED_AT])

    def is_said(self, text: str) -> bool:
        """Return whether a passage or a title says a normalised word, as far as its bigrams tell.

        Where more passages hold them all than are looked at, one of them is taken to say the word.
        """
        self._frequencies.look_up({View.WORDS: (text,), View.HEADING: (text,)})
        if self.df(text) or self.df(text, View.HEADING):
            return True
        return self._stands_in(text, View.BIGRAMS) or self._stands_in(text, View.ARTICLE)

    def _stands_in(self, text: str, view: View) -> bool:
        ids = self._may_hold(text, view)
        if view is View.BIGRAMS and text in bigrams(text):
            return bool(ids)  # what holds the term says the text
        some = self._read(ids[:_LOOKED_AT])
        return len(ids) > _LOOKED_AT or any(
            text in glance.text or text in normalise(glance.title).text for glance in some
        )

    def _may_hold(self, text: str, view: View) -> tuple[PassageId, ...]:
        """Return the passages that hold a text's bigrams, or its one character, in their view; none without any."""
        characters_alone = [term for term in bigrams(text) if len(term) == 1 and is_chinese(term)]
        terms = [term for term in bigrams(text) if term not in characters_alone]
        if not terms:  # 水 is a bigram only where it stands between marks
            return self._ask(lambda backend: backend.holding(View.CHARACTERS, characters_alone))
        return self._ask(lambda backend: backend.holding(view, terms))

    def _read(self, passage_ids: Sequence[PassageId]) -> Iterator[Glance]:
        for start in (0, *range(_READ_FIRST, len(passage_ids), _READ_AT_ONCE)):
            found = self.library.glances(passage_ids[start : start + _READ_AT_ONCE if start else _READ_FIRST])
            yield from (found[passage_id] for passage_id in sorted(found))

    def _ceiling(self, query: Query) -> float:
        terms = terms_of(query)
        sums = {view: sum(self.idf(term, view) for term in terms[view]) for view in CEILING}
        return sum(weight * sums[view] for view, weight in CEILING.items())


def _weighed(query: Query) -> Mapping[View, Collection[str]]:
    """Return the terms that the second stage weighs: the query's own, and the bigrams of its runs."""
    terms = terms_of(query)
    return {
        View.WORDS: terms[View.WORDS],
        View.BIGRAMS: (*terms[View.BIGRAMS], *(pair for run in query.runs for pair in _pairs(run))),
        View.CHARACTERS: terms[View.CHARACTERS],
        View.PAIRS: terms[View.PAIRS],
    }


def _pairs(text: str) -> Iterator[str]:
    """Yield the neighbouring characters of a text."""
    return map("".join, pairwise(text))


class _Frequencies:
    """How many passages hold which terms, kept once asked for: a backend may lie on another machine."""

    def __init__(self, count: Callable[[Mapping[View, Collection[str]]], Statistics]) -> None:
        self._count = count
        self._known: dict[tuple[View, str], int] = {}
        self._idf: dict[tuple[View, str], float] = {}

    @cached_property
    def _sizes(self) -> Mapping[View, int]:
        return self._count({}).sizes

    def size(self, view: View) -> int:
        return self._sizes[view]

    def df(self, term: str, view: View) -> int:
        known = self._known.get((view, term))
        return self.look_up({view: (term,)})[view][term] if known is None else known

    def idf(self, term: str, view: View) -> float:
        known = self._idf.get((view, term))
        if known is None:
            if len(self._idf) > _TERMS_KEPT:
                self._idf = {}
            known = self._idf[view, term] = idf(self.df(term, view), max(1, self.size(View.WORDS)))
        return known

    def look_up(self, terms: Mapping[View, Collection[str]]) -> Mapping[View, Mapping[str, int]]:
        """Ask for those of some terms that are not known yet, in one go; return what was asked for."""
        new = {
            view: found
            for view, some in terms.items()
            if (found := {term for term in some if (view, term) not in self._known})
        }
        if not new:
            return {}
        counted = self._count(new).df
        if len(self._known) > _TERMS_KEPT:
            self._known = {}
        self._known.update(((view, term), df) for view, some in counted.items() for term, df in some.items())
        return counted
