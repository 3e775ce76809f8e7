"""Two texts set beside one another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from answers.checking.tokens import Token

# How much a word tells, and whether the second text says the first.
Weigh = Callable[[str], float]
Stands = Callable[[str, str], bool]


@dataclass(frozen=True, slots=True)
class Other:
    """What a draft writes, and the text of the source that stands in its place, both normalised; one of them may be empty."""

    written: str
    source: str


@dataclass(frozen=True, slots=True)
class Placed:
    """What a figure of a draft is found to be in the source: the same one, or another that stands in its place; None for none."""

    written: Token
    found: Token | None
    is_same: bool
