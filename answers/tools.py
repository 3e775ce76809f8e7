"""What comparing, counting and summing up work with, handed to them as one value."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from answers.matching import Matcher
from answers.questions.understanding import Understanding
from answers.sources import Sources
from answers.types import Abstention, Answer, Question, Turn
from retrieval.search import Searcher
from retrieval.types import DocumentId


class Find(Protocol):
    """Answers a question from single sentences, of some documents alone where they are given."""

    def __call__(
        self,
        question: Question,
        understanding: Understanding,
        beside: Turn | None = None,
        *,
        within: frozenset[DocumentId] | None = None,
    ) -> Answer | Abstention:
        """Return the reply; `beside` is what was answered before it, from the same place."""


@dataclass(frozen=True)
class Tools:
    """A library's searcher and sources, the matcher of its lexicon, and what is done with a question.

    `understand` takes a normalised question apart, `find` answers it from single sentences, `bigram_weight` is a
    bigram's idf, `doer` answers who of a body that has a name in a question did what it asks. `within` are the only documents that are looked at; None for all.
    """

    searcher: Searcher
    sources: Sources
    matcher: Matcher
    understand: Callable[[str], Understanding]
    find: Find
    bigram_weight: Callable[[str], float]
    doer: Callable[[Understanding, str, Tools], Answer | None]
    within: frozenset[DocumentId] | None = None

    def articles(self) -> int:
        """Return how many articles are looked at."""
        if self.within is None:
            return self.sources.count()
        return sum(len(self.searcher.library.outline(document_id)) for document_id in self.within)
