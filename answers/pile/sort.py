"""The sort of figures that a question for all of them asks for."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from answers.facts.fact import Status
from answers.periods import Period, agreement
from answers.pile.all_figures import DEEDS, SAME_DEEDS
from answers.pile.columns import is_target, told_apart
from answers.pile.describing import AHEAD
from answers.pile.lines import Line
from answers.pile.named_things import ends_as_thing
from answers.pile.telling import Told
from answers.pile.things import is_short_for
from answers.questions.parts import FRAME, Part, Term
from answers.questions.understanding import Understanding
from answers.spans.figures import wanted_units
from answers.structure.measuring import Bound
from answers.tools import Tools
from answers.vocabulary import any_of, table, vocabulary
from retrieval.normalise import normalise
from retrieval.types import Span

_SAYS_NOTHING = FRAME | vocabulary("table-words")
_OF_THINGS_SAY_NOTHING = (
    vocabulary("listing-fillers") | vocabulary("sorts-of-things") | vocabulary("listed-things")
)
_THINGS = vocabulary("listed-things")
_FIRMS = re.compile(any_of(vocabulary("firms-listed")))
_MEASURES = vocabulary("measured-of-things")
_PARTIAL = vocabulary("partial-amounts")
_OR = vocabulary("or-words") | vocabulary("joining-words") | {"\u3001"}
_AIMED = re.compile(any_of(vocabulary("aiming-words")))
_GOALS = vocabulary("goal-words")
_YUAN = "\u5143"
_COST = ("\u6295\u8d44",)  # what is meant of projects where an amount is asked for and nothing says of what
_WHOLE = "\u603b"
_LONGEST_REST = 2  # code points of a label beside what is asked: 累计, 先后
# Strength from which a text says a term: to the letter, as a synonym, or nearly whole; .5 and .9 list the same.
_SAID = 0.75
_NUDGE = 1e-9  # of a number whose hedge says that it is more, or less: 超100亿元 is above 100亿元
_MORE = frozenset(word for word, place, sign in table("bounds") if place == "before" and sign == ">")
_LESS = frozenset(
    word for word, place, sign in table("bounds") if place == "before" and sign == "<"
) | vocabulary("nearly")


@dataclass(frozen=True, slots=True)
class Sort:
    """The sort of figures that is asked for.

    `terms` say what they are of, any of those side by side, the last of them beside the figure itself; none where all of one status
    are asked for. `deeds` are those that the article must say of a thing, one of those side by side;
    `names` are those that its clause must say, or what opens that. `is_of_things`: each is of a project or a body, and not of whom
    its article is about; `is_of_works`: of no firm; `is_of_groups`: or of several of them together; `is_of_all_figures`: all that a statement tells are meant; `is_of_goals`: those
    that are aimed at.
    """

    terms: tuple[tuple[str, ...], ...]
    deeds: tuple[tuple[str, ...], ...]
    names: tuple[str, ...]
    units: tuple[str, ...] | None
    is_target: bool | None
    is_of_things: bool
    is_of_works: bool
    is_of_groups: bool
    is_of_all_figures: bool
    is_of_goals: bool
    bounds: tuple[Bound, ...]

    @classmethod
    def of(
        cls,
        question: Understanding,
        match: re.Match[str],
        masked: Sequence[Span],
        bounds: tuple[Bound, ...],
    ) -> Sort:
        """Read it from a question; `masked` are the parts of it that say of whom, how it is asked, and what is left out."""
        is_of_things = bool(match["things"] or match["bounded"])
        kept = _terms(question, [*masked, *(one.span for one in bounds)], is_of_things=is_of_things)
        names = tuple(term.text for term in kept if is_of_things and term.part is Part.ENTITY)
        said = _side_by_side(question.text, [term for term in kept if term.text not in names])
        deeds = tuple(alike for alike in said if is_of_things and DEEDS.issuperset(alike))
        terms = tuple(alike for alike in said if alike not in deeds)
        measures = [term.text for term in kept if _measures(term)] if is_of_things else []
        units = _units(question, match, measures, is_of_things=is_of_things)
        if is_of_things and not measures and _YUAN in (units or ()):
            terms = (*terms, _COST)
        is_aimed = True if match["aims"] or _AIMED.search(question.text) else is_target(question.text)
        return cls(
            terms,
            tuple(map(_in_all_words, _of_one_stage(deeds))),
            names,
            None if bounds else told_apart(units),
            None if is_of_things else is_aimed,
            is_of_things,
            is_of_things and _FIRMS.search(match.group()) is None,
            match["things"] in _THINGS,
            match["figures"] is not None,
            bool(is_aimed) and match["figures"] is not None,
            bounds,
        )

    def is_all_of(self, label: str) -> bool:
        """Return whether a label says no more than the question does: 累计观察 for 各观察了多少人."""
        rest = normalise(label).text
        for term in chain(*self.terms):
            rest = rest.replace(term, "")
        return len(rest) < len(label) and len(rest) <= _LONGEST_REST

    def may_have(self, told: Told, periods: Sequence[Period]) -> bool:
        """Return whether a figure is of the status, the unit, the period and within the bounds that are asked for."""
        fact = told.fact
        if self.is_of_goals and fact.status is not Status.TARGET and not _is_called_goal(told):
            return False
        if not self.is_of_goals and self.is_target not in (None, fact.status in AHEAD):
            return False
        if self.units and not any(unit and fact.unit.endswith(unit) for unit in self.units):
            return False
        if told.is_class or not all(_is_within(told, bound) for bound in self.bounds):
            return False
        if told.is_of_years and any(one.year is not None for one in periods):
            return False
        own = fact.told_of
        return own is None or not periods or max(agreement(one, own) for one in periods) >= 0

    def has(self, line: Line, tools: Tools) -> bool:
        """Return whether a line is of the sort."""
        if self.is_of_things and not self._is_of_thing(line):
            return False
        return self._is_said(line, tools) and all(_is_done(alike, line, tools) for alike in self.deeds)

    def _is_of_thing(self, line: Line) -> bool:
        if line.group is not None:
            return self.is_of_groups
        return bool(line.thing) and ends_as_thing(line.thing) is self.is_of_works

    def _is_said(self, line: Line, tools: Tools) -> bool:
        if not self.terms:
            return self.is_target is not None or self.units is not None
        told = line.told
        near = f"{told.indicator} {told.beside}"
        beside = f" {normalise(line.fact.subject).text} {normalise(line.thing).text}"
        around = told.statement + beside
        strength = tools.matcher.strength
        if not all(strength(name, f"{line.opening} {line.clause}{beside}") >= _SAID for name in self.names):
            return False
        texts = [around] * (len(self.terms) - 1) + [around if self.is_of_all_figures else near]
        return all(
            any(strength(term, text) >= _SAID for term in alike)
            for alike, text in zip(self.terms, texts, strict=True)
        )


def _measures(term: Term) -> bool:
    """Return whether a term says which figure of a thing is meant."""
    return term.part is Part.INDICATOR or term.text in _MEASURES


def _units(
    question: Understanding, match: re.Match[str], measures: Sequence[str], *, is_of_things: bool
) -> tuple[str, ...] | None:
    """Return the units that are asked for; of things those of what is measured, of nothing said what they cost: 最大的项目."""
    if match["noun"]:
        return wanted_units(f"\u591a\u5c11{match['noun']}")
    if not is_of_things:
        return question.units
    rest = f"{question.text[: match.start()]},{question.text[match.end() :]}"
    measured = (*measures[-1:], rest) if measures else (rest, *_COST)
    return next((units for text in measured if (units := wanted_units(text)) is not None), None)


def _in_all_words(deeds: Sequence[str]) -> tuple[str, ...]:
    """Return deeds with all other words for them."""
    return tuple(sorted(set(deeds).union(*(said for _, said in SAME_DEEDS if not said.isdisjoint(deeds)))))


def _stages(deeds: Collection[str]) -> set[str]:
    return {stage for stage, said in SAME_DEEDS if not said.isdisjoint(deeds)}


def _of_one_stage(deeds: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Return deeds, those of one stage together: one who asks for what is 签约落户 asks for either."""
    found: list[tuple[str, ...]] = []
    for alike in deeds:
        if found and not _stages(found[-1]).isdisjoint(_stages(alike)):
            found[-1] += alike
        else:
            found.append(alike)
    return found


def _terms(question: Understanding, masked: Sequence[Span], *, is_of_things: bool) -> list[Term]:
    """Return the terms of a question that say which figures it asks for."""
    return [
        term
        for term in question.terms
        if len(term.text) > 1
        and term.part not in (Part.DATE, Part.FIGURE)
        and term.text not in _SAYS_NOTHING
        and not (is_of_things and term.text in _OF_THINGS_SAY_NOTHING - DEEDS - _MEASURES)
        and not any(term.span.overlaps(span) for span in masked)
    ]


def _side_by_side(text: str, kept: Sequence[Term]) -> tuple[tuple[str, ...], ...]:
    """Return terms, those together that 或, 和 or 、 join."""
    terms: list[tuple[str, ...]] = []
    for last, term in pairwise((None, *kept)):
        if term is not None and last is not None and text[last.span.end : term.span.start] in _OR:
            terms[-1] += (term.text,)
        elif term is not None:
            terms.append((term.text,))
    return tuple(terms)


def _is_within(told: Told, bound: Bound) -> bool:
    """Return whether a figure is within a bound, by what hedges it, too; a bound without a unit is one of 元 where it is of money."""
    fact = told.fact
    if not fact.number or fact.unit != (bound.unit or _YUAN):
        return False
    nudge = 1 + _NUDGE if fact.hedge in _MORE else 1 - _NUDGE if fact.hedge in _LESS else 1
    return bound.holds((float(fact.number) * nudge,))


def _is_done(deeds: Sequence[str], line: Line, tools: Tools) -> bool:
    """Return whether a statement that tells the figure, or one that names the thing, says what was done with it.

    Not where the clause of the figure says that it is at another stage: 甲基地开建,总投资190亿元的乙工厂投入使用.
    """
    beside = {deed for deed in DEEDS if deed in line.clause}
    if beside.isdisjoint(deeds) and beside and _stages(beside).isdisjoint(_stages(deeds)):
        return False
    name = normalise(line.thing).text
    own = (
        span.of(source.text)
        for source in line.article.sources(tools.sources)
        for span in source.sentences
        if name and name in span.of(source.text)
    )
    texts = (line.told.statement, *own)
    return any(tools.matcher.strength(deed, text) >= _SAID for text in texts for deed in deeds)


def of_goals(lines: Sequence[Line]) -> list[Line]:
    """Return those lines whose statements call them goals, all where none does: 计划用地120亩 beside 全年目标."""
    called = [line for line in lines if _is_called_goal(line.told)]
    return called or list(lines)


def _is_called_goal(told: Told) -> bool:
    """Return whether what stands before a figure in its statement says that it is a goal."""
    return any(word in told.around for word in _GOALS)


def without(lines: Sequence[Line], names: Sequence[str]) -> list[Line]:
    """Return lines without those of the things that a question leaves out, each by its name, else by the statements that say it."""
    kept = list(lines)
    for name in names:
        named = [line for line in kept if is_short_for(name, normalise(line.thing).text)]
        named = named or [line for line in kept if name in line.told.statement]
        kept = [line for line in kept if line not in named]
    return kept


def whole_amounts(lines: Sequence[Line], sort: Sort) -> list[Line]:
    """Return lines without the parts of what a thing costs, where no part is asked for and its whole is told: 一期投资."""
    if not sort.is_of_things or any(word in _PARTIAL for alike in sort.terms for word in alike):
        return list(lines)
    whole = {line.thing for line in lines if _WHOLE in line.told.indicator}
    return [
        line
        for line in lines
        if _WHOLE in line.told.indicator
        or (line.thing not in whole and not any(word in line.lead for word in _PARTIAL))
    ]
