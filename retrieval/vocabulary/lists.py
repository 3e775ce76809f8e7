"""The one loader of the lists of words."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType


@cache
def words(name: str) -> tuple[str, ...]:
    """Return the words of the list `name`, each once, in their order.

    A line holds one or several, parted by blanks; one that begins with # is a comment.

    >>> "打印本页" in words("page-tools")
    True
    """
    return tuple(dict.fromkeys(word for line in _lines(name) for word in line.split()))


@cache
def pairs(name: str) -> Mapping[str, str]:
    """Return what the list `name` says of each of its words: a line holds a word and what it means.

    >>> pairs("head-labels")["来源"]
    'source'
    """
    return MappingProxyType(dict(map(str.split, _lines(name))))


@cache
def groups(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the lines of the list `name`, each the words that mean the same.

    >>> next(group for group in groups("units") if "km" in group)
    ('公里', '千米', 'km')
    """
    return tuple(tuple(line.split()) for line in _lines(name))


def _lines(name: str) -> list[str]:
    text = Path(__file__).with_name(f"{name}.txt").read_text("utf-8")
    return [line for line in text.split("\n") if line.strip() and not line.startswith("#")]
