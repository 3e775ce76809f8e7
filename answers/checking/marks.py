"""What turns a statement round: a negation, a word of the contrary, a plan told as done or the other way."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from answers.constraints import tells_done
from answers.vocabulary import any_of, table, vocabulary

_NEGATION = re.compile(rf"(?P<said>{any_of(vocabulary('negations'))})(?:被|能|曾|再|予)?$")
_LONGEST = 5  # characters of a negation and what stands between it and its word
_PLANNED = re.compile(any_of(vocabulary("planned-words") | vocabulary("expected-words") | {"计划", "将"}))
# 完成年度目标任务: nouns, which plan nothing by themselves in what a source tells
_NOUNS = frozenset(("目标", "任务", "计划", "准备", "确保", "争取"))
_PLANNING = re.compile(any_of((vocabulary("planned-words") | vocabulary("expected-words") | {"将"}) - _NOUNS))
_NO_PLANS = re.compile(any_of(vocabulary("no-plans") | vocabulary("draft-no-plans")))
_DONE = re.compile(rf"{any_of(vocabulary('draft-done'))}")
_FINISHED = re.compile(any_of(vocabulary("finished-words")))
_SHORTEST = 2
_SURELY = re.compile("已(?:经|于)?")
_NEGATIONS = vocabulary("negations") | vocabulary("forbidding-words")
_MOODS = vocabulary("permitting-words") | vocabulary("obliging-words")
_WORDS_OF_PLANS = (vocabulary("planned-words") | vocabulary("expected-words") | {"将"}) - vocabulary("planned-nouns") | {
    "力争", "计划",
}  # fmt: skip
_SURELY_DONE = frozenset(("已", "已经", "业已", "已于"))


_RISING, _FALLING = (frozenset(column.split()) for column in table("directions")[0])
_LONGEST_CHANGE = 4  # characters: 小幅上涨


class Turned(NamedTuple):
    """What was written and what the source says in its place."""

    written: str
    source: str


def negated(word: str, text: str) -> set[str]:
    """Return how a text negates a word wherever it says it; an empty text among them for where it does not."""
    found = set()
    start = text.find(word)
    while start >= 0:
        match = _NEGATION.search(text, max(0, start - _LONGEST), start)
        found.add(match.group() if match else "")
        start = text.find(word, start + len(word))
    return found


def negates(text: str) -> bool:
    """Return whether a text ends with a negation, so that what follows is denied."""
    return _NEGATION.search(text) is not None


def find_negation(words: Sequence[str], draft: str, source: str) -> Turned | None:
    """Return the first word that one of two texts negates and the other does not."""
    for word in words:
        if len(word) < _SHORTEST:
            continue
        written, told = negated(word, draft), negated(word, source)
        if (
            written
            and told
            and bool(written - {""}) != bool(told - {""})
            and not ("" in written and "" in told)
        ):
            return Turned(f"{max(written)}{word}", f"{max(told)}{word}")
    return None


def are_contrary_changes(one: str, other: str) -> bool:
    """Return whether of two words before a figure one says that it rose and the other that it fell: 上涨, 微降."""
    return {_change(one), _change(other)} == {_RISING, _FALLING}


def direction(word: str) -> int:
    """Return 1 for a word that says that something rose, -1 for one that it fell, 0 for any other."""
    return {_RISING: 1, _FALLING: -1}.get(_change(word), 0)


def _change(word: str) -> frozenset[str]:
    found = [column for column in (_RISING, _FALLING) if column & set(word)]
    return found[0] if len(found) == 1 and len(word) <= _LONGEST_CHANGE else frozenset()


@cache
def _contraries() -> tuple[tuple[tuple[str, ...], ...], ...]:
    return tuple(
        tuple(tuple(column.split()) for column in row)
        for row in table("opposites") + table("draft-contraries")
    )


def contraries(draft: str, source: str) -> Iterator[Turned]:
    """Yield words of a draft that the source does not say, where it says one of their contraries that the draft does not."""
    for columns in _contraries():
        words = [word for column in columns for word in column]
        for column in columns:
            said = [word for word in column if _says(word, draft, words)]
            if not said or any(_says(word, source, words) for word in column):
                continue
            others = [word for other in columns if other is not column for word in other]
            if any(_says(word, draft, words) for word in others):
                continue
            told = [word for word in others if _says(word, source, words)]
            if told:
                yield Turned(said[0], told[0])


def _says(word: str, text: str, words: Sequence[str]) -> bool:
    """Return whether a text says a word otherwise than within a longer one of some words: 合格 within 不合格."""
    if word not in text:
        return False
    for longer in words:
        if word != longer and word in longer:
            text = text.replace(longer, "")
    return word in text


@cache
def _columns() -> Mapping[str, tuple[tuple[int, int], ...]]:
    """Return for each word with a contrary the row and column in which it stands."""
    found: dict[str, list[tuple[int, int]]] = {}
    for row, columns in enumerate(_contraries()):
        for column, words in enumerate(columns):
            for word in words:
                found.setdefault(word, []).append((row, column))
    return {word: tuple(places) for word, places in found.items()}


@cache
def contraries_of(word: str) -> frozenset[str]:
    """Return the words that say the contrary of one."""
    columns = _columns().get(word, ())
    return frozenset(
        other
        for row, own in columns
        for column, words in enumerate(_contraries()[row])
        if column != own
        for other in words
    )


def are_contrary(draft: Collection[str], source: Collection[str]) -> bool:
    """Return whether a word of one is the contrary of a word of the other."""
    known = _columns()
    return any(
        row == other_row and column != other_column
        for one in draft
        for row, column in known.get(one, ())
        for other in source
        for other_row, other_column in known.get(other, ())
    )


def turns(draft: Collection[str], source: Collection[str], both_plan: bool) -> bool:
    """Return whether words that stand in each other's place tell of a plan on one side, and on the other of none.

    Where both sentences plan elsewhere, what stands on one side alone is no difference.
    """
    written, told = not _WORDS_OF_PLANS.isdisjoint(draft), not _WORDS_OF_PLANS.isdisjoint(source)
    if written == told:
        return False
    others = source if written else draft
    return not both_plan if not others else not _SURELY_DONE.isdisjoint(others)


def is_denial(word: str) -> bool:
    """Return whether a word denies what follows it."""
    return word in _NEGATIONS


def governs(word: str) -> bool:
    """Return whether a word denies, allows or demands what follows it."""
    return word in _NEGATIONS or word in _MOODS


def denies(draft: Collection[str], source: Collection[str]) -> bool:
    """Return whether of words that stand in each other's place one side has a negation and the other has none."""
    return _NEGATIONS.isdisjoint(draft) != _NEGATIONS.isdisjoint(source)


def plans(text: str) -> str:
    """Return the word by which a text tells of what is to come, empty for none."""
    return _found(_PLANNED, text)


def without_plan(word: str) -> str:
    """Return what stands before the plan that a word ends with: 控制 of 控制目标; empty for any other word."""
    ending = next((one for one in _NOUNS if word.endswith(one)), "")
    return word.removesuffix(ending) if ending else ""


def _found(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(_NO_PLANS.sub("", text))
    return match.group() if match else ""


def done(text: str) -> str:
    """Return the word by which a text tells of what has been done, empty for none."""
    match = _DONE.search(text)
    return match.group() if match else ("了" if tells_done(text, "", "") is True else "")


def is_planned_section(section: str, year: str) -> bool:
    """Return whether a section by its heading tells of what is to be done."""
    return tells_done("", section, year) is False


def find_turned_plan(
    draft: str, source: str, is_planned: bool, may_be_planned: Callable[[], bool]
) -> Turned | None:
    """Return where one of two clauses tells as done what the other only plans; None where they agree or do not say.

    `is_planned` where the source's section plans; `may_be_planned` tells whether the draft's period is one to come.
    """
    written, told = plans(draft), plans(source)
    if written in _NOUNS and _FINISHED.search(draft.partition(written)[0]):
        written = ""  # 完成全年目标
    if written in _NOUNS and written in source:
        written = ""
    if not written and told and (done(source) or not _found(_PLANNING, source)):
        return None
    if written and not told and not is_planned:
        if done(draft):
            return None
        return Turned(written, done(source) or "")
    if not written and told and (_SURELY.search(draft) or not may_be_planned()):
        return Turned(done(draft), told)
    if not written and not told and is_planned and (said := done(draft)) and not done(source):
        return Turned(said, "")
    return None
