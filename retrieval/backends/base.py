"""What a home of postings must be able to do."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol, assert_never

from retrieval.analysis import Analysis, Query
from retrieval.ranking import View
from retrieval.types import DocumentId, PassageId


@dataclass(frozen=True, slots=True)
class Entry:
    """A passage as it is indexed: its text, its heading and its article's title, each analysed.

    `article` counts the document's articles from 0.
    """

    passage_id: PassageId
    article: int
    body: Analysis
    heading: Analysis
    title: Analysis

    def terms(self, view: View) -> tuple[str, ...]:
        """Return the passage's terms in a view.

        In the view ARTICLE those of the article's title; its passages' bigrams are added to them.
        """
        match view:
            case View.WORDS:
                return self.body.word_terms
            case View.BIGRAMS:
                return self.body.bigram_terms
            case View.CHARACTERS:
                return self.body.character_terms
            case View.PAIRS:
                return self.body.pair_terms
            case View.HEADING:
                return self.heading.word_terms
            case View.ARTICLE:
                return self.title.bigram_terms
            case _:
                assert_never(view)


@dataclass(frozen=True, slots=True)
class Indexed:
    """A document as it is indexed: its passages in order; `stamp` tells its content from any other."""

    id: DocumentId
    stamp: str
    entries: tuple[Entry, ...]


class Match(NamedTuple):  # made by the hundred for a question, in a third of the time that a dataclass takes
    """A passage of the first stage: its score there and in each view; `siblings` are its article's others."""

    passage_id: PassageId
    score: float
    views: Mapping[View, float]
    siblings: int = 0


class Floor(NamedTuple):
    """From where on passages of the first stage are not looked at: below a `share` of the best score, but for the first `few`."""

    share: float
    few: int


@dataclass(frozen=True, slots=True)
class Statistics:
    """How many passages (for ARTICLE: articles) there are, and how many of them hold each of some terms."""

    sizes: Mapping[View, int]
    df: Mapping[View, Mapping[str, int]]


class Backend(Protocol):
    """The postings of a library; they follow its changes, each at the cost of what has changed.

    What is found, and with which scores, depends on the documents that are held and on nothing else: not on the
    order in which they came, nor on those that were there before.
    """

    def refresh(self, *, full: bool = False) -> str:
        """Take up what other processes have applied; return the version of the library that the postings are at.

        What is not what was written is left out; `full` looks at every byte for that. The version is empty where
        that is so or it is not known: then `documents` tells what is missing.
        """

    def documents(self) -> Mapping[DocumentId, str]:
        """Return the stamps of the documents that are held."""

    def apply(self, version: str, added: Iterable[Indexed], removed: Collection[DocumentId]) -> None:
        """Take documents out and others in, which brings the postings to a version of the library.

        One that is added takes the place of what is held under its id; to take out what is not held is no error.
        Either all of it comes about or nothing. Whoever searches meanwhile finds what was there before.
        """

    def tidy(self) -> None:
        """Make searching cheap again where many changes have made it dearer; what is found stays the same."""

    def statistics(self, terms: Mapping[View, Collection[str]]) -> Statistics:
        """Return the numbers of passages that hold some terms, and of all."""

    def search(
        self,
        query: Query,
        limit: int,
        within: Collection[DocumentId] | None = None,
        floor: Floor | None = None,
    ) -> tuple[Match, ...]:
        """Return at most `limit` passages, best first, ties by passage id; none for an empty query.

        Where documents are given, those of the `limit` passages that are theirs. Where a floor is given, the last
        may be missing: such as lie below it, and come no nearer to the question (`ranking.nearness`) than the rest.
        """

    def holding(self, view: View, terms: Sequence[str]) -> tuple[PassageId, ...]:
        """Return the passages (for ARTICLE: of the articles) that hold every term, in order; none for no terms."""
