"""The second stage: a closer look at the passages that the first stage found, from their texts.

What it adds to BM25 over whole passages is where the terms stand: in one sentence, side by side, in a run
as long as the question's own, in the passage itself or only in the title that all passages of an article
share. An opening paragraph that repeats its title would come before the one that answers; so in an article
of several passages a term of the title counts once for each of them, whether it stands in the passage or not.
"""

from __future__ import annotations

import re
from bisect import insort
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np

from retrieval.analysis import Query
from retrieval.backends.base import Match
from retrieval.bounds import Numbers, most_in_texts
from retrieval.normalise import normalise
from retrieval.ranking import (
    ALONE,
    AMONG_OTHERS,
    PARAMETERS,
    RUN_EXPONENT,
    SCORE_DIGITS,
    SENTENCE_PARAMETERS,
    SENTENCE_WEIGHTS,
    USUAL_SENTENCE,
    Mix,
    View,
)
from retrieval.types import PassageId

_SENTENCE = re.compile(r"[^。!?;\n]+")
_MARGIN = 10.0**-SCORE_DIGITS  # scores are rounded before they are compared
# Of so few candidates all are scored: to work out what they score at most takes longer (0.8 ms and 1.4).
_FEW = 60


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage of the first stage with its normalised text and its article's title."""

    match: Match
    text: str
    title: str


@dataclass(frozen=True, slots=True)
class _Weighed:
    """A query's terms with their weights: how often asked for, times idf; its runs with the idf of their pairs, in order."""

    terms: Mapping[View, Mapping[str, float]]
    runs: Sequence[tuple[str, Sequence[float]]]

    @staticmethod
    def of(query: Query, idf: Callable[[str, View], float]) -> _Weighed:
        asked = {
            View.WORDS: query.words,
            View.BIGRAMS: query.bigrams,
            View.CHARACTERS: query.characters,
            View.PAIRS: query.pairs,
        }
        return _Weighed(
            {
                # In the text the two words of a pair stand together; in the postings a blank parts them.
                view: {
                    term.replace(" ", ""): count * idf(term, view) for term, count in Counter(terms).items()
                }
                for view, terms in asked.items()
            },
            [(run, [idf(pair, View.BIGRAMS) for pair in map("".join, pairwise(run))]) for run in query.runs],
        )


def best(
    query: Query, candidates: Sequence[Candidate], idf: Callable[[str, View], float], limit: int
) -> list[tuple[float, Candidate]]:
    """Return the `limit` best candidates with their scores, best first, ties by passage id.

    Scores are comparable among the candidates of one query. Of many candidates those alone are scored which may be
    among the best by what they can score at most: one in five.
    """
    if not candidates or limit <= 0:
        return []
    weighed = _Weighed.of(query, idf)
    lengths = [len(candidate.text) for candidate in candidates]
    usual = sum(lengths) / len(lengths) or 1.0
    relative = [length / usual for length in lengths]
    is_worthwhile = len(candidates) > _FEW
    most = _most(weighed, candidates, relative) if is_worthwhile else np.full(len(candidates), np.inf)
    found: list[
        tuple[float, PassageId, int, float]
    ] = []  # the best first: rounded score and id, then what is theirs
    at_most = most.tolist()
    for place in np.argsort(-most).tolist():
        if len(found) == limit and at_most[place] + _MARGIN < found[-1][-1]:
            break
        score = _score(weighed, candidates[place], relative[place])
        insort(found, (-round(score, SCORE_DIGITS), candidates[place].match.passage_id, place, score))
        del found[limit:]
    return [(score, candidates[place]) for _, _, place, score in found]


def _most(weighed: _Weighed, candidates: Sequence[Candidate], lengths: Sequence[float]) -> Numbers:
    """Return what each candidate scores at most."""
    pairs: dict[str, float] = {}
    for run, weights in weighed.runs:
        for pair, weight in zip(map("".join, pairwise(run)), weights, strict=True):
            pairs[pair] = pairs.get(pair, 0.0) + weight
    return np.array([_by_views(candidate) for candidate in candidates]) + most_in_texts(
        weighed.terms,
        pairs,
        [candidate.text for candidate in candidates],
        [_normalised(candidate.title) for candidate in candidates],
        np.array(lengths),
        [_mix(candidate) for candidate in candidates],
    )


def _score(weighed: _Weighed, candidate: Candidate, length: float) -> float:
    """Return a candidate's score; `length` is that of its text over the usual one."""
    mix, title = _mix(candidate), _normalised(candidate.title)
    score = _by_views(candidate) + _in_text(weighed, mix, candidate, title, length)
    return score + mix.runs * _in_runs(weighed.runs, f"{title}\n{candidate.text}")


def _mix(candidate: Candidate) -> Mix:
    return AMONG_OTHERS if candidate.match.siblings else ALONE


def _by_views(candidate: Candidate) -> float:
    views = candidate.match.views
    return sum([weight * views[view] for view, weight in _mix(candidate).views.items()])


def _in_text(weighed: _Weighed, mix: Mix, candidate: Candidate, title: str, length: float) -> float:
    """Return the score by the passage's own text and its best sentence."""
    text = candidate.text
    shared_title = title if candidate.match.siblings else ""
    score = 0.0
    in_sentences: list[tuple[str, float]] = []
    for view, terms in weighed.terms.items():
        weight = mix.text.get(view, 0.0)
        sentence_weight = SENTENCE_WEIGHTS.get(view, 0.0)
        if not weight and not sentence_weight:
            continue
        k1, b = PARAMETERS[view]
        norm = k1 * (1 - b + b * length)
        shared = own = 0.0
        for term, value in terms.items():
            if shared_title and term in shared_title:
                shared += value
            elif tf := text.count(term):
                if weight:
                    own += value * tf * (k1 + 1) / (tf + norm)
                if sentence_weight:
                    in_sentences.append((term, sentence_weight * value))
        score += weight * own + (weight + sentence_weight) * shared
    return score + mix.sentence * _best_sentence(text, in_sentences)


def _in_runs(runs: Sequence[tuple[str, Sequence[float]]], text: str) -> float:
    """Return the sum over the longest pieces of the question that stand in a text: idf of their bigrams, to a power.

    亦思巴奚兵乱 in one piece is worth more than its bigrams one by one.
    """
    score = 0.0
    for run, weights in runs:
        start = 0
        while start + 1 < len(run):
            end = start + 2
            if run[start:end] not in text:
                start += 1
                continue
            while end < len(run) and run[start : end + 1] in text:
                end += 1
            score += sum(weights[start : end - 1]) ** RUN_EXPONENT
            start = end - 1
    return score


def _best_sentence(text: str, weighed: Sequence[tuple[str, float]]) -> float:
    """Return the BM25 of the passage's best sentence; terms of several views side by side."""
    k1, b = SENTENCE_PARAMETERS
    best = 0.0
    for sentence in _SENTENCE.findall(text):
        norm = k1 * (1 - b + b * len(sentence) / USUAL_SENTENCE)
        score = 0.0
        for term, value in weighed:
            if tf := sentence.count(term):
                score += value * tf * (k1 + 1) / (tf + norm)
        best = max(best, score)
    return best


@lru_cache(maxsize=4096)
def _normalised(title: str) -> str:
    return normalise(title).text
