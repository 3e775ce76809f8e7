"""What a passage is ranked by: the views of a text, their BM25 parameters, and what each counts in both stages.

All of it was measured on public questions, tests/evaluation/results.md, "Retrieval": policy questions among
114,000 news passages, CMRC and DRCD (encyclopedia), chosen on one half and checked on the other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from retrieval.analysis import Query


class View(StrEnum):
    """A way of looking at a text, each with its own postings and its own BM25."""

    WORDS = "words"
    BIGRAMS = "bigrams"
    CHARACTERS = "characters"
    PAIRS = "pairs"
    HEADING = "heading"
    ARTICLE = "article"


def terms_of(query: Query) -> Mapping[View, tuple[str, ...]]:
    """Return what a query asks for in each view."""
    return {
        View.WORDS: query.words,
        View.BIGRAMS: query.bigrams,
        View.CHARACTERS: query.characters,
        View.PAIRS: query.pairs,
        View.HEADING: query.words,
        View.ARTICLE: query.bigrams,
    }


# (k1, b) of each view.
PARAMETERS: Mapping[View, tuple[float, float]] = {
    View.WORDS: (0.9, 0.4),
    View.BIGRAMS: (0.9, 0.4),
    View.CHARACTERS: (1.2, 0.75),
    View.PAIRS: (0.6, 0.4),
    View.HEADING: (0.9, 0.4),
    View.ARTICLE: (1.2, 0.75),
}

# -- the first stage: the whole corpus -------------------------------------------------------------------

FIRST_STAGE: Mapping[View, float] = {View.WORDS: 1.0, View.BIGRAMS: 0.6, View.HEADING: 0.3, View.ARTICLE: 0.3}
FIRST_STAGE_LIMIT = 200
# Of the best score of the first stage: what has less is not looked at again.
LEAST_SHARE = 0.3
# How near a passage comes to the question as such, its article left aside: what abstention looks at.
NEARNESS: Mapping[View, float] = {View.WORDS: 1.0, View.BIGRAMS: 0.6, View.HEADING: 0.3}
# The same of a passage that holds every term once and alone: the sum of their idf, so weighed.
CEILING: Mapping[View, float] = {View.WORDS: 1.0, View.BIGRAMS: 0.6}


def nearness(views: Mapping[View, float]) -> float:
    """Return how near a passage with these scores comes to the question as such."""
    return sum([weight * views[view] for view, weight in NEARNESS.items()])


# -- the second stage: the texts of the best --------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Mix:
    """What each part of a score counts: the backend's views, and what is measured in the passage's text."""

    views: Mapping[View, float]
    text: Mapping[View, float]
    sentence: float
    runs: float


# The article of a passage that stands alone is the passage once more and tells nothing; the others were fitted
# without it and raised by 1.7, the mean of both over the candidates of DRCD, so that the two kinds are comparable.
AMONG_OTHERS = Mix(
    views={View.WORDS: 0.5, View.CHARACTERS: 0.2, View.HEADING: 0.3, View.ARTICLE: 0.6},
    text={View.WORDS: 0.5, View.CHARACTERS: 0.2, View.PAIRS: 0.4},
    sentence=1.0,
    runs=0.04,
)
ALONE = Mix(
    views={View.WORDS: 1.2, View.CHARACTERS: 0.7, View.PAIRS: 0.35, View.HEADING: 0.7},
    text={},
    sentence=1.7,
    runs=0.035,
)
SENTENCE_WEIGHTS: Mapping[View, float] = {View.BIGRAMS: 0.6, View.WORDS: 0.2}
SENTENCE_PARAMETERS = (0.6, 0.3)  # (k1, b)
USUAL_SENTENCE = 30.0  # characters
RUN_EXPONENT = 1.5  # 1.25 and 2 do no better

# -- what is shown ------------------------------------------------------------------------------------------

SCORE_DIGITS = 4  # what differs less is a tie, on every machine
