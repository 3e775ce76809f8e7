"""What checking says of a sentence of a draft."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from answers.types import Citation


class Verdict(StrEnum):
    """How a sentence stands to the pile: to the letter, in other words, otherwise, not at all."""

    VERBATIM = "verbatim"
    SUPPORTED = "supported"
    DIFFERS = "differs"
    ABSENT = "absent"

    @property
    def vouches(self) -> bool:
        """Return whether the pile bears the sentence."""
        return not self.needs_a_hand

    @property
    def needs_a_hand(self) -> bool:
        """Return whether whoever wrote the sentence has to look at it again."""
        return self in (Verdict.DIFFERS, Verdict.ABSENT)


@dataclass(frozen=True, slots=True)
class Difference:
    """What was written, and what the source has in its place, both as printed; `n` is the citation's number.

    `source` is empty where the source only lacks what was written.
    """

    written: str
    source: str
    n: int


@dataclass(frozen=True, slots=True)
class Checked:
    """A sentence as it was written, with its verdict.

    `citations` hold the place that bears it, or the nearest one where it is absent, none where nothing is near. `missing` is
    what no place near it says, as written; `dropped` is what the source says beside it that the sentence leaves out (截至2月25日).
    """

    sentence: str
    verdict: Verdict
    differences: tuple[Difference, ...] = ()
    citations: tuple[Citation, ...] = ()
    missing: tuple[str, ...] = ()
    dropped: str = ""

    @property
    def needs_comment(self) -> bool:
        """Return whether there is anything to say of the sentence to whoever wrote it."""
        return self.verdict.needs_a_hand or bool(self.dropped)
