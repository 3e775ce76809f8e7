"""Sentences that give the same indicator of several names, read as records: 甲县粮食产量20万吨,乙县15万吨."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from answers.questions.parts import FRAME, Part
from answers.questions.terms import LIGHT_VERBS
from answers.questions.understanding import Understanding
from answers.structure.grids import Cell, Grid, Record
from answers.structure.lines import Line
from answers.structure.measuring import ranking_of
from answers.vocabulary import vocabulary
from retrieval.quantities import Figure, find_dates, find_figures
from retrieval.types import Span

_CLAUSE = re.compile(r"[^,;。!?、]+")
_WHICH = re.compile(r"哪一?[个家座条所位支]?|谁的?")
_IS_WHICH = re.compile(r"(?:是|为|叫)(?:哪|谁|什么)")
_MEASURING = vocabulary("measuring-nouns")
_NAME_KEY = "名称"
_AREAS = vocabulary("area-endings")
_NO_HOLDERS = tuple(vocabulary("no-holders"))
_PARTICLES = ("的", ":", "约", "共", "仅", "近", "超", "就", "也", "已", "了", "各")
_TAIL = tuple(sorted((*LIGHT_VERBS, *_PARTICLES), key=len, reverse=True))
_LONGEST_NAME = 16
_FEWEST = 2


def statements(question: Understanding, lines: Sequence[Line]) -> Grid | None:
    """Return the values of the indicator that a question ranks by name; None where it ranks nothing, or a text does so itself."""
    ranking = ranking_of(question.text)
    if ranking is None or not lines:
        return None
    sort = _sort(question)
    texts = [line.text for line in lines]
    said = [
        term.text
        for term in question.terms
        if term.part not in (Part.ENTITY, Part.DATE)
        and term.text not in FRAME
        and term.text != sort
        and not term.span.overlaps(ranking.span)
        and (term.text not in _MEASURING or any(term.text in text for text in texts))
    ]
    how = ranking.span.of(question.text)
    if not said or any(_ranks(text, how, said) for text in texts):
        return None
    found = [pair for line in lines for pair in _pairs(line, said)]
    named = [(name, value) for name, value in found if sort and _is_of_sort(name.text, sort)]
    kept = named if len(named) >= _FEWEST else found
    names = [name.text for name, _ in kept]
    if len(set(names)) < _FEWEST or len(set(names)) < len(names):
        return None  # a name with two values: of which year, of what?
    context = f"{lines[0].source.heading}\n{sort}\n" + "\n".join(line.text for line in lines)
    return Grid(tuple(Record(pair) for pair in kept), context, is_table=True)


def _sort(question: Understanding) -> str:
    """Return the noun that says what is compared: 县 of 哪个县, 景区 of 的景区是哪个; empty for none."""
    which = _WHICH.search(question.text)
    if which is not None:
        behind = next((term for term in question.terms if term.span.start == which.end()), None)
        if behind is not None:
            return behind.text
        if question.text[which.end() : which.end() + 1] in _AREAS:
            return question.text[which.end()]
    is_which = _IS_WHICH.search(question.text)
    before = is_which and next((term for term in question.terms if term.span.end == is_which.start()), None)
    return before.text if before else ""


def _is_of_sort(name: str, sort: str) -> bool:
    """Return whether a name is of a sort by its end: 青山镇 is a 镇, and a 乡镇 too."""
    return name.endswith(sort) or (name[-1] in sort and set(sort) <= _AREAS)


def _ranks(text: str, how: str, said: Sequence[str]) -> bool:
    """Return whether a text says itself which is the greatest: 其中丙区最多; not 最高气温, which is an indicator."""
    return any(not piece.startswith(tuple(said)) for piece in text.split(how)[1:])


def _pairs(line: Line, said: Sequence[str]) -> Iterator[tuple[Cell, Cell]]:
    """Yield each name with its value, where a clause gives the indicator or goes on with one that did."""
    text = line.text
    figures = [figure for figure in find_figures(text) if figure.unit and figure.value is not None]
    dates = [date.span for date in find_dates(text)]
    figures = [figure for figure in figures if not any(date.overlaps(figure.span) for date in dates)]
    unit: str | None = None
    for clause in _CLAUSE.finditer(text):
        own = next((figure for figure in figures if clause.start() <= figure.span.start < clause.end()), None)
        if own is None:
            continue
        before = text[clause.start() : own.span.start]
        is_named = all(word in before for word in said)
        if is_named:
            unit = own.unit
        elif own.unit != unit:
            continue
        end = min(before.rindex(word) for word in said) if is_named else len(before)
        name = _name(before[:end])
        if name is not None:
            yield _cells(line, clause.start(), name, own, "".join(said))


def _name(text: str) -> Span | None:
    """Return the name that a clause begins with, verbs and particles behind it left out."""
    end = len(text)
    while tail := next((word for word in _TAIL if text[:end].endswith(word) and end > len(word)), None):
        end -= len(tail)
    start = end - len(text[text.rfind(":", 0, end) + 1 : end].lstrip(" \t"))
    name = text[start:end]
    is_short = 1 < len(name) <= _LONGEST_NAME
    return (
        Span(start, end) if is_short and not name.startswith(_NO_HOLDERS) and not find_dates(name) else None
    )


def _cells(line: Line, start: int, name: Span, figure: Figure, indicator: str) -> tuple[Cell, Cell]:
    holder = name.shift(line.span.start + start)
    return (
        Cell(_NAME_KEY, line.source, holder),
        Cell(indicator, line.source, figure.span.shift(line.span.start)),
    )
