"""The values of reading: the passages read, and what reading finds in them. All frozen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from retrieval.analysis import Analysis
from retrieval.types import Span


class Style(StrEnum):
    """How short answers are given: 5 characters on average as in DRCD, 11 to 19 as in CMRC 2018, or as on reports."""

    BRIEF = "brief"
    FULL = "full"
    PLAIN = "plain"


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

    Kept as arrays: a reading has thousands of spans, and few of them are asked for. `parts` are the probabilities
    that make up `probabilities`: spans by two, those of the net alone and those of the hashed features alone.
    """

    def __init__(
        self,
        passages: NDArray[np.intp],
        starts: NDArray[np.intp],
        ends: NDArray[np.intp],
        probabilities: NDArray[np.float64],
        parts: NDArray[np.float64],
    ) -> None:
        keys = _keys(passages, starts, ends)
        order = np.argsort(keys)
        self._keys, self._probabilities, self._parts = keys[order], probabilities[order], parts[order]

    def __getitem__(self, span: tuple[int, int, int]) -> float:
        (at,), (is_read,) = self._find([span])
        if not is_read:
            raise KeyError(span)
        return float(self._probabilities[at])

    def of(self, spans: Sequence[tuple[int, int, int]]) -> NDArray[np.float64]:
        """Return the probabilities of spans: mixed, by the net alone, by the hashed features alone; 0 of one not read."""
        at, is_read = self._find(spans)
        found = np.zeros((len(spans), 3))
        found[is_read, 0] = self._probabilities[at[is_read]]
        found[is_read, 1:] = self._parts[at[is_read]]
        return found

    def _find(self, spans: Sequence[tuple[int, int, int]]) -> tuple[NDArray[np.intp], NDArray[np.bool_]]:
        """Return where spans stand among those kept, and whether they do."""
        passages, starts, ends = np.array(spans, dtype=np.intp).reshape(-1, 3).T
        keys = _keys(passages, starts, ends)
        at = np.searchsorted(self._keys, keys)
        is_read = np.append(self._keys, -1)[at] == keys
        return at, is_read

    def __iter__(self) -> Iterator[tuple[int, int, int]]:
        places = (1 << _PLACE_BITS) - 1
        for key in self._keys.tolist():
            yield key >> 2 * _PLACE_BITS, key >> _PLACE_BITS & places, key & places

    def __len__(self) -> int:
        return len(self._keys)


_PLACE_BITS = 24  # a place in a passage of up to 16 million characters; passages are cut long before


def _keys(passages: NDArray[np.intp], starts: NDArray[np.intp], ends: NDArray[np.intp]) -> NDArray[np.intp]:
    return passages << 2 * _PLACE_BITS | starts << _PLACE_BITS | ends


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read: sentences and spans, best first; none where there was nothing to read.

    `spans` are the best; `every` are all that were scored. `by_net` is the highest score that the net gives to one,
    which no comparison with others has made relative; 0 without a net.
    """

    sentences: tuple[ScoredSentence, ...] = ()
    spans: tuple[ScoredSpan, ...] = ()
    every: EverySpan | None = None
    by_net: float = 0.0
