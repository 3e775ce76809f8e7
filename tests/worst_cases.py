"""Texts that a regular expression takes longest for: runs of its own characters, and what leads up to its repeats.

A pattern takes quadratic time where a repeat without a bound is tried from many places and fails late: a run of what
the repeat takes, what stands before it over and over, both in halves, and a last character that fits nothing.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from typing import Any

_PARSER = sys.modules["re._parser"]
_C = sys.modules["re._constants"]

# A repeat of at most so many characters costs so many steps from each place, and no more.
_FEW = 130
_FITS_NOTHING = "\u2400"
_REPEATS = (_C.MAX_REPEAT, _C.MIN_REPEAT, _C.POSSESSIVE_REPEAT)
_LOOKING = (_C.ASSERT, _C.ASSERT_NOT)
_OF_CATEGORIES = {
    _C.CATEGORY_DIGIT: "1", _C.CATEGORY_SPACE: " ", _C.CATEGORY_WORD: "a",
    _C.CATEGORY_NOT_DIGIT: "a", _C.CATEGORY_NOT_SPACE: "a", _C.CATEGORY_NOT_WORD: ",",
}  # fmt: skip
_OF_ANY = "x一1 ,"
_VARIANTS = 8  # of what a repeat takes


def is_bounded(pattern: re.Pattern[str]) -> bool:
    """Return whether no repeat of a pattern goes on for ever: what it costs from each place has a bound."""
    return not any(repeated for _, repeated in _repeats(_parsed(pattern), ""))


def worst_texts(pattern: re.Pattern[str], size: int) -> Iterator[str]:
    """Yield texts of about `size` characters that the repeats of a pattern take longest for."""
    parsed = _parsed(pattern)
    units = {_shortest(parsed)}
    for before, taken in _repeats(parsed, ""):
        units |= {taken, before, before + taken, before + 5 * taken}
        if before and taken:
            half = size // 2
            yield before * (half // len(before)) + taken * (half // len(taken)) + _FITS_NOTHING
            yield before + taken * (size // len(taken)) + _FITS_NOTHING
            yield (before + taken * 3) * (size // (len(before) + 3 * len(taken))) + _FITS_NOTHING
    for unit in sorted(units - {""}):
        yield unit * (size // len(unit)) + _FITS_NOTHING


def own_characters(pattern: re.Pattern[str]) -> frozenset[str]:
    """Return the characters that a pattern names, and one for each category."""
    return frozenset(_characters(_parsed(pattern)))


def _parsed(pattern: re.Pattern[str]) -> Any:
    return _PARSER.parse(pattern.pattern, pattern.flags)


def _characters(parsed: Any) -> Iterator[str]:
    for kind, value in parsed:
        if kind in (_C.LITERAL, _C.NOT_LITERAL):
            yield chr(value)
        elif kind is _C.ANY:
            yield from _OF_ANY
        elif kind is _C.IN:
            yield from _members(value)
        else:
            for inner in _inner(kind, value):
                yield from _characters(inner)


def _inner(kind: Any, value: Any) -> list[Any]:
    """Return the patterns within a part of a pattern."""
    if kind is _C.BRANCH:
        return list(value[1])
    if kind is _C.SUBPATTERN:
        return [value[-1]]
    if kind is _C.ATOMIC_GROUP:
        return [value]
    if kind in _LOOKING:
        return [value[1]]
    return [value[2]] if kind in _REPEATS else []


def _members(members: Any) -> list[str]:
    """Return a character for each member of a class; for a class that excludes, some that it does not."""
    found = []
    for kind, value in members:
        if kind is _C.LITERAL:
            found.append(chr(value))
        elif kind is _C.RANGE:
            found += [chr(value[0]), chr(value[1])]
        elif kind is _C.CATEGORY:
            found.append(_OF_CATEGORIES[value])
    if members[0][0] is not _C.NEGATE:
        return found
    return [character for character in _OF_ANY if character not in found] or ["y"]


def _repeats(parsed: Any, before: str) -> Iterator[tuple[str, str]]:
    """Yield what leads up to each long repeat of a pattern, with what it may take, in some variants."""
    for kind, value in parsed:
        if kind in _REPEATS and value[1] > _FEW:
            for taken in list(dict.fromkeys(_variants(value[2])))[:_VARIANTS]:
                yield before, taken
        for inner in _inner(kind, value):
            yield from _repeats(inner, before)
        before += _shortest([(kind, value)])


def _variants(parsed: Any) -> Iterator[str]:
    """Yield what a pattern may match at its shortest, by the branches and classes that it begins with."""
    parts = list(parsed)
    kind, value = parts[0]
    if len(parts) > 1:
        yield _shortest(parts)
    elif kind is _C.IN:
        yield from _members(value)
    elif kind is _C.ANY:
        yield from _OF_ANY
    else:
        for inner in _inner(kind, value):
            yield from _variants(inner)
        yield _shortest(parts)


def _shortest(parsed: Any) -> str:
    """Return the shortest text that a pattern may match, its first branches taken."""
    text = ""
    for kind, value in parsed:
        if kind is _C.LITERAL:
            text += chr(value)
        elif kind is _C.NOT_LITERAL:
            text += "x" if value != ord("x") else "y"
        elif kind is _C.ANY:
            text += "x"
        elif kind is _C.IN:
            text += _members(value)[0]
        elif kind in _REPEATS:
            text += _shortest(value[2]) * value[0]
        elif kind not in _LOOKING:
            text += "".join(_shortest(inner) for inner in _inner(kind, value)[:1])
    return text
