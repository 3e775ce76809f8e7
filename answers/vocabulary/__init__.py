"""Lists of words that come with the program, a file each; # starts a comment."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path


def vocabulary(name: str) -> frozenset[str]:
    """Return the words of a file of this folder, given without its suffix."""
    return frozenset(word for line in lines(name) for word in line.split("#")[0].split())


def table(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of a tab-separated file of this folder, given without its suffix; # begins a comment line."""
    rows = lines(name, "tsv")
    return tuple(tuple(line.split("\t")) for line in rows if line and not line.startswith("#"))


def lines(name: str, suffix: str = "txt") -> list[str]:
    """Return the lines of a file of this folder as they stand, comments too."""
    return Path(__file__).with_name(f"{name}.{suffix}").read_text("utf-8").splitlines()


def longest_first(words: Iterable[str]) -> tuple[str, ...]:
    """Return words in the order in which they are to be tried, the same on every machine.

    >>> longest_first(["步", "环节", "条"])
    ('环节', '条', '步')
    """
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


def any_of(words: Iterable[str]) -> str:
    """Return a pattern of any of some words, to the letter, the longest that fits.

    >>> any_of(["步", "步骤"])
    '步骤|步'
    """
    return "|".join(map(re.escape, longest_first(words)))
