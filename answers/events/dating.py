"""What happened when: the dates that begin a clause, with what is told of them; meetings, and papers that are issued."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from answers.sources import Source
from answers.vocabulary import any_of, vocabulary
from retrieval.dates import Date
from retrieval.types import Span

# 早在1月23日 · 于2月5日 · 今年2月20日: before a date that tells when something happened there is no more.
_BEGINS = re.compile(rf"(?:^|[。;,:\u201c(!?\n])\s*(?:{any_of(vocabulary('before-dates'))})?$")
_UNTIL = re.compile(rf"前(?!后)|{any_of(vocabulary('until-words'))}")
_AHEAD = 8  # code points before a date that are looked at
_ENDINGS = any_of(vocabulary("meeting-endings"))
_HOLDS = any_of(vocabulary("holding-verbs"))
# 召开防控工作会议 · 防控工作会议在市政府召开
_HELD = re.compile(
    rf"(?:{_HOLDS})了?(?P<behind>[^,。;:\u201c\u201d]{{0,40}}?(?:{_ENDINGS}))(?=[,。;:]|$|上|暨|并|的)"
    rf"|(?:^|[,。;:\n])(?P<before>[^,。;:\u201c\u201d]{{2,40}}?(?:{_ENDINGS}))(?:在[^,。;]{{1,12}})?(?:{_HOLDS})"
)
_UNDONE = re.compile(rf"(?:{any_of(vocabulary('negations'))})[^,。;]{{0,2}}$")
_ISSUES = re.compile(any_of(vocabulary("issuing-verbs")))
_TITLE = re.compile("\u300a[^\u300a\u300b]{2,80}\u300b")
# 制订防疫工作方案 · 出台了应急预案等文件: papers told of without their titles
_UNTITLED = re.compile(
    rf"(?:{_ISSUES.pattern})了?(?P<name>[^,。;:?!《》]{{2,40}}?(?:{any_of(vocabulary('issued-papers') - {'文件'})}))(?=等|[,。;]|$)"
)
_ON_THE_SPOT = re.compile(rf"\s*(?:{any_of(vocabulary('on-the-spot'))})")
_AIMED = re.compile(any_of(vocabulary("planned-words") | {"将"}))
_LISTED = re.compile("[、,和与及 ]{0,2}|以及")
_CLAUSES = re.compile("[,;。:]")
_SHORTEST_NAME = 3  # code points: a meeting that is called no more than 会议 has no name
_NEAR = 8  # code points behind a title in which a verb is its own: 《方案》等文件印发
# Code points between a subject, or the comma, and the verb that is its own deed: 迅速制订, but 指导企业评估制定. 4 and 5 find the same
# papers in the briefs of 2020.
_LONGEST_ADVERB = 4
_LEAD = re.compile(r"^(?:的|了|在)?(?:\d{4}年)?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:[上下]午)?的?")


@dataclass(frozen=True, slots=True)
class Event:
    """Something that a text tells of a day or a month; ranges of the source's normalised text."""

    source: Source
    date: Date
    statement: Span

    @property
    def when(self) -> tuple[int, int, int]:
        """Year, month and day, those that are told or follow from the document; 0 for what is not known."""
        year = self.date.year or self.source.context.anchor.year or 0
        month = self.date.month or (self.date.months[0] if self.date.months else 0)
        return year, month, self.date.day or 0


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting that a text tells of, and its day, where the same sentence says it."""

    source: Source
    name: Span
    date: Date | None
    statement: Span


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper that a text tells is issued: its title with the marks around it, or by which words it is told of."""

    source: Source
    title: Span
    statement: Span


def events(sources: Iterable[Source]) -> tuple[Event, ...]:
    """Return what one article tells of days and months, in its order."""
    return tuple(event for source in sources if source.dates for event in _dated(source))


def _dated(source: Source) -> Iterator[Event]:
    """Yield what a passage tells of each day that begins a clause, up to the next one or the end of the sentence."""
    begins = [date for date in source.dates if date.month and _is_begin(source.text, date)]
    for number, date in enumerate(begins):
        sentence = next((one for one in source.sentences if one.holds(date.span)), None)
        if sentence is None:
            continue
        following = begins[number + 1].span.start if number + 1 < len(begins) else sentence.end
        end = min(sentence.end, following)
        told = source.text[date.span.end : end].strip(" ,;。")
        if told:
            yield Event(source, date, Span(date.span.start, end))


def _is_begin(text: str, date: Date) -> bool:
    before = text[max(0, date.span.start - _AHEAD) : date.span.start]
    return _BEGINS.search(before) is not None and not _UNTIL.match(text, date.span.end)


def meetings(sources: Iterable[Source]) -> tuple[Meeting, ...]:
    """Return the meetings that one article tells of, in its order, each name once."""
    found: dict[str, Meeting] = {}
    for source in sources:
        for match in _HELD.finditer(source.text):
            if _UNDONE.search(source.text[max(0, match.start() - _AHEAD) : match.start()]) is not None:
                continue
            group = "behind" if match["behind"] else "before"
            name = Span(*match.span(group))
            lead = _LEAD.match(name.of(source.text))
            name = Span(name.start + (lead.end() if lead else 0), name.end)
            number = next((n for n, one in enumerate(source.sentences) if one.holds(name)), None)
            if number is not None and len(name) >= _SHORTEST_NAME:
                sentence = _with_before(source, number)
                date = _date_of(source.dates, sentence, name)
                found.setdefault(name.of(source.text), Meeting(source, name, date, sentence))
    return tuple(found.values())


def papers(sources: Iterable[Source], owner: str) -> tuple[Paper, ...]:
    """Return the papers that one article tells are issued, in its order, each title once; what stands between 《 and 》.

    Where it tells no title, what `owner`, whom it is about, issued by the words for it: 防疫工作方案.
    """
    read = list(sources)
    found: dict[str, Paper] = {}
    for find in (_issued, partial(_untitled, owner=owner)):
        for source in read:
            for sentence in source.sentences:
                for title in find(source.text, sentence):
                    found.setdefault(title.of(source.text), Paper(source, title, sentence))
        if found:
            break
    return tuple(found.values())


def _untitled(text: str, sentence: Span, owner: str) -> Iterator[Span]:
    """Yield the papers of a sentence that are told to be issued without a title, by an owner himself and not in time to come."""
    for match in _UNTITLED.finditer(text, sentence.start, sentence.end):
        before = _CLAUSES.split(text[sentence.start : match.start()])[-1].rpartition(owner)[2]
        if len(before) <= _LONGEST_ADVERB and _AIMED.search(before) is None and not _UNDONE.search(before):
            yield Span(*match.span("name"))


def _issued(text: str, sentence: Span) -> Iterator[Span]:
    """Yield the titles of a sentence that are told to be issued: a verb in the clause before them, or right behind them."""
    was_issued, end = False, sentence.start
    for match in _TITLE.finditer(text, sentence.start, sentence.end):
        between = text[end : match.start()]
        is_listed = was_issued and _LISTED.fullmatch(between) is not None
        clause = _CLAUSES.split(between)[-1]
        behind = _CLAUSES.split(text[match.end() : sentence.end])[0]
        was_issued = is_listed or any(_ISSUES.search(_TITLE.sub("", one)) for one in (clause, behind[:_NEAR]))
        end = match.end()
        if was_issued:
            yield Span(*match.span())


def _with_before(source: Source, number: int) -> Span:
    """Return a sentence, with the one before it where that says when and where it happened: 2月20日,…。现场举行了签约仪式."""
    own = source.sentences[number]
    if number and _ON_THE_SPOT.match(source.text, own.start):
        return Span(source.sentences[number - 1].start, own.end)
    return own


def _date_of(dates: Sequence[Date], sentence: Span, name: Span) -> Date | None:
    """Return the last date of a sentence that stands before the name of a meeting."""
    before = [one for one in dates if sentence.holds(one.span) and one.span.start <= name.start and one.month]
    return before[-1] if before else None
