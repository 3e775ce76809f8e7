"""What was said of a short line, remembered: a text says the shortest ones over and over."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

T = TypeVar("T")

# Of each rule. A megabyte of two bytes a line has half a million lines, some hundred of them different.
_LINES_KEPT = 4_096
_LONGEST_KEPT = 60


def remembered(rule: Callable[[str], T]) -> Callable[[str], T]:
    """Return a rule on a line's text alone that looks at a short line once."""
    short = lru_cache(_LINES_KEPT)(rule)

    @wraps(rule)
    def look(text: str) -> T:
        return short(text) if len(text) <= _LONGEST_KEPT else rule(text)

    return look
