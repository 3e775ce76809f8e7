"""Where a question is looked for: in all documents, in those it is limited to, or in the papers of a place it names."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from answers.questions.parts import Part
from answers.questions.understanding import Understanding
from answers.sources import Sources
from retrieval.normalise import normalise
from retrieval.search import Found, Searcher
from retrieval.types import DocumentId, Hit, PassageId

_PASSAGES = 10
# Looked at beside them: what is found by other words of the lexicon.
_PASSAGES_BESIDE = 4
_MOST_PASSAGES = 14
# Of the score of a passage that does not say the region asked for: without such passages candidates hold an answer for
# 74.1 % of questions on notices, with them for 76.8; on reports 90.3 and 90.1 (`tests/evaluation/results.md`).
_UNSAID = 0.8
# A region of more documents than these tells too little: of fifteen reports the most that one place has are two.
_MOST_NAMED = 5


class Lookout:
    """Finds the passages of one library that a question is answered from."""

    def __init__(self, searcher: Searcher, sources: Sources) -> None:
        self._searcher = searcher
        self._sources = sources

    def search(self, question: Understanding, within: Collection[DocumentId] | None) -> Found:
        """Return what is found in a question's own words: in all documents or in some."""
        return self._searcher.search(question.query, _PASSAGES, within)

    def look(
        self, question: Understanding, within: Collection[DocumentId] | None, own: Found | None = None
    ) -> Found:
        """Return what is found for a question: in all documents or in some, in its words and in others.

        Where a name of the question is some documents' region, these are looked through as well, and of all others
        counts less what does not say the name: hardly another report answers what is asked of 江西. `own` is what
        `search` found, where that was asked before.
        """
        own = own or self.search(question, within)
        name, named = self._named(question) if within is None else ("", ())
        within = within or named or None
        found = [self.search(question, within) if named else own]
        found += [self._searcher.search(query, _PASSAGES_BESIDE, within) for query in question.others]
        if named:
            found.append(_less_where_unsaid(name, own))
        return _joined(found) if len(found) > 1 else found[0]

    def _named(self, question: Understanding) -> tuple[str, tuple[DocumentId, ...]]:
        """Return a name of the question and the few documents whose region it is; else nothing."""
        for term in question.of_part(Part.ENTITY):
            named = self._sources.of_region(term.text)
            if 0 < len(named) <= _MOST_NAMED:
                return term.text, named
        return "", ()


def _joined(found: Sequence[Found]) -> Found:
    """Return the hits of several searches, each passage once, best first; as near as the nearest of them."""
    hits: dict[PassageId, Hit] = {}
    for hit in (hit for one in found for hit in one.hits):
        if hit.passage.id not in hits or hits[hit.passage.id].score < hit.score:
            hits[hit.passage.id] = hit
    ordered = sorted(hits.values(), key=lambda hit: -hit.score)
    return replace(max(found, key=lambda one: one.nearness), hits=tuple(ordered[:_MOST_PASSAGES]))


def _less_where_unsaid(name: str, found: Found) -> Found:
    """Return the hits, those less whose text and title do not say a name."""
    hits = (
        hit
        if name in normalise(f"{hit.passage.title}\n{hit.passage.text}").text
        else replace(hit, score=hit.score * _UNSAID)
        for hit in found.hits
    )
    return replace(found, hits=tuple(hits))
