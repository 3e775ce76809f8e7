"""The values of reading: the passages read, and what reading finds in them. All frozen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from retrieval.analysis import Analysis
from retrieval.types import Span


class Style(StrEnum):
    """How long a short answer is to be: 5 characters on average as in DRCD, or 11 to 19 as in CMRC 2018."""

    BRIEF = "brief"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class PassageView:
    """A passage as the model reads it: its analysis, and the title of what it stands in."""

    analysis: Analysis
    title: str = ""


@dataclass(frozen=True, slots=True)
class ScoredSentence:
    """A sentence of the passage with that index; `span` is a range of the passage's normalised text.

    `score` is comparable within one reading, `probability` is over all sentences read.
    """

    passage: int
    span: Span
    score: float
    probability: float


@dataclass(frozen=True, slots=True)
class ScoredSpan:
    """A short answer in the passage with that index; `span` is a range of the passage's normalised text.

    `probability` is that of this very span among all candidates; `sentence` is the place of its sentence in
    `Reading.sentences`.
    """

    passage: int
    span: Span
    score: float
    probability: float
    sentence: int


class EverySpan(Mapping[tuple[int, int, int], float]):
    """The probability of each span by the index of its passage, its start and its end.

    Kept as arrays: a reading has thousands of spans, and few of them are asked for.
    """

    def __init__(
        self,
        passages: NDArray[np.intp],
        starts: NDArray[np.intp],
        ends: NDArray[np.intp],
        probabilities: NDArray[np.float64],
    ) -> None:
        keys = passages << 2 * _PLACE_BITS | starts << _PLACE_BITS | ends
        order = np.argsort(keys)
        self._keys, self._probabilities = keys[order], probabilities[order]

    def __getitem__(self, span: tuple[int, int, int]) -> float:
        passage, start, end = span
        key = passage << 2 * _PLACE_BITS | start << _PLACE_BITS | end
        at = int(np.searchsorted(self._keys, key))
        if at == len(self._keys) or self._keys[at] != key:
            raise KeyError(span)
        return float(self._probabilities[at])

    def __iter__(self) -> Iterator[tuple[int, int, int]]:
        places = (1 << _PLACE_BITS) - 1
        for key in self._keys.tolist():
            yield key >> 2 * _PLACE_BITS, key >> _PLACE_BITS & places, key & places

    def __len__(self) -> int:
        return len(self._keys)


_PLACE_BITS = 24  # a place in a passage of up to 16 million characters; passages are cut long before


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read: sentences and spans, best first; none where there was nothing to read.

    `spans` are the best; `every` has the probability of each span that was scored, by the index of its passage,
    its start and its end.
    """

    sentences: tuple[ScoredSentence, ...] = ()
    spans: tuple[ScoredSpan, ...] = ()
    every: Mapping[tuple[int, int, int], float] = field(default_factory=dict)
