"""What was said of a short line, remembered: a text says the shortest ones over and over."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

T = TypeVar("T")

# Of each rule. A megabyte of two bytes a line has half a million lines, some hundred of them different.
_LINES_KEPT = 4_096
_LONGEST_KEPT = 60


def remembered(rule: Callable[[str], T]) -> Callable[[str], T]:
    """Return a rule on a line's text alone that looks at a short line once."""
    kept: dict[str, T] = {}

    @wraps(rule)
    def look(text: str) -> T:
        try:
            return kept[text]
        except KeyError:
            said = rule(text)
        if len(text) <= _LONGEST_KEPT:
            if len(kept) >= _LINES_KEPT:
                kept.clear()
            kept[text] = said
        return said

    return look
