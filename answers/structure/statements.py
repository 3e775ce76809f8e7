"""Sentences that give the same indicator of several names, read as records: 甲县粮食产量20万吨,乙县15万吨."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from answers.questions.parts import FRAME, Part
from answers.questions.terms import LIGHT_VERBS
from answers.questions.understanding import Understanding
from answers.spans.figures import figures, without_tail
from answers.structure.lines import Line
from answers.structure.measuring import Ranking, ranking_of
from answers.structure.records import Cell, Grid, Record
from answers.vocabulary import longest_first, table, vocabulary
from retrieval.quantities import Figure, find_dates
from retrieval.types import Span

_SENTENCE = re.compile(r"[^。!?;]+")
_LISTED = re.compile(r"[^、和与及]+")
_RESPECTIVELY = "分别"
_LEAD = " \t-*\u2022\u00b7"  # bullets and blanks before a name
_CLAUSE = re.compile(r"[^,;。!?、]+")
_WHICH = re.compile(r"哪一?[个家座条所位支]?|谁的?")
_IS_WHICH = re.compile(r"(?:是|为|叫)(?:哪|谁|什么)")
_MEASURING = vocabulary("measuring-nouns")
_PERIODS = frozenset(("月", "年", "季度", "天", "日"))
_UNITS = {word: tuple(units.split()) for word, units in table("measured-by")}
_NAME_ENDS = tuple(vocabulary("name-ends"))
_SHORTEST_NAME = 2
_NAME_KEY = "名称"
_AREAS = vocabulary("area-endings")
_NO_HOLDERS = tuple(vocabulary("no-holders"))
_PARTICLES = ("的", ":", "约", "共", "仅", "近", "超", "就", "也", "已", "了", "各")
_TAIL = longest_first((*LIGHT_VERBS, *_PARTICLES))
_LONGEST_NAME = 16
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class Indicator:
    """What a question ranks by: words that a text says, else units that tell it; `key` names its values.

    `is_dated` where days are ranked (最早), `is_of_periods` where months or years are the names.
    """

    key: str
    words: tuple[str, ...]
    units: tuple[str, ...] = ()
    is_dated: bool = False
    is_of_periods: bool = False


def statements(question: Understanding, lines: Sequence[Line]) -> Grid | None:
    """Return the values of the indicator that a question ranks by name; None where it ranks nothing, or a text does so itself.

    A text that ranks one of the names so itself is borne out by the values: 其中丙区最多.
    """
    ranking = ranking_of(question.text)
    if ranking is None or not lines:
        return None
    sort = _sort(question)
    texts = [line.text for line in lines]
    indicator = _indicator(question, ranking, sort, texts)
    how = ranking.span.of(question.text)
    if indicator is None:
        return None
    found = [pair for line in lines for pair in _pairs(line, indicator)]
    named = [(name, value) for name, value in found if sort and _is_of_sort(name.text, sort)]
    kept = named if len(named) >= _FEWEST else found
    names = [name.text for name, _ in kept]
    if len(set(names)) < _FEWEST or len(set(names)) < len(names):
        return None  # a name with two values: of which year, of what?
    ranked = [text for text in texts if _ranks(text, how, indicator.words)]
    if not all(any(f"{name}{how}" in text for name in names) for text in ranked):
        return None
    context = f"{lines[0].source.heading}\n{sort}\n{how}\n" + "\n".join(texts)
    return Grid(tuple(Record(pair) for pair in kept), context, is_table=True)


def _indicator(
    question: Understanding, ranking: Ranking, sort: str, texts: Sequence[str]
) -> Indicator | None:
    """Return what a question ranks by: its words where a text says them, else the units of a noun or of the adjective."""
    words = [
        term.text
        for term in question.terms
        if term.part not in (Part.ENTITY, Part.DATE)
        and term.text not in FRAME
        and term.text != sort
        and not term.span.overlaps(ranking.span)
        and (term.text not in _MEASURING or any(term.text in text for text in texts))
    ]
    is_of_periods = sort in _PERIODS
    unsaid = [word for word in words if not any(word in text for text in texts)]
    if words and not unsaid:
        return Indicator("".join(words), tuple(words), (), ranking.is_dated, is_of_periods)
    noun = next((word for word in _UNITS if len(word) > 1 and word in question.text), "")
    how = ranking.span.of(question.text).removeprefix("最")
    units = _UNITS.get(noun) or _UNITS.get(how) or ()
    if not units or any(word != noun for word in unsaid):
        return None
    key = noun if noun and not ranking.span.of(question.text).endswith(noun) else units[0]
    said = tuple(word for word in words if word not in unsaid)
    return Indicator(key, said, units, is_of_periods=is_of_periods)


def _sort(question: Understanding) -> str:
    """Return the noun that says what is compared: 县 of 哪个县, 景区 of 的景区是哪个; empty for none."""
    which = _WHICH.search(question.text)
    if which is not None:
        behind = next((term for term in question.terms if term.span.start == which.end()), None)
        if behind is not None:
            return behind.text
        if question.text[which.end() : which.end() + 1] in _AREAS | _PERIODS:
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


def _pairs(line: Line, indicator: Indicator) -> Iterator[Pair]:
    """Yield each name with its value, where a clause gives the indicator, or goes on where one did or its heading does."""
    text, said = line.text, indicator.words
    values = _values(text, indicator)
    unit: str | None = None
    around = f"{line.section}\n{line.source.heading}"
    is_open = all(word in around for word in said)
    for sentence in _SENTENCE.finditer(text):
        if together := list(_respectively(line, Span(*sentence.span()), values, indicator)):
            yield from together
            continue
        for clause in _CLAUSE.finditer(text, *sentence.span()):
            own = next((one for one in values if clause.start() <= one.span.start < clause.end()), None)
            before = text[clause.start() : own.span.start if own else clause.end()]
            is_named = bool(said) and all(word in before for word in said)
            if is_named:
                is_open, unit = True, own.unit if own else None
            if own is None or not is_open or unit not in (None, own.unit):
                continue
            start, end = _name_range(before, said if is_named else ())
            name = _name(before, start, end, indicator)
            if name is not None:
                unit = own.unit
                yield _cells(line, name.shift(clause.start()), own, indicator)


def _values(text: str, indicator: Indicator) -> list[Figure]:
    """Return the figures of a text that may be values: of the indicator's units, or its days."""
    if indicator.is_dated:
        return [Figure(date.span, date.text, "", None) for date in find_dates(text)]
    return [
        figure
        for figure in figures(text)
        if figure.value is not None and (not indicator.units or figure.unit in indicator.units)
    ]


def _name_range(before: str, said: Sequence[str]) -> tuple[int, int]:
    """Return where in a clause the name stands: before the indicator, or behind it where a colon or nothing precedes."""
    if not said:
        return 0, len(before)
    first = min(before.rindex(word) for word in said)
    last = max(before.rindex(word) + len(word) for word in said)
    is_behind = ":" in before[last:] or not before[:first].strip()
    return (last, len(before)) if is_behind else (0, first)


def _name(text: str, start: int, end: int, indicator: Indicator) -> Span | None:
    """Return the name that a range of a clause begins with, verbs and particles behind it left out."""
    stops = [at for word in _NAME_ENDS if (at := text.find(word, start + _SHORTEST_NAME, end)) >= 0]
    end = min(stops, default=end)
    end = start + len(without_tail(text[start:end], _TAIL))
    start = max(start, text.rfind(":", start, end) + 1)
    start = end - len(text[start:end].lstrip(_LEAD))
    name = text[start:end]
    is_short = 1 < len(name) <= _LONGEST_NAME
    return (
        Span(start, end) if is_short and not name.startswith(_NO_HOLDERS) and not find_dates(name) else None
    )


def _respectively(
    line: Line, sentence: Span, found: Sequence[Figure], indicator: Indicator
) -> Iterator[Pair]:
    """Yield the pairs of 甲县、乙县粮食产量分别为20万吨、15万吨: as many names as values, in one order."""
    at = line.text.find(_RESPECTIVELY, sentence.start, sentence.end)
    values = [one for one in found if at >= 0 and at < one.span.start < sentence.end]
    start = max(line.text.rfind(mark, sentence.start, at) for mark in ",:;") + 1 if at >= 0 else 0
    before = line.text[max(start, sentence.start) : at] if at >= 0 else ""
    if not values or not indicator.words or not all(word in before for word in indicator.words):
        return
    names = [
        Span(*match.span()) for match in _LISTED.finditer(before[: min(map(before.rindex, indicator.words))])
    ]
    if len(names) != len(values) or len({value.unit for value in values}) > 1:
        return
    ending = names[0].of(before)[-1]
    for name, value in zip(names, values, strict=True):
        cut = name.of(before).find(ending) + 1
        whole = Span(name.start, name.start + cut) if cut else name
        yield _cells(line, whole.shift(max(start, sentence.start)), value, indicator)


def _cells(line: Line, name: Span, figure: Figure, indicator: Indicator) -> Pair:
    """Return a name and a value, ranges of a line, as cells of a record."""
    return (
        Cell(_NAME_KEY, line.source, name.shift(line.span.start)),
        Cell(indicator.key, line.source, figure.span.shift(line.span.start)),
    )
