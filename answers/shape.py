"""What can be told of a span by its form: what it is cut from, what it lists, how much of it the question says.

And how much of what stands right around it, between the figures beside it.
"""

from __future__ import annotations

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


def shape(text: str, span: Span, said: Bearings) -> list[float]:
    """Return the values of `SHAPE_FEATURES` for a span of a passage's normalised text."""
    own = span.of(text)
    before, after = text[span.start - 1 : span.start], text[span.end : span.end + 1]
    items = own.split(_COMMA)
    return [
        _cut(before, own[:1]),
        _cut(after, own[-1:]),
        after == "\u7684",
        sum(abs(own.count(left) - own.count(right)) for left, right in _OPENING.items()),
        min(_MOST_FIGURES, sum(span.holds(figure) for figure in said.figures)),
        _unlike(items, 0),
        _unlike(items, -1),
        (before == _COMMA) + (after == _COMMA),
        _said_share(span, said),
        *_around(span, said),
        _taken(span, said),
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


def _said_share(span: Span, said: Bearings) -> float:
    """Return the share of a span that the words of the question are."""
    return said.said_within(span) / max(1, len(span))


def _around(span: Span, said: Bearings) -> list[float]:
    """Return the length of what stands before a span up to the figure or mark there, the share of it that is said; then after."""
    values: list[float] = []
    start = max((one.start for one in said.clauses if one.start <= span.start), default=span.start)
    end = min((one.end for one in said.clauses if one.end >= span.end), default=span.end)
    others = said.quantities
    start = max((one.end for one in others if start < one.end <= span.start), default=start)
    end = min((one.start for one in others if span.end <= one.start < end), default=end)
    for stretch in (Span(start, span.start), Span(span.end, max(span.end, end))):
        values += [log1p(len(stretch)), _said_share(stretch, said)]
    return values


def _taken(span: Span, said: Bearings) -> float:
    """Return the share of the words said, by weight, that stand only in other clauses, with a figure of their own."""
    own = said.numbers_at(span)
    figured = said.figured - own
    pairs = zip(said.words, said.clauses_of, strict=True)
    taken = [weight for (weight, _), numbers in pairs if numbers & figured and not numbers & own]
    return sum(taken) / (sum([weight for weight, _ in said.words]) or 1.0)
