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
from answers.model.candidates import MOST_REPEATS, Candidates
from answers.model.digest import Numbers
from answers.model.excerpt import Alignment, Excerpt
from answers.model.hashing import Codes, code, codes, combine
from answers.model.marks import Inside, Trait
from answers.model.matching import Floats
from answers.model.types import Style

Places = NDArray[np.intp]


def _steps(*edges: int) -> Places:
    """Return the step of each number up to the last edge, which stands for all beyond: 0 below the first edge."""
    return np.searchsorted(edges, np.arange(edges[-1] + 1), side="right")


_DISTANCES = _steps(1, 2, 3, 5, 8, 13, 21)
_LENGTHS = _steps(2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 16, 21, 31, 41)
_MASSES = np.array([0.01, 0.05, 0.12, 0.25, 0.4, 0.6])
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
    asked: Asked, source: Excerpt, alignment: Alignment, found: Candidates, counts: Numbers
) -> Columns:
    """Return the feature values of an excerpt; `counts` are those of `candidates.repeats`."""
    tokens = _Tokens.of(asked, source, alignment)
    names = _Names.of(source)
    starts = _Side.starts(asked, tokens, names)
    ends = _Side.ends(asked, tokens, names)
    return Columns(
        np.stack(_border(tokens, starts)),
        np.stack([*_border(tokens, ends), codes(tokens.heads)]),
        _spans(asked, tokens, names, (starts, ends), found, counts),
    )


# The tokens before and behind those that a feature tells of: so many beyond an end of the excerpt are 0.
_REACH = 2


def _padded(values: Codes) -> Codes:
    beyond = np.zeros(_REACH, dtype=np.uint32)
    return np.concatenate([beyond, values, beyond])


def _beside(padded: Codes, by: int) -> Codes:
    """Return for each token the value of the one that stands `by` tokens behind it."""
    return padded[_REACH + by : len(padded) - _REACH + by]


@dataclass(frozen=True)
class _Tokens:
    """The tokens of an excerpt. What is asked of their neighbours too is padded on both sides.

    `matched` is 1 where a token holds a character of the question's words; `heads` 2 where the noun asked for ends
    with a token, 1 where its last character does, 0 elsewhere; `characters` are the code points of the text, and 0.
    """

    source: Excerpt
    alignment: Alignment
    code: Codes
    tag: Codes
    traits: Codes
    matched: Codes
    heads: Places
    characters: Codes

    @classmethod
    def of(cls, asked: Asked, source: Excerpt, alignment: Alignment) -> _Tokens:
        sums = alignment.matched_before
        text = np.frombuffer(source.text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
        return cls(
            source,
            alignment,
            _padded(source.code),
            _padded(source.tag),
            _padded(codes(source.traits)),
            _padded(codes(sums[source.end] > sums[source.start])),
            _heads_at(asked.head, source),
            np.append(text, np.uint32(0)),
        )


def _heads_at(head: str, source: Excerpt) -> Places:
    at = np.zeros(len(source.text) + 1, dtype=np.intp)
    if head:
        at[_ends_of(source.text, head[-1])] = 1
        at[_ends_of(source.text, head)] = 2
    return at[source.end]


def _ends_of(text: str, piece: str) -> list[int]:
    found = []
    place = text.find(piece)
    while place >= 0:
        found.append(place + len(piece))
        place = text.find(piece, place + 1)
    return found


@dataclass(frozen=True)
class _Names:
    """The names of an excerpt: masks of those that open and close at each token.

    `exact` has the masks of those that reach from the first token (row) to the last, as places in `masks`.
    """

    opens: Codes
    closes: Codes
    masks: Codes
    exact: NDArray[np.uint8]

    @classmethod
    def of(cls, source: Excerpt) -> _Names:
        count = len(source.start)
        opens, closes = np.zeros(count, dtype=np.uint32), np.zeros(count, dtype=np.uint32)
        firsts = dict(zip(source.start.tolist(), range(count), strict=True))
        lasts = dict(zip(source.end.tolist(), range(count), strict=True))
        words = np.flatnonzero(source.start < source.end)  # no sentinels
        last_words = dict(zip(source.end[words].tolist(), words.tolist(), strict=True))
        numbers = {0: 0}
        exact = np.zeros((count, count), dtype=np.uint8)
        for (start, end), mask in source.exact.items():
            first, last, last_word = firsts.get(start), lasts.get(end), last_words.get(end)
            if first is not None:
                opens[first] |= mask
            if last is not None:
                closes[last] |= mask
            if first is not None and last_word is not None:
                exact[first, last_word] = numbers.setdefault(mask, len(numbers))
        return cls(opens, closes, np.array(list(numbers), dtype=np.uint32), exact)


@dataclass(frozen=True)
class _Side:
    """One side of spans: where they start or where they end, seen from the border outwards and inwards.

    `outwards` is the step to the next token outside; `names` are masks of the names with a border there, `cuts` the
    bits of `Inside` that tell of it, `neighbour` the word on that side of the word that asks, `characters` those just
    within the border; `left` and `right` are steps of the distance to the question's words on either side of it.
    """

    outwards: int
    places: Numbers
    names: Codes
    cuts: int
    neighbour: str
    characters: Codes
    left: Places
    right: Places

    @classmethod
    def starts(cls, asked: Asked, tokens: _Tokens, names: _Names) -> _Side:
        """Return the side where spans start."""
        places = tokens.source.start
        cuts = Inside.WORD_BEFORE | Inside.RUN_BEFORE
        characters = tokens.characters[places]
        return cls(-1, places, names.opens, cuts, asked.left, characters, *_distances(tokens, places))

    @classmethod
    def ends(cls, asked: Asked, tokens: _Tokens, names: _Names) -> _Side:
        """Return the side where spans end."""
        places = tokens.source.end
        cuts = Inside.WORD_AFTER | Inside.RUN_AFTER
        characters = tokens.characters[places - 1]
        return cls(1, places, names.closes, cuts, asked.right, characters, *_distances(tokens, places))


def _distances(tokens: _Tokens, places: Numbers) -> tuple[Places, Places]:
    alignment = tokens.alignment
    before, after = alignment.before[places], alignment.after[places]
    return _DISTANCES.take(before, mode="clip"), _DISTANCES.take(after, mode="clip")


def _mass(values: Floats) -> Places:
    return np.searchsorted(_MASSES, values, side="right")


def _border(tokens: _Tokens, side: _Side) -> list[Codes]:
    """Return what starts and ends have in common, one row a feature."""
    source, alignment, outwards = tokens.source, tokens.alignment, side.outwards
    tag, matched = source.tag, _beside(tokens.matched, 0)
    outside, outside_tag = _beside(tokens.code, outwards), _beside(tokens.tag, outwards)
    left, right = codes(side.left), codes(side.right)
    neighbour = np.array([code(side.neighbour)], dtype=np.uint32)
    clause = _beside(tokens.traits, outwards) & np.uint32(Trait.CLAUSE)
    return [
        outside,
        outside_tag,
        combine(_beside(tokens.tag, 2 * outwards), outside_tag),
        source.code,
        tag,
        combine(tag, _beside(tokens.tag, -outwards)),
        side.names,
        combine(_beside(tokens.code, 2 * outwards), outside),
        side.characters,
        combine(codes(source.inside & side.cuts), clause),
        combine(_beside(tokens.matched, outwards), outside_tag),
        combine(matched, tag),
        combine(left, right),
        combine(
            codes(_mass(alignment.mass_before[side.places])), codes(_mass(alignment.mass_after[side.places]))
        ),
        codes(alignment.sides[side.places]),
        codes(outside == neighbour),
        combine(outside, neighbour),
        combine(side.names, outside_tag),
        combine(left if outwards < 0 else right, outside_tag),
    ]


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
    tokens: _Tokens,
    names: _Names,
    sides: tuple[_Side, _Side],
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
    is_mark = _beside(tokens.traits, 0) & np.uint32(Trait.WORD) == 0
    matched = _beside(tokens.matched, 0)
    is_longer = end - start > len(asked.head)
    steps = _DISTANCES[-1] + 1
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
        _small(_mass(alignment.mass_before[start] + alignment.mass_after[end]), len(_MASSES) + 1),
        _pairs(_small(tokens.heads[last], 3), _small(is_longer.astype(np.intp), 2)),
        _pairs(_small(starts.left[first], steps), _small(ends.right[last], steps)),
        _pairs(only_tag, exact),
        _pairs(_small(source.sentence[first].astype(np.intp), len(source.offsets)), exact),
        _small(counts.astype(np.intp), MOST_REPEATS + 1),
        _pairs(number, exact),
        _each(combine(source.code[first - 1], source.code[last + 1])),
        _pairs(within[Trait.NOUN], _pairs(within[Trait.FUNCTION], number)),
    )


def _within(tokens: _Tokens, found: Candidates) -> list[Column]:
    """Return how many tokens of each of `_COUNTED` each candidate holds, 3 at most."""
    traits = _beside(tokens.traits, 0)
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
