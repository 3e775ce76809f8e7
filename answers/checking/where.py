"""A place of the pile that may bear a sentence."""

from __future__ import annotations

from dataclasses import dataclass

from answers.checking.reading import Reading
from answers.sources import Source
from retrieval.types import Span


@dataclass(frozen=True, slots=True)
class Where:
    """A place of the pile: some sentences of a passage, as a range of its normalised text.

    `heading` are the titles above it and whom it is about, `speaker` is who gives the speech that its document is, empty where that is not said.
    """

    source: Source
    reading: Reading
    window: Span
    heading: str
    speaker: str

    @property
    def text(self) -> str:
        """The sentences."""
        return self.window.of(self.reading.text)

    @property
    def around(self) -> str:
        """What the place is told of: the titles above it, and what its passage says before."""
        return f"{self.heading}\n{self.reading.text[: self.window.start]}"
