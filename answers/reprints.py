"""Where what is quoted stands as well: other articles of nearly the same text, which are cited once and counted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from answers.sources import Sources
from answers.types import Abstention, Answer, Citation, Compound, Quote, Reply
from retrieval.normalise import normalise
from retrieval.sketches import letters_of
from retrieval.types import DocumentId, Span


def with_reprints(reply: Reply, sources: Sources) -> Reply:
    """Return a reply whose citations say in how many other articles of the same text they stand."""
    if isinstance(reply, Compound):
        return replace(reply, parts=tuple(each_counted(part, sources) for part in reply.parts))
    return each_counted(reply, sources)


def each_counted(reply: Answer | Abstention, sources: Sources) -> Answer | Abstention:
    """Return one reply likewise."""
    if isinstance(reply, Answer):
        cited = _at_home(reply.citations, sources)
        return replace(reply, citations=tuple(counted(one, sources) for one in cited))
    return replace(reply, nearest=reply.nearest and counted(reply.nearest, sources))


def _at_home(citations: Iterable[Citation], sources: Sources) -> list[Citation]:
    """Return citations, those from reprints of one article from the one that is cited first, as far as it says them to the letter."""
    homes: list[tuple[DocumentId, int]] = []
    made = []
    for citation in citations:
        own = citation.quote.passage.document_id, citation.quote.passage.article
        others = sources.alike(*own) if homes and own not in homes else ()
        home = next((place for place in homes if place in others), None)
        moved = _moved(citation, home, sources) if home is not None else None
        if moved is None and own not in homes:
            homes.append(own)
        made.append(moved or citation)
    return made


def _moved(citation: Citation, home: tuple[DocumentId, int], sources: Sources) -> Citation | None:
    """Return a citation of the same words in another article; None where it does not say them."""
    words = citation.quote.text
    for source in sources.between(home[0], sources.numbers(*home)):
        start = source.passage.text.find(words)
        if start >= 0:
            quote = Quote(source.passage, Span(start, start + len(words)))
            return replace(citation, quote=quote, document=sources.document(home[0]))
    return None


def counted(citation: Citation, sources: Sources) -> Citation:
    """Return a citation with the number of its reprints: articles much like its own that say what it quotes."""
    passage = citation.quote.passage
    others = sources.alike(passage.document_id, passage.article)
    if not others:
        return citation
    quoted = _letters(citation.quote)
    held = sum(quoted in sources.letters(document_id, article) for document_id, article in others)
    return replace(citation, reprints=held)


def is_reprint(quote: Quote, other: Quote, sources: Sources) -> bool:
    """Return whether two quotations are one, which two articles of nearly the same text say."""
    own, place = ((one.passage.document_id, one.passage.article) for one in (quote, other))
    return own != place and _letters(quote) == _letters(other) and place in sources.alike(*own)


def _letters(quote: Quote) -> str:
    return letters_of(normalise(quote.text).text)


def texts_among(articles: Iterable[tuple[DocumentId, int]], sources: Sources) -> int:
    """Return of how many different texts some articles are, each given by its document and its number there."""
    kept: list[tuple[DocumentId, int]] = []
    for one in dict.fromkeys(articles):
        others = sources.alike(*one) if kept else ()
        if not any(known in others for known in kept):
            kept.append(one)
    return len(kept)
