"""The verdict on a sentence, by how it stands to the places that hold most of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from answers.checking.checked import Difference, Verdict
from answers.checking.comparing import Outcome, is_borne
from answers.checking.reading import Reading
from answers.checking.tokens import Sort
from answers.checking.where import Where
from retrieval.normalise import normalise

LEAST_BORNE = (
    0.6  # share of the words of a sentence, by weight, that have to stand in the place that bears it
)
_LEAST_NEAR = 0.5  # and in the one from which it differs
_LEAST_ALIKE = 0.7  # where none of its figures agrees: else the place counts something else
_MUCH_BETTER = (
    0.15  # what holds so much less of a sentence than another place bears nothing: that one is meant
)
_AS_GOOD = 0.05  # of the words of a sentence: two places hold as much of it
_NEARLY = 0.8  # of the words of a sentence in their order: it was copied, but for what differs
_CHANCE = 1  # figure of few digits that may agree without being meant
_AGREES, _MIXED, _LIKE, _COPIED = 0.15, 0.1, 0.05, 0.3
_DIFFERS, _MISSING, _ANOTHER, _LONGER = 0.1, 0.12, 0.3, 0.03
_AS_OF = re.compile(r"(?:截至|截止到?|截止至)[^,;:。]{2,12}")


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict, the place that it rests on (None where nothing is near), and what is to be said of it."""

    verdict: Verdict
    where: Where | None = None
    differences: tuple[Difference, ...] = ()
    missing: tuple[str, ...] = ()
    dropped: str = ""


def judge(sentence: str, draft: Reading, outcomes: Sequence[Outcome]) -> Judgement:
    """Return the verdict on a sentence; `draft` is how it reads, `outcomes` how it stands to each place."""
    borne = [one for one in outcomes if is_borne(one, draft, LEAST_BORNE)]
    near = [one for one in outcomes if _is_near(one, draft)]
    best = max(borne or outcomes, key=worth, default=None)
    meant = max(near, key=lambda one: (one.share >= _NEARLY, worth(one)), default=None)
    if best is not None and best.is_of_another:
        best = max((one for one in outcomes if _is_own(one, best)), key=worth, default=best)
    if best is None:
        return Judgement(Verdict.ABSENT)
    if (
        not (borne or best.others or best.missing)
        and meant is not None
        and meant.coverage >= best.coverage - _AS_GOOD
    ):
        best = meant
    best = next((one for one in near if _tells_more(one, best)), best)
    if (
        borne
        and meant is not None
        and (_is_meant(meant, best) or (not draft.has_placed and _says_otherwise(meant, best)))
    ):
        best, borne = meant, []
    if borne:
        return Judgement(Verdict.SUPPORTED, best.where, dropped=_dropped(draft, best.where))
    is_another_fact = best.is_of_another and not best.agreeing and draft.has_placed
    is_told = best.agreeing or best.mixed or not draft.has_placed
    least = _LEAST_NEAR if is_told else _LEAST_ALIKE
    if best.others and best.near >= least and not is_another_fact:
        return Judgement(Verdict.DIFFERS, best.where, _differences(sentence, best), best.missing)
    missing = (*best.missing, *(one.written for one in best.others)) if is_another_fact else best.missing
    return Judgement(Verdict.ABSENT, best.where, missing=missing)


def worth(one: Outcome) -> float:
    """Return how much speaks for a place to be the one that a sentence was written from."""
    return (
        one.coverage
        + _AGREES * one.weight
        + _MIXED * one.mixed
        + _LIKE * one.like
        + _COPIED * (one.share >= _NEARLY and (len(one.others) <= 1 or not one.agreeing))
        - _DIFFERS * len(one.others)
        - _MISSING * len(one.missing)
        - _ANOTHER * one.is_of_another
        - _LONGER * len(one.where.reading.within(one.where.window)) / 100
    )


def _is_near(one: Outcome, draft: Reading) -> bool:
    """Return whether a place tells of what a sentence does, and otherwise.

    What tells of another subject does so only where the sentence was copied from it, and has no figures.
    """
    if not one.others or one.missing:
        return False
    return not one.is_of_another or (one.share >= _NEARLY and not draft.has_placed)


def _is_own(one: Outcome, anothers: Outcome) -> bool:
    """Return whether a place tells of the very subject of a sentence, where that from which it might come tells of another."""
    is_near = bool(one.others) and not one.missing and not one.is_of_another and one.coverage >= LEAST_BORNE
    return is_near and anothers.weight <= one.weight + _CHANCE


def _tells_more(near: Outcome, best: Outcome) -> bool:
    """Return whether a place has something for what a sentence writes otherwise, where the best one has nothing and holds no more of it.

    A target with the figure of the result is the target miswritten: the place of the result only lacks the word 目标.
    """
    if best.missing or not best.others or any(one.source for one in best.others):
        return False
    is_chance = best.weight <= near.weight + _CHANCE
    return (
        is_chance
        and all(one.source for one in near.others)
        and near.coverage >= best.coverage - _AS_GOOD
        and near.like >= best.agreeing
    )


def _says_otherwise(near: Outcome, borne: Outcome) -> bool:
    """Return whether a sentence without figures, which words in any order would bear, stands in no worse order where it differs."""
    return near.share >= borne.share and near.coverage >= borne.coverage - _AS_GOOD


def _is_meant(near: Outcome, borne: Outcome) -> bool:
    """Return whether a sentence is that of a place from which it differs, and not of another that holds its words."""
    is_nearly = near.share >= max(_NEARLY, borne.share + _MUCH_BETTER) and near.agreeing >= borne.agreeing
    is_sure = borne.weight > near.weight + _CHANCE  # its figures are not there by chance
    return is_nearly or (
        not near.is_of_another and not is_sure and near.coverage > borne.coverage + _MUCH_BETTER
    )


def _differences(sentence: str, outcome: Outcome) -> tuple[Difference, ...]:
    written, source = normalise(sentence), normalise(outcome.where.source.passage.text)
    return tuple(
        Difference(written.as_written(one.written), source.as_written(one.source), 1)
        for one in outcome.others
    )


def _dropped(draft: Reading, where: Where) -> str:
    """Return the time up to which a source tells, where a sentence that it bears leaves the time out; empty for none."""
    if any(token.sort in (Sort.DAY, Sort.PERIOD) for token in draft.tokens):
        return ""
    match = _AS_OF.search(where.text)
    return match.group() if match and match.group() not in draft.text else ""
