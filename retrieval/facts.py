"""What is drawn from a document beside its words when it is taken in; who draws it is given from outside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from retrieval.analysis import Analysis
from retrieval.types import Document, Passage


@dataclass(frozen=True, slots=True)
class FactRow:
    """A fact as the library keeps it: the number of its passage, the range of the passage's text where it stands.

    `indicator` is normalised, to be looked for; `told` is all else, as who drew it writes it.
    """

    number: int
    start: int
    end: int
    indicator: str
    told: str


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of a document, and what drew them."""

    version: str
    rows: tuple[FactRow, ...]


class Extractor(Protocol):
    """Draws facts from a document; another `version` tells that it draws others."""

    @property
    def version(self) -> str:
        """What tells this way of drawing facts from any other."""

    def extract(
        self, document: Document, passages: Sequence[tuple[Passage, Analysis]]
    ) -> tuple[FactRow, ...]:
        """Return the facts of a document, given with its passages in order; at most one a place."""
