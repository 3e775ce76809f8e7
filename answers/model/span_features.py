"""The features of short answers: of where a span starts, of where it ends, and of the span itself.

Start, end and span features as in the readers that choose spans by a linear model (Rajpurkar et al., "SQuAD",
EMNLP 2016, section 5), each also in conjunction with what is asked. The same code fits the weights and
uses them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from answers.model.asking import Asked
from answers.model.candidates import Candidates
from answers.model.digest import Numbers
from answers.model.excerpt import Alignment, Excerpt
from answers.model.hashing import Codes, code, codes, combine
from answers.model.marks import Inside, Trait
from answers.model.matching import Floats
from answers.model.types import Style

_DISTANCES = np.array([1, 2, 3, 5, 8, 13, 21])
_MASSES = np.array([0.01, 0.05, 0.12, 0.25, 0.4, 0.6])
_SHARES = np.array([0.001, 0.2, 0.4, 0.6, 0.8, 0.999])
_LENGTHS = np.array([2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 16, 21, 31, 41])


@dataclass(frozen=True)
class Columns:
    """Feature values of tokens as starts, of tokens as ends, and of candidates; one row a feature."""

    starts: Codes
    ends: Codes
    spans: Codes


def columns(
    asked: Asked, source: Excerpt, alignment: Alignment, found: Candidates, counts: Numbers
) -> Columns:
    """Return the feature values of an excerpt; `counts` are those of `candidates.repeats`."""
    names = _Names(source)
    return Columns(
        _starts(asked, source, alignment, names),
        _ends(asked, source, alignment, names),
        _spans(asked, source, alignment, found, counts, names),
    )


class _Names:
    """The names of an excerpt, by their first and last tokens."""

    def __init__(self, source: Excerpt) -> None:
        self.opens = np.zeros(len(source.start), dtype=np.uint32)
        self.closes = np.zeros(len(source.start), dtype=np.uint32)
        firsts = dict(zip(source.start.tolist(), range(len(source.start)), strict=True))
        lasts = dict(zip(source.end.tolist(), range(len(source.end)), strict=True))
        for (start, end), mask in source.exact.items():
            first, last = firsts.get(start), lasts.get(end)
            if first is not None:
                self.opens[first] |= mask
            if last is not None:
                self.closes[last] |= mask
        keys = np.array([start << 16 | end for start, end in source.exact], dtype=np.int64)
        order = np.argsort(keys)
        self._keys = keys[order]
        self._masks = np.array(list(source.exact.values()), dtype=np.uint32)[order]

    def exact(self, start: Numbers, end: Numbers) -> Codes:
        """Return the masks of the names that reach from start to end."""
        if not len(self._keys):
            return np.zeros(len(start), dtype=np.uint32)
        keys = start.astype(np.int64) << 16 | end
        place = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
        return np.where(self._keys[place] == keys, self._masks[place], np.uint32(0))


def _before(values: Codes, by: int = 1) -> Codes:
    return np.concatenate([np.zeros(by, dtype=values.dtype), values[:-by]])


def _after(values: Codes, by: int = 1) -> Codes:
    return np.concatenate([values[by:], np.zeros(by, dtype=values.dtype)])


def _distance(values: Numbers) -> Codes:
    return codes(np.searchsorted(_DISTANCES, values, side="right"))


def _mass(values: Floats) -> Codes:
    return codes(np.searchsorted(_MASSES, values, side="right"))


def _token_matched(source: Excerpt, alignment: Alignment) -> Codes:
    sums = np.concatenate([[0], np.cumsum(alignment.matched)])
    return codes(sums[source.end] > sums[source.start])


@dataclass(frozen=True)
class _Side:
    """One side of spans: where they start or where they end, seen from the border outwards and inwards.

    `names` are masks of the names with a border there, `cuts` the bits of `Inside` that tell of it,
    `neighbour` the word on that side of the word that asks, `character` the character just within the
    border.
    """

    is_start: bool
    places: Numbers
    names: Codes
    cuts: int
    neighbour: str
    characters: list[str]

    @classmethod
    def starts(cls, asked: Asked, source: Excerpt, names: _Names) -> _Side:
        """Return the side where spans start."""
        characters = [source.text[place : place + 1] for place in source.start.tolist()]
        cuts = Inside.WORD_BEFORE | Inside.RUN_BEFORE
        return cls(True, source.start, names.opens, cuts, asked.left, characters)

    @classmethod
    def ends(cls, asked: Asked, source: Excerpt, names: _Names) -> _Side:
        """Return the side where spans end."""
        characters = [source.text[max(place - 1, 0) : place] for place in source.end.tolist()]
        cuts = Inside.WORD_AFTER | Inside.RUN_AFTER
        return cls(False, source.end, names.closes, cuts, asked.right, characters)


def _border(source: Excerpt, alignment: Alignment, side: _Side) -> list[Codes]:
    """Return what starts and ends have in common, one row a feature."""
    outer, inner = (_before, _after) if side.is_start else (_after, _before)
    tag, matched = source.tag, _token_matched(source, alignment)
    outside, outside_tag = outer(source.code), outer(tag)
    left, right = _distance(alignment.before[side.places]), _distance(alignment.after[side.places])
    mass_left, mass_right = (
        _mass(alignment.mass_before[side.places]),
        _mass(alignment.mass_after[side.places]),
    )
    neighbour = np.full(len(outside), code(side.neighbour), dtype=np.uint32)
    clause = outer(codes(source.traits)) & np.uint32(Trait.CLAUSE)
    return [
        outside,
        outside_tag,
        combine(outer(tag, 2), outside_tag),
        source.code,
        tag,
        combine(tag, inner(tag)),
        side.names,
        combine(outer(source.code, 2), outside),
        np.array([ord(character) if character else 0 for character in side.characters], dtype=np.uint32),
        combine(codes(source.inside & side.cuts), clause),
        combine(outer(matched), outside_tag),
        combine(matched, tag),
        combine(left, right),
        combine(mass_left, mass_right),
        codes(alignment.sides[side.places]),
        codes(outside == neighbour),
        combine(outside, neighbour),
        combine(side.names, outside_tag),
        combine(left if side.is_start else right, outside_tag),
    ]


def _starts(asked: Asked, source: Excerpt, alignment: Alignment, names: _Names) -> Codes:
    return np.stack(_border(source, alignment, _Side.starts(asked, source, names)))


def _ends(asked: Asked, source: Excerpt, alignment: Alignment, names: _Names) -> Codes:
    rows = _border(source, alignment, _Side.ends(asked, source, names))
    return np.stack([*rows, _head_at(asked, source, source.end)])


def _head_at(asked: Asked, source: Excerpt, ends: Numbers) -> Codes:
    """Return 2 where the noun asked for ends, 1 where its last character does, 0 elsewhere."""
    head = asked.head
    if not head:
        return np.zeros(len(ends), dtype=np.uint32)
    whole, last = set(_ends_of(source.text, head)), set(_ends_of(source.text, head[-1]))
    return np.array([2 if end in whole else int(end in last) for end in ends.tolist()], dtype=np.uint32)


def _ends_of(text: str, piece: str) -> list[int]:
    found = []
    place = text.find(piece)
    while place >= 0:
        found.append(place + len(piece))
        place = text.find(piece, place + 1)
    return found


def _spans(
    asked: Asked, source: Excerpt, alignment: Alignment, found: Candidates, counts: Numbers, names: _Names
) -> Codes:
    first, last = found.first, found.last
    start, end = source.start[first], source.end[last]
    size = codes(np.searchsorted(_LENGTHS, end - start, side="right"))
    exact = names.exact(start, end)
    within = {label: _within(source.traits & trait > 0, found) for label, trait in _COUNTED}
    matched = _token_matched(source, alignment)
    is_word = source.traits & Trait.WORD > 0
    clause = codes(~is_word[first - 1]) + codes(~is_word[last + 1]) * np.uint32(2)
    tags = combine(source.tag[first], source.tag[last])
    tokens = codes(np.minimum(last - first, 5))
    return np.stack([
        size,
        exact,
        _matched_share(alignment, start, end),
        combine(clause, within["clause"]),
        tags,
        combine(within["enumeration"], size),
        combine(within["verb"], size),
        codes(within["opens"] != within["closes"]),
        combine(matched[first - 1] + matched[last + 1] * np.uint32(2), tags),
        _mass(alignment.mass_before[start] + alignment.mass_after[end]),
        combine(_head_at(asked, source, end), codes(end - start > len(asked.head))),
        combine(_distance(alignment.before[start]), _distance(alignment.after[end])),
        combine(np.where(last == first, source.tag[first], np.uint32(0)), exact),
        combine(codes(source.sentence[first]), exact),
        codes(counts),
        combine(tokens, exact),
        combine(source.code[first - 1], source.code[last + 1]),
        combine(within["noun"], combine(within["function"], tokens)),
    ])  # fmt: skip


def _within(flags: NDArray[np.bool_], found: Candidates) -> Codes:
    """Return how many flagged tokens each candidate holds, 3 at most."""
    sums = np.concatenate([[0], np.cumsum(flags)])
    return codes(np.minimum(sums[found.last + 1] - sums[found.first], 3))


def _matched_share(alignment: Alignment, start: Numbers, end: Numbers) -> Codes:
    """Return how much of each candidate is the question's own words, in seven steps."""
    sums = np.concatenate([[0], np.cumsum(alignment.matched)])
    return codes(np.searchsorted(_SHARES, (sums[end] - sums[start]) / (end - start), side="right"))


_COUNTED = (
    ("clause", Trait.CLAUSE), ("enumeration", Trait.ENUMERATION), ("verb", Trait.VERB),
    ("opens", Trait.OPENS), ("closes", Trait.CLOSES), ("noun", Trait.NOUN), ("function", Trait.FUNCTION),
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
