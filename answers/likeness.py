"""How far a sentence says what a question says in like words: word vectors beside what stands there to the letter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from answers.probability import Floats
from answers.questions.understanding import Understanding
from answers.sources import Source
from retrieval.types import Span

if TYPE_CHECKING:
    from answers.model.vectors import Vectors


class Likeness:
    """How like the words of one question are to those of sentences."""

    def __init__(self, question: Understanding) -> None:
        from answers.model.vectors import LENGTH, load  # only questions need it, and it takes a moment

        self._vectors, self._alike = load(), LENGTH**2
        self._rows = _rows_of(self._vectors, [term.text for term in question.terms])
        self._weights = np.array(question.weights)

    def of(self, sentences: Sequence[tuple[Source, Span]], levels: Floats) -> Floats:
        """Return how much of the question's weight each sentence says, and the largest share of it that is lacking.

        A word counts by its level (sentences by words), or by the cosine of its vector with that of the likest word of the sentence.
        """
        total = float(self._weights.sum())
        if not total or not sentences:
            return np.tile([1.0, 0.0], (len(sentences), 1))
        words: list[str] = []
        starts = []
        for source, sentence in sentences:
            own = source.analysis.numbers_within(sentence)
            starts.append(len(words))
            words += source.words[own.start : own.stop]
            words.append(_LIKE_NOTHING)  # else there would be nothing to take the largest of
        products = np.maximum.reduceat(_rows_of(self._vectors, words) @ self._rows.T, starts)
        alike = np.maximum(levels, np.minimum(products.astype(np.float64) / self._alike, 1.0))
        lacking = self._weights * (1.0 - alike)
        return np.column_stack([alike @ self._weights, lacking.max(axis=1)]) / total


_LIKE_NOTHING = ""  # as a word: it has no vector


def _rows_of(vectors: Vectors, words: Sequence[str]) -> NDArray[np.float32]:
    """Return the vectors of words in whole numbers, whose products are exact."""
    return vectors.rows[vectors.of_words(words)].astype(np.float32)
