"""Facts as the library keeps them are those that are drawn; what draws them otherwise has another version."""

from __future__ import annotations

from hashlib import sha256

from answers.answerer import Answerer
from answers.facts.selecting import facts_in, stored_facts
from answers.facts.storing import EXTRACTION, FactExtractor, from_row, to_row
from retrieval.analysis import Analyser
from retrieval.types import Document

# The facts of seeds/, and by which EXTRACTION they were drawn: raise it, and note the new digest here.
DRAWN = (13, "0370c206726d4734")


def test_a_fact_is_the_same_after_it_was_stored(seeds_answerer: Answerer) -> None:
    for fact in facts_in(seeds_answerer.sources):
        assert from_row(fact.passage, to_row(fact)) == fact


def test_facts_drawn_when_a_document_is_taken_in_are_those_drawn_later(
    seeds_answerer: Answerer, analyser: Analyser
) -> None:
    library = seeds_answerer.searcher.library
    extractor = FactExtractor(analyser.segmenter)

    drawn = [
        row
        for document in library.documents()
        for row in extractor.extract(document, _analysed(seeds_answerer, document))
    ]

    assert drawn == [to_row(fact) for fact in facts_in(seeds_answerer.sources)]


def _analysed(answerer: Answerer, document: Document):
    library = answerer.searcher.library
    return [(one, library.analysis(one.id)) for one in library.passages(document.id)]


def test_a_library_without_facts_gives_them_drawn_now(seeds_answerer: Answerer) -> None:
    library, sources = seeds_answerer.searcher.library, seeds_answerer.sources

    assert tuple(stored_facts(library, sources)) == tuple(facts_in(sources))
    assert {fact.value for fact in stored_facts(library, sources, ["复工率"])} == {"100%", "91.9%"}


def test_another_way_of_drawing_facts_has_another_version(seeds_answerer: Answerer) -> None:
    rows = [to_row(fact) for fact in facts_in(seeds_answerer.sources)]
    digest = sha256("\n".join(map(repr, rows)).encode()).hexdigest()[:16]

    assert (EXTRACTION, digest) == DRAWN, "facts are drawn otherwise: raise EXTRACTION and note the digest"
