"""Where a question is looked for: in all documents, in those it is limited to, or in the papers of a place it names."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from answers.matching import Matcher
from answers.questions.parts import Part
from answers.questions.understanding import Understanding
from answers.sources import Source, Sources
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
_THINGS = (Part.INDICATOR, Part.HEAD, Part.POST)
_MOST_SAID_ELSEWHERE = 0.5  # of the weight of the things asked of a place


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

    def is_said_elsewhere(self, question: Understanding, sources: Sequence[Source], matcher: Matcher) -> bool:
        """Return whether most things that are asked of a place are named in papers of others, and not in its own.

        Its own are those whose region it is, and those that name it and are of no region that is known.
        """
        name, named = self._named(question)
        if not named:
            return False
        texts = {
            one.context.document_text
            for one in sources
            if one.passage.document_id in named or self._may_be_of(name, one)
        }
        tag = self._searcher.analyser.segmenter.tag
        things = [
            (term, weight)
            for term, weight in zip(question.terms, question.weights, strict=True)
            if len(term.text) > 1
            and (term.part in _THINGS or (term.part is Part.WORD and tag(term.text).startswith("n")))
        ]
        elsewhere = sum(
            weight
            for term, weight in things
            if not any(matcher.strength(term.text, text) for text in texts)
            and self._sources.is_said(term.text)
        )
        return elsewhere > _MOST_SAID_ELSEWHERE * sum(weight for _, weight in things)

    def _may_be_of(self, name: str, source: Source) -> bool:
        """Return whether a document names a place and is of no region that is known."""
        is_said = name in source.context.document_text or name in source.context.heading
        return is_said and not self._sources.has_region(source.passage.document_id)


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
