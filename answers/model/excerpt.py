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
_POWERS = np.power(_DECAY, np.arange(2001))  # beyond, a character counts as if it stood there
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

    `matched_before` counts the matched characters before a border. `before` and `after` are distances from a
    border to the nearest matched character on that side; `mass_before` and `mass_after` the matched idf on that
    side, fading with distance, as a share of the question's; `sides` tells how many of the words left and right of
    the asking word stand before a border.
    """

    matched_before: Numbers
    before: Numbers
    after: Numbers
    mass_before: Floats
    mass_after: Floats
    sides: Numbers


def align(asked: Asked, source: Excerpt) -> Alignment:
    """Return where the excerpt holds the question's words."""
    mass = _mass(asked, source.text)
    total = max(sum(term.idf for term in asked.words), 1e-9)
    matched_before = np.zeros(len(mass) + 1, dtype=np.int32)
    np.cumsum(mass > 0, out=matched_before[1:])
    sizes = np.diff([*source.offsets, len(mass) + 1])  # borders of each sentence
    return Alignment(
        matched_before,
        *_distances(mass > 0, sizes),
        *_fading(mass / total, source.offsets),
        _sides(asked, source, sizes),
    )


def _mass(asked: Asked, text: str) -> Floats:
    """Return the idf of each character of a text: terms share theirs among their characters, the largest share counts."""
    mass = [0.0] * len(text)
    weighed = [(term.text, 0.3 * term.idf) for term in asked.bigrams]
    weighed += [(term.text, term.idf) for term in asked.words]
    for term, idf in weighed:
        share = idf / len(term)
        place = text.find(term)
        while place >= 0:
            for at in range(place, place + len(term)):
                mass[at] = max(mass[at], share)
            place = text.find(term, place + 1)
    return np.array(mass)


def _distances(is_matched: NDArray[np.bool_], sizes: NDArray[np.intp]) -> tuple[Numbers, Numbers]:
    """Return the distances from each border to the matched characters of its sentence before and after it.

    Sentences are set so far apart that what another one holds is beyond reach.
    """
    borders = np.arange(len(is_matched) + 1) + 2 * _FAR * np.repeat(np.arange(len(sizes)), sizes)
    characters = borders[:-1]
    before, after = np.full(len(borders), _FAR), np.full(len(borders), _FAR)
    seen = np.maximum.accumulate(np.where(is_matched, characters + 1, -_FAR))
    np.minimum(borders[1:] - seen, _FAR, out=before[1:])
    coming = np.minimum.accumulate(np.where(is_matched, characters, borders[-1] + _FAR)[::-1])[::-1]
    np.minimum(coming - characters, _FAR, out=after[:-1])
    return before.astype(np.int32), after.astype(np.int32)


def _fading(mass: Floats, offsets: Sequence[int]) -> tuple[Floats, Floats]:
    """Return the mass before and after each border within its sentence, less with each character between."""
    before, after = np.zeros(len(mass) + 1), np.zeros(len(mass) + 1)
    ends = [*(offset - 1 for offset in offsets[1:]), len(mass)]
    for start, end in zip(offsets, ends, strict=True):
        own, powers = mass[start:end], _POWERS.take(np.arange(end - start), mode="clip")
        before[start + 1 : end + 1] = powers * np.cumsum(own / powers)
        after[start:end] = (powers * np.cumsum(own[::-1] / powers))[::-1]
    return before, after


def _sides(asked: Asked, source: Excerpt, sizes: NDArray[np.intp]) -> Numbers:
    """Return 4·l + r for each border: none, no, some or all matched words of each side stand before it."""
    left, right = ([term.text for term in asked.words if term.side == side] for side in (-1, 1))
    return 4 * _passed(left, source, sizes) + _passed(right, source, sizes)


def _passed(words: Sequence[str], source: Excerpt, sizes: NDArray[np.intp]) -> Numbers:
    """Return for each border how many words stand before it: 0 where its sentence has none, 1 no, 2 some, 3 all."""
    ends = np.zeros(len(source.text) + 1, dtype=np.int32)
    held = []
    for start, size in zip(source.offsets, sizes.tolist(), strict=True):
        places = [(source.text.find(word, start, start + size), len(word)) for word in words]
        found = [place + length for place, length in places if place >= 0]
        for end in found:
            ends[end] += 1
        held.append(len(found))
    here = np.repeat(np.array(held, dtype=np.int32), sizes)
    earlier = np.repeat(np.cumsum(held, dtype=np.int32) - np.array(held, dtype=np.int32), sizes)
    passed = np.cumsum(ends, dtype=np.int32) - earlier
    steps: Numbers = (here > 0) * (1 + (passed > 0).astype(np.int32) + (passed >= here))
    return steps
