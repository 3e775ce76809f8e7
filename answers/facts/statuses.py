"""Whether a value is how it is, what is aimed at, what is foreseen, or by how much something changed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from answers.constraints import tells_done
from answers.facts.fact import Status
from answers.facts.phrases import Statement, Word
from answers.facts.times import Time
from answers.sources import Source
from answers.vocabulary import any_of, vocabulary
from retrieval.types import Span

_EXPECTED = re.compile(any_of(vocabulary("expected-words")))
_PLANNED = re.compile(any_of(vocabulary("planned-words")))
# In a section that looks back 计划, 目标 are nouns: 完成年度目标任务; verbs alone tell of what is to come.
_VERBS = re.compile(any_of(vocabulary("planned-words") - vocabulary("planned-nouns")))
_NO_PLANS = re.compile(any_of(vocabulary("no-plans")))
_WILL = "将"
_GLOSSARY = re.compile("名词解释|名词注释|名词说明|有关内容注释")
_MARKS = re.compile("[,;:]")
_CLAUSES_KEPT = 256  # the values of a statement share what stands before them
_EARLY = 3  # months: a section on the year that has just begun tells of what is to be done


def is_planned_section(source: Source, section_time: Time | None, before: bool | None) -> bool | None:
    """Return whether the section of a source tells of what is planned, None where it does not say.

    One that does not say goes on with what was told before it, as a report goes on to its end; a glossary tells of neither.
    """
    section = source.section
    if not section or _GLOSSARY.search(section):
        return None
    told = tells_done("", section, source.context.year)
    if told is not None:
        return not told
    published = int(source.context.year[:4]) if source.context.year else None
    end = section_time.end_year if section_time is not None else None
    if end is None or published is None:
        return before
    latest = source.context.anchor.latest
    return end > published or (end == published and latest is not None and latest <= _EARLY)


def status_of(
    source: Source,
    statement: Statement,
    clause: Span,
    is_change: bool,
    time: Time | None,
    is_planned: bool | None,
) -> Status:
    """Return what a value at a place is: what its clause says, else what was said before it in its statement, else its section."""
    planned = _told(source.text, statement, clause, _VERBS if is_planned is False else _PLANNED)
    if planned is None and time is not None:
        planned = _by_time(source, time)
    if planned is None and is_planned and tells_done(clause.of(source.text), "", "") is not True:
        planned = Status.TARGET
    if planned in (Status.TARGET, Status.EXPECTED):
        return Status.TARGET if is_planned else planned
    return Status.CHANGE if is_change else Status.ACTUAL


def _told(text: str, statement: Statement, clause: Span, planned: re.Pattern[str]) -> Status | None:
    """Return what the words of a clause say of its values, else those of the clauses before it."""
    own = _of_words(clause.of(text), planned)
    if own is None and _WILL in clause.of(text) and _will(statement.words, clause):
        own = Status.TARGET
    if own is not None:
        return own
    told = None
    start = statement.span.start
    for mark in (*_MARKS.finditer(text, start, clause.start), None):
        end = mark.start() if mark else max(start, clause.start)
        said = _of_words(text[start:end], planned)
        if mark is not None and text[mark.start()] == ";":
            said, told = None, None
        told = said or told
        start = end + 1
    return told if told is not Status.ACTUAL else None


@lru_cache(_CLAUSES_KEPT)
def _of_words(said: str, planned: re.Pattern[str]) -> Status | None:
    if tells_done(said, "", "") is True:
        return Status.ACTUAL
    said = _NO_PLANS.sub("", said)
    if _EXPECTED.search(said):
        return Status.EXPECTED
    return Status.TARGET if planned.search(said) else None


def _will(words: Sequence[Word], clause: Span) -> bool:
    """Return whether a verb follows 将 in a clause: 将签约3个项目, and not 将3个项目纳入清单."""
    return any(
        word.text == _WILL and clause.holds(word.span) and following.tag[:1] == "v"
        for word, following in pairwise(words)
    )


def _by_time(source: Source, time: Time) -> Status | None:
    """Return what the time of a value says: a year to come is aimed at, one that was over when it was written has been."""
    published = int(source.context.year[:4]) if source.context.year else source.context.anchor.year
    end = time.end_year
    if published is None or end is None or time.span.end == 0:
        return None
    if end > published:
        return Status.TARGET
    return Status.ACTUAL if end < published else None
