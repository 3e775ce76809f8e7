"""Where the right answers stand among the candidates."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from answers.model.candidates import Candidates
from answers.model.excerpt import Excerpt

_LEAST_OVERLAP = 0.6
# What an answer of more than `_SHORT` characters may have around it; of normalised text.
_AROUND = '\u3002,;:\u3001"\u201c\u201d\u300a\u300b()'
_SHORT = 2

_Range = tuple[int, int]


def right_candidates(
    source: Excerpt, found: Candidates, parts: Sequence[Sequence[str]], evidence: Sequence[str] = ()
) -> NDArray[np.bool_]:
    """Return which candidates are the answer, punctuation around it left out, wherever its evidence holds it.

    `parts` must all be given, each in one of its forms: of several the answer is the shortest range of a sentence
    over one occurrence of each. Without `evidence` any sentence will do. Where no candidate is the answer, those that
    overlap most with it are, if by `_LEAST_OVERLAP` (F1 on characters); else none. White space does not count.
    """
    start, end = source.start[found.first], source.end[found.last]
    right = np.zeros(len(start), dtype=np.bool_)
    gold = _gold_ranges(source, parts, evidence)
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


def _gold_ranges(source: Excerpt, parts: Sequence[Sequence[str]], evidence: Sequence[str]) -> list[_Range]:
    """Return the ranges of the excerpt that are the answer."""
    wanted = [_bare(text) for text in evidence]
    ranges = []
    for offset, after in zip(source.offsets, (*source.offsets[1:], len(source.text) + 1), strict=True):
        places = [place for place in range(offset, after - 1) if not source.text[place].isspace()]
        text = "".join(source.text[place] for place in places)
        if wanted and not any(text and (text in one or one in text) for one in wanted):
            continue
        occurrences = [[one for form in part for one in _occurrences(text, form)] for part in parts]
        ranges += [(places[first], places[last - 1] + 1) for first, last in _over_all(occurrences)]
    return ranges


def _over_all(occurrences: Sequence[Sequence[_Range]]) -> Sequence[_Range]:
    """Return the occurrences of a single part; of several, the shortest range over one occurrence of each."""
    if not occurrences or not all(occurrences):
        return ()
    if len(occurrences) == 1:
        return occurrences[0]
    found = []
    for first, last in occurrences[0]:
        for others in occurrences[1:]:
            first, last = min(
                ((min(first, start), max(last, end)) for start, end in others),
                key=lambda reach: reach[1] - reach[0],
            )
        found.append((first, last))
    return [min(found, key=lambda reach: reach[1] - reach[0])]


def _occurrences(text: str, form: str) -> list[_Range]:
    piece = _bare(form)
    if len(piece) > _SHORT:
        piece = piece.strip(_AROUND)
    found = []
    place = text.find(piece) if piece else -1
    while place >= 0:
        found.append((place, place + len(piece)))
        place = text.find(piece, place + 1)
    return found


def _bare(text: str) -> str:
    return "".join(text.split())
