"""A sentence of a draft and one of a source laid side by side, word for word: what stands in the place of what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from itertools import takewhile

from answers.checking import marks
from answers.checking.texts import Other, Stands
from answers.checking.tokens import Sort, Token
from answers.sources import Tag
from answers.vocabulary import vocabulary

_MOST_BETWEEN = 2  # words of a stretch that stands in the place of another
# So much has to stand there for what is left to be a slip and no other wording.
_ALIKE = 0.85
_BESIDE = 2  # words that have to be the same beside a name for the one there to be in its place
_UNKNOWN = "x"  # the tag of what no dictionary has
_WORD = 2  # code points of most words
_MOST_CUT = 3  # words of a name that is cut otherwise in draft and source
_LONGEST_HALF = 4  # code points of what differs of it
_CONTENT = {Sort.WORD, Sort.NAME, Sort.POST, Sort.PERSON}
_OWN_AREAS = vocabulary("own-areas")
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
        cut = sum(end * len(_shared(own, told)) / len(own) for end, own, told in self._cut_otherwise)
        return (same + cut) / len(self.draft) if self.draft else 0.0

    @cached_property
    def _cut_otherwise(self) -> tuple[tuple[int, str, str], ...]:
        """The stretches that begin or end alike, cut into words otherwise: 大兴|国际|机场 and 首都国际机场; how many words, both texts."""
        pairs = (
            (end - start, _text(self.draft[start:end]), _text(self.source[there:until]))
            for operation, start, end, there, until in self._matcher.get_opcodes()
            if operation == "replace"
            and end - start <= _MOST_CUT
            and until - there <= _MOST_CUT
            and not any(
                one.is_minus for one in (*self.draft[start:end], *self.source[there:until])
            )  # 下降2.3% of 增长-2.3%
        )
        return tuple(pair for pair in pairs if len(_shared(*pair[1:])) >= _WORD)

    @property
    def halves(self) -> Iterator[tuple[str, str]]:
        """The names that stand in each other's place and differ in a word: 大兴国际机场, 首都国际机场."""
        for _, own, told in self._cut_otherwise:
            common = len(_shared(own, told))
            if _WORD <= len(own) - common <= _LONGEST_HALF and _WORD <= len(told) - common <= _LONGEST_HALF:
                yield own, told

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

    def beside(self, token: Token) -> Token | None:
        """Return what the source has beside the two words that stand behind or before a token; None for nothing."""
        at = next(place for place, one in enumerate(self.draft) if one is token)
        behind, before = (
            _keys(self.draft[at + 1 : at + 1 + _BESIDE]),
            _keys(self.draft[max(0, at - _BESIDE) : at]),
        )
        for place, one in enumerate(self.source):
            if _tells(behind) and _keys(self.source[place + 1 : place + 1 + _BESIDE]) == behind:
                return one
            if _tells(before) and _keys(self.source[max(0, place - _BESIDE) : place]) == before:
                return one
        return None


def _governing(tokens: Sequence[Token]) -> str:
    """Return the word among some that denies, allows or demands what follows; empty for none."""
    said = [one.text for one in tokens if marks.governs(one.text)]
    return next((one for one in said if marks.is_denial(one)), next(iter(said), ""))


def _text(tokens: Sequence[Token]) -> str:
    return "".join(one.text for one in tokens)


def _shared(one: str, other: str) -> str:
    """Return what two texts end with alike, else what they begin with."""
    return _prefix(one[::-1], other[::-1])[::-1] or _prefix(one, other)


def _prefix(one: str, other: str) -> str:
    alike = takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    return "".join(character for character, _ in alike)


def _keys(tokens: Sequence[Token]) -> list[tuple[str, Sort]]:
    return [(one.key, one.sort) for one in tokens]


def _tells(keys: Sequence[tuple[str, Sort]]) -> bool:
    """Return whether some words are enough to know a place by."""
    return len(keys) == _BESIDE and any(sort is not Sort.LIGHT for _, sort in keys)


def copied_from(alignment: Alignment, token: Token) -> str:
    """Return what stands in the place of a name in a source from which all around it was copied; empty for nothing."""
    told = _text(alignment.counterparts(token)) if alignment.share >= _ALIKE else ""
    return told if len(told) == len(token.text) else ""


def replaced(alignment: Alignment, draft: str, source: str, stands: Stands, tag: Tag) -> Iterator[Other]:
    """Yield the words in whose place another stands where all around them is the same; `draft` and `source` are the texts."""
    if alignment.share < _ALIKE:
        return
    for one, other in alignment.halves:
        if not (stands(one, source) or stands(other, draft)):
            yield Other(one, other)
    for written, told in alignment.stretches:
        if len(written) == len(told) == 1 and _is_no_word(written[0], tag):
            yield Other(written[0].text, told[0].text)
            continue
        if not written or not told or any(one.sort not in _CONTENT for one in (*written, *told)):
            continue
        own, other = "".join(one.text for one in written), "".join(one.text for one in told)
        if stands(own, source) or stands(other, draft) or stands(own, other) or stands(other, own):
            continue
        is_one_word = len(written) == len(told) == 1
        if (tag(own) == _UNKNOWN and _is_slip(own, other)) or (
            is_one_word and not _is_otherwise_said(own, other, tag)
        ):
            yield Other(own, other)


def _is_no_word(token: Token, tag: Tag) -> bool:
    """Return whether a token is a character that is no word by itself, as is left of one that was miswritten: 宣传|伟."""
    said = tag(token.text)
    return token.sort is Sort.WORD and len(token.text) == 1 and (said.endswith("g") or said == _UNKNOWN)


def may_be_one(one: str, other: str) -> bool:
    """Return whether two nouns may say the same, one character aside: 总数 and 总量, 总额 and 总金额."""
    return one[0] == other[0] and (
        len(one) == len(other) == _WORD or set(one) <= set(other) or set(other) <= set(one)
    )


def _is_slip(own: str, other: str) -> bool:
    """Return whether one character of a word is another: 宣传布 for 宣传部; of two characters it may be a synonym."""
    return len(own) == len(other) > _WORD and sum(a != b for a, b in zip(own, other, strict=True)) == 1


def _is_otherwise_said(own: str, other: str, tag: Tag) -> bool:
    """Return whether a word may say the same as another that is no synonym of it: 分为 and 分成, 举行 and 召开, 全市 and any city."""
    is_alike = may_be_one(own, other) or (bool(set(own) & set(other)) and len(own) == len(other) == _WORD)
    are_verbs = tag(own).startswith("v") and tag(other).startswith("v")
    return is_alike or are_verbs or other in _OWN_AREAS


def turned(alignment: Alignment, draft: str, source: str, is_planned: bool) -> Iterator[Other]:
    """Yield where a short stretch tells as done what the other plans, denies it, or says its contrary; `draft` and `source` are the texts, `is_planned` where the source's section plans."""
    if alignment.share < _SURE:
        return
    both_plan = bool(marks.plans(draft)) and (is_planned or bool(marks.plans(source)))
    for written, told in alignment.stretches:
        own, other = {one.text for one in written}, {one.text for one in told}
        shown = Other(_governing(written) or _text(written), _governing(told) or _text(told))
        if any(one.is_minus for one in (*written, *told)):
            continue
        if not own and other <= {one.text for one in alignment.draft}:
            continue  # 不抽贷、断贷 of 不抽贷、不断贷: said once for both
        if marks.are_contrary(own, other) or marks.turns(own, other, both_plan) or marks.denies(own, other):
            yield shown
