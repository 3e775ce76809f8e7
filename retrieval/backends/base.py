"""What a home of postings must be able to do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from retrieval.analysis import Query
from retrieval.types import PassageId


class View(StrEnum):
    """A way of looking at a text, each with its own postings and its own BM25."""

    WORDS = "words"
    BIGRAMS = "bigrams"
    CHARACTERS = "characters"
    PAIRS = "pairs"
    HEADING = "heading"
    ARTICLE = "article"


@dataclass(frozen=True, slots=True)
class Entry:
    """A passage as it is indexed: its terms in each view, and which article it is part of.

    In the view ARTICLE stand the terms of the article's title; its passages' bigrams are added to them.
    """

    passage_id: PassageId
    article_key: str
    terms: Mapping[View, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Match:
    """A passage of the first stage: its score there and in each view; `siblings` are its article's others."""

    passage_id: PassageId
    score: float
    views: Mapping[View, float]
    siblings: int = 0


class Backend(Protocol):
    """Postings of a library, kept in step with its version."""

    def keep_step(self, version: str, entries: Iterable[Entry], *, full: bool = False) -> None:
        """Index `entries` (in the order of their ids) unless `version` is what is indexed already.

        `full` looks at all that is stored, and makes anew what is not what was written.
        """

    def search(self, query: Query, limit: int) -> tuple[Match, ...]:
        """Return at most `limit` passages, best first, ties by passage id; none for an empty query."""

    def holding(self, view: View, terms: Sequence[str]) -> tuple[PassageId, ...]:
        """Return the passages (for ARTICLE: of the articles) that hold every term, in order; none for no terms."""

    def df(self, view: View, term: str) -> int:
        """Return how many passages (for ARTICLE: articles) hold the term."""

    def size(self) -> int:
        """Return how many passages are indexed."""
