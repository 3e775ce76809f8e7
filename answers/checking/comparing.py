"""A sentence of a draft held against one place of the pile: what of it stands there, what differs, what is missing."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from answers.checking import marks
from answers.checking.aligning import Alignment, copied_from
from answers.checking.differing import differences, is_planned
from answers.checking.fitting import Fitting
from answers.checking.likeness import has_many_digits, is_equal, is_slip
from answers.checking.listing import strangers
from answers.checking.naming import SURE, Naming
from answers.checking.placing import place
from answers.checking.quoting import misquoted
from answers.checking.reading import Reading, numbers_in
from answers.checking.texts import Other, Placed, Stands, Weigh
from answers.checking.times import find_other_year
from answers.checking.tokens import SAYING, Sort, Token
from answers.checking.where import Where
from answers.vocabulary import any_of, vocabulary
from retrieval.types import Span

# Figures that agree, of many digits twice: with so many of them fewer words have to stand there (paraphrases of reports, 2026-11-26).
_MUCH, _MUCH_AGREES = 2, 0.1
_SAID_BEFORE = (
    0.8  # what a word counts that the sentence beside a place says, which may tell of the same thing
)
_WITHIN = 0.5  # of the words of a sentence without figures have to stand in the place itself, whatever its titles say
_OWN_AREAS = vocabulary("own-areas")  # 全市 is whose the source is, whether it says so or not
_SPEECH = re.compile(any_of(vocabulary("speech-words")))


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a sentence stands to a place: what differs, what is missing, how many figures agree.

    `coverage` is the share of its words that stand there, by weight, `within` that of those that its titles do not say alone, `near` with those for which something else stands there,
    `share` that of its words that stand there in their order.
    `weight` is what its figures that agree count together, `mixed` how many of its figures that differ stand there all the same, for something else or with a digit changed or out of its place,
    `like` how many of those are counted in the same unit there.
    """

    where: Where
    coverage: float
    within: float
    near: float
    share: float
    agreeing: int
    weight: int
    mixed: int
    like: int
    others: tuple[Other, ...]
    missing: tuple[str, ...]
    is_of_another: bool


def compare(draft: Reading, where: Where, weigh: Weigh, stands: Stands) -> Outcome:
    """Return how a sentence of a draft stands to a place."""
    placed = place(draft, Fitting(where, weigh, stands))
    alignment = Alignment(draft.tokens, where.reading.within(where.window))
    saying = [token for token in draft.tokens if token.sort in SAYING and token.text not in _OWN_AREAS]
    naming = Naming(draft, where, alignment, stands, placed)
    lacking = [one for one in saying if not stands(one.text, where.text) and not naming.is_of_a_person(one)]
    unsaid = {token: _unsaid(token, where, stands) for token in lacking}
    coverage = _covered(saying, unsaid, weigh)
    named = naming.named(lacking, coverage)
    unsettled = {token: share for token, share in unsaid.items() if token not in named.settled}
    others, missing = _placed_otherwise(draft, where, placed, alignment)
    misquoted_there, unquoted = misquoted(draft.text, where)
    listed_there, unlisted = strangers(draft, where, stands)
    others += [
        *misquoted_there,
        *listed_there,
        *named.others,
        *differences(draft, where, placed, alignment, stands),
    ]
    return Outcome(
        where,
        coverage=coverage,
        within=_covered(saying, dict.fromkeys(lacking, 1.0), weigh),
        near=_covered(saying, unsettled, weigh),
        share=alignment.share,
        agreeing=sum(one.is_same for one in placed),
        weight=sum(_weight(one.written) for one in placed if one.is_same),
        mixed=sum(_is_mixed(one, where) for one in placed),
        like=sum(_is_of_one_unit(one) for one in placed),
        others=_each_once(others),
        missing=tuple(
            dict.fromkeys((*missing, *named.missing, *_loose_missing(draft, where), *unquoted, *unlisted))
        ),
        is_of_another=named.is_of_another or where.is_anothers,
    )


def _each_once(others: Sequence[Other]) -> tuple[Other, ...]:
    """Return what differs, each thing that was written with the first that the source has in its place."""
    first: dict[str, Other] = {}
    for one in others:
        first.setdefault(one.written or f"\n{one.source}", one)
    return tuple(first.values())


def _unsaid(token: Token, where: Where, stands: Stands) -> float:
    """Return how much of a word that a place lacks is not said by what it is told of: 1 where nothing there says it."""
    if stands(token.text, where.around if token.sort is Sort.NAME else where.heading):
        return 0.0
    if marks.plans(token.text) == token.text and (is_planned(where) or marks.plans(where.text)):
        return 0.0  # 计划 of what the source calls its goal
    if (bare := marks.without_plan(token.text)) and stands(bare, where.text) and marks.plans(where.text):
        return 0.0  # 控制目标 of 预期目标是控制在
    return 1 - _SAID_BEFORE if stands(token.text, where.beside) else 1.0


def _covered(saying: Sequence[Token], unsaid: Mapping[Token, float], weigh: Weigh) -> float:
    """Return the share of a sentence's words that are said, by weight; `unsaid` is how much of a word is not."""
    total = sum(weigh(one.text) for one in saying)
    return (total - sum(weigh(one.text) * share for one, share in unsaid.items())) / total if total else 1.0


def _placed_otherwise(
    draft: Reading, where: Where, placed: Sequence[Placed], alignment: Alignment
) -> tuple[list[Other], list[str]]:
    """Return the figures, days and people in whose place others stand, and those in whose place nothing does."""
    others = [
        Other(one.written.text, one.found.text) for one in placed if one.found is not None and not one.is_same
    ]
    missing = []
    for token in (one.written for one in placed if one.found is None):
        if token.sort is Sort.PERSON and (token.text in where.text or _speaks(token, where)):
            continue
        if token.sort is Sort.DAY and (said := _before(where, Sort.DAY)) is not None:
            told = find_other_year(token, said, where) if is_equal(token, said) else said.text
            others += [] if told is None else [Other(token.text, told)]
        elif token.sort is Sort.PERSON and _is_speaker(draft, where.speaker):
            others.append(Other(token.text, where.speaker))
        elif token.sort is Sort.PERSON and (told := copied_from(alignment, token)):
            others.append(Other(token.text, told))
        elif not _is_article(token):
            missing.append(token.text)
    return others, missing


def _loose_missing(draft: Reading, where: Where) -> tuple[str, ...]:
    """Return the numbers of no figure that a place and what stands above it lack."""
    if not draft.loose_numbers:
        return ()
    said = numbers_in(where.text) | numbers_in(where.heading)
    return tuple(one for one in draft.loose_numbers if one not in said)


def _is_article(token: Token) -> bool:
    """Return whether a figure counts nothing: 一次, 一个 where the source says no number."""
    return token.amount is not None and token.amount.number == "一"


def _is_mixed(one: Placed, where: Where) -> bool:
    """Return whether a figure that differs stands in a place all the same, for something else or with a digit changed or out of its place."""
    if one.found is None or one.is_same:
        return False
    there = where.reading.within(where.window)
    return is_slip(one.written, one.found) or any(is_equal(one.written, other) for other in there)


def _is_of_one_unit(one: Placed) -> bool:
    """Return whether a figure that differs is counted in the same unit in the source."""
    own, other = one.written.amount, one.found.amount if one.found is not None else None
    return not one.is_same and own is not None and other is not None and own.unit == other.unit


def _before(where: Where, sort: Sort) -> Token | None:
    """Return the last day or person that a passage says before a place, which holds on in it; None where it says none."""
    before = where.reading.within(Span(0, where.window.start))
    return next((one for one in reversed(before) if one.sort is sort and not where.is_posting(one)), None)


def _speaks(person: Token, where: Where) -> bool:
    """Return whether somebody may be whose words a place has: the speaker of its document, whom its titles name, who spoke last before it."""
    last = _before(where, Sort.PERSON)
    is_last = last is not None and last.key == person.key
    return is_last or where.speaker.endswith(person.text) or person.text in where.heading


def _is_speaker(draft: Reading, speaker: str) -> bool:
    """Return whether a draft's sentence tells of a speech, and is not about somebody else who is named beside its speaker."""
    return bool(speaker) and speaker not in draft.text and _SPEECH.search(draft.text) is not None


def is_borne(outcome: Outcome, draft: Reading, least: float) -> bool:
    """Return whether a place bears a sentence: nothing differs, nothing is missing, and its words stand there.

    `least` is the share that they have to have; a little less where several figures or one of many digits stand there too.
    """
    if outcome.others or outcome.missing or (outcome.is_of_another and outcome.where.row is not None):
        return False
    if not draft.has_placed:
        return outcome.coverage >= SURE and outcome.within >= _WITHIN
    return outcome.coverage >= least - _MUCH_AGREES * (outcome.weight >= _MUCH)


def _weight(token: Token) -> int:
    """Return what a figure, a day or a person that agrees counts: one of many digits is nobody else's."""
    return 1 + has_many_digits(token)
