"""Counts of a class that a figure bounds: 签约50亿元项目2个, 5类项目均超15个."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from answers.pile.telling import Told
from answers.vocabulary import any_of, vocabulary
from retrieval.normalise import normalise
from retrieval.quantities import HEDGES
from retrieval.vocabulary.lists import words

_COUNTS = words("measure-words")
_NOUNS = any_of(vocabulary("listed-things"))
_HEDGES = any_of(HEDGES)
# What stands between a bound and the count of what is in its class: (50亿元)|项目|(2个), (5类)|项目均|(超15个)
_OF_CLASS = re.compile(
    rf"(?:{any_of(vocabulary('class-bounds'))})?的?[^\d,;。、:]{{0,8}}?(?:{_NOUNS})(?:[均都各共]|分别)?(?:{_HEDGES}){{0,2}}"
)
_CLAUSE = re.compile("[,;:\uff0c\uff1b\uff1a\n]")
_ENDS = re.compile(r"\s?(?:[,;:。、和及等]|\Z)")
_TRAILING = re.compile(rf"(?:[均都各共]|分别)?(?:{_HEDGES}){{0,2}}\Z")
_LONGEST = 24  # code points of a label


@dataclass(frozen=True, slots=True)
class Classes:
    """The figures of an article that only bound a class, and what those that count one are of, each by its id."""

    bounds: frozenset[str]
    labels: dict[str, str]


def classes_of(told: Sequence[Told]) -> Classes:
    """Return the classes that the figures of one article, in their order, bound and count."""
    bounds: set[str] = set()
    labels: dict[str, str] = {}
    for one, count in pairwise(told):
        if _is_class(one, count):
            bounds.add(one.fact.id)
            labels[count.fact.id] = _label(one, count)
    return Classes(frozenset(bounds), labels)


def _is_class(one: Told, count: Told) -> bool:
    bound, fact = one.fact, count.fact
    is_beside = bound.passage.id == fact.passage.id and bound.statement == fact.statement
    if not is_beside or fact.unit not in _COUNTS:
        return False
    text = fact.passage.text
    between = normalise(text[bound.span.end : fact.span.start]).text
    behind = normalise(text[fact.span.end : fact.statement.end]).text
    return _OF_CLASS.fullmatch(between) is not None and _ENDS.match(behind) is not None


def _label(one: Told, count: Told) -> str:
    """Return what a count is of: its clause before it, from the bound on where that is too long for a label."""
    fact, text = count.fact, count.fact.passage.text
    marks = list(_CLAUSE.finditer(text, fact.statement.start, one.fact.span.start))
    start = marks[-1].end() if marks else fact.statement.start
    label = _TRAILING.sub("", text[start : fact.span.start].removesuffix(fact.hedge).strip())
    return (
        label
        if len(label) <= _LONGEST
        else text[one.fact.span.start : fact.span.start].removesuffix(fact.hedge)
    )
