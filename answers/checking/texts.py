"""Two texts set beside one another."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Other:
    """What a draft writes, and the text of the source that stands in its place, both normalised; one of them may be empty."""

    written: str
    source: str
