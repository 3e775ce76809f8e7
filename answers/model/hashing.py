"""Codes of feature values, and their places in the table of weights.

Feature hashing after Weinberger et al., "Feature Hashing for Large Scale Multitask Learning", ICML 2009,
without the sign: a weight is kept only for features seen in fitting, in a table so large that they rarely
meet.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.uint32]

# Weights belong to one hash function: a file made with another name is refused.
HASH = "crc32-fmix32-22"
BITS = 22
SIZE = 1 << BITS

_FIRST = np.uint32(0x85EBCA6B)  # the multipliers of MurmurHash3's 32-bit finaliser
_SECOND = np.uint32(0xC2B2AE35)
_GOLDEN = np.uint32(0x9E3779B1)
_MASK = 0xFFFFFFFF


@lru_cache(maxsize=65536)
def code(text: str) -> int:
    """Return the code of a text."""
    return crc32(text.encode())


def codes(values: NDArray[np.integer[Any] | np.bool_]) -> Codes:
    """Return small numbers or flags as codes."""
    return values.astype(np.uint32)


def combine(one: Codes, other: Codes) -> Codes:
    """Return the codes of pairs; the order of a pair matters."""
    mixed: Codes = (one * _GOLDEN) ^ (other + np.uint32(0x7F4A7C15))
    mixed *= _FIRST
    mixed ^= mixed >> np.uint32(15)
    return mixed


def under(values: Codes, contexts: Codes) -> Codes:
    """Return the codes of values under contexts: each row of `values`, or its only one, under the context of that row."""
    return values ^ contexts[:, None]


def places(codes: Codes) -> Codes:
    """Return the places in the table of weights of values under contexts."""
    mixed = codes * _FIRST
    mixed ^= mixed >> np.uint32(13)
    mixed *= _SECOND
    mixed >>= np.uint32(32 - BITS)
    return mixed
