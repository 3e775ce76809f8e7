"""Whether a sentence bears a question out: its subject, its indicator, its period, each at its place."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from answers.insisting import Setting, is_borne_out, may_be_ours, names_a_body, names_another_body
from answers.matching import Matcher
from answers.periods import Period, asked_periods, newest, tells_of
from answers.questions.parts import INDICATORS_WITHIN, Part, Tag, Term
from answers.questions.understanding import Understanding
from answers.sources import Source
from answers.standing import Refer, Standing
from answers.types import Kind
from retrieval.quantities import may_be_a_quantity
from retrieval.types import PassageId, Span

# What a term is worth by where it stands; the sentence itself, its neighbours, the passage, the heading …
_IN_SENTENCE, _IN_NEIGHBOUR, _IN_PASSAGE, _IN_HEADING, _IN_ARTICLE, _IN_DOCUMENT = (
    1.0,
    0.7,
    0.55,
    0.8,
    0.25,
    0.15,
)
# The name of whom a sentence is told of without naming it. Of 0.55, 0.7, 0.8 and 1 the trees do best with this
# (questions of strangers and of notices, 2026-11-27).
_IN_REFERENT = 0.8
_WORD_IN_HEADING = 0.5  # what is no name says less there
_INSISTED = (Part.ENTITY, Part.DATE, Part.FIGURE)
_PREDICATE = (Part.WORD, Part.ACT, Part.HEAD, Part.INDICATOR, Part.POST)
_STRONG = 0.5
_INDICATOR_LEVEL = 0.6  # to the letter in a neighbouring sentence, or three quarters of it in this one


@dataclass(frozen=True, slots=True)
class Evidence:
    """How well a sentence bears a question out. `levels` go with the question's terms, 0 for absent.

    `missing` are terms that the question insists on and the sentence lacks; `unstated` are provinces and cities
    that the paper calls its own (我市) without naming them. `is_of_another` where it is told of another body or person
    than the question names, without naming either: 该公司 behind the name of another.
    """

    levels: tuple[float, ...]
    coverage: float
    predicate: float
    missing: tuple[Term, ...]
    unstated: tuple[Term, ...] = ()
    is_of_another: bool = False

    @property
    def is_complete(self) -> bool:
        """Return whether nothing that the question insists on is missing."""
        return not self.missing


class Weigher:
    """Says how well sentences bear out one question.

    `rivals` are all the sources found: where one of them is plainly about the very zone or body asked for, a source
    that merely holds parts of the name is not. `refer` tells whom a sentence is told of that names nobody.
    """

    def __init__(
        self, question: Understanding, matcher: Matcher, rivals: Sequence[Source], tag: Tag, refer: Refer
    ) -> None:
        self._question = question
        self._matcher = matcher
        self._rivals = rivals
        self._refer = refer
        self._now = newest(source.context.anchor for source in rivals)
        self._periods = [asked_periods(term.text, self._now) for term in question.terms]
        self._beyond: dict[tuple[PassageId, int], float] = {}
        self._subject = _subject(question)
        self._named_first = _named_first(question, tag)
        self._whole = _Share.of(question, tuple(Part))
        self._predicate = _Share.of(question, _PREDICATE)

    def weigh(self, source: Source, sentence: Span) -> Evidence:
        """Return how well a sentence of a source bears the question out."""
        terms = self._question.terms
        setting = Setting(self._question, source, sentence, self._matcher, self._rivals, self._now)
        levels = self._levels(setting)
        borne, unborne = self._weigh_referent(setting, levels)
        missing, unstated = _insisted(setting, levels, borne)
        missing.extend(term for term in unborne if term not in missing)
        is_elsewhere = bool(self._subject) and max(levels[place] for place in self._subject) <= _IN_ARTICLE
        if not missing and is_elsewhere and names_a_body(source):
            missing.extend(terms[place] for place in self._subject)  # 通力电梯的产能 beside another company
        missing.extend(terms[place] for place in self._named_first if levels[place] == 0.0)
        return Evidence(
            tuple(levels),
            self._whole.held(levels),
            self._predicate.held(levels),
            tuple(missing),
            tuple(unstated),
            bool(unborne) or any(names_another_body(term, setting.said, source.tag) for term in missing),
        )

    def _weigh_referent(self, setting: Setting, levels: list[float]) -> tuple[frozenset[int], list[Term]]:
        """Raise the levels of the name that a sentence is told of without naming it; return the places of its terms.

        Returned with them are the terms of a name that it is not told of: what its neighbours say of that one bears nothing
        out, and those levels become 0.
        """
        referent = self._refer(setting.source, setting.sentence)
        if referent.standing is Standing.UNKNOWN:
            return frozenset(), []
        terms = {place: self._question.terms[place] for place in referent.places}
        if referent.standing is Standing.ASKED:
            strength = self._matcher.strength
            borne = [place for place, term in terms.items() if strength(term.text, referent.said) >= _STRONG]
            for place in borne:
                levels[place] = max(levels[place], _IN_REFERENT)
            return frozenset(borne), []
        unsaid = [place for place in terms if levels[place] < _IN_SENTENCE]
        for place in unsaid:
            levels[place] = 0.0
        return frozenset(), [term for term in terms.values() if term.text == referent.key]

    def _levels(self, setting: Setting) -> list[float]:
        """Return the level of each term of the question."""
        source, strength = setting.source, self._matcher.strength
        around = _neighbourhood(source, setting.sentence)
        levels = []
        for place, term in enumerate(self._question.terms):
            is_in_passage = self._is_in_passage(place, source)
            best = _IN_SENTENCE * strength(term.text, setting.said) if is_in_passage else 0.0
            if best < _IN_SENTENCE:
                best = max(best, self._level_beyond(place, source))
            if best < _IN_NEIGHBOUR and is_in_passage:
                best = max(best, _IN_NEIGHBOUR * strength(term.text, around))
            best = max(best, _level_of_period(self._periods[place], setting))
            if best < _IN_DOCUMENT:  # the document is long, and read for this
                best = max(best, _IN_DOCUMENT * strength(term.text, source.context.document_text))
            levels.append(best)
        return levels

    def _is_in_passage(self, place: int, source: Source) -> bool:
        """Return whether a passage may hold a term; else no part of it does. A figure may be read otherwise in a part."""
        text = self._question.terms[place].text
        return may_be_a_quantity(text) or self._matcher.strength(text, source.text) > 0.0

    def _level_beyond(self, place: int, source: Source) -> float:
        """Return the level of a term by the heading, the passage and the article, which all sentences of a source share."""
        key = (source.passage.id, place)
        if key not in self._beyond:
            term = self._question.terms[place]
            best = 0.0
            for worth, text in (
                (_IN_HEADING if term.part is Part.ENTITY else _WORD_IN_HEADING, source.heading),
                (_IN_PASSAGE, source.text),
                (_IN_ARTICLE, source.context.text),
            ):
                if worth > best:
                    best = max(best, worth * self._matcher.strength(term.text, text))
            self._beyond[key] = best
        return self._beyond[key]


@dataclass(frozen=True, slots=True)
class _Share:
    """The terms of some parts of a question by their places, each with its weight, and the sum of the weights."""

    weights: tuple[tuple[int, float], ...]
    total: float

    @classmethod
    def of(cls, question: Understanding, parts: Sequence[Part]) -> _Share:
        pairs = zip(question.terms, question.weights, strict=True)
        weights = tuple((place, weight) for place, (term, weight) in enumerate(pairs) if term.part in parts)
        return cls(weights, sum(weight for _, weight in weights))

    def held(self, levels: Sequence[float]) -> float:
        """Return how much of them a sentence holds, 1 where there are none."""
        if not self.total:
            return 1.0
        return sum([weight * levels[place] for place, weight in self.weights]) / self.total


def _insisted(setting: Setting, levels: list[float], borne: Collection[int]) -> tuple[list[Term], list[Term]]:
    """Return which terms that have to stand there are missing, and which unstated; their levels become 0.

    `borne` are the places of those that the sentence is known to be told of.
    """
    question = setting.question
    missing: list[Term] = []
    unstated: list[Term] = []
    named = {
        place
        for place, term in enumerate(question.terms)
        if term.part is Part.ENTITY and levels[place] >= _IN_PASSAGE
    }
    for place, term in enumerate(question.terms):
        if term.part in _INSISTED:
            has_company = len(named) > (place in named)
            if place in borne or is_borne_out(
                term, levels[place] >= _IN_ARTICLE * _STRONG, has_company, setting
            ):
                continue
            levels[place] = 0.0
            named.discard(place)
            if question.kind not in (*_NAMING, Kind.COMPARE) and may_be_ours(term, setting):
                unstated.append(term)
            else:
                missing.append(term)
        elif not _stands_near(term, levels[place], levels, setting):
            missing.append(term)
    return missing, unstated


# Kinds that a figure answers, and kinds that a name or a figure does.
_FIGURED = (Kind.NUMBER, Kind.COMPARE)
_NAMING = (Kind.NUMBER, Kind.DATE, Kind.PERSON, Kind.PLACE, Kind.ORGANISATION)
_NOUNS = ("n", "j", "x", "b", "l", "i", "z")


def _named_first(question: Understanding, tag: Tag) -> list[int]:
    """Return the first words of runs of nouns by place: 星光 in 星光智能信息技术创新园 tells it from every other."""
    if question.kind not in _NAMING:
        return []
    terms = question.terms
    is_noun = [_is_noun(term, tag) for term in terms]
    firsts = []
    for place, term in enumerate(terms):
        goes_on = place > 0 and is_noun[place - 1] and terms[place - 1].span.end == term.span.start
        after = place + 1
        runs_on = after < len(terms) and is_noun[after] and terms[after].span.start == term.span.end
        if is_noun[place] and runs_on and not goes_on and len(term.text) > 1:
            firsts.append(place)
    return firsts


def _is_noun(term: Term, tag: Tag) -> bool:
    return term.part in (Part.WORD, Part.HEAD) and tag(term.text).startswith(_NOUNS)


def _stands_near(term: Term, level: float, levels: Sequence[float], setting: Setting) -> bool:
    """Return whether a term that has to stand beside the answer does, in the sentence or a neighbouring one."""
    near = level >= _IN_NEIGHBOUR * _STRONG
    kind = setting.question.kind
    match term.part:
        case Part.HEAD:
            return near or _other_head(setting.question, levels, term)
        case Part.POST:
            return near or kind is not Kind.PERSON
        case Part.ACT:
            return near or kind not in (Kind.NUMBER, Kind.DATE)
        case Part.INDICATOR:
            return kind not in _FIGURED or _has_indicator(term, level, setting)
        case _:
            return True


def _has_indicator(term: Term, level: float, setting: Setting) -> bool:
    """Return whether a sentence is about an indicator; one that only a neighbour names counts where it names no other."""
    if setting.matcher.strength(term.text, setting.said) >= _INDICATOR_LEVEL:
        return True
    return level >= _INDICATOR_LEVEL and not INDICATORS_WITHIN.search(setting.said)


def _subject(question: Understanding) -> list[int]:
    """Return the plain words before the first 的 by place, which name what is asked about; none where a name does."""
    at = question.text.find("的")
    places = [place for place, term in enumerate(question.terms) if term.span.end <= at]
    if at < 0 or any(question.terms[place].part not in (Part.WORD, Part.ACT) for place in places):
        return []
    return places


def _other_head(question: Understanding, levels: Sequence[float], term: Term) -> bool:
    """Return whether what is counted is named by another word too, and that one is there."""
    return any(
        other is not term and other.part is Part.HEAD and level >= _IN_NEIGHBOUR
        for other, level in zip(question.terms, levels, strict=True)
    )


def _neighbourhood(source: Source, sentence: Span) -> str:
    """Return the sentence with the one before and the one after."""
    spans = source.sentences
    place = next((at for at, span in enumerate(spans) if span.overlaps(sentence)), 0)
    return source.text[spans[max(0, place - 1)].start : spans[min(len(spans) - 1, place + 1)].end]


def _level_of_period(asked: Sequence[Period], setting: Setting) -> float:
    """Return the level of a date that is told otherwise than in the question's words: 二〇二四年, 上月, by a heading alone."""
    if not asked:
        return 0.0
    if tells_of(asked, setting.told):
        return _IN_SENTENCE
    says_another = any(not period.is_compared for period in setting.told)  # 全年增长4%, 比上年 or not
    return _IN_HEADING if not says_another and tells_of(asked, setting.source.own_periods) else 0.0
