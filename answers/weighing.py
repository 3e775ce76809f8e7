"""What a term of a question weighs in one library."""

from __future__ import annotations

from retrieval.ranking import View
from retrieval.search import Searcher


def weight_of(searcher: Searcher, term: str) -> float:
    """Return a term's idf: the mean over its bigrams, however it was cut."""
    if len(term) == 1:
        return 0.5 * searcher.idf(term, View.CHARACTERS)
    pairs = [term[place : place + 2] for place in range(len(term) - 1)]
    if not all("\u3400" <= character <= "\u9fff" for character in term):
        return searcher.idf(term, View.WORDS)
    return sum(searcher.idf(pair, View.BIGRAMS) for pair in pairs) / len(pairs)
