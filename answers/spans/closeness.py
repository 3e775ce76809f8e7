"""How close a span stands to the words of the question."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate

from retrieval.types import Span

# Distances in code points; a mark between two ranges sets them further apart.
_HALF = 6.0
_MARKS = {
    ",": 6,
    ")": 8,
    "、": 3,
    ";": 12,
    "。": 20,
    ":": 3,
    "!": 20,
    "?": 20,
    "\n": 20,
    "“": 1,
    "”": 1,
}
_BLOCKED = 10  # another span of the same sort lies between
_AFTER_MARK = 1.6  # a word after the span and beyond a mark: it rather belongs to what follows


_TEXTS_KEPT = 256  # one number a character


@lru_cache(_TEXTS_KEPT)
def _marks_before(text: str) -> array[int]:
    """Return what the marks before each place of a text add up to."""
    return array("i", accumulate((_MARKS.get(character, 0) for character in text), initial=0))


def _distance(marks_before: Sequence[int], span: Span, other: Span, rivals: Sequence[Span]) -> float:
    """Return the distance of two ranges of a text, marks and rivals between them counted."""
    is_after = span.end <= other.start
    start, end = (span.end, other.start) if is_after else (other.end, span.start)
    if end < start:
        return 0  # they overlap
    marks: float = marks_before[end] - marks_before[start]
    if is_after:
        marks *= _AFTER_MARK
    if not rivals:
        return end - start + marks
    blocked = sum(
        [_BLOCKED for rival in rivals if start <= rival.start and rival.end <= end and rival != span]
    )
    return end - start + marks + blocked


def closeness(
    text: str, span: Span, words: Sequence[tuple[float, Sequence[Span]]], rivals: Sequence[Span]
) -> float:
    """Return the weighted mean of 1 / (1 + distance / 6) over the question's words, 0 where none is there.

    `words` are (weight, ranges in the text); of each word the nearest range counts. `rivals` are the other
    spans of the same sort.
    """
    total = sum([weight for weight, _ in words])
    if not total:
        return 0.0
    marks_before = _marks_before(text)
    near = 0.0
    for weight, places in words:
        if places:
            nearest = min([_distance(marks_before, span, place, rivals) for place in places])
            near += weight * (1 / (1 + nearest / _HALF))
    return near / total
