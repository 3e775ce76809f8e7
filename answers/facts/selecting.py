"""The facts of a whole library, those of a subject or an indicator among them, and what is near where there are none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from answers.facts.extraction import facts_of
from answers.facts.fact import Fact
from answers.facts.keys import indicator_key
from answers.facts.storing import EXTRACTION, from_row
from answers.lexicon import Lexicon
from answers.sources import Sources
from retrieval.errors import DamagedDocumentError
from retrieval.library import Library
from retrieval.normalise import normalise
from retrieval.types import DocumentId

_NEAR = 5


def facts_in(sources: Sources) -> Iterator[Fact]:
    """Yield the facts of a library, drawn now, a document after the other in order of source."""
    for document_id in sources.names():
        yield from _drawn(sources, document_id)


def stored_facts(library: Library, sources: Sources, words: Sequence[str] = ()) -> Iterator[Fact]:
    """Yield the facts that a library keeps, in order of source; of documents that lack theirs they are drawn now.

    Those alone whose indicator holds one of some normalised words, where any are given.
    """
    version = str(EXTRACTION)
    yield from (from_row(passage, row) for passage, row in library.facts(version, words))
    for document_id in library.lacks_facts(
        version
    ):  # of a library that could not be written since it was made
        drawn = _drawn(sources, document_id)
        yield from (
            fact
            for fact in drawn
            if not words or any(word in normalise(fact.indicator).text for word in words)
        )


def facts_in_document(library: Library, sources: Sources, document_id: DocumentId) -> Iterator[Fact]:
    """Yield the facts that a library keeps of a document, in order of place; drawn now where it lacks them."""
    version = str(EXTRACTION)
    if document_id in library.lacks_facts(version):
        yield from _drawn(sources, document_id)
        return
    yield from (from_row(passage, row) for passage, row in library.facts(version, (), document_id))


def _drawn(sources: Sources, document_id: DocumentId) -> Iterator[Fact]:
    """Yield the facts of a document, drawn now; none of a damaged one, which the log names."""
    numbers = range(1, len(sources.passages(document_id)) + 1)
    try:
        yield from facts_of(sources.between(document_id, numbers))
    except DamagedDocumentError:
        return


def each_once(facts: Iterable[Fact], sources: Sources) -> Iterator[Fact]:
    """Yield facts, of one that reprints tell alike (the same table as PDF and as a workbook) the first alone."""
    told: dict[tuple[object, ...], list[tuple[DocumentId, int]]] = {}
    for fact in facts:
        said = (
            fact.number or fact.value,
            fact.unit,
            fact.indicator,
            fact.subject,
            fact.scope,
            fact.period,
            fact.status,
        )
        place = (fact.passage.document_id, fact.passage.article)
        known = told.setdefault(said, [])
        if any(other != place and other in sources.alike(*place) for other in known):
            continue
        known.append(place)
        yield fact


def of_subject(facts: Iterable[Fact], subject: str) -> tuple[Fact, ...]:
    """Return the facts of a subject, whichever of its names is said: 江阴, 江阴高新区."""
    asked = normalise(subject).text
    return tuple(fact for fact in facts if _is_of(normalise(fact.subject).text, asked))


def _is_of(told: str, asked: str) -> bool:
    return bool(told) and (asked in told or told in asked)


def of_indicator(facts: Iterable[Fact], indicator: str, lexicon: Lexicon) -> tuple[Fact, ...]:
    """Return the facts of an indicator, whichever of its names is said; its variants among them, where none is asked for."""
    asked = indicator_key(indicator, lexicon)
    return tuple(
        fact
        for fact in facts
        if (told := indicator_key(fact.indicator, lexicon)).variants >= asked.variants
        and asked.name in told.name
    )


def near(asked: str, said: Sequence[str]) -> tuple[str, ...]:
    """Return the few of some texts that share most characters with one that was asked for, then what is said most.

    >>> near("复产率", ["复工率", "总投资", "复工率", "返岗率"])
    ('复工率', '返岗率', '总投资')
    """
    counts = Counter(text for text in said if text)
    own = set(normalise(asked).text)
    order = sorted(counts, key=lambda text: (-len(own & set(normalise(text).text)), -counts[text], text))
    return tuple(order[:_NEAR])
