"""Where what is quoted stands as well: other articles of nearly the same text, which are cited once and counted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from answers.sources import Sources
from answers.types import Abstention, Answer, Citation, Compound, Quote, Reply
from retrieval.normalise import normalise
from retrieval.sketches import letters_of
from retrieval.types import DocumentId


def with_reprints(reply: Reply, sources: Sources) -> Reply:
    """Return a reply whose citations say in how many other articles of the same text they stand."""
    if isinstance(reply, Compound):
        return replace(reply, parts=tuple(each_counted(part, sources) for part in reply.parts))
    return each_counted(reply, sources)


def each_counted(reply: Answer | Abstention, sources: Sources) -> Answer | Abstention:
    """Return one reply likewise."""
    if isinstance(reply, Answer):
        return replace(reply, citations=tuple(counted(one, sources) for one in reply.citations))
    return replace(reply, nearest=reply.nearest and counted(reply.nearest, sources))


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
