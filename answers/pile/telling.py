"""What the facts of an article tell, put into the texts that a question is held against; made once for each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from answers.facts.fact import Fact, Status
from answers.facts.keys import IndicatorKey, indicator_key
from answers.lexicon import Lexicon
from answers.otherwise import SHARES
from answers.pile.aliases import of_growth
from answers.turning import fell
from answers.vocabulary import any_of, vocabulary
from retrieval.normalise import normalise
from retrieval.vocabulary.lists import words

_IS_FROM = re.compile(
    r"[\u4ece\u7531](?:(?:[^,;\uff0c\uff1b\u3001]{0,8}[\u5e74\u6708\u672b]\u7684?)?|(?:\d[^,;\uff0c\uff1b\u3001]{0,12}\u3001){1,4})$"
)  # \u4ece771\u5bb6\u3001481\u5bb6

# Code points behind a value that may still say what it is, 6家企业签约: 4, 8 and 16 fill 88.5, 88.5 and 88.2 % of the cells of
# seventy questions about three piles rightly.
_BEHIND = 8
_SPANS_OF_YEARS = vocabulary("spans-of-years")
CLAUSE_END = re.compile("[,;\uff0c\uff1b]")
SEMICOLONS = ";\uff1b"
# 以上外 of 3000万美元以上外资项目
_OF_CLASS = re.compile(rf"(?:{any_of(vocabulary('class-bounds'))})(?!的)[\u4e00-\u9fff]")
# 总投资5亿元以上项目14个, 3000万美元以上外资项目9个
_IN_CLASS = re.compile(
    rf"\d[^,;\uff0c\uff1b\u3001]{{0,8}}(?:{any_of(vocabulary('class-bounds'))})[^,;\uff0c\uff1b\u3001]{{0,12}}\Z"
)
_COUNTS = words("measure-words")
# 超500亿元|的县域增至12个
_COUNTED_CLASS = re.compile(rf"的[\u4e00-\u9fff]{{2,10}}?\d{{1,6}}(?:{any_of(_COUNTS)})")
_AMONG = vocabulary("among-words")
_NEWLY = re.compile(any_of(vocabulary("newly")))
_TOTAL = "总"
_STATEMENT_ENDS = re.compile("[!?\uff01\uff1f\u3002\n]")
_LONGEST_TOPIC = 12  # code points of a sentence that only says what the next one is about: 经营主体持续壮大
_LONGEST_CLASS = 32  # code points
_LOWERED = "_"  # PM_2.5: what stands below the line


@dataclass(frozen=True, slots=True)
class Told:
    """A fact with what is told around its value, normalised, ever further from it.

    `indicator` is with its scope, `beside` what stands between the figure before and the next clause, `segment` what stands
    between two semicolons up to there, `around` all of the statement before the value and a little behind it, `statement` the whole.
    `group` begins with the clause of the last count of things before it: what 总投资 is of in 共9个项目开工,总投资80.7亿元,预计年产出110亿元.
    `place` counts the facts of an article, `count` those of the statement. `is_former`: it is how something was before it changed
    (由45万辆增至356万辆); `is_added`: what was added is told, and behind it how much there is (新增里程590公里,总里程达8667公里); `is_class`: it bounds a class (3000万美元以上外资项目), `is_of_class`: it counts what is in one; `is_part`: it is of what is among the one told before; `is_of_years`: it is told of several years; `fell`: it is by how much something fell.
    `pairs` are the pairs of characters of the name that the indicator is known by, `said_pairs` those of `indicator`.
    """

    fact: Fact
    indicator: str
    beside: str
    segment: str
    group: str
    around: str
    statement: str
    subject: str
    key: IndicatorKey
    pairs: frozenset[str]
    said_pairs: frozenset[str]
    is_former: bool
    is_added: bool
    is_class: bool
    is_of_class: bool
    is_part: bool
    is_of_years: bool
    fell: bool
    place: int
    count: int


def told_by(facts: Sequence[Fact], lexicon: Lexicon) -> tuple[Told, ...]:
    """Return what the facts of one article tell, in their order."""
    counts = Counter((fact.passage.id, fact.statement.start) for fact in facts)
    additions = _additions(facts)
    followed = set(additions.values())
    found: list[Told] = []
    counted: Fact | None = None
    for place, (before, fact) in enumerate(pairwise((None, *facts))):
        if fact is not None:
            counted = before if before is not None and before.unit in _COUNTS else counted
            count = counts[fact.passage.id, fact.statement.start]
            indicator = _whole(fact, facts[additions[place]] if place in additions else None)
            told = _told(fact, indicator, before, counted, lexicon, place, count)
            found.append(replace(told, is_added=place in followed))
    return tuple(found)


def _additions(facts: Sequence[Fact]) -> dict[int, int]:
    """Return for each fact that tells how much there is the one before it in its sentence that tells what was added to it.

    Both by their numbers: 总里程达8667公里 behind 新增里程590公里, 突破1.1万公里 behind 新增3000公里.
    """
    found: dict[int, int] = {}
    last: dict[str, int] = {}
    for number, fact in enumerate(facts):
        if number and not _is_before(facts[number - 1], fact):
            last = {}
        added = last.get(fact.unit) if fact.status is Status.ACTUAL else None
        if added is not None and _NEWLY.search(facts[added].indicator):
            indicator = _NEWLY.sub("", fact.indicator)
            if indicator.startswith(_TOTAL) or (fact.indicator == facts[added].indicator and fact.hedge):
                found[number] = added
        last[fact.unit] = number
    return found


def _whole(fact: Fact, added: Fact | None) -> str:
    """Return what a fact measures, with what a total alone leaves unsaid: what was added to it, or what the sentence before is about."""
    if added is not None:
        said = _NEWLY.sub("", added.indicator)
        return said if fact.indicator == added.indicator else f"{said}{_NEWLY.sub('', fact.indicator)}"
    return f"{_topic(fact)}{fact.indicator}" if fact.indicator.startswith(_TOTAL) else fact.indicator


def _topic(fact: Fact) -> str:
    """Return the short sentence before a fact that begins its own: 经营主体持续壮大。总量接近800万户; empty where there is none."""
    text, start = fact.passage.text, fact.statement.start
    if not text[start : fact.span.start].strip().startswith(fact.indicator):
        return ""
    before = _STATEMENT_ENDS.split(text[:start].rstrip("!?\uff01\uff1f\u3002\n "))[-1]
    is_topic = (
        len(before) <= _LONGEST_TOPIC and not any(map(str.isdigit, before)) and not CLAUSE_END.search(before)
    )
    return before if is_topic else ""


def _told(
    fact: Fact,
    indicator: str,
    last: Fact | None,
    counted: Fact | None,
    lexicon: Lexicon,
    place: int,
    count: int,
) -> Told:
    text = fact.passage.text
    before = text[fact.statement.start : fact.span.start].removesuffix(fact.hedge)
    indicator = of_growth(_plain(indicator))
    key = indicator_key(indicator, lexicon)
    said = f"{_plain(fact.scope)}{indicator}"
    return Told(
        fact,
        said,
        *_near(fact, last, counted),
        _plain(f"{before}{text[fact.span.end : fact.span.end + _BEHIND]}"),
        _plain(fact.quote),
        normalise(fact.subject).text,
        key,
        pairs_of(key.name),
        pairs_of(said),
        _IS_FROM.search(before) is not None,
        False,
        _bounds_class(fact),
        _IN_CLASS.search(before[-_LONGEST_CLASS:]) is not None,
        _is_part(before),
        fact.year is None and tells_of_years(fact),
        fell(before, indicator),
        place,
        count,
    )


def _bounds_class(fact: Fact) -> bool:
    """Return whether a figure says no more than which things are counted: 3000万美元以上外资项目9个, 超500亿元的县域增至12个."""
    text, end = fact.passage.text, fact.span.end
    is_bound = _OF_CLASS.search(text, end - 2, end + 1) is not None
    return fact.unit not in SHARES and (
        is_bound or (bool(fact.hedge) and _COUNTED_CLASS.match(text, end) is not None)
    )


def _is_part(before: str) -> bool:
    """Return whether what stands before a value in its statement says that it is of a part, since the last semicolon."""
    segment = before[max(before.rfind(mark) for mark in SEMICOLONS) + 1 :]
    return any(word in segment for word in _AMONG)


def _near(fact: Fact, last: Fact | None, counted: Fact | None) -> tuple[str, str, str]:
    """Return what stands beside a value alone, between two semicolons, and in the group that a count begins.

    `last` is the figure before it and `counted` the last that counts things.
    """
    text, start = fact.passage.text, fact.statement.start
    segment = max(start, max(text.rfind(mark, start, fact.span.start) for mark in SEMICOLONS) + 1)
    beside = last.span.end if last is not None and _is_before(last, fact) else segment
    group = _clause_of(counted) if counted is not None and _is_before(counted, fact) else segment
    behind = CLAUSE_END.search(text, fact.span.end, fact.statement.end)
    end = behind.start() if behind else fact.statement.end
    said = (text[max(segment, start) : end] for start in (beside, segment, group))
    near, between, within = map(_plain, said)
    return near, between, within


def _is_before(other: Fact, fact: Fact) -> bool:
    """Return whether another figure stands before one in its statement."""
    return other.passage.id == fact.passage.id and fact.statement.start < other.span.end <= fact.span.start


def _clause_of(fact: Fact) -> int:
    """Return where the clause that holds a figure begins."""
    marks = CLAUSE_END.finditer(fact.passage.text, fact.statement.start, fact.span.start)
    return max((mark.end() for mark in marks), default=fact.statement.start)


def tells_of_years(fact: Fact) -> bool:
    """Return whether a fact's period is one of several years: 十四五时期每年超过90万人."""
    return any(word in fact.period for word in _SPANS_OF_YEARS)


def pairs_of(text: str) -> frozenset[str]:
    """Return the pairs of characters that stand side by side in a text."""
    return frozenset(text[place : place + 2] for place in range(len(text) - 1))


def _plain(text: str) -> str:
    return normalise(text).text.replace(_LOWERED, "")
