"""What a question asks of people and days: who did something, what somebody said, what happened when, which meetings and papers there were."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from answers.pile.asked import endings_of, names_in
from answers.pile.several import ALL, EACH, WHICH
from answers.questions import each
from answers.questions.parts import FRAME, Part, Tag, Term
from answers.questions.terms import LIGHT_VERBS
from answers.questions.understanding import AROUND, Understanding
from answers.types import Kind
from answers.vocabulary import any_of, table, vocabulary
from retrieval.dates import Date, find_dates
from retrieval.types import Span

_LEADERS = any_of(vocabulary("leaders"))
_LED = re.compile(_LEADERS)
_FIRMS = re.compile(any_of(vocabulary("firm-leaders")))
_DEEDS = {deed: re.compile(any_of(asked.split())) for deed, _, asked in table("deeds-of-people")}
_ANY_DEED = re.compile("|".join(pattern.pattern for pattern in _DEEDS.values()))
_WHO = re.compile(
    rf"谁|哪(?:一?位|几位|些|一?个|一?名)?的?(?:{_LEADERS}|{_FIRMS.pattern}|人)|有(?:没有|无)?(?:哪些)?(?:{_LEADERS}|{_FIRMS.pattern})"
)
# 怎么表态的 · 分别提出了哪些要求
_WORDS = re.compile(
    rf"(?:都|{each.WORDS}|是)?(?:{any_of(vocabulary('asks-manner'))})(?:{any_of(vocabulary('stating-verbs'))})的?"
    rf"|(?:都|{each.WORDS})?(?:{any_of(vocabulary('stated-verbs'))})了?(?:些)?"
    rf"(?:什么|哪些|哪几[点条项个方面]{{1,2}})(?:{any_of(vocabulary('stated-things'))})?"
)
_BETWEEN = rf"(?:{any_of(vocabulary('before-a-deed'))}|[在到去][^,。?的]{{1,8}})"
# 谁在会上讲了话 · 讲话的是谁 · 哪些园区有领导讲话; 向谁说 and 要求谁 ask for another
_DOES = re.compile(
    rf"(?<![向对跟给让找由经请求])(?P<who>{_WHO.pattern}){_BETWEEN}{{0,3}}(?:{_ANY_DEED.pattern})(?!了算)"
    rf"|(?:{_ANY_DEED.pattern})[了过]?的?(?:{any_of(vocabulary('leading-bodies'))})?(?:{_FIRMS.pattern}|{_LEADERS}|人)?(?:都|分别|各)?是(?P<whom>谁|哪)"
)
_NEGATED = re.compile(rf"(?<!有)(?:{any_of(vocabulary('negations'))})")
_TOLD_ORDER = re.compile(any_of(vocabulary("timeline-asks")))
_CHRONICLE = re.compile(
    rf"(?:{any_of(vocabulary('chronicles'))})[呢吧]?[?。]?$|(?:列|整理|梳理|给)[^?]{{0,12}}(?:{any_of(vocabulary('chronicles'))})"
)
# 发生了什么 · 有哪些动作
_HAPPENED = re.compile(
    rf"(?:都)?(?:{any_of(vocabulary('happening-verbs'))})了?(?:些)?(?:什么|啥|哪些|哪几[件项])(?:{any_of(vocabulary('done-things'))})?"
    rf"|有(?:什么|哪些)(?:{any_of(vocabulary('happened-things'))})"
)
_OR = any_of(vocabulary("or-words") | vocabulary("joining-words") | {"、"})
_HELD = any_of(vocabulary("held-things"))
_WHEN = "什么时候|哪[天日]|几号"
# 开了哪些会 · 办了什么会或活动 · 什么时候召开的会议 · 会议是几号召开的
_MEETINGS = re.compile(
    rf"(?:{any_of(vocabulary('holding-verbs') | {'组织', '开'})})(?:过|了)*"
    r"(?:哪些|什么|哪几[个次场])(?:重要)?的?(?:会议|会(?=[?。,呢吗]|$))"
    rf"|(?:{any_of(vocabulary('holding-verbs') | {'组织', '开', '办', '搞'})})(?:过|了)*(?:哪些|什么|啥|哪几[个次场])(?:重要)?的?"
    rf"(?:{_HELD})(?:(?:{_OR})(?:{_HELD})){{1,2}}(?=[?。,呢吗]|$)"
    r"|有(?:过)?(?:哪些|什么)(?:重要)?会议|哪些会议"
    rf"|(?:{_WHEN})(?:召?开|举行)(?:的|了|过)?(?:什么|哪些)?会议?(?=[?。]?$)|会议?是?(?:{_WHEN}|几月)(?:召?开|举行)的?(?=[?。]?$)"
)
_ASKS_FIGURES = re.compile(r"多少|几(?![位个名件项条点])")
_SAYS_NOTHING = (
    FRAME | LIGHT_VERBS | vocabulary("table-words") | vocabulary("leaders") | vocabulary("event-words")
)
_SORT_OF_PAPERS = f"(?:{any_of(vocabulary('issued-papers'))})"
# 出台了哪些办法 · 印发过什么文件 · 制定了哪些指导企业复工的方案、指南
_PAPERS = re.compile(
    rf"(?:{any_of(vocabulary('issuing-verbs'))})(?:过|了)*(?:哪些|什么|哪几[个份项部])(?P<about>[^,。?]{{1,16}}的)?"
    rf"(?P<sorts>{_SORT_OF_PAPERS}(?:(?:{_OR}){_SORT_OF_PAPERS})*)(?=[呢吗]?[?。,]|$)"
)
_EACH_SORT = re.compile(_SORT_OF_PAPERS)
# 分别是谁 · 是哪家公司的 · 谁主持会议
_MORE = re.compile(
    rf"(?:都|各|{each.WORDS})?(?:是谁|是?(?:什么|哪[个家])(?:{any_of(vocabulary('bodies-of-people'))})的?|(?:{_DOES.pattern})[了过的]?会?议?)"
)
_ANY_PAPER = "文件"


class What(Enum):
    """What is asked for."""

    DOERS = auto()
    WORDS = auto()
    DAYS = auto()
    MEETINGS = auto()
    PAPERS = auto()


@dataclass(frozen=True, slots=True)
class Cue:
    """What a question's words alone say that it asks for, the range that only asks it, and all dates that it names."""

    what: What
    span: Span
    dates: tuple[Date, ...]


@dataclass(frozen=True, slots=True)
class EventsAsked:
    """What a question asks of people and days.

    `deeds` are what people did; `is_of_leaders` leaves others than officials out, `is_of_firms` others than those of companies.
    `date` is the day or month asked for, `year` the year that is named. `terms` must be said by what tells it; `said` are the names of
    subjects in the question's order, `endings` those of the sort of subjects that is meant, none for any. `is_of_each`: it is asked of
    each subject; `asks_when`: the day of a meeting is; of `sorts` the title of a paper must hold one, where there are any.
    """

    what: What
    deeds: tuple[str, ...]
    is_of_leaders: bool
    is_of_firms: bool
    date: Date | None
    year: int | None
    terms: tuple[Term, ...]
    said: tuple[str, ...]
    endings: tuple[str, ...]
    is_of_each: bool
    asks_when: bool
    sorts: tuple[str, ...]


def find_cue(question: Understanding) -> Cue | None:
    """Return what a question may ask of people or days, whatever the documents are about; None where it asks for something else."""
    is_other = question.kind in (Kind.SUMMARY, Kind.YES_NO, Kind.COUNT)
    dates = tuple(find_dates(question.text))
    found = None if is_other else _what(question.text, any(date.month for date in dates))
    return Cue(*found, dates) if found is not None else None


def deeds_in(text: str) -> tuple[str, ...]:
    """Return the deeds of people that a question says.

    >>> deeds_in("谁主持了会议?"), deeds_in("区长是谁?")
    (('presiding',), ())
    """
    return tuple(deed for deed, pattern in _DEEDS.items() if pattern.search(text))


def asks_of_the_same(part: str) -> bool:
    """Return whether a further part of a message only asks more of the people before it: 分别是谁, 哪家公司的, 谁主持."""
    return _MORE.fullmatch(part.strip(" ?。,")) is not None


def events_asked(question: Understanding, cue: Cue, subjects: Sequence[str], tag: Tag) -> EventsAsked | None:
    """Return what a question with a cue asks of people and days, over documents about some subjects; None where it asks for figures."""
    text = question.text
    if _ASKS_FIGURES.search(text) is not None:
        return None
    names = names_in(text, subjects)
    masked = [*_only_asking(text, cue), *names, *(date.span for date in cue.dates)]
    masked += [Span(*match.span()) for pattern in (EACH, _LED, _FIRMS) for match in pattern.finditer(text)]
    deeds: tuple[str, ...] = ()
    if cue.what is What.DOERS:
        deeds = deeds_in(text)
        masked += [Span(*match.span()) for match in _ANY_DEED.finditer(text)]
    longest = [one for one in names if not any(other != one and other.holds(one) for other in names)]
    said = tuple(dict.fromkeys(span.of(text) for span in longest))
    terms = tuple(
        term
        for term in question.terms
        if _tells(term, tag)
        and not any(term.span.overlaps(span) for span in masked)
        and not (term.part is Part.ENTITY and _is_of_name(term, longest, said))
    )
    endings = () if said else endings_of(text, subjects)
    is_of_firms = _FIRMS.search(text) is not None
    is_led = _LED.search(text) is not None and not is_of_firms
    is_of_each = ALL.search(text) is not None or WHICH.search(text) is not None or len(said) > 1
    return EventsAsked(
        cue.what,
        deeds,
        is_led,
        is_of_firms,
        next((date for date in cue.dates if date.month), None),
        next((date.year for date in cue.dates if date.year is not None), None),
        terms,
        said,
        endings,
        is_of_each,
        question.kind is Kind.DATE,
        _sorts_of(text),
    )


def _is_of_name(term: Term, names: Sequence[Span], said: Sequence[str]) -> bool:
    """Return whether a name belongs to those of subjects: it is one of several, or stands right before one (徐州 of 徐州经开区)."""
    return len(said) > 1 or any(term.span.end == name.start for name in names)


def _only_asking(text: str, cue: Cue) -> list[Span]:
    """Return the ranges of a question that only ask; what papers are about is none of them."""
    match = _PAPERS.search(text) if cue.what is What.PAPERS else None
    if match is None or match["about"] is None:
        return [cue.span]
    return [Span(cue.span.start, match.start("about")), Span(match.end("about"), cue.span.end)]


def _sorts_of(text: str) -> tuple[str, ...]:
    """Return the sorts of papers that a question asks for, none for any: 办法 of 印发了哪些办法."""
    match = _PAPERS.search(text)
    sorts = tuple(_EACH_SORT.findall(match["sorts"])) if match is not None else ()
    return () if _ANY_PAPER in sorts else sorts


def _tells(term: Term, tag: Tag) -> bool:
    """Return whether a term says which deed, meeting or day is meant."""
    is_idle = (
        len(term.text) == 1
        or term.part is Part.SORT
        or tag(term.text).startswith(AROUND)
        or term.text in _SAYS_NOTHING
    )
    return not is_idle and term.part is not Part.DATE


def _what(text: str, has_date: bool) -> tuple[What, Span] | None:
    """Return what is asked for, with the range of the question that only asks it; None for what is not done or said."""
    if _NEGATED.search(text) is not None:
        return None
    for what, pattern in (
        (What.MEETINGS, _MEETINGS),
        (What.PAPERS, _PAPERS),
        (What.DAYS, _TOLD_ORDER),
        (What.DAYS, _CHRONICLE),
    ):
        if match := pattern.search(text):
            return what, Span(*match.span())
    if has_date and (match := _HAPPENED.search(text)):
        return What.DAYS, Span(*match.span())
    if does := _DOES.search(text):
        return What.DOERS, Span(*does.span("who" if does["who"] else "whom"))
    if match := _WORDS.search(text):
        return What.WORDS, Span(*match.span())
    return None
