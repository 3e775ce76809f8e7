"""Terms as numbers of 64 bits, the same on every machine; for much text made by NumPy, without a string a term.

A term of three code points or fewer is its own number, so that no two of them share one. A longer one is
hashed; among ten million terms two share a number with a probability of 6e-6.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from retrieval.analysis import Analysis, is_cjk, is_letter, may_begin_a_figure, may_end_a_figure
from retrieval.quantities import figure_terms

Keys = NDArray[np.uint64]
Rows = NDArray[np.int32]

_BITS = 21  # of a code point
_SHORT = 3  # code points that 63 bits hold
_HASHED = 1 << 63  # no short term has this bit
_MASK = (1 << 64) - 1
# The odd constants of SplitMix64 (Steele, Lea, Flood: "Fast splittable pseudorandom number generators", 2014).
_MIX_ONE, _MIX_TWO = 0xBF58476D1CE4E5B9, 0x94D049BB133111EB
_LONG_KEPT = 16_384  # some 200 bytes each


def term_key(term: str) -> int:
    """Return the key of a word, bigram or character; that of a pair ("one other") by those of its words.

    >>> term_key("复工") == ord("复") | ord("工") << 21, term_key("a b") == pair_key(ord("a"), ord("b"))
    (True, True)
    """
    one, blank, other = term.partition(" ")
    return pair_key(_word_key(one), _word_key(other)) if blank else _word_key(term)


def pair_key(one: int, other: int) -> int:
    """Return the key of two words side by side by their keys."""
    mixed = (one ^ one >> 30) * _MIX_ONE & _MASK
    mixed = (mixed ^ mixed >> 27) + other & _MASK
    mixed = (mixed ^ mixed >> 30) * _MIX_TWO & _MASK
    return mixed ^ mixed >> 31


def _word_key(word: str) -> int:
    if len(word) > _SHORT:
        return _long_key(word)
    return sum(ord(character) << _BITS * place for place, character in enumerate(word))


@lru_cache(_LONG_KEPT)
def _long_key(word: str) -> int:
    digest = blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "little") | _HASHED


@lru_cache(_LONG_KEPT)
def _figure_keys(piece: str) -> tuple[int, ...]:
    return tuple(map(term_key, figure_terms(piece)))


def _pair_keys(one: Keys, other: Keys) -> Keys:
    """Return what `pair_key` returns, for many at once."""
    mixed = (one ^ one >> np.uint64(30)) * np.uint64(_MIX_ONE)
    mixed = (mixed ^ mixed >> np.uint64(27)) + other
    mixed = (mixed ^ mixed >> np.uint64(30)) * np.uint64(_MIX_TWO)
    return mixed ^ mixed >> np.uint64(31)


@dataclass(frozen=True, slots=True)
class Occurrences:
    """Terms where they occur: `keys[i]` in the text number `rows[i]`; a term that occurs twice stands twice.

    `rows` ascend.
    """

    keys: Keys
    rows: Rows


class Texts:
    """Analysed texts put together, and the occurrences of their terms view by view.

    What `Analysis.word_terms` and its like give one text at a time; a test holds both together.
    """

    def __init__(self, analyses: Sequence[Analysis]) -> None:
        # A line break after each text, so that nothing reaches from one into the next.
        self._text = "".join(f"{analysis.text}\n" for analysis in analyses)
        encoded = self._text.encode("utf-32-le", "surrogatepass")
        self._points: NDArray[np.uint32] = np.frombuffer(encoded, dtype="<u4")
        lengths = np.fromiter((len(analysis.text) + 1 for analysis in analyses), np.int64, len(analyses))
        self._starts = np.cumsum(lengths) - lengths
        self._row_of = np.repeat(np.arange(len(analyses), dtype=np.int32), lengths)
        edges = [np.frombuffer(analysis.edges, dtype=np.uint32) for analysis in analyses]
        counts = np.fromiter((len(one) // 2 for one in edges), np.int64, len(edges))
        shift = np.repeat(self._starts, counts)
        together = np.concatenate([np.empty(0, np.uint32), *edges]).astype(np.int64)
        self._word_starts = together[::2] + shift
        self._word_ends = together[1::2] + shift

    # -- views ------------------------------------------------------------------------------------------

    @cached_property
    def _word_keys(self) -> Keys:
        return self._keys_of(self._word_starts, self._word_ends)

    def words(self) -> Occurrences:
        """The words; beside figures and dates their parts."""
        rows = self._row_of[self._word_starts]
        classes = self._classes
        is_long = self._word_ends - self._word_starts > 1
        may_be = (classes[self._word_starts] & _DIGIT).astype(bool)
        may_be |= (classes[self._word_ends - 1] & _UNIT_END).astype(bool)
        places = np.flatnonzero(is_long & may_be)
        parts = [
            _figure_keys(self._text[start:end])
            for start, end in zip(
                self._word_starts[places].tolist(), self._word_ends[places].tolist(), strict=True
            )
        ]
        counts = np.fromiter(map(len, parts), np.int64, len(parts))
        more = np.fromiter((key for keys in parts for key in keys), np.uint64, int(counts.sum()))
        return together(
            Occurrences(self._word_keys, rows), Occurrences(more, np.repeat(rows[places], counts))
        )

    def pairs(self) -> Occurrences:
        """Pairs of neighbouring words, where no punctuation stands between."""
        touch = np.flatnonzero(self._word_ends[:-1] == self._word_starts[1:])
        keys = _pair_keys(self._word_keys[touch], self._word_keys[touch + 1])
        return Occurrences(keys, self._row_of[self._word_starts[touch]])

    def bigrams(self) -> Occurrences:
        """Pairs of neighbouring Chinese characters; runs of Latin letters or digits whole."""
        is_cjk = (self._classes & _CJK).astype(bool)
        follows = np.r_[False, is_cjk[:-1]]
        precedes = np.r_[is_cjk[1:], False]
        firsts = np.flatnonzero(is_cjk & precedes)
        alone = np.flatnonzero(is_cjk & ~precedes & ~follows)
        points = self._points.astype(np.uint64)
        keys = points[firsts] | points[firsts + 1] << np.uint64(_BITS)
        rows = self._row_of
        return together(Occurrences(keys, rows[firsts]), Occurrences(points[alone], rows[alone]), self._runs)

    def characters(self) -> Occurrences:
        """Single Chinese characters; runs of Latin letters or digits whole."""
        places = np.flatnonzero(self._classes & _CJK)
        return together(Occurrences(self._points[places].astype(np.uint64), self._row_of[places]), self._runs)

    # -- what they are made of ----------------------------------------------------------------------------

    @cached_property
    def _classes(self) -> NDArray[np.uint8]:
        return _classified(self._points)

    @cached_property
    def _runs(self) -> Occurrences:
        """The runs of Latin letters or digits: 12nm, 2.3, 1,200."""
        letters = (self._classes & _LETTER).astype(bool)
        between = (self._points == ord(".")) | (self._points == ord(","))
        joined = between & np.r_[False, letters[:-1]] & np.r_[letters[1:], False]
        inside = letters | joined
        starts = np.flatnonzero(inside & ~np.r_[False, inside[:-1]])
        ends = np.flatnonzero(inside & ~np.r_[inside[1:], False]) + 1
        return Occurrences(self._keys_of(starts, ends), self._row_of[starts])

    def _keys_of(self, starts: NDArray[np.int64], ends: NDArray[np.int64]) -> Keys:
        lengths = ends - starts
        keys = np.zeros(len(starts), dtype=np.uint64)
        for place in range(_SHORT):
            some = np.flatnonzero((lengths > place) & (lengths <= _SHORT))
            points = self._points[starts[some] + place].astype(np.uint64)
            keys[some] |= points << np.uint64(_BITS * place)
        for place in np.flatnonzero(lengths > _SHORT).tolist():
            keys[place] = _long_key(self._text[starts[place] : ends[place]])
        return keys


def together(first: Occurrences, *others: Occurrences) -> Occurrences:
    """Return several lists of occurrences as one; the first is the long one."""
    keys, rows = first.keys, first.rows
    for other in others:
        places = np.searchsorted(rows, other.rows, "right")
        keys, rows = np.insert(keys, places, other.keys), np.insert(rows, places, other.rows)
    return Occurrences(keys, rows)


# -- what a code point is ---------------------------------------------------------------------------------

_CJK, _LETTER, _DIGIT, _UNIT_END, _KNOWN = 1, 2, 4, 8, 128
_TABLE = np.zeros(0x110000, dtype=np.uint8)  # filled in as code points turn up


def _classified(points: NDArray[np.uint32]) -> NDArray[np.uint8]:
    found = _TABLE[points]
    if not found.all():
        for point in np.unique(points[found == 0]).tolist():
            _TABLE[point] = _class_of(chr(point))
        found = _TABLE[points]
    return found


def _class_of(character: str) -> int:
    return (
        _KNOWN
        | _CJK * is_cjk(character)
        | _LETTER * is_letter(character)
        | _DIGIT * may_begin_a_figure(character)
        | _UNIT_END * may_end_a_figure(character)
    )
