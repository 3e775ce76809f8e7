"""Tells the figure of a source that a draft means from others of its unit, by the words around them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile

from answers.checking.fitting import is_carried
from answers.checking.likeness import is_like
from answers.checking.marks import are_contrary
from answers.checking.surroundings import Surroundings
from answers.checking.texts import Stands
from answers.checking.tokens import Sort, Token
from answers.unions import RESPECTIVELY
from answers.vocabulary import vocabulary
from retrieval.types import Span

_SORTS = vocabulary("subject-endings")  # 高新区 of 东陵高新区 tells nothing of what is counted
_NOUNS = ("n", "j", "x", "b")
_TELLING = (Sort.WORD, Sort.NAME)
_NEAR, _CLAUSE, _SEGMENT = range(3)  # how far around a figure is looked
_WORD, _SHORTEST_COUNTED = 2, 3  # code points: of most words, of what is counted
_FORMER = re.compile("[从由自原]|此前|之前|曾")
_TO = re.compile("[到至为]")


@dataclass(frozen=True)
class Telling:
    """Tells a figure that was found from its rivals; each rule returns the one that is meant instead, None for the one found.

    `turned` are the rivals that are told of what the draft's figure is, where the one found is told of the contrary.
    """

    own: Surroundings
    found: Surroundings
    rivals: tuple[Surroundings, ...]
    previous: Token | None
    stands: Stands
    turned: tuple[Surroundings, ...] = ()

    @property
    def meant(self) -> Token | None:
        """The figure that is meant instead of the one found, by the first rule that names one."""
        first = self.by_pair or self.by_segment or self.by_words or self.by_clauses
        return (
            first or self.by_noun or self.by_counted or self.by_scope or self.by_change or self.by_neighbour
        )

    @cached_property
    def _words(self) -> list[str]:
        """The words of the draft's own phrase that any of the figures is told with."""
        own = self.own.own_words
        ends = {one.span.end for one in own if one.sort is Sort.NAME}
        words = (one for one in own if _tells(one))
        said = [one.text for one in words if one.text not in _SORTS or one.span.start not in ends]
        phrases = [one.near.of(one.reading.text) for one in (self.found, *self.rivals)]
        return [word for word in said if any(self.stands(word, phrase) for phrase in phrases)]

    def _says(self, text: str) -> bool:
        return all(self.stands(word, text) for word in self._words)

    @property
    def by_pair(self) -> Token | None:
        """Of 50亿元项目2个,30亿元项目3个 the one behind the figure that the draft's stands behind."""
        before, own_before = self.found.before, self.own.before
        if self.previous is None or own_before is None or before is None or before is self.previous:
            return None
        if Surroundings(self.found.reading, self.previous).before is self.found.token:
            return None  # 14个5亿元项目 of 5亿元项目14个
        if not (
            self.own.is_in_clause(own_before)
            and self.found.is_in_clause(before)
            and is_like(own_before, before)
        ):
            return None
        paired = (
            one for one in self.rivals if one.before is self.previous and one.is_in_clause(self.previous)
        )
        return next((one.token for one in paired if self._says(one.near.of(one.reading.text))), None)

    @property
    def by_segment(self) -> Token | None:
        """Of two parts of a sentence (共6个签约,产出124亿元;共9个开工,产出110亿元) the one in which the figure before stands."""
        if self.previous is None or RESPECTIVELY in self.own.reading.text:
            return None
        segment = self.found.segment_of(self.previous)
        if segment.holds(self.found.token.span):
            return None
        within = (one for one in self.rivals if segment.holds(one.token.span))
        return next((one.token for one in within if self._says(one.near.of(one.reading.text))), None)

    @property
    def by_words(self) -> Token | None:
        """The one whose own phrase says all that the draft's does, where that of the one found does not."""
        phrase = self.found.near.of(self.found.reading.text)
        lacking = [
            word for word in self._words if not self.stands(word, phrase) and word not in self._said_once
        ]
        if not lacking or not self.found.has_noun:
            return None
        return next((one.token for one in self.rivals if self._says(one.near.of(one.reading.text))), None)

    @property
    def _said_near(self) -> list[str]:
        """The words of the draft's own phrase that the phrase of the figure found says too."""
        near = self._phrase(self.found, _NEAR)
        return [word for word in self._words if self.stands(word, near)]

    @property
    def by_noun(self) -> Token | None:
        """The one right behind the noun that is counted: of 航班939架次、医疗包机28架次 the second for 医疗包机."""
        if not self.found.said_before:
            return None
        clause, phrase = self._phrase(self.found, _CLAUSE), self._phrase(self.found, _NEAR)
        own = [word for word in self._adjoining if word in phrase]
        verbs = [
            one.text for one in self._verbs if one.text in phrase
        ]  # 增产4546吨 is not the 183961吨 of the same crop
        for noun in (one for one in self._nouns if not self.stands(one, clause)):
            for one in self.rivals:
                near = self._phrase(one, _NEAR)
                if noun in near and all(word in near for word in (*own, *verbs)):
                    return one.token
        return None

    @property
    def _verbs(self) -> list[Token]:
        """The verbs right before the draft's figure, the last first."""
        return list(
            takewhile(lambda one: self.own.reading.tag(one.text) == "v", reversed(self.own.said_before))
        )

    @property
    def _adjoining(self) -> list[str]:
        """The nouns and names right before the draft's figure, one next to another: 医用, N95, 口罩."""
        found: list[Token] = []
        for one in reversed(self.own.said_before):
            is_next = one.span.end == found[-1].span.start if found else self._leads_on(one)
            if not is_next:
                break
            found.append(one)
        tag = self.own.reading.tag
        return [one.text for one in found if len(one.text) > 1 and tag(one.text) != "v"]

    @property
    def _nouns(self) -> list[str]:
        """The words right before the draft's figure, as one, all of them first, then fewer: 保障医疗包机, 医疗包机, 包机."""
        words: list[Token] = []
        found: list[str] = []
        before = self.own.said_before
        for one in reversed(before[: len(before) - len(self._verbs)]):  # 临床诊断病例新增|15152例
            is_next = one.span.end == words[0].span.start if words else self._leads_on(one)
            if not is_next or one.sort is not Sort.WORD or one.text in _SORTS:
                break
            words.insert(0, one)
            if any(self.own.reading.tag(word.text).startswith(_NOUNS) for word in words):
                found.append("".join(word.text for word in words))
        return [one for one in reversed(found) if len(one) > 1]

    @property
    def by_counted(self) -> Token | None:
        """The one that counts what the draft's does by the words right behind it: 机关工作人员 of 126名机关工作人员、41名志愿者."""
        counted = self._counted(self.own)
        told = self._counted(self.found)
        if min(len(counted), len(told)) < _SHORTEST_COUNTED or told.startswith(counted[:_WORD]):
            return None
        return next((one.token for one in self.rivals if self._counted(one).startswith(counted)), None)

    @staticmethod
    def _counted(one: Surroundings) -> str:
        """Return the words right behind a figure that follow each other without a gap, up to a verb."""
        words: list[Token] = []
        for token in one.reading.within(Span(one.token.span.end, one.reading.segments[-1].end)):
            end = words[-1].span.end if words else one.token.span.end
            if token.span.start != end or token.sort not in _TELLING or one.reading.tag(token.text) == "v":
                break
            words.append(token)
        return "".join(word.text for word in words)

    def _leads_on(self, word: Token) -> bool:
        between = self.own.reading.within(Span(word.span.end, self.own.token.span.start))
        tag = self.own.reading.tag
        return all(one.sort is Sort.LIGHT or tag(one.text) == "v" for one in between)

    @property
    def by_neighbour(self) -> Token | None:
        """The one right behind what the figure before it was found to be, where the words before both say the same."""
        if (
            self.previous is None
            or self.found.before is self.previous
            or RESPECTIVELY in self.own.reading.text
        ):
            return None
        words = [one.text for one in self.own.own_words]
        said = all(word in self._phrase(self.found, _NEAR) for word in words)
        behind = (one for one in self.rivals if one.before is self.previous)
        near = (one for one in behind if all(word in self._phrase(one, _NEAR) for word in words))
        return next((one.token for one in near), None) if words and said else None

    @property
    def by_scope(self) -> Token | None:
        """The one whose clause, or part of the sentence, says what the draft's does where that of the one found does not: 占全国4成 of 工业机器人."""
        said = [word for word in self._scoped if self.stands(word, self._phrase(self.found, _NEAR))]
        for scope in (_CLAUSE, _SEGMENT):
            told = self._phrase(self.found, scope)
            lacking = [w for w in self._scoped if not self.stands(w, told) and w not in self._carried]
            for one in self.rivals:
                near, whole = self._phrase(one, _NEAR), self._phrase(one, scope)
                if (
                    said
                    and lacking
                    and all(word in near for word in said)
                    and all(word in whole for word in self._scoped)
                ):
                    return one.token
        return None

    @cached_property
    def _scoped(self) -> list[str]:
        """The words of the draft's own phrase that stand before any of the figures in its part of the sentence."""
        words = [one.text for one in self.own.own_words if one.sort in _TELLING and len(one.text) > 1]
        phrases = [self._phrase(one, _SEGMENT) for one in (self.found, *self.rivals)]
        said = [word for word in words if word not in self._said_once]
        return [word for word in said if any(self.stands(word, phrase) for phrase in phrases)]

    @cached_property
    def _carried(self) -> set[str]:
        """The names of the draft's own phrase, with what says their sort, that hold on up to the figure that was found."""
        own = self.own.own_words
        names = [one for one in own if is_carried(one, self.found, self.own)]
        ends = {one.span.end for one in names}
        return {one.text for one in (*names, *(w for w in own if w.text in _SORTS and w.span.start in ends))}

    @staticmethod
    def _phrase(one: Surroundings, scope: int) -> str:
        segment = one.segment_of(one.token)
        spans = (one.near, one.in_clause, Span(min(segment.start, one.near.start), one.near.end))
        return spans[scope].of(one.reading.text)

    @property
    def by_change(self) -> Token | None:
        """The later one of two between which something changed, where the draft says nothing of what was before: 5.3% of 从5.5%降到5.3%."""
        text = self.found.reading.text
        later = next((one for one in self.rivals if one.before is self.found.token), None)
        if later is None or not later.is_in_clause(self.found.token):
            return None
        is_from = _FORMER.search(self.found.in_clause.of(text).removesuffix(self.found.near.of(text)[-1:]))
        between = text[self.found.token.span.end : later.token.span.start]
        own = self.own.in_clause.of(self.own.reading.text)
        if not is_from or not _TO.search(between) or _FORMER.search(own) or self._says_when(own):
            return None
        return later.token

    def _says_when(self, own: str) -> bool:
        """Return whether a draft's phrase says the time that stands before the earlier of two figures: 上半年5.5%."""
        told = self.found.reading.within(self.found.in_clause)
        return any(one.sort is Sort.PERIOD and one.text in own for one in told)

    @property
    def _said_once(self) -> set[str]:
        """The words before the draft's figure where the source has none before its own, being told for several: 签约50亿元项目2个,30亿元项目3个."""
        if self.found.said_before:
            return set()
        return {one.text for one in self.own.said_before}

    @property
    def by_clauses(self) -> Token | None:
        """Of 6个项目签约,总投资72.3亿元;9个项目开工,总投资80.7亿元 the one that is not told of the contrary: 签约项目的总投资."""
        for one in self.turned:
            if all(self.stands(word, self._phrase(one, _CLAUSE)) for word in self._said_near):
                return one.token
        words = {one.text for one in self.own.saying(self.own.led_up)}
        told = {one.text for one in self.found.saying(self.found.led_up)}
        turned = [word for word in words - told if are_contrary((word,), told - words)]
        if not turned:
            return None
        says = (one for one in self.rivals if all(word in one.led_up.of(one.reading.text) for word in turned))
        return next((one.token for one in says if self._says(one.led_up.of(one.reading.text))), None)


def _tells(token: Token) -> bool:
    """Return whether a word may tell figures apart: names hold for several, but for those of things (N95)."""
    is_word = token.sort is Sort.WORD or (token.sort is Sort.NAME and token.text.isascii())
    return is_word and len(token.text) > 1
