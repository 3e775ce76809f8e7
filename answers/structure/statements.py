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

_SENTENCE = re.compile(r"[^。!?;]+")
_LISTED = re.compile(r"[^、和与及]+")
_RESPECTIVELY = "分别"
_LEAD = " \t-*\u2022\u00b7"  # bullets and blanks before a name
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


Pair = tuple[Cell, Cell]


def _pairs(line: Line, said: Sequence[str]) -> Iterator[Pair]:
    """Yield each name with its value, where a clause gives the indicator, or goes on where one did or its heading does."""
    text = line.text
    dates = [date.span for date in find_dates(text)]
    figures = [
        figure
        for figure in find_figures(text)
        if figure.value is not None and not any(date.overlaps(figure.span) for date in dates)
    ]
    unit: str | None = None
    around = f"{line.section}\n{line.source.heading}"
    is_open = all(word in around for word in said)
    for sentence in _SENTENCE.finditer(text):
        if together := list(_respectively(line, Span(*sentence.span()), figures, said)):
            yield from together
            continue
        for clause in _CLAUSE.finditer(text, *sentence.span()):
            own = next((one for one in figures if clause.start() <= one.span.start < clause.end()), None)
            before = text[clause.start() : own.span.start if own else clause.end()]
            is_named = all(word in before for word in said)
            if is_named:
                is_open, unit = True, own.unit if own else None
            if own is None or not is_open or unit not in (None, own.unit):
                continue
            name = _name(before, *_name_range(before, said if is_named else ()))
            if name is not None:
                unit = own.unit
                yield _cells(line, name.shift(clause.start()), own, said)


def _name_range(before: str, said: Sequence[str]) -> tuple[int, int]:
    """Return where in a clause the name stands: before the indicator, or behind it where a colon or nothing precedes."""
    if not said:
        return 0, len(before)
    first = min(before.rindex(word) for word in said)
    last = max(before.rindex(word) + len(word) for word in said)
    is_behind = ":" in before[last:] or not before[:first].strip()
    return (last, len(before)) if is_behind else (0, first)


def _name(text: str, start: int, end: int) -> Span | None:
    """Return the name that a range of a clause begins with, verbs and particles behind it left out."""
    while tail := next(
        (word for word in _TAIL if text[start:end].endswith(word) and end - start > len(word)), None
    ):
        end -= len(tail)
    start = max(start, text.rfind(":", start, end) + 1)
    start = end - len(text[start:end].lstrip(_LEAD))
    name = text[start:end]
    is_short = 1 < len(name) <= _LONGEST_NAME
    return (
        Span(start, end) if is_short and not name.startswith(_NO_HOLDERS) and not find_dates(name) else None
    )


def _respectively(
    line: Line, sentence: Span, figures: Sequence[Figure], said: Sequence[str]
) -> Iterator[Pair]:
    """Yield the pairs of 甲县、乙县粮食产量分别为20万吨、15万吨: as many names as values, in one order."""
    at = line.text.find(_RESPECTIVELY, sentence.start, sentence.end)
    values = [one for one in figures if at >= 0 and at < one.span.start < sentence.end]
    start = max(line.text.rfind(mark, sentence.start, at) for mark in ",:;") + 1 if at >= 0 else 0
    before = line.text[max(start, sentence.start) : at] if at >= 0 else ""
    if not values or not all(word in before for word in said):
        return
    names = [Span(*match.span()) for match in _LISTED.finditer(before[: min(map(before.rindex, said))])]
    if len(names) != len(values) or len({value.unit for value in values}) > 1:
        return
    ending = names[0].of(before)[-1]
    for name, value in zip(names, values, strict=True):
        cut = name.of(before).find(ending) + 1
        whole = Span(name.start, name.start + cut) if cut else name
        yield _cells(line, whole.shift(max(start, sentence.start)), value, said)


def _cells(line: Line, name: Span, figure: Figure, said: Sequence[str]) -> Pair:
    """Return a name and a value, ranges of a line, as cells of a record."""
    return (
        Cell(_NAME_KEY, line.source, name.shift(line.span.start)),
        Cell("".join(said), line.source, figure.span.shift(line.span.start)),
    )
