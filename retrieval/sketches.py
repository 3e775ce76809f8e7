"""Sketches of articles, by which reprints are known: the smallest hashes of what an article says.

Broder, "On the resemblance and containment of documents", 1997: of two texts that share a part J of their shingles, about
so large a part of the smallest hashes is the same. Marks, blanks and script are no part of a shingle, so that one article
as PDF, as Word and as a web page has one sketch.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

import numpy as np
import numpy.typing as npt

from retrieval.analysis import Analysis
from retrieval.types import Passage

SIZE = 8  # hashes of an article: rows of the library, so no more than tell reprints from others
# Of two articles that share nine tenths of their shingles so many are the same in 995 of 1,000 (binomially), of two that share
# half in 360; whoever shows one as a reprint looks whether it says what is quoted.
SHARED = 5
_SHINGLE = 8  # letters: two words to four, which few sentences share by chance
_FEWEST = 40  # shingles of an article that has a sketch: a form of one line is nobody's reprint

_NO_LETTERS = re.compile(r"[\W_]+")

_Words = npt.NDArray[np.uint64]
_BASE = np.uint64(0x9E3779B97F4A7C15)  # odd, of bits without order: 2^64 over the golden ratio
_MIX = (
    np.uint64(0xBF58476D1CE4E5B9),
    np.uint64(0x94D049BB133111EB),
)  # Stafford's variant 13 of the murmur mix
_KEPT_BITS = np.uint64(1)  # SQLite's integers have a sign: the highest bit stays free


def letters_of(text: str) -> str:
    """Return the letters and digits of a normalised text.

    >>> letters_of("复工率为 90%。")
    '复工率为90'
    """
    return _NO_LETTERS.sub("", text)


def sketch_of(text: str) -> tuple[int, ...]:
    """Return the smallest hashes of a normalised text in order, at most `SIZE`; none for a short one."""
    letters = letters_of(text)
    count = len(letters) - _SHINGLE + 1
    if count < _FEWEST:
        return ()
    codes = np.frombuffer(letters.encode("utf-32-le"), np.uint32).astype(np.uint64)
    hashes: _Words = np.zeros(count, np.uint64)
    for place in range(_SHINGLE):
        hashes *= _BASE
        hashes += codes[place : place + count]
    return tuple(np.unique(_mixed(hashes))[:SIZE].tolist())


def _mixed(hashes: _Words) -> _Words:
    """Return hashes whose order says nothing of what they are of."""
    for factor, shift in zip(_MIX, (30, 27), strict=True):
        hashes ^= hashes >> np.uint64(shift)
        hashes *= factor
    return (hashes ^ (hashes >> np.uint64(31))) >> _KEPT_BITS


def sketches(passages: Iterable[tuple[Passage, Analysis]]) -> Sequence[tuple[int, int]]:
    """Return the hashes of a document's articles, given by their passages in order: article and hash."""
    return [
        (article, value)
        for article, own in groupby(passages, key=lambda pair: pair[0].article)
        for value in sketch_of("\n".join(analysis.text for one, analysis in own if one.is_body))
    ]
