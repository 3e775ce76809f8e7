"""What can be told of a span by its form: what it is cut from, what it lists, how much of it the question says.

And how much of what stands right around it, between the figures beside it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from math import log1p
from statistics import median

from answers.bearings import Bearings
from answers.vocabulary import vocabulary
from retrieval.types import Span

SHAPE_FEATURES = (
    "opens", "closes", "before \u7684", "unpaired", "figures within", "first item unlike", "last item unlike",
    "listed beside", "said by question", "length before", "said before", "length after", "said after", "taken",
)  # fmt: skip

_LINKING = vocabulary("linking")
_COMMA = "\u3001"
_ENDS = frozenset(",.;:!?\u3002\u2026\u2014 \n")
_OPENING = {"\u300a": "\u300b", "\u201c": "\u201d", "(": ")", "\u3010": "\u3011", "\u2018": "\u2019"}
_CLOSING = frozenset(_OPENING.values())
# How clean a cut is, by what stands beyond it.
_IN_WORDS, _BY_LINK, _BY_ITEM, _BY_MARK = range(4)
_MOST_FIGURES = 3  # more are counted as so many


def shape(text: str, span: Span, said: Bearings, clauses: set[int]) -> list[float]:
    """Return the values of `SHAPE_FEATURES` for a span of a passage's normalised text, which shares some clauses."""
    own = span.of(text)
    before, after = text[span.start - 1 : span.start], text[span.end : span.end + 1]
    items = own.split(_COMMA)
    return [
        _cut(before, own[:1]),
        _cut(after, own[-1:]),
        after == "\u7684",
        sum([abs(own.count(left) - own.count(right)) for left, right in _OPENING.items()]),
        min(_MOST_FIGURES, said.whole.figures.count_within(span)),
        _unlike(items, 0),
        _unlike(items, -1),
        (before == _COMMA) + (after == _COMMA),
        _said_share(span.start, span.end, said),
        *_around(span, said),
        _taken(said, clauses),
    ]


def _cut(beyond: str, edge: str) -> int:
    """Return how clean a cut is between the last character within and the first beyond."""
    if not beyond or beyond in _ENDS or beyond in _OPENING or beyond in _CLOSING:
        return _BY_MARK
    if beyond == _COMMA:
        return _BY_ITEM
    return _BY_LINK if beyond in _LINKING or edge.isdigit() != beyond.isdigit() else _IN_WORDS


def _unlike(items: Sequence[str], place: int) -> float:
    """Return by how much an item at the edge of a list is shorter or longer than the others, as a share of theirs."""
    if len(items) < 2:
        return 0.0
    others = items[1:] if place == 0 else items[:-1]
    usual = median(map(len, others)) or 1
    return (len(items[place]) - usual) / usual


def _said_share(start: int, end: int, said: Bearings) -> float:
    """Return the share of a range that the words of the question are."""
    return said.said_within(start, end) / max(1, end - start)


def _around(span: Span, said: Bearings) -> list[float]:
    """Return the length of what stands before a span up to the figure or mark there, the share of it that is said; then after."""
    clauses, quantities = said.clauses, said.whole.quantities
    first, last = bisect_right(clauses.starts, span.start), bisect_left(clauses.ends, span.end)
    start = clauses.starts[first - 1] if first else span.start
    end = clauses.ends[last] if last < len(clauses.ends) else span.end
    start = max(start, quantities.last_end(span.start))
    following = quantities.first_start(span.end)
    end = max(span.end, end if following is None else min(end, following))
    return [
        log1p(span.start - start),
        _said_share(start, span.start, said),
        log1p(end - span.end),
        _said_share(span.end, end, said),
    ]


def _taken(said: Bearings, clauses: set[int]) -> float:
    """Return the share of the words said, by weight, that stand only in other clauses, with a figure of their own."""
    figured = said.figured - clauses
    pairs = zip(said.words, said.clauses_of, strict=True)
    taken = [weight for (weight, _), numbers in pairs if numbers & figured and not numbers & clauses]
    return sum(taken) / (said.total or 1.0)
