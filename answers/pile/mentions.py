"""Where an article speaks of what a column asks for without a figure: 密切关注企业复工率."""

from __future__ import annotations

from collections.abc import Iterable

from answers.matching import Matcher
from answers.pile.articles import Article
from answers.pile.column import Column
from answers.sources import Sources
from answers.types import Quote

_WHOLE = 1.0  # strength of a term that a text says as it is: what is said to be spoken of stands there to the letter


def mention_of(
    column: Column, articles: Iterable[Article], sources: Sources, matcher: Matcher
) -> Quote | None:
    """Return the first sentence of some articles that says all of what a column asks for; None where none does."""
    for article in articles:
        if not _says(column, article.context.text, matcher):
            continue
        for source in article.sources(sources):
            if not _says(column, source.text, matcher):
                continue
            for sentence in source.sentences:
                if _says(column, sentence.of(source.text), matcher):
                    return Quote(source.passage, source.to_original(sentence))
    return None


def _says(column: Column, text: str, matcher: Matcher) -> bool:
    return all(matcher.strength(term, text) >= _WHOLE for term, _ in column.terms)
