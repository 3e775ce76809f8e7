"""Where the right answers stand among the candidates."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from answers.model.candidates import Candidates
from answers.model.excerpt import Excerpt

_LEAST_OVERLAP = 0.5


def right_candidates(source: Excerpt, found: Candidates, answers: Sequence[str]) -> NDArray[np.bool_]:
    """Return which candidates are an answer, punctuation around it left out, wherever it stands.

    Where none is, those that overlap most with one, if by half (F1 on characters); else none.
    """
    start, end = source.start[found.first], source.end[found.last]
    gold = [span for answer in answers for span in _occurrences(source.text, answer)]
    right = np.zeros(len(start), dtype=np.bool_)
    if not gold:
        return right
    for gold_start, gold_end in gold:
        right |= (start == gold_start) & (end == gold_end)
    if right.any():
        return right
    overlaps = np.zeros(len(start))
    for gold_start, gold_end in gold:
        shared = np.maximum(np.minimum(end, gold_end) - np.maximum(start, gold_start), 0)
        overlaps = np.maximum(overlaps, 2 * shared / (end - start + gold_end - gold_start))
    best = max(float(overlaps.max(initial=0.0)), _LEAST_OVERLAP)
    nearest: NDArray[np.bool_] = overlaps >= best
    return nearest


def _occurrences(text: str, answer: str) -> list[tuple[int, int]]:
    places = [place for place, character in enumerate(answer) if character.isalnum()]
    if not places:
        return []
    piece = answer[places[0] : places[-1] + 1]
    found = []
    place = text.find(piece)
    while place >= 0:
        found.append((place, place + len(piece)))
        place = text.find(piece, place + 1)
    return found
