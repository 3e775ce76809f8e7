"""The borders of short answers: the tokens of an excerpt, and what is known of each as a start and as an end."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from answers.model.asking import Asked
from answers.model.digest import Numbers
from answers.model.excerpt import Alignment, Excerpt
from answers.model.hashing import Codes, code, codes, combine
from answers.model.marks import Inside, Trait
from answers.model.matching import Floats

Places = NDArray[np.intp]


def steps(*edges: int) -> Places:
    """Return the step of each number up to the last edge, which stands for all beyond: 0 below the first edge."""
    return np.searchsorted(edges, np.arange(edges[-1] + 1), side="right")


DISTANCES = steps(1, 2, 3, 5, 8, 13, 21)
MASSES = np.array([0.01, 0.05, 0.12, 0.25, 0.4, 0.6])


# The tokens before and behind those that a feature tells of: so many beyond an end of the excerpt are 0.
_REACH = 2


def _padded(values: Codes) -> Codes:
    beyond = np.zeros(_REACH, dtype=np.uint32)
    return np.concatenate([beyond, values, beyond])


def beside(padded: Codes, by: int) -> Codes:
    """Return for each token the value of the one that stands `by` tokens behind it."""
    return padded[_REACH + by : len(padded) - _REACH + by]


@dataclass(frozen=True)
class Tokens:
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
    def of(cls, asked: Asked, source: Excerpt, alignment: Alignment) -> Tokens:
        """Return the tokens of an excerpt as a question meets them."""
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
class Names:
    """The names of an excerpt: masks of those that open and close at each token.

    `exact` has the masks of those that reach from the first token (row) to the last, as places in `masks`; `whole_opens`
    and `whole_closes` are the masks of these alone.
    """

    opens: Codes
    closes: Codes
    masks: Codes
    exact: NDArray[np.uint8]
    whole_opens: Codes
    whole_closes: Codes

    @classmethod
    def of(cls, source: Excerpt) -> Names:
        """Return the names of an excerpt by their first and last tokens."""
        count = len(source.start)
        opens, closes, whole_opens, whole_closes = ([0] * count for _ in range(4))
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
                whole_opens[first] |= mask
                whole_closes[last_word] |= mask
        return cls(
            np.array(opens, dtype=np.uint32),
            np.array(closes, dtype=np.uint32),
            np.array(list(numbers), dtype=np.uint32),
            exact,
            np.array(whole_opens, dtype=np.uint32),
            np.array(whole_closes, dtype=np.uint32),
        )


@dataclass(frozen=True)
class Side:
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
    def starts(cls, asked: Asked, tokens: Tokens, names: Names) -> Side:
        """Return the side where spans start."""
        places = tokens.source.start
        cuts = Inside.WORD_BEFORE | Inside.RUN_BEFORE
        characters = tokens.characters[places]
        return cls(-1, places, names.opens, cuts, asked.left, characters, *_distances(tokens, places))

    @classmethod
    def ends(cls, asked: Asked, tokens: Tokens, names: Names) -> Side:
        """Return the side where spans end."""
        places = tokens.source.end
        cuts = Inside.WORD_AFTER | Inside.RUN_AFTER
        characters = tokens.characters[places - 1]
        return cls(1, places, names.closes, cuts, asked.right, characters, *_distances(tokens, places))


def _distances(tokens: Tokens, places: Numbers) -> tuple[Places, Places]:
    alignment = tokens.alignment
    before, after = alignment.before[places], alignment.after[places]
    return DISTANCES.take(before, mode="clip"), DISTANCES.take(after, mode="clip")


def mass_step(values: Floats) -> Places:
    """Return the step of each share of the question's idf."""
    return np.searchsorted(MASSES, values, side="right")


def border(tokens: Tokens, side: Side) -> list[Codes]:
    """Return what starts and ends have in common, one row a feature."""
    source, alignment, outwards = tokens.source, tokens.alignment, side.outwards
    tag, matched = source.tag, beside(tokens.matched, 0)
    outside, outside_tag = beside(tokens.code, outwards), beside(tokens.tag, outwards)
    left, right = codes(side.left), codes(side.right)
    neighbour = np.array([code(side.neighbour)], dtype=np.uint32)
    clause = beside(tokens.traits, outwards) & np.uint32(Trait.CLAUSE)
    return [
        outside,
        outside_tag,
        combine(beside(tokens.tag, 2 * outwards), outside_tag),
        source.code,
        tag,
        combine(tag, beside(tokens.tag, -outwards)),
        side.names,
        combine(beside(tokens.code, 2 * outwards), outside),
        side.characters,
        combine(codes(source.inside & side.cuts), clause),
        combine(beside(tokens.matched, outwards), outside_tag),
        combine(matched, tag),
        combine(left, right),
        combine(
            codes(mass_step(alignment.mass_before[side.places])),
            codes(mass_step(alignment.mass_after[side.places])),
        ),
        codes(alignment.sides[side.places]),
        codes(outside == neighbour),
        combine(outside, neighbour),
        combine(side.names, outside_tag),
        combine(left if outwards < 0 else right, outside_tag),
    ]
