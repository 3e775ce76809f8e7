"""Where a draft's sentence says something else than a place that has its words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from answers.checking import clauses, marks, polarity, posts, roles, stages, times
from answers.checking.aligning import Alignment, replaced, turned
from answers.checking.pairing import SCOPES
from answers.checking.reading import Reading
from answers.checking.surroundings import Surroundings
from answers.checking.texts import Other, Placed, Stands
from answers.checking.tokens import SAYING, Sort, Token
from answers.checking.where import Where
from answers.unions import find_part
from answers.vocabulary import vocabulary

# 三、2026年主要任务, (一)稳增长
_NUMBERING = re.compile(r"^\(?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[、.)]+")
_BETWEEN = re.compile(r"\s")
_FILLERS = vocabulary("draft-fillers")  # 达到 is the contrary of 新建 before a figure alone


def differences(
    draft: Reading, where: Where, placed: Sequence[Placed], alignment: Alignment, stands: Stands
) -> Iterator[Other]:
    """Yield what a sentence has otherwise than a place, but for its figures, days, people and names themselves."""
    yield from posts.differing(draft, where.reading, placed)
    yield from posts.deputies(draft, where, stands)
    yield from posts.actors(draft, where)
    yield from posts.doers(draft, where.reading, placed, stands)
    yield from _unsaid_scopes(draft, where)
    yield from _turned(draft, where, placed, stands)
    yield from _counted(draft, where, placed)
    yield from replaced(alignment, draft.text, where.text, stands, draft.tag)
    yield from turned(alignment, draft.text, where.text, is_planned(where))
    yield from polarity.turned(draft, where, stands)
    yield from stages.ahead(draft, where, stands)
    yield from roles.exchanged(draft, where)
    yield from _compared(alignment, where)
    yield from _periods(draft, where)
    yield from _years(where, placed)


def is_planned(where: Where) -> bool:
    """Return whether a place stands in a section that tells of what is to be done."""
    return marks.is_planned_section(where.source.section, where.source.context.year)


def _unsaid_scopes(draft: Reading, where: Where) -> list[Other]:
    """Return the words that restrict what is counted (规上) which the source does not say."""
    said = f"{where.heading}\n{where.text}"
    return [
        Other(next(one for one in group if one in draft.text), "")
        for group in SCOPES
        if any(one in draft.text for one in group) and not any(one in said for one in group)
    ]


def _planned_heading(where: Where) -> str:
    """Return the title of the section by which a place only plans, without its number."""
    titles = (_NUMBERING.sub("", one) for one in _BETWEEN.split(where.source.section))
    planned = (one for one in titles if marks.is_planned_section(one, where.source.context.year))
    return next(planned, "")


def _turned(draft: Reading, where: Where, placed: Sequence[Placed], stands: Stands) -> list[Other]:
    """Return where the sentence says the contrary of the place, or tells as done what is planned."""
    text = where.text
    found = []
    common = [token.text for token in draft.tokens if token.sort in SAYING and token.text in text]
    if (turned := marks.find_negation(common, draft.text, text)) is not None:
        found.append(Other(turned.written, turned.source))
    above = [token.text for token in draft.tokens if token.sort in SAYING and token.text not in text]
    if (turned := marks.find_negation(above, draft.text, where.heading)) is not None:
        found.append(Other(turned.written, turned.source))
    told = clauses.relevant(draft, where, placed, stands)
    found += [
        Other(turned.written, turned.source)
        for turned in marks.contraries(draft.text, told)
        if turned.written not in text and turned.written not in _FILLERS
    ]
    is_to_be_done = is_planned(where)
    for own, there in clauses.of_figures(draft, where, placed):
        found += [Other(one.written, one.source) for one in marks.contraries(own, there)]
    for own, there in clauses.side_by_side(draft, where, placed, stands):
        plan = marks.find_turned_plan(own, there, is_to_be_done, lambda: _is_to_come(draft, where))
        if plan is not None and (plan.source or plan.written not in text):
            is_titled = is_to_be_done and not plan.source
            found.append(Other(plan.written, _planned_heading(where) if is_titled else plan.source))
    if any(one.written.is_minus or (one.found is not None and one.found.is_minus) for one in placed):
        found = [one for one in found if not marks.are_contrary_changes(one.written, one.source)]
    return found


def _counted(draft: Reading, where: Where, placed: Sequence[Placed]) -> Iterator[Other]:
    """Yield where a figure that agrees rises in one and falls in the other, or counts one thing in one and two in the other."""
    for one in placed:
        if one.found is None or not one.is_same or one.written.sort is not Sort.FIGURE:
            continue
        own, told = (
            Surroundings(draft, one.written).word_before,
            Surroundings(where.reading, one.found).word_before,
        )
        if marks.are_contrary_changes(own, told) and not (one.written.is_minus or one.found.is_minus):
            yield Other(own, told)
        for written, source in _phrases(draft, one.written, where.reading, one.found):
            if (part := find_part(written, source)) is not None:
                yield Other(*part)
                break


def _phrases(draft: Reading, written: Token, source: Reading, found: Token) -> Iterator[tuple[str, str]]:
    """Yield what leads up to a figure in both: its own clause, then what stands before that as well."""
    own, told = Surroundings(draft, written), Surroundings(source, found)
    yield own.in_clause.of(draft.text), told.in_clause.of(source.text)
    yield own.led_up.of(draft.text), told.led_up.of(source.text)


def _is_to_come(draft: Reading, where: Where) -> bool:
    anchor = where.source.context.anchor
    periods = times.periods_of(draft.text, anchor)
    return any(
        anchor.year is not None and one.year is not None and one.year >= anchor.year for one in periods
    )


def _periods(draft: Reading, where: Where) -> list[Other]:
    found = []
    for period in times.periods_of(draft.text, where.source.context.anchor):
        told = times.find_other(period, where.source, where.cited)
        if told is not None:
            found.append(Other(period.span.of(draft.text), told))
    return found


def _years(where: Where, placed: Sequence[Placed]) -> Iterator[Other]:
    """Yield the days that agree but for their years."""
    for one in placed:
        if one.found is None or not one.is_same or one.written.sort is not Sort.DAY:
            continue
        if (told := times.find_other_year(one.written, one.found, where)) is not None:
            yield Other(one.written.text, told)


def _compared(alignment: Alignment, where: Where) -> list[Other]:
    """Return the periods that stand in the place of another: 比2018年 for 比2020年."""
    return [
        Other(written[0].text, told[0].text)
        for written, told in alignment.stretches
        if len(written) == len(told) == 1
        and written[0].sort is told[0].sort is Sort.PERIOD
        and written[0].text not in where.text
    ]
