"""Ranges of a text in order, and where others lie among them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from retrieval.types import Span


@dataclass(frozen=True, slots=True)
class Ranges:
    """Ranges by their starts and their ends, both in rising order.

    >>> figures = Ranges.of([Span(4, 6), Span(9, 12)])
    >>> Span(4, 6) in figures, figures.count_within(Span(0, 10)), figures.last_end(9), figures.first_start(5)
    (True, 1, 6, 9)
    """

    starts: list[int]
    ends: list[int]
    _places: frozenset[tuple[int, int]]

    @classmethod
    def of(cls, spans: Iterable[Span]) -> Ranges:
        """Return ranges, each once."""
        places = frozenset([(span.start, span.end) for span in spans])
        return cls(sorted([start for start, _ in places]), sorted([end for _, end in places]), places)

    def __contains__(self, span: Span) -> bool:
        return (span.start, span.end) in self._places

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return iter(self._places)

    def joined(self, other: Ranges) -> Ranges:
        """Return these ranges and others."""
        places = self._places | other._places
        return Ranges(sorted([start for start, _ in places]), sorted([end for _, end in places]), places)

    def count_within(self, span: Span) -> int:
        """Return how many lie within a span."""
        first = bisect_left(self.starts, span.start)
        if first == len(self.starts) or self.starts[first] > span.end:
            return 0
        return sum([span.start <= start and end <= span.end for start, end in self._places])

    def last_end(self, place: int) -> int:
        """Return the last end at or before a place; -1 without one."""
        before = bisect_right(self.ends, place)
        return self.ends[before - 1] if before else -1

    def first_start(self, place: int) -> int | None:
        """Return the first start at or behind a place, None without one."""
        at = bisect_left(self.starts, place)
        return self.starts[at] if at < len(self.starts) else None


@dataclass(frozen=True, slots=True)
class Parts:
    """Ranges in order that do not overlap, as the clauses of a sentence, told apart by their numbers from 0 on."""

    starts: list[int]
    ends: list[int]

    @classmethod
    def of(cls, spans: Iterable[Span]) -> Parts:
        """Return such ranges."""
        own = list(spans)
        return cls([span.start for span in own], [span.end for span in own])

    def sharing(self, span: Span) -> range:
        """Return the numbers of those that share a character with a span."""
        return range(bisect_right(self.ends, span.start), bisect_left(self.starts, span.end))

    def holding(self, start: int, end: int) -> int | None:
        """Return the number of the one that holds a range, None without one.

        >>> Parts.of([Span(0, 4), Span(5, 9)]).holding(5, 7), Parts.of([Span(0, 4), Span(5, 9)]).holding(3, 7)
        (1, None)
        """
        number = bisect_right(self.starts, start) - 1
        return number if number >= 0 and end <= self.ends[number] else None
