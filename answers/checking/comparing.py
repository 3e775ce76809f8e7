"""A sentence of a draft held against one place of the pile: what of it stands there, what differs, what is missing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from answers.checking import clauses, marks, posts, times
from answers.checking.aligning import Alignment, replaced, turned
from answers.checking.fitting import Fitting
from answers.checking.likeness import is_equal
from answers.checking.pairing import SCOPES
from answers.checking.placing import place
from answers.checking.reading import PLACED, SAYING, Reading, Sort, Token
from answers.checking.texts import Other, Placed, Stands, Weigh
from answers.checking.where import Where
from answers.facts.owners import owner_of
from answers.vocabulary import any_of, vocabulary
from retrieval.types import Span

_NOUNS = ("n", "j", "f", "s", "b")
_SPEECH = re.compile(any_of(vocabulary("speech-words")))
_GENERIC = vocabulary("generic-subjects")
_ENDINGS = vocabulary("subject-endings")
_SURE = 0.75  # so much of a sentence has to stand in a place for a noun that differs in it to be the other's


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a sentence stands to a place: what differs, what is missing, how many figures agree.

    `coverage` is the share of its words that stand there, by weight, `support` that of its words and figures.
    """

    where: Where
    coverage: float
    support: float
    agreeing: int
    others: tuple[Other, ...]
    missing: tuple[str, ...]
    is_of_another: bool


def compare(draft: Reading, where: Where, weigh: Weigh, stands: Stands) -> Outcome:
    """Return how a sentence of a draft stands to a place."""
    window, around = where.text, where.around
    placed = place(draft, Fitting(where, weigh, stands))
    saying = [token for token in draft.tokens if token.sort in SAYING]
    lacking = [token for token in saying if not stands(token.text, window)]
    covered = sum(weigh(one.text) for one in saying) - sum(
        weigh(one.text)
        for one in lacking
        if not stands(one.text, around if one.sort is Sort.NAME else where.heading)
    )
    total = sum(weigh(one.text) for one in saying)
    coverage = covered / total if total else 1.0
    told = sum(weigh(one.written.text) for one in placed)
    agreed = sum(weigh(one.written.text) for one in placed if one.is_same)
    support = (covered + agreed) / (total + told) if total + told else 1.0
    others = [
        Other(one.written.text, one.found.text) for one in placed if one.found is not None and not one.is_same
    ]
    missing = []
    for token in (one.written for one in placed if one.found is None):
        if token.sort is Sort.PERSON and (token.text in window or where.speaker.endswith(token.text)):
            continue
        if token.sort is Sort.DAY and (said := _day_before(where)) is not None:
            others += [] if is_equal(token, said) else [Other(token.text, said.text)]
            continue
        if token.sort is Sort.PERSON and _is_speaker(draft, where.speaker):
            others.append(Other(token.text, where.speaker))
        else:
            missing.append(token.text)
    named, unnamed, is_of_another = _names(draft, where, lacking, stands, coverage)
    others += named
    missing += unnamed
    others += [
        *posts.differing(draft, where.reading, placed),
        *posts.doers(draft, where.reading, placed, stands),
    ]
    others += _unsaid_scopes(draft, where)
    others += _turned(draft, where, placed, stands)
    alignment = Alignment(draft.tokens, where.reading.within(where.window))
    is_planned = marks.is_planned_section(where.source.section, where.source.context.year)
    others += replaced(alignment, draft.text, window, stands)
    others += [
        *turned(alignment, draft.text, window, is_planned),
        *_periods(draft, where),
        *_compared(alignment, where),
    ]
    agreeing = sum(one.is_same for one in placed)
    return Outcome(
        where, coverage, support, agreeing, tuple(dict.fromkeys(others)), tuple(missing), is_of_another
    )


def _day_before(where: Where) -> Token | None:
    """Return the last day that a passage says before a place, which holds on in it; None where it says none."""
    before = where.reading.within(Span(0, where.window.start))
    return next((token for token in reversed(before) if token.sort is Sort.DAY), None)


def _is_speaker(draft: Reading, speaker: str) -> bool:
    """Return whether a draft's sentence tells of a speech, and is not about somebody else who is named beside its speaker."""
    return bool(speaker) and speaker not in draft.text and _SPEECH.search(draft.text) is not None


def _names(
    draft: Reading, where: Where, lacking: Sequence[Token], stands: Stands, coverage: float
) -> tuple[list[Other], list[str], bool]:
    """Return which names differ, which are missing, and whether the one whom the sentence is about is another's."""
    others: list[Other] = []
    missing: list[str] = []
    is_of_another = False
    alignment = Alignment(draft.tokens, where.reading.within(where.window))
    owner = owner_of(where.source.context.heading, where.source.context.text).name
    for token in lacking:
        is_around = stands(token.text, where.around)
        there = [one for one in alignment.counterparts(token) if not stands(one.text, draft.text)]
        told = [
            one
            for one in there
            if one.sort is token.sort or (token.sort is Sort.WORD and one.sort is Sort.NAME)
        ]
        if token.sort is Sort.WORD and (not told or told[0].sort is Sort.WORD):
            if is_around or coverage < _SURE or not told or not _are_nouns(draft, token, told[0]):
                continue
            others.append(Other(token.text, told[0].text))
        elif told and not (is_around and told[0].sort is not Sort.NAME):
            others.append(Other(whole_name(draft, token), whole_name(where.reading, told[0])))
            is_of_another |= token.sort is Sort.NAME
        elif (
            is_around
            or (token.sort is Sort.POST and not _is_held(draft, token, where))
            or (
                (owner in _GENERIC or f"{token.text}{owner}" in draft.text)
                and token.text in where.source.context.text
            )
        ):
            continue
        elif token.sort is Sort.NAME and owner and not stands(owner, draft.text):
            others.append(Other(whole_name(draft, token), owner))
            is_of_another = True
        else:
            missing.append(whole_name(draft, token))
    return others, missing, is_of_another


def _is_name_for_word(token: Token, other: Token) -> bool:
    return token.sort is Sort.WORD and other.sort is Sort.NAME and len(token.text) > 1


def whole_name(reading: Reading, token: Token) -> str:
    """Return a name with the word behind it that says its sort: 东陵 of 东陵高新区."""
    if token.sort is not Sort.NAME:
        return token.text
    following = next((one for one in reading.tokens if one.span.start == token.span.end), None)
    return token.text + following.text if following and following.text in _ENDINGS else token.text


def _unsaid_scopes(draft: Reading, where: Where) -> list[Other]:
    """Return the words that restrict what is counted (规上) which the source does not say."""
    said = f"{where.heading}\n{where.text}"
    return [
        Other(next(one for one in group if one in draft.text), "")
        for group in SCOPES
        if any(one in draft.text for one in group) and not any(one in said for one in group)
    ]


def _is_held(draft: Reading, post: Token, where: Where) -> bool:
    """Return whether a post stands before the name of a person whom the source names as well."""
    person = next((one for one in draft.tokens if one.span.start == post.span.end), None)
    return person is not None and person.sort is Sort.PERSON and person.text in where.text


def _are_nouns(draft: Reading, one: Token, other: Token) -> bool:
    return draft.tag(one.text).startswith(_NOUNS) and draft.tag(other.text).startswith(_NOUNS)


def _turned(draft: Reading, where: Where, placed: Sequence[Placed], stands: Stands) -> list[Other]:
    """Return where the sentence says the contrary of the place, or tells as done what is planned."""
    text = where.text
    found = []
    common = [token.text for token in draft.tokens if token.sort in SAYING and token.text in text]
    if (turned := marks.find_negation(common, draft.text, text)) is not None:
        found.append(Other(turned.written, turned.source))
    found += [Other(turned.written, turned.source) for turned in marks.contraries(draft.text, text)]
    is_planned = marks.is_planned_section(where.source.section, where.source.context.year)
    for own, told in clauses.of_figures(draft, where, placed):
        found += [Other(one.written, one.source) for one in marks.contraries(own, told)]
    for own, told in clauses.side_by_side(draft, where, placed, stands):
        plan = marks.find_turned_plan(own, told, is_planned, lambda: _is_to_come(draft, where))
        if plan is not None:
            found.append(Other(plan.written, plan.source))
    return found


def _is_to_come(draft: Reading, where: Where) -> bool:
    anchor = where.source.context.anchor
    periods = times.periods_of(draft.text, anchor)
    return any(
        anchor.year is not None and one.year is not None and one.year >= anchor.year for one in periods
    )


def _periods(draft: Reading, where: Where) -> list[Other]:
    found = []
    for period in times.periods_of(draft.text, where.source.context.anchor):
        told = times.find_other(period, where.source, where.window)
        if told is not None:
            found.append(Other(period.span.of(draft.text), told))
    return found


def _compared(alignment: Alignment, where: Where) -> list[Other]:
    """Return the periods that stand in the place of another: 比2018年 for 比2020年."""
    return [
        Other(written[0].text, told[0].text)
        for written, told in alignment.stretches
        if len(written) == len(told) == 1
        and written[0].sort is told[0].sort is Sort.PERIOD
        and written[0].text not in where.text
    ]


def is_borne(outcome: Outcome, draft: Reading, least: float) -> bool:
    """Return whether a place bears a sentence: nothing differs, nothing is missing, and its words stand there."""
    has_figures = any(token.sort in PLACED for token in draft.tokens)
    return (
        not outcome.others
        and not outcome.missing
        and (outcome.coverage >= least)
        and (has_figures or outcome.coverage >= _SURE)
    )
