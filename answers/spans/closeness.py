"""How close a span stands to the words of the question."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.types import Span

# Distances in code points; a mark between two ranges sets them further apart.
_HALF = 6.0
_MARKS = {
    ",": 6.0,
    ")": 8.0,
    "、": 3.0,
    ";": 12.0,
    "。": 20.0,
    ":": 3.0,
    "!": 20.0,
    "?": 20.0,
    "\n": 20.0,
    "“": 1.0,
    "”": 1.0,
}
_BLOCKED = 10.0  # another span of the same sort lies between
_AFTER_MARK = 1.6  # a word after the span and beyond a mark: it rather belongs to what follows


def distance(text: str, span: Span, other: Span, rivals: Sequence[Span]) -> float:
    """Return the distance of two ranges of a text, marks and rivals between them counted."""
    if span.overlaps(other):
        return 0.0
    between = Span(span.end, other.start) if span.end <= other.start else Span(other.end, span.start)
    marks = sum(_MARKS.get(character, 0.0) for character in between.of(text))
    if span.end <= other.start and marks:
        marks *= _AFTER_MARK
    blocked = sum(_BLOCKED for rival in rivals if rival != span and between.holds(rival))
    return len(between) + marks + blocked


def closeness(
    text: str, span: Span, words: Sequence[tuple[float, Sequence[Span]]], rivals: Sequence[Span]
) -> float:
    """Return the weighted mean of 1 / (1 + distance / 6) over the question's words, 0 where none is there.

    `words` are (weight, ranges in the text); of each word the nearest range counts. `rivals` are the other
    spans of the same sort.
    """
    total = sum(weight for weight, _ in words)
    if not total:
        return 0.0
    return (
        sum(
            weight
            * max((1 / (1 + distance(text, span, place, rivals) / _HALF) for place in places), default=0.0)
            for weight, places in words
        )
        / total
    )
