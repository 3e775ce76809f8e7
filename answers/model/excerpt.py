"""The sentences that may hold the answer: their tokens, their names, and where the question's terms stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from answers.model.asking import Asked
from answers.model.digest import Digest, Numbers, Tokens
from answers.model.hashing import Codes
from answers.model.matching import Floats
from retrieval.types import Span

# Mass of a matched character at a distance of d characters: idf · _DECAY^d.
_DECAY = 0.9
_FAR = 10_000
# Codes and masks of the sentinels.
_FIRST, _LAST = np.array([1], dtype=np.uint32), np.array([2], dtype=np.uint32)
_NEITHER = np.zeros(1, dtype=np.int32)


@dataclass(frozen=True)
class Excerpt:
    """Sentences in a row, each between two sentinels (tokens of no width).

    Places are characters of `text`, where the sentences stand one a line. `sentence` is each token's
    sentence (by place in the row); `exact` maps a start and an end to the mask of the names that reach
    from one to the other.
    """

    text: str
    offsets: tuple[int, ...]
    start: Numbers
    end: Numbers
    code: Codes
    tag: Codes
    traits: Numbers
    inside: Numbers
    sentence: Numbers
    exact: dict[tuple[int, int], int]


def excerpt(parts: Sequence[tuple[Digest, int]]) -> Excerpt:
    """Return the excerpt of sentences, each given as its passage and its index in it."""
    rows: list[tuple[NDArray[Any], ...]] = []
    texts, offsets = [], []
    exact: dict[tuple[int, int], int] = {}
    offset = 0
    for place, (passage, index) in enumerate(parts):
        own = passage.sentences[index]
        shift = offset - own.span.start
        rows.append(_rows(passage.tokens, own.span, shift, place))
        for (begins, ends, name), _ in own.names:
            key = (begins + shift, ends + shift)
            exact[key] = exact.get(key, 0) | name
        texts.append(own.text)
        offsets.append(offset)
        offset += len(own.span) + 1
    start, end, code, tag, traits, inside, sentence = map(np.concatenate, zip(*rows, strict=True))
    text = "\n".join(texts)
    return Excerpt(text, tuple(offsets), start, end, code, tag, traits, inside, sentence, exact)


def _rows(tokens: Tokens, span: Span, shift: int, place: int) -> tuple[NDArray[Any], ...]:
    """Return the tokens of a sentence, its sentinels included, in the order of the excerpt's columns."""
    first, last = np.searchsorted(tokens.start, (span.start, span.end))
    kept = slice(first, last)
    begins, ends = np.int32(span.start + shift), np.int32(span.end + shift)
    return (
        np.concatenate([[begins], tokens.start[kept] + np.int32(shift), [ends]]),
        np.concatenate([[begins], tokens.end[kept] + np.int32(shift), [ends]]),
        np.concatenate([_FIRST, tokens.code[kept], _LAST]),
        np.concatenate([_FIRST, tokens.tag[kept], _LAST]),
        np.concatenate([_NEITHER, tokens.traits[kept], _NEITHER]),
        np.concatenate([_NEITHER, tokens.inside[kept], _NEITHER]),
        np.full(last - first + 2, place, dtype=np.int32),
    )


@dataclass(frozen=True)
class Alignment:
    """Where an excerpt holds the question's words: by character, or by border (one more than characters).

    `before` and `after` are distances from a border to the nearest matched character on that side;
    `mass_before` and `mass_after` the matched idf on that side, fading with distance, as a share of the
    question's; `sides` tells how many of the words left and right of the asking word stand before a
    border.
    """

    matched: Numbers
    before: Numbers
    after: Numbers
    mass_before: Floats
    mass_after: Floats
    sides: Numbers


def align(asked: Asked, source: Excerpt) -> Alignment:
    """Return where the excerpt holds the question's words."""
    size = len(source.text)
    mass = np.zeros(size)
    for term in asked.bigrams:
        _mark(mass, source.text, term.text, 0.3 * term.idf)
    for term in asked.words:
        _mark(mass, source.text, term.text, term.idf)
    total = max(sum(term.idf for term in asked.words), 1e-9)
    before, after = np.full(size + 1, _FAR), np.full(size + 1, _FAR)
    mass_before, mass_after = np.zeros(size + 1), np.zeros(size + 1)
    ends = [*source.offsets[1:], size + 1]
    for start, end in zip(source.offsets, ends, strict=True):
        last = end - 1
        _distances(mass[start:last], before[start : last + 1], after[start : last + 1])
        _masses(mass[start:last] / total, mass_before[start : last + 1], mass_after[start : last + 1])
    return Alignment(
        (mass > 0).astype(np.int32), before.astype(np.int32), after.astype(np.int32), mass_before, mass_after,
        _sides(asked, source),
    )  # fmt: skip


def _mark(mass: Floats, text: str, term: str, idf: float) -> None:
    """Share a term's idf among its characters wherever it stands; the larger share counts."""
    place = text.find(term)
    while place >= 0:
        stretch = mass[place : place + len(term)]
        np.maximum(stretch, idf / len(term), out=stretch)
        place = text.find(term, place + 1)


def _distances(mass: Floats, before: NDArray[np.int_], after: NDArray[np.int_]) -> None:
    """Fill in the distances from each border of a sentence to its matched characters."""
    borders = np.arange(len(mass) + 1)
    seen = np.where(mass > 0, borders[:-1], -_FAR)
    before[1:] = np.minimum(borders[1:] - 1 - np.maximum.accumulate(seen), _FAR)
    coming = np.where(mass > 0, borders[:-1], 2 * _FAR)
    after[:-1] = np.minimum(np.minimum.accumulate(coming[::-1])[::-1] - borders[:-1], _FAR)


def _masses(mass: Floats, before: Floats, after: Floats) -> None:
    """Fill in the fading mass on either side of each border of a sentence."""
    powers = np.power(_DECAY, np.minimum(np.arange(len(mass)), 2000))
    before[1:] = powers * np.cumsum(mass / powers)
    after[:-1] = (powers * np.cumsum(mass[::-1] / powers))[::-1]


def _sides(asked: Asked, source: Excerpt) -> Numbers:
    """Return 4·l + r for each border: none, no, some or all matched words of each side stand before it."""
    borders = np.arange(len(source.text) + 1)
    sides = np.zeros((2, len(borders)), dtype=np.int32)
    ends = [*source.offsets[1:], len(source.text) + 1]
    for row, side in enumerate((-1, 1)):
        words = [term.text for term in asked.words if term.side == side]
        for start, end in zip(source.offsets, ends, strict=True):
            starts = [(source.text.find(word, start, end), len(word)) for word in words]
            found = sorted(place + size for place, size in starts if place >= 0)
            if found:
                passed = np.searchsorted(found, borders[start:end], side="right")
                sides[row, start:end] = np.where(passed == 0, 1, np.where(passed < len(found), 2, 3))
    both: Numbers = 4 * sides[0] + sides[1]
    return both
