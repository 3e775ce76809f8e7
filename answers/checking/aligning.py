"""A sentence of a draft and one of a source laid side by side, word for word: what stands in the place of what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from answers.checking import marks
from answers.checking.reading import Token
from answers.checking.texts import Other

_MOST_BETWEEN = 2  # words of a stretch that stands in the place of another
_SURE = 0.6  # so much of a sentence has to stand in its order in the source for a word between to be set beside another


@dataclass(frozen=True)
class Alignment:
    """The words of both in order; stretches between those that they have in common stand in each other's place."""

    draft: Sequence[Token]
    source: Sequence[Token]

    @cached_property
    def _matcher(self) -> SequenceMatcher[str]:
        keys = [one.key for one in self.draft], [one.key for one in self.source]
        return SequenceMatcher(None, *keys, autojunk=False)

    @cached_property
    def share(self) -> float:
        """The share of the draft's words that stand in their order in the source."""
        same = sum(block.size for block in self._matcher.get_matching_blocks())
        return same / len(self.draft) if self.draft else 0.0

    @cached_property
    def stretches(self) -> tuple[tuple[Sequence[Token], Sequence[Token]], ...]:
        """The short stretches in which the two differ, either side maybe empty, between words that both have."""
        return tuple(
            (self.draft[start:end], self.source[there:until])
            for operation, start, end, there, until in self._matcher.get_opcodes()
            if operation != "equal" and end - start <= _MOST_BETWEEN and until - there <= _MOST_BETWEEN
        )

    def counterparts(self, token: Token) -> Sequence[Token]:
        """Return what stands in the source in the place of a token, none where that cannot be said."""
        return next((source for draft, source in self.stretches if token in draft), ())


def turned(alignment: Alignment, draft: str, source: str, is_planned: bool) -> Iterator[Other]:
    """Yield where a short stretch tells as done what the other plans, denies it, or says its contrary; `draft` and `source` are the texts, `is_planned` where the source's section plans."""
    if alignment.share < _SURE:
        return
    both_plan = bool(marks.plans(draft)) and (is_planned or bool(marks.plans(source)))
    for written, told in alignment.stretches:
        own, other = {one.text for one in written}, {one.text for one in told}
        shown = Other("".join(one.text for one in written), "".join(one.text for one in told))
        if marks.are_contrary(own, other) or marks.turns(own, other, both_plan) or marks.denies(own, other):
            yield shown
