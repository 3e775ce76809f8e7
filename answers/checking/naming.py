"""Names, posts and words of a draft that a place does not say: what stands there in their place, and what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from answers.checking.aligning import Alignment, may_be_one
from answers.checking.reading import Reading
from answers.checking.texts import Other, Placed, Stands
from answers.checking.tokens import POSTS, Sort, Token
from answers.checking.where import Where
from answers.facts.names import PLACES
from answers.vocabulary import longest_first, vocabulary
from retrieval.types import Span

_NOUNS = ("n", "j", "f", "s", "b")
_GENERIC = vocabulary("generic-subjects")
_OWN_AREAS = vocabulary("own-areas")
_ENDINGS = vocabulary("subject-endings")
_AREAS = "省市县区"
SURE = 0.75  # so much of a sentence has to stand in a place for a noun that differs in it to be the other's


@dataclass(frozen=True, slots=True)
class Named:
    """What differs, what is missing, and whether the one whom the sentence is about is another's.

    `settled` are the words that something else stands for: they are no reason to look for another place.
    """

    others: tuple[Other, ...]
    missing: tuple[str, ...]
    settled: tuple[Token, ...]
    is_of_another: bool


@dataclass(frozen=True)
class Naming:
    """Sets the names of a draft's sentence against those of a place."""

    draft: Reading
    where: Where
    alignment: Alignment
    stands: Stands
    placed: Sequence[Placed]

    def named(self, lacking: Sequence[Token], coverage: float) -> Named:
        """Return what becomes of the words that the place lacks; `coverage` is the share of the sentence that stands there."""
        others: list[Other] = []
        missing: list[str] = []
        settled: list[Token] = []
        is_of_another = False
        for token in lacking:
            if self._is_part_of_a_name(token, lacking):
                settled.append(token)
                continue
            other = self._instead(token, coverage)
            if other is not None:
                others.append(other)
                settled.append(token)
            elif self._is_missing(token):
                missing.append(whole_name(self.draft, token))
            else:
                continue
            is_of_another |= token.sort is Sort.NAME
        return Named(tuple(others), tuple(missing), tuple(settled), is_of_another)

    def _is_part_of_a_name(self, token: Token, lacking: Sequence[Token]) -> bool:
        """Return whether a word only says the sort of a name before it that is lacking itself: 高新区 of 东陵高新区."""
        names = (one for one in lacking if one.sort is Sort.NAME and one.span.end == token.span.start)
        return token.text in _ENDINGS and next(names, None) is not None

    def _instead(self, token: Token, coverage: float) -> Other | None:
        """Return what the place says instead of a word, None where it says nothing in its place."""
        told = self._told(token)
        is_around = self.stands(token.text, self.where.around)
        if token.sort is Sort.WORD and (told is None or told.sort is Sort.WORD):
            if is_around or coverage < SURE or told is None or not self._are_nouns(token, told):
                return None
            if may_be_one(token.text, told.text):
                return None
            return Other(token.text, told.text)
        if told is not None and not (is_around and told.sort is not Sort.NAME):
            return Other(whole_name(self.draft, token), whole_name(self.where.reading, told))
        if token.text in PLACES and not is_around and (holder := self._holder()) is not None:
            return Other(whole_name(self.draft, token), whole_name(self.where.reading, holder))
        owner = self.where.owner
        is_anothers = token.sort is Sort.NAME and owner and not self.stands(owner, self.draft.text)
        if is_anothers and not self._is_known(token):
            return Other(whole_name(self.draft, token), owner)
        return None

    def _is_missing(self, token: Token) -> bool:
        return token.sort is not Sort.WORD and not self._is_known(token)

    def _is_known(self, token: Token) -> bool:
        """Return whether a name stands around a place, or is that of its article; a post where nobody has it."""
        owner = self.where.owner
        is_of_article = (
            owner in _GENERIC
            or f"{token.text}{owner}" in self.draft.text
            or (
                bool(owner) and token.text.startswith(owner.rstrip(_AREAS))
            )  # 天津港 of an article about 天津市
        )
        return (
            self.stands(token.text, self.where.around)
            or (token.sort is Sort.POST and self._may_be_held(token))
            or (is_of_article and token.text in self.where.source.context.text)
        )

    def _told(self, token: Token) -> Token | None:
        """Return the word of the source that stands in the place of one of the draft's."""
        counterparts = self.alignment.counterparts(token)
        told = [
            one
            for one in counterparts
            if not self.stands(one.text, self.draft.text)
            and self._may_stand_for(token, one, len(counterparts))
        ]
        if told or token.sort is not Sort.NAME or self._is_known(token):
            return next(iter(told), None)
        beside = self.alignment.beside(token)
        if beside is None or beside.text in self.draft.text or not self._may_stand_for(token, beside, 1):
            return None
        return beside

    def _holder(self) -> Token | None:
        """Return the area in the place's own clause of a figure that agrees, whose it is; None where the draft says it, or none stands there."""
        reading = self.where.reading
        for one in self.placed:
            if one.found is None or not one.is_same or one.written.sort is not Sort.FIGURE:
                continue
            clause = reading.clauses[reading.clause_of(one.found.span.start)]
            names = [t for t in reading.within(Span(clause.start, one.found.span.start)) if t.text in PLACES]
            if names and not self.stands(names[-1].text, self.draft.text):
                return names[-1]
        return None

    def _may_stand_for(self, token: Token, told: Token, of: int) -> bool:
        if told.text in _OWN_AREAS:
            return False
        if told.sort is token.sort or (token.sort is Sort.WORD and told.sort is Sort.NAME):
            return True
        # 由大阪飞往 and 由名古屋飞往: a name that the dictionary has for no name
        is_noun = told.sort is Sort.WORD and told.text not in _GENERIC and self._is_noun(told)
        return token.sort is Sort.NAME and is_noun and of == 1 and not self._is_known(token)

    def is_of_a_person(self, token: Token) -> bool:
        """Return whether a word is cut out of the name of a person whom the place names: 商丘 of 台商丘世健."""
        for person in self._people:
            at = self.draft.text.find(person.text)
            while at >= 0:
                if at < token.span.end and token.span.start < at + len(person.text):
                    return True
                at = self.draft.text.find(person.text, at + 1)
        return False

    @cached_property
    def _people(self) -> tuple[Token, ...]:
        there = self.where.reading.within(self.where.window)
        return tuple(one for one in there if one.sort is Sort.PERSON and one.text in self.draft.text)

    def _may_be_held(self, post: Token) -> bool:
        """Return whether a post stands before nobody whom the place names, or before somebody to whom its article gives it."""
        person = next((one for one in self.draft.tokens if one.span.start == post.span.end), None)
        if person is None or person.sort is not Sort.PERSON:
            return True
        rank = next((one for one in longest_first(POSTS) if post.text.endswith(one)), post.text)
        return person.text not in self.where.text or f"{rank}{person.text}" in self.where.source.context.text

    def _are_nouns(self, one: Token, other: Token) -> bool:
        return self._is_noun(one) and self._is_noun(other)

    def _is_noun(self, token: Token) -> bool:
        return self.draft.tag(token.text).startswith(_NOUNS)


def whole_name(reading: Reading, token: Token) -> str:
    """Return a name with the word behind it that says its sort: 东陵 of 东陵高新区."""
    if token.sort is not Sort.NAME:
        return token.text
    following = next((one for one in reading.tokens if one.span.start == token.span.end), None)
    return token.text + following.text if following and following.text in _ENDINGS else token.text
