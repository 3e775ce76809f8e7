"""The features of short answers: of where a span starts, of where it ends, and of the span itself.

Start, end and span features as in the readers that choose spans by a linear model (Rajpurkar et al., "SQuAD",
EMNLP 2016, section 5), each also in conjunction with what is asked. The same code fits the weights and
uses them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from answers.model.asking import Asked
from answers.model.borders import (
    DISTANCES,
    MASSES,
    Names,
    Places,
    Side,
    Tokens,
    beside,
    border,
    mass_step,
    steps,
)
from answers.model.candidates import MOST_REPEATS, Candidates
from answers.model.digest import Numbers
from answers.model.excerpt import Alignment, Excerpt
from answers.model.hashing import Codes, code, codes, combine
from answers.model.marks import Trait
from answers.model.types import Style

_LENGTHS = steps(2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 16, 21, 31, 41)
_SHARES = np.array([0.001, 0.2, 0.4, 0.6, 0.8, 0.999])
_MOST_WITHIN = 3  # tokens of a sort in a candidate are counted so far
_MOST_TOKENS = 5


@dataclass(frozen=True)
class Column:
    """A feature of candidates by the few values that it has: that of candidate c is `values[index[c]]`.

    An excerpt has thousands of candidates; so a value is hashed and weighed once for all that have it.
    """

    values: Codes
    index: Places

    @property
    def codes(self) -> Codes:
        """The value of each candidate."""
        return self.values[self.index]


@dataclass(frozen=True)
class Columns:
    """Feature values of tokens as starts and of tokens as ends, one row a feature, and features of candidates."""

    starts: Codes
    ends: Codes
    spans: tuple[Column, ...]

    @cached_property
    def span_codes(self) -> Codes:
        """The values of candidates, one row a feature."""
        return np.stack([column.codes for column in self.spans])


def columns(
    asked: Asked, source: Excerpt, alignment: Alignment, names: Names, found: Candidates, counts: Numbers
) -> Columns:
    """Return the feature values of an excerpt; `counts` are those of `candidates.repeats`."""
    tokens = Tokens.of(asked, source, alignment)
    starts = Side.starts(asked, tokens, names)
    ends = Side.ends(asked, tokens, names)
    return Columns(
        np.stack(border(tokens, starts)),
        np.stack([*border(tokens, ends), codes(tokens.heads)]),
        _spans(asked, tokens, names, (starts, ends), found, counts),
    )


def _small(index: Places, count: int) -> Column:
    """Return the feature of small numbers, all less than `count`."""
    return Column(np.arange(count, dtype=np.uint32), index)


def _each(values: Codes) -> Column:
    """Return the feature of values that hardly two candidates share."""
    return Column(values, np.arange(len(values)))


def _pairs(one: Column, other: Column) -> Column:
    """Return the feature of two features' values, paired by `combine`."""
    values = combine(one.values[:, np.newaxis], other.values)
    return Column(values.ravel(), one.index * len(other.values) + other.index)


def _spans(
    asked: Asked,
    tokens: Tokens,
    names: Names,
    sides: tuple[Side, Side],
    found: Candidates,
    counts: Numbers,
) -> tuple[Column, ...]:
    """Return the features of candidates; `sides` are starts and ends."""
    source, alignment, first, last = tokens.source, tokens.alignment, found.first, found.last
    start, end = source.start[first], source.end[last]
    size = _small(_LENGTHS.take(end - start, mode="clip"), _LENGTHS[-1] + 1)
    exact = Column(names.masks, names.exact[first, last].astype(np.intp))
    within = dict(zip(_COUNTED, _within(tokens, found), strict=True))
    tags, tag = np.unique(source.tag, return_inverse=True)
    tags_within = _pairs(Column(tags, tag[first]), Column(tags, tag[last]))
    only_tag = Column(np.append(tags, np.uint32(0)), np.where(first == last, tag[first], len(tags)))
    number = _small(np.minimum(last - first, _MOST_TOKENS), _MOST_TOKENS + 1)
    is_mark = beside(tokens.traits, 0) & np.uint32(Trait.WORD) == 0
    matched = beside(tokens.matched, 0)
    is_longer = end - start > len(asked.head)
    reach = DISTANCES[-1] + 1
    starts, ends = sides
    return (
        size,
        exact,
        _small(_matched_share(alignment, start, end), len(_SHARES) + 1),
        _pairs(_small(is_mark[first - 1] + 2 * is_mark[last + 1], 4), within[Trait.CLAUSE]),
        tags_within,
        _pairs(within[Trait.ENUMERATION], size),
        _pairs(within[Trait.VERB], size),
        _small((within[Trait.OPENS].index != within[Trait.CLOSES].index).astype(np.intp), 2),
        _each(combine(matched[first - 1] + matched[last + 1] * np.uint32(2), tags_within.codes)),
        _small(mass_step(alignment.mass_before[start] + alignment.mass_after[end]), len(MASSES) + 1),
        _pairs(_small(tokens.heads[last], 3), _small(is_longer.astype(np.intp), 2)),
        _pairs(_small(starts.left[first], reach), _small(ends.right[last], reach)),
        _pairs(only_tag, exact),
        _pairs(_small(source.sentence[first].astype(np.intp), len(source.offsets)), exact),
        _small(counts.astype(np.intp), MOST_REPEATS + 1),
        _pairs(number, exact),
        _each(combine(source.code[first - 1], source.code[last + 1])),
        _pairs(within[Trait.NOUN], _pairs(within[Trait.FUNCTION], number)),
    )


def _within(tokens: Tokens, found: Candidates) -> list[Column]:
    """Return how many tokens of each of `_COUNTED` each candidate holds, 3 at most."""
    traits = beside(tokens.traits, 0)
    flags = traits & np.array(_COUNTED, dtype=np.uint32)[:, np.newaxis] > 0
    sums = np.zeros((len(flags), len(traits) + 1), dtype=np.intp)
    np.cumsum(flags, axis=1, out=sums[:, 1:])
    held = sums.take(found.last + 1, axis=1) - sums.take(found.first, axis=1)
    return [_small(row, _MOST_WITHIN + 1) for row in np.minimum(held, _MOST_WITHIN)]


def _matched_share(alignment: Alignment, start: Numbers, end: Numbers) -> Places:
    """Return how much of each candidate is the question's own words, in seven steps."""
    sums = alignment.matched_before
    return np.searchsorted(_SHARES, (sums[end] - sums[start]) / (end - start), side="right")


_COUNTED = (
    Trait.CLAUSE, Trait.ENUMERATION, Trait.VERB, Trait.OPENS, Trait.CLOSES, Trait.NOUN, Trait.FUNCTION,
)  # fmt: skip

# The conjunctions of each feature, by number of its context: 0 none, 1 kind, 2 asking word, 3 head noun,
# 4 last character of the head noun, 5 style, 6 style and kind.
_ALL = (0, 1, 2)
_HEAD = (0, 1, 2, 3, 4)
_BORDER_CONTEXTS = (
    _ALL, _ALL, _ALL, _HEAD, _HEAD, _ALL, _HEAD, _ALL, _HEAD, (0, 1, 2, 5), _ALL, _ALL, _ALL, _ALL, _ALL, _ALL,
    (0,), _ALL, _ALL,
)  # fmt: skip
START_CONTEXTS = _BORDER_CONTEXTS
END_CONTEXTS = (*_BORDER_CONTEXTS, _ALL)
SPAN_CONTEXTS = (
    (0, 1, 2, 4, 5, 6), (0, 1, 2, 3, 4, 5), _ALL, _ALL, (0, 1, 2, 4), _ALL, _ALL, (0, 5), _ALL, _ALL,
    _ALL, _ALL, _ALL, _ALL, _ALL, _ALL, _ALL, _ALL,
)  # fmt: skip


def _conjunctions(
    contexts: tuple[tuple[int, ...], ...], base: int
) -> tuple[NDArray[np.intp], Codes, NDArray[np.intp]]:
    """Return the row, the template's code and the context's number of each conjunction."""
    pairs = [(row, context) for row, own in enumerate(contexts) for context in own]
    rows = np.array([row for row, _ in pairs], dtype=np.intp)
    templates = np.array([base + row * 8 + context for row, context in pairs], dtype=np.uint32)
    return rows, templates, np.array([context for _, context in pairs], dtype=np.intp)


START_ROWS, _START_TEMPLATES, _START_NUMBERS = _conjunctions(START_CONTEXTS, 0)
END_ROWS, _END_TEMPLATES, _END_NUMBERS = _conjunctions(END_CONTEXTS, 1000)
SPAN_ROWS, _SPAN_TEMPLATES, _SPAN_NUMBERS = _conjunctions(SPAN_CONTEXTS, 2000)
# The conjunctions of each span feature.
ROWS_OF_SPANS = tuple(np.flatnonzero(row == SPAN_ROWS) for row in range(len(SPAN_CONTEXTS)))


def context_codes(asked: Asked, style: Style) -> tuple[Codes, Codes, Codes]:
    """Return the codes of the conjunctions of start, end and span features for one question."""
    kind, head = asked.kind, asked.head
    values = np.array(
        [
            1, code(f"kind {kind}"), code(f"asks {asked.asking}"), code(f"head {head}"),
            code(f"ends {head[-1:]}"), code(f"style {style}"), code(f"style {style} {kind}"),
        ],
        dtype=np.uint32,
    )  # fmt: skip
    return (
        combine(_START_TEMPLATES, values[_START_NUMBERS]),
        combine(_END_TEMPLATES, values[_END_NUMBERS]),
        combine(_SPAN_TEMPLATES, values[_SPAN_NUMBERS]),
    )
