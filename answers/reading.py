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
    from answers.model import PassageView, Reader, Weights
    from answers.model.types import EverySpan


Place = tuple[PassageId, Span]


@dataclass(frozen=True)
class Likely:
    """Probabilities of sentences and of the best spans, by passage and range of its normalised text; best first.

    `spans_of` are the best spans of each sentence that has any, `every` all spans, with their passages by `numbers`;
    `by_net` is the highest score that the net gives to a span.
    """

    sentences: Mapping[Place, float] = field(default_factory=dict)
    spans: Mapping[Place, float] = field(default_factory=dict)
    spans_of: Mapping[Place, Sequence[tuple[Span, float]]] = field(default_factory=dict)
    every: EverySpan | None = None
    numbers: Mapping[PassageId, int] = field(default_factory=dict)
    by_net: float = 0.0

    def of(self, places: Sequence[Place]) -> list[list[float]]:
        """Return the probabilities of spans: mixed, by the net alone, by the hashed features alone; 0 of one not read."""
        if self.every is None:
            return [[0.0, 0.0, 0.0] for _ in places]
        spans = [(self.numbers.get(passage_id, -1), span.start, span.end) for passage_id, span in places]
        found: list[list[float]] = self.every.of(spans).tolist()
        return found


class ModelReader:
    """Reads sources with the weights given, or with those that come with the program, opened when first needed."""

    def __init__(self, searcher: Searcher, weights: Weights | None = None) -> None:
        self._searcher = searcher
        self._weights = weights

    @cached_property
    def reader(self) -> Reader:
        """The model."""
        from answers.model import Reader, load  # only questions need it, and it takes 30 ms

        return Reader(self._searcher.analyser.segmenter, self._weights or load())

    def read(self, question: Understanding, sources: Sequence[tuple[Source, float]]) -> Likely:
        """Return what is likely in the best of `sources`, which come with their passage scores."""
        from answers.model.reader import PASSAGES_READ

        best = sources[:PASSAGES_READ]
        if not best:
            return Likely()
        views = [view(source) for source, _ in best]
        reading = self.reader.read(
            question.analysis, question.kind, views, self.idf, [score for _, score in best]
        )
        ids = [source.passage.id for source, _ in best]
        spans_of: dict[Place, list[tuple[Span, float]]] = {}
        for found in reading.spans:
            place = (ids[found.passage], reading.sentences[found.sentence].span)
            spans_of.setdefault(place, []).append((found.span, found.probability))
        return Likely(
            {(ids[found.passage], found.span): found.probability for found in reading.sentences},
            {(ids[found.passage], found.span): found.probability for found in reading.spans},
            spans_of,
            reading.every,
            {passage_id: number for number, passage_id in enumerate(ids)},
            reading.by_net,
        )

    def idf(self, term: str) -> float:
        """Return the weight of a word or a bigram."""
        kind = View.BIGRAMS if len(term) == 2 and self._searcher.df(term) == 0 else View.WORDS
        return self._searcher.idf(term, kind)


def view(source: Source) -> PassageView:
    """Return a source as the model reads it."""
    from answers.model import PassageView

    return PassageView(source.analysis, source.context.heading)
