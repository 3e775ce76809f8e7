"""Word vectors: what words are alike, read from the file beside this module.

Made by `answers.model.fit.vectors`; `words.md` says from what.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from answers.model.errors import WeightsError
from answers.model.hashing import Codes, code

SHIPPED = Path(__file__).with_name("words.npz")
LENGTH = 127  # of every vector, nearly: the cosine of two is their product over the square of this


@dataclass(frozen=True, eq=False)
class Vectors:
    """Vectors of words, told apart by the words' codes.

    `codes` are in rising order and without the first row; `rows` (int8) begin with one of zeros, that of all
    words without a vector.
    """

    codes: Codes
    rows: NDArray[np.int8]

    def places(self, codes: Codes) -> NDArray[np.intp]:
        """Return the row of each code, 0 where there is none."""
        at = np.minimum(np.searchsorted(self.codes, codes), len(self.codes) - 1)
        return np.where(self.codes[at] == codes, at + 1, 0)

    def of_words(self, words: Sequence[str]) -> NDArray[np.intp]:
        """Return the row of each word, or of its longest ending of two characters and more that has one; else 0."""
        found = self.places(_codes(words))
        lacking = np.flatnonzero(found == 0).tolist()
        endings = [(at, words[at][start:]) for at in lacking for start in range(len(words[at]) - 2, 0, -1)]
        rows = self.places(_codes([ending for _, ending in endings]))
        for (at, _), row in zip(endings, rows.tolist(), strict=True):
            if row:
                found[at] = row  # the longest comes last
        return found


def _codes(words: Sequence[str]) -> Codes:
    return np.array([code(word) for word in words], dtype=np.uint32)


@cache
def load(path: Path = SHIPPED) -> Vectors:
    """Read the vectors; raises `WeightsError` where they are missing."""
    if not path.exists():
        raise WeightsError(f"{path}: no word vectors there; it belongs to the program, install it anew")
    with np.load(path) as file:
        return Vectors(file["codes"], file["rows"])
