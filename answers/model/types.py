"""The values of reading: the passages read, and what reading finds in them. All frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

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


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read: sentences and spans, best first; none where there was nothing to read.

    `spans` are the best; `every` has the probability of each span that was scored, by the index of its passage,
    its start and its end.
    """

    sentences: tuple[ScoredSentence, ...] = ()
    spans: tuple[ScoredSpan, ...] = ()
    every: Mapping[tuple[int, int, int], float] = field(default_factory=dict)
