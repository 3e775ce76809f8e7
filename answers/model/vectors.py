"""Word vectors: what words are alike, read from the file beside this module.

Made by `answers.model.fit.vectors`; `words.md` says from what.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from answers.model.errors import WeightsError
from answers.model.hashing import Codes, code

SHIPPED = Path(__file__).with_name("words.npz")
_WORDS_KEPT = 100_000  # their rows, of some 150 bytes each
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
        return np.array(list(map(self._row_of, words)), dtype=np.intp)

    @cached_property
    def _row_of(self) -> Callable[[str], int]:
        """The row of a word, remembered: the words of passages are some ten thousand over and over."""
        return lru_cache(_WORDS_KEPT)(self._find)

    def _find(self, word: str) -> int:
        for start in range(max(1, len(word) - 1)):
            own = np.uint32(code(word[start:]))
            at = int(self.codes.searchsorted(own))
            if at < len(self.codes) and self.codes[at] == own:
                return at + 1
        return 0


@cache
def load(path: Path = SHIPPED) -> Vectors:
    """Read the vectors; raises `WeightsError` where they are missing."""
    if not path.exists():
        raise WeightsError(f"{path}: no word vectors there; it belongs to the program, install it anew")
    with np.load(path) as file:
        return Vectors(file["codes"], file["rows"])
