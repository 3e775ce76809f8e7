"""What the fitted model makes of the best passages: likely sentences and likely short answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from answers.questions.understanding import Understanding
from answers.sources import Source
from retrieval.ranking import View
from retrieval.search import Searcher
from retrieval.types import PassageId, Span

if TYPE_CHECKING:
    from answers.model import Reader

_PASSAGES = 5
_LEAST_PROBABILITY = 0.02

Place = tuple[PassageId, Span]


@dataclass(frozen=True)
class Likely:
    """Probabilities of sentences and of spans, by passage and range of its normalised text; best first."""

    sentences: Mapping[Place, float] = field(default_factory=dict)
    spans: Mapping[Place, float] = field(default_factory=dict)


class ModelReader:
    """Reads sources with the weights that come with the program, opened when first needed."""

    def __init__(self, searcher: Searcher) -> None:
        self._searcher = searcher

    @cached_property
    def _reader(self) -> Reader:
        from answers.model import Reader, load  # most questions need no model, and it takes 30 ms

        return Reader(self._searcher.analyser.segmenter, load())

    def read(self, question: Understanding, sources: Sequence[tuple[Source, float]]) -> Likely:
        """Return what is likely in the best of `sources`, which come with their passage scores."""
        from answers.model import PassageView

        best = sources[:_PASSAGES]
        if not best:
            return Likely()
        views = [PassageView(source.analysis, source.context.heading) for source, _ in best]
        reading = self._reader.read(
            question.analysis, question.kind, views, self._idf, [score for _, score in best]
        )
        ids = [source.passage.id for source, _ in best]
        return Likely(
            {(ids[found.passage], found.span): found.probability for found in reading.sentences},
            {
                (ids[found.passage], found.span): found.probability
                for found in reading.spans
                if found.probability >= _LEAST_PROBABILITY
            },
        )

    def _idf(self, term: str) -> float:
        view = View.BIGRAMS if len(term) == 2 and self._searcher.df(term) == 0 else View.WORDS
        return self._searcher.idf(term, view)
