"""How far a sentence says what a question says in like words: word vectors beside what stands there to the letter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from answers.questions.understanding import Understanding
from answers.sources import Source
from retrieval.types import Span

if TYPE_CHECKING:
    from answers.model.vectors import Vectors


class Likeness:
    """How like the words of one question are to those of sentences."""

    def __init__(self, question: Understanding) -> None:
        from answers.model.vectors import load  # only questions need it, and it takes a moment

        self._vectors = load()
        self._rows = _rows_of(self._vectors, [term.text for term in question.terms])
        self._weights = np.array(question.weights)

    def of(self, source: Source, sentence: Span, levels: Sequence[float]) -> tuple[float, float]:
        """Return how much of the question's weight a sentence says, and the largest share of it that is lacking.

        A word counts by its level, or by the cosine of its vector with that of the likest word of the sentence.
        """
        total = float(self._weights.sum())
        if not total:
            return 1.0, 0.0
        own = source.analysis.numbers_within(sentence)
        alike = np.array(levels)
        if own:
            rows = _rows_of(self._vectors, source.words[own.start : own.stop])
            alike = np.maximum(alike, np.minimum((rows @ self._rows.T).max(axis=0), 1.0))
        return float(self._weights @ alike) / total, float((self._weights * (1.0 - alike)).max()) / total


def _rows_of(vectors: Vectors, words: Sequence[str]) -> NDArray[np.float32]:
    from answers.model.vectors import LENGTH

    rows = vectors.rows[vectors.of_words(words)]
    return np.asarray(rows / LENGTH, dtype=np.float32)
