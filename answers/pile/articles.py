"""The articles of a pile, and whom each is about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from answers.context import Context
from answers.facts.fact import Fact
from answers.facts.owners import Owner, is_of_another_area, owner_of
from answers.periods import Anchor, Period
from answers.pile.describing import AHEAD
from answers.sources import Source, Sources
from answers.types import Place
from retrieval import ids
from retrieval.types import DocumentId

# Of more articles nobody reads a table, and every article's subject would have to be looked for.
_MOST_ARTICLES = 400
_BULLETIN = "\u7edf\u8ba1\u516c\u62a5"  # of the year in its title alone


@dataclass(frozen=True, slots=True)
class Article:
    """An article, whom it is about, and its first passage's number in its document."""

    document_id: DocumentId
    number: int
    first: int
    owner: Owner
    context: Context

    @property
    def place(self) -> Place:
        """Its document and its number there."""
        return self.document_id, self.number

    @property
    def anchor(self) -> Anchor:
        """What its undated periods are counted from."""
        return self.context.anchor

    def sources(self, sources: Sources) -> Iterator[Source]:
        """Yield its passages in order, as far as they can be read."""
        first = sources.find(ids.passage_id(self.document_id, self.first))
        if first is not None:
            yield first
            yield from sources.following(first.passage)


def may_be_of(fact: Fact, asked: Sequence[Period], article: Article) -> bool:
    """Return whether a figure may be told of whom its article is about, and of one of the periods asked for.

    What has no year in a report of 2026 is of 2025 or later, and not of 2027 unless it is aimed at.
    """
    years = [one.year for one in asked if one.year is not None]
    year = article.anchor.year
    if years and year is not None and article.anchor.is_own and fact.year is None:
        first = year - (0 if article.anchor.is_closed or _BULLETIN in article.context.heading else 1)
        last = year if fact.status not in AHEAD else max(years)
        if not any(first <= one <= last for one in years):
            return False
    return not is_of_another_area(fact, article.owner)


def read_articles(sources: Sources) -> tuple[Article, ...]:
    """Return the articles in order of source, those that are about nobody among them; none of a library that holds too many."""
    if sources.count() > _MOST_ARTICLES:
        return ()
    found: dict[Place, Article] = {}
    for document_id in sources.names():
        for passage in sources.passages(document_id):
            place = (document_id, passage.article)
            if place not in found and (source := sources.find(passage.id)) is not None:
                owner = owner_of(source.context.heading, source.context.text)
                found[place] = Article(*place, passage.number, owner, source.context)
    return tuple(found.values())
