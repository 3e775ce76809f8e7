"""Facts of a document: its sources in order, read once; what a passage opens with is carried on to the following ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from answers.facts.fact import Fact
from answers.facts.indicators import Indicator, has_examples, has_noun, indicators_of
from answers.facts.phrases import Place, Statement, Word, statements_of, text_of, words_of
from answers.facts.scopes import scope_of
from answers.facts.statuses import is_planned_section, status_of
from answers.facts.subjects import Names, is_named, is_own_area, lead, own_subject, points_back
from answers.facts.times import LAST_YEAR, Time, governing_time, of_section, own_time, times_in
from answers.facts.values import Value, values_of
from answers.sources import Source
from retrieval.types import Span

_OPENS = 6  # code points of what may lead up to the first name of a statement
_LEADS_TO_TIME = 3  # code points before a time that opens a sentence: ——这五年
_PART = "其中"
_TOPIC = 24  # code points of a statement that only says what a passage is about


@dataclass(frozen=True, slots=True)
class Frame:
    """What was said before a passage, and holds on: the article, its section's time and outlook, the time opened with."""

    article: int = -1
    section: str = ""
    section_time: Time | None = None
    opened: Time | None = None
    is_planned: bool | None = None
    own: str = ""


@dataclass(frozen=True, slots=True)
class _Carried:
    """What the statements of a passage hand on to the next: its topic, themselves, the time it was opened with.

    `last` is the time of the last value, which holds on for what is a part of it: 截至目前,40家企业复工。其中,9家….
    """

    topic: str = ""
    before: tuple[Statement, ...] = ()
    time: Time | None = None
    last: Time | None = None


def facts_of(sources: Iterable[Source]) -> tuple[Fact, ...]:
    """Return the facts of a document's sources, given in order; at most one a place."""
    frame = Frame()
    found: list[Fact] = []
    for source in sources:
        frame = _entered(frame, source)
        if not source.passage.is_body:
            continue
        times = times_in(source.text, source.context.anchor)
        values = values_of(source)
        if values:
            found.extend(_Reading(source, frame, times).facts(values))
        opening = next(
            (time for time in reversed(times) if time.sort != "sentence" and _opens(source, time)), None
        )
        if opening is not None:
            frame = replace(frame, opened=opening)
    return tuple(found)


def _entered(frame: Frame, source: Source) -> Frame:
    """Return the frame at the beginning of a source: a new one for an article, without what was opened with for a section."""
    article, section = source.passage.article, source.section
    if article == frame.article and section == frame.section:
        return frame
    if article != frame.article:
        frame = Frame(article, own=own_subject(source.context.heading, source.context.text))
    time = of_section(section)
    is_new = time != frame.section_time
    return replace(
        frame,
        section=section,
        section_time=time,
        opened=None if is_new else frame.opened,
        is_planned=is_planned_section(source, time, frame.is_planned),
    )


def _opens(source: Source, time: Time) -> bool:
    """Return whether a time opens one of a passage's sentences; headings in front of them are the section's."""
    opened = next((sentence.start for sentence in source.sentences if sentence.holds(time.span)), None)
    return opened is not None and time.span.start - opened <= _LEADS_TO_TIME


def _parts(between: str, is_behind_a_value: bool) -> bool:
    return any(mark in between for mark in ",;:") or (is_behind_a_value and "、" in between)


class _Reading:
    """One passage read: its statements in order, each with what the ones before it hand on."""

    def __init__(self, source: Source, frame: Frame, times: Sequence[Time]) -> None:
        self._source, self._text, self._frame, self._times = source, source.text, frame, times
        self._words = words_of(source)
        self._names = Names(source.text, source.context.text)

    def facts(self, values: Sequence[Value]) -> Iterator[Fact]:
        """Yield the facts of the values."""
        carried = _Carried()
        for number, statement in enumerate(statements_of(self._source, values, self._words)):
            if statement.places:
                yield from self._of_statement(statement, carried)
            carried = self._handed_on(statement, carried, is_first=number == 0)
            if statement.span.end > values[-1].span.start:
                return

    def _of_statement(self, statement: Statement, carried: _Carried) -> Iterator[Fact]:
        clauses = [(statement.span.start, carried.topic), *self._subjects(statement, carried)]
        own = [self._own_words(place) for place in statement.places]
        indicators = indicators_of(statement.places, own, self._text)
        for place, indicator in zip(statement.places, indicators, strict=True):
            yield self._fact(statement, place, indicator, clauses, self._time(statement, place, carried))

    def _time(self, statement: Statement, place: Place, carried: _Carried) -> Time | None:
        """Return the time that a value is told of."""
        at = place.value.span.start
        frame = self._frame
        said = governing_time(self._text, statement.span, place.clause, at, self._times)
        if said is None and self._text.startswith(_PART, statement.span.start):
            said = carried.last
        is_planned = frame.is_planned is True
        return (
            said
            or carried.time
            or frame.opened
            or frame.section_time
            or own_time(self._source, is_planned=is_planned)
        )

    def _own_words(self, place: Place) -> int:
        """Return how many words before a value lead up to it or name its subject."""
        start = lead(place.before, self._times)
        rest = place.before[start:]
        if has_examples(place):
            return start
        if points_back(rest):
            return min(start + 2, len(place.before))
        named = 1 if rest and is_own_area(rest[0]) else self._names.at(rest)
        is_all = not has_noun(rest[named:]) and not (place.value.counts and place.after)
        return start if is_all and named and not is_own_area(rest[0]) else start + named

    def _subjects(self, statement: Statement, carried: _Carried) -> list[tuple[int, str]]:
        """Return who is named where in a statement, in order: from there on it is told of them.

        A name within it that no value stands beside is told of in its own clause alone: 实验室获批建设,新增企业195家.
        """
        found: list[tuple[int, str]] = []
        lasting = carried.topic
        for clause, words in self._clauses(statement):
            name = self._subject_of(words[lead(words, self._times) :], statement, carried)
            if name is None:
                if found and found[-1][1] != lasting:
                    found.append((clause.start, lasting))
                continue
            found.append((clause.start, name))
            has_value = any(clause.holds(place.value.span) for place in statement.places)
            if has_value or clause.start <= statement.span.start + _OPENS or not name:
                lasting = name
        return found

    def _subject_of(self, words: Sequence[Word], statement: Statement, carried: _Carried) -> str | None:
        """Return whom the words of a clause begin with, empty for the document's own; None where they name nobody."""
        if not words:
            return None
        if is_own_area(words[0]) and self._is_told_of(words, 1, statement):
            return ""
        if points_back(words):
            return self._named_before(carried)
        count = self._names.at(words)
        return (
            text_of(words[:count], self._text)
            if count and self._is_told_of(words, count, statement)
            else None
        )

    def _named_before(self, carried: _Carried) -> str:
        """Return the last name of a body or a project before a statement, that 该项目 points back to."""
        return next(
            (name for one in reversed(carried.before) if (name := self._names.last(one.words))), carried.topic
        )

    def _is_told_of(self, words: Sequence[Word], count: int, statement: Statement) -> bool:
        """Return whether something is said of a name: 洽谈项目20个 names what is counted."""
        following = next(
            (place for place in statement.places if place.value.span.start >= words[count - 1].span.end), None
        )
        if following is not None and has_examples(following) and words[count - 1] in following.before:
            return False
        if following is None or not following.before or words[count - 1] not in following.before:
            return True
        return self._own_words(following) >= following.before.index(words[count - 1]) + 1

    def _clauses(self, statement: Statement) -> Iterator[tuple[Span, Sequence[Word]]]:
        """Yield the clauses of a statement with their words; what 、 sets behind a value is one of its own."""
        values = [place.value.span.end for place in statement.places]
        words = statement.words
        starts = [
            at
            for at, word in enumerate(words)
            if not at
            or _parts(self._text[words[at - 1].span.end : word.span.start], words[at - 1].span.end in values)
        ]
        for start, end in pairwise([*starts, len(words)]):
            yield Span(words[start].span.start, words[end - 1].span.end), words[start:end]

    def _fact(
        self,
        statement: Statement,
        place: Place,
        indicator: Indicator,
        subjects: Sequence[tuple[int, str]],
        time: Time | None,
    ) -> Fact:
        source, frame, value = self._source, self._frame, place.value
        status = status_of(source, statement, place.clause, indicator.is_change, time, frame.is_planned)
        return Fact(
            passage=source.passage.id,
            document=source.passage.document_id,
            title=source.passage.title,
            place=source.passage.place,
            span=value.span,
            spans=source.passage.locate(source.to_original(value.span)),
            value=self._written(value.span),
            number=value.number,
            unit=value.unit,
            hedge=self._written(Span(value.outer.start, value.span.start)),
            indicator=self._as_written(indicator.text),
            subject=self._subject(place, indicator, subjects),
            scope=scope_of(self._text, place),
            period=self._as_written(time.text) if time else "",
            year=self._year(time),
            months=time.months if time else None,
            status=status,
            quote=self._written(statement.span),
        )

    def _year(self, time: Time | None) -> int | None:
        """Return the year of a time; of 过去一年 that of the section."""
        if time is None or time.sort != LAST_YEAR:
            return time.year if time else None
        section = self._frame.section_time
        return section.year if section else None

    def _subject(self, place: Place, indicator: Indicator, subjects: Sequence[tuple[int, str]]) -> str:
        if is_named(indicator.holder, self._text):
            return self._as_written(text_of(indicator.holder, self._text))
        before = [name for start, name in subjects if start <= place.value.span.start]
        return self._as_written((before[-1] if before else "") or self._frame.own)

    def _handed_on(self, statement: Statement, carried: _Carried, *, is_first: bool) -> _Carried:
        """Return what a statement hands on to those after it."""
        topic = carried.topic
        if is_first and not statement.places and len(statement.span) <= _TOPIC:
            topic = next((name for _, name in self._subjects(statement, carried) if name), topic)
        opening = [
            time
            for time in self._times
            if time.sort != "sentence" and statement.span.holds(time.span) and _opens(self._source, time)
        ]
        last = self._time(statement, statement.places[-1], carried) if statement.places else None
        return _Carried(topic, (*carried.before, statement), opening[0] if opening else carried.time, last)

    def _written(self, span: Span) -> str:
        return self._source.to_original(span).of(self._source.passage.text).strip()

    def _as_written(self, piece: str) -> str:
        return self._source.analysis.normalised.as_written(piece) if piece else ""
