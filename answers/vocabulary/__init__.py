"""Lists of words that come with the program, a file each; # starts a comment."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path


def vocabulary(name: str) -> frozenset[str]:
    """Return the words of a file of this folder, given without its suffix."""
    lines = Path(__file__).with_name(f"{name}.txt").read_text("utf-8").splitlines()
    return frozenset(word for line in lines for word in line.split("#")[0].split())


def table(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of a tab-separated file of this folder, given without its suffix; # begins a comment line."""
    lines = Path(__file__).with_name(f"{name}.tsv").read_text("utf-8").splitlines()
    return tuple(tuple(line.split("\t")) for line in lines if line and not line.startswith("#"))


def any_of(words: Iterable[str]) -> str:
    r"""Return a pattern that finds any of some words, a longer one before a shorter.

    >>> any_of({"年", "年底", "a+b"})
    'a\\+b|年底|年'
    """
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))
