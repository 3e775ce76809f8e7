"""A sentence of a draft and one of a source laid side by side, word for word: what stands in the place of what."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from answers.checking import marks
from answers.checking.reading import Sort, Token
from answers.checking.texts import Other

_MOST_BETWEEN = 2  # words of a stretch that stands in the place of another
# So much has to stand there for what is left to be a slip and no other wording.
_ALIKE = 0.85
_WORD = 2  # code points of most words
_CONTENT = {Sort.WORD, Sort.NAME, Sort.POST, Sort.PERSON}
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


def replaced(
    alignment: Alignment, draft: str, source: str, stands: Callable[[str, str], bool]
) -> Iterator[Other]:
    """Yield the words in whose place another stands where all around them is the same; `draft` and `source` are the texts."""
    if alignment.share < _ALIKE:
        return
    for written, told in alignment.stretches:
        if len(written) != 1 or len(told) != 1 or {written[0].sort, told[0].sort} - _CONTENT:
            continue
        own, other = written[0].text, told[0].text
        if set(own) & set(other) and len(own) == len(other) == _WORD:
            continue  # 分为 and 分成 are one
        if not (stands(own, source) or stands(other, draft) or stands(own, other) or stands(other, own)):
            yield Other(own, other)


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
