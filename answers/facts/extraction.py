"""Facts of a document: its sources in order, read once; what a passage opens with is carried on to the following ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from answers.facts.fact import Fact
from answers.facts.frame import Frame, opens
from answers.facts.indicators import Indicator, indicators_of
from answers.facts.names import Names, is_named
from answers.facts.owners import owner_of
from answers.facts.phrases import Place, Statement, statements_of, text_of
from answers.facts.scopes import scope_of
from answers.facts.statuses import status_of
from answers.facts.subjects import Named, Subjects
from answers.facts.tables import cells_of, columns_of
from answers.facts.times import LAST_YEAR, Time, governing_time, may_open, own_time, times_in
from answers.facts.values import Value, values_of
from answers.sources import Source
from retrieval.types import BlockKind, Span

_PART = "其中"


def facts_of(sources: Iterable[Source]) -> tuple[Fact, ...]:
    """Return the facts of a document's sources, given in order; at most one a place."""
    frame = Frame()
    found: list[Fact] = []
    for source in sources:
        frame = frame.entering(source)
        if not source.passage.is_body:
            continue
        if source.passage.kind is BlockKind.ROW and "|" in source.text:
            frame = replace(frame, columns=columns_of(source, frame.columns))
            found.extend(_of_table(source, frame))
            continue
        values = values_of(source)
        times = times_in(source.text, source.context.anchor) if values or may_open(source.text) else ()
        openings = [time for time in times if opens(source, time)]
        if values:
            found.extend(_Reading(source, frame, times, openings).facts(values))
        frame = frame.after(openings)
    return tuple(found)


def _of_table(source: Source, frame: Frame) -> Iterator[Fact]:
    """Yield the facts of a table's rows; they are told of the section's time, or the document's."""
    owner = owner_of(source.context.heading, source.context.text)
    time = frame.opened or frame.section_time or own_time(source, is_planned=frame.is_planned is True)
    for cell in cells_of(source, frame.columns):
        yield Fact(
            passage=source.passage,
            span=_original(source, cell.span),
            statement=_original(source, cell.row),
            number=cell.number,
            unit=cell.unit,
            hedge="",
            indicator=_in_parts(source, cell.indicator),
            subject=_as_written(source, cell.subject or owner.name),
            scope="",
            period=_as_written(source, time.text) if time else "",
            year=time.year if time else None,
            months=time.months if time else None,
            status=cell.status,
        )


@dataclass(frozen=True, slots=True)
class _Carried:
    """What the statements of a passage hand on to the next: its topic, and themselves.

    `last` is the time of the last value, which holds on for what is a part of it: 截至目前,40家企业复工。其中,9家….
    """

    topic: str = ""
    before: tuple[Statement, ...] = ()
    last: Time | None = None


class _Reading:
    """One passage read: its statements in order, each with what the ones before it hand on."""

    def __init__(self, source: Source, frame: Frame, times: Sequence[Time], openings: Sequence[Time]) -> None:
        self._source, self._text, self._frame, self._times = source, source.text, frame, times
        self._openings = openings
        owner = owner_of(source.context.heading, source.context.text)
        self._subjects = Subjects(Names(source.text, source.context.text), owner, times)

    def facts(self, values: Sequence[Value]) -> Iterator[Fact]:
        """Yield the facts of the values."""
        carried = _Carried()
        for statement in statements_of(self._source, values, self._times):
            if statement.values:
                yield from self._of_statement(statement, carried)
            topic = carried.topic if carried.before else self._subjects.topic_of(statement)
            last = self._time(statement, statement.places[-1], carried) if statement.values else None
            carried = _Carried(topic, (*carried.before, statement), last)

    def _of_statement(self, statement: Statement, carried: _Carried) -> Iterator[Fact]:
        named = self._subjects.of_statement(statement, carried.before, carried.topic)
        own = [self._subjects.own_words(place) for place in statement.places]
        indicators = indicators_of(statement.places, own, self._text)
        for place, indicator in zip(statement.places, indicators, strict=True):
            subject = self._subject(place, indicator, named)
            yield self._fact(statement, place, indicator, subject, self._time(statement, place, carried))

    def _subject(self, place: Place, indicator: Indicator, named: Sequence[Named]) -> str:
        if indicator.owner:
            return indicator.owner
        if is_named(indicator.holder, self._text):
            return text_of(indicator.holder, self._text)
        said = [one.name for one in named if one.start <= place.value.span.start]
        return said[-1] or self._subjects.owner.name

    def _time(self, statement: Statement, place: Place, carried: _Carried) -> Time | None:
        """Return the time that a value is told of."""
        frame, at = self._frame, place.value.span.start
        said = governing_time(self._text, statement.span, place.clause, at, self._times)
        if said is None and self._text.startswith(_PART, statement.span.start):
            said = carried.last
        opened = [one for one in self._openings if one.span.start < statement.span.start]
        said = said or (opened[-1] if opened else frame.opened) or frame.section_time
        return said or own_time(self._source, is_planned=frame.is_planned is True)

    def _fact(
        self, statement: Statement, place: Place, indicator: Indicator, subject: str, time: Time | None
    ) -> Fact:
        source, value = self._source, place.value
        is_planned = self._frame.is_planned
        return Fact(
            passage=source.passage,
            span=_original(source, value.span),
            statement=_original(source, statement.span),
            number=value.number,
            unit=value.unit,
            hedge=_original(source, Span(value.outer.start, value.span.start)).of(source.passage.text),
            indicator=_in_parts(source, indicator.text),
            subject=_as_written(source, subject),
            scope=_as_written(source, scope_of(self._text, place)),
            period=_as_written(source, time.text) if time else "",
            year=self._year(time),
            months=time.months if time else None,
            status=status_of(source, statement, place.clause, indicator.is_change, time, is_planned),
        )

    def _year(self, time: Time | None) -> int | None:
        """Return the year of a time; of 过去一年 that of the section."""
        if time is None or time.sort != LAST_YEAR:
            return time.year if time else None
        section = self._frame.section_time
        return section.year if section else None


def _original(source: Source, span: Span) -> Span:
    """Return a range of the passage's own text, without the blanks around what it holds."""
    made = source.to_original(span)
    said = made.of(source.passage.text)
    start = made.start + len(said) - len(said.lstrip())
    return Span(start, start + len(said.strip()))


def _as_written(source: Source, piece: str) -> str:
    """Return a piece of the normalised text as the passage has it; as it is where the passage does not say it."""
    normalised = source.analysis.normalised
    return normalised.as_written(piece) if piece and normalised.text != normalised.original else piece


def _in_parts(source: Source, piece: str) -> str:
    """Return what is put together of a passage's normalised text as the passage has it, each part as long as can be."""
    normalised = source.analysis.normalised
    if normalised.text == normalised.original:
        return piece
    made = ""
    while piece:
        length = next((end for end in range(len(piece), 1, -1) if piece[:end] in normalised.text), 1)
        made += normalised.as_written(piece[:length])
        piece = piece[length:]
    return made
