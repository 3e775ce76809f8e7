"""What of a text has to agree with a source: titles of papers, days, periods, figures, people, names, posts; and its other words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from answers.checking.amounts import MINUS, Amount, amount_of, hedges_before, is_signed
from answers.checking.people import COUNTRIES, JOINTS, NO_NAMES, people
from answers.facts.names import PLACES
from answers.sources import Tag
from answers.spans.figures import figures
from answers.spans.wholes import whole
from answers.vocabulary import any_of, vocabulary
from retrieval.analysis import FUNCTION_WORDS, is_cjk
from retrieval.quantities import Figure, find_dates, find_figures, numeral
from retrieval.types import IsWord, Span
from retrieval.vocabulary.lists import words

_PROPER = frozenset(("ns", "nt", "nr", "nrt", "nrfg", "eng"))
_PEOPLE = ("nr", "nrt", "nrfg")  # 努力实现 as well, a phrase of two words
_COMMON = vocabulary("common-places") | vocabulary("own-areas") | vocabulary("generic-subjects")
POSTS = frozenset(words("posts"))
_MOODS = vocabulary("forbidding-words") | vocabulary("permitting-words") | vocabulary("obliging-words")
_LIGHT = FUNCTION_WORDS | vocabulary("draft-fillers") | _MOODS  # what they turn round is compared by itself
_CONJUNCTION = "c"  # the tag of 既, 不仅, 从而
_BOOK = re.compile("\u300a[^\u300a\u300b]{1,60}\u300b")
_AROUND = 6  # characters of what hedges a figure on either side
_SHORTEST = 2
_SHORTEST_NUMBER = 2  # characters; a digit stands in other figures
# 第4位, 第六组: a place in an order; 第一时间 is none
_ORDINAL = re.compile(
    rf"第(?P<number>\d{{1,4}}|[一二三四五六七八九十百]{{1,5}})(?!{any_of(vocabulary('no-ordinals'))})"
    rf"(?:[位名]|(?P<kind>{any_of(vocabulary('ordinal-kinds'))}))?"
)
# 居首位, 全国首个: the first place; 首次, 首都 are none
_FIRST = re.compile(any_of(vocabulary("firsts")))
# 两位数 says how large, and counts nothing
_NO_COUNTS = re.compile(r"[一两二三四五六七八九\d]位数")
# 五年来: since when
_SINCE = re.compile(any_of(vocabulary("spans-of-time")))
_YEARS = "年"
# 15时20分许, 18点30分: a time of the day
_CLOCK = re.compile(r"(?<!\d)(?P<hour>[01]?\d|2[0-4])(?:时|点(?=\d))(?:(?P<minute>[0-5]?\d)分)?(?!间|长)")
# 30日内: a term, and no day of a month
_TERM = re.compile(r"(?<![\d月.])(?P<days>\d{1,3})日(?:之内|以内|内)")
_DAYS = "天"  # 10日内 is 10天内
# ii级响应, normalised
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi")
_LEVEL = "级"
_GRADE = re.compile(rf"(?<![a-z\d])(?P<roman>{any_of(_ROMAN)})(?={_LEVEL}){_LEVEL}")
_CLOCK_UNIT = "时刻"
ORDINAL = "第"  # the unit of a place in an order
# 突破万亿元, 近百万辆: a power of ten without a numeral, where a hedge says that it counts
_POWER = re.compile("(?<![\\d零〇一二两三四五六七八九十百千万亿几数])[百千万亿]")
_TIMES_TOO = "(次)"  # 22万户(次)
_TENTHS = "成"
_OF = re.compile(
    rf"(?:{any_of(vocabulary('shares-of') | {'达', '达到', '到', '为'})})(?:{any_of(hedges_before())})?\Z"
)
_ABOUT = ("以上", "左右", "以下", "多", "的")  # 九成以上业务
_LONGEST_POWER = 8  # characters of powers and their unit


class Sort(StrEnum):
    """What a token is to checking: `LIGHT` ones say nothing by themselves, `PERIOD` ones are compared as periods."""

    WORD = "word"
    NAME = "name"
    POST = "post"
    PERSON = "person"
    FIGURE = "figure"
    DAY = "day"
    PERIOD = "period"
    LIGHT = "light"


# Those that are set against one another by what stands around them.
PLACED = (Sort.FIGURE, Sort.DAY, Sort.PERSON)
SAYING = (Sort.WORD, Sort.NAME, Sort.POST)


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a figure, a day or a name; `key` is what it has in common with others that say the same."""

    span: Span
    text: str
    sort: Sort
    key: str
    amount: Amount | None = None

    @property
    def is_minus(self) -> bool:
        """Whether it is a figure with a minus."""
        return self.amount is not None and self.amount.is_minus

    @property
    def known_by(self) -> str:
        """What of it a text that says it holds: of a figure its number, which may be hedged and counted otherwise."""
        if self.amount is None or len(self.amount.number) < _SHORTEST_NUMBER:
            return self.text
        return self.amount.number


def fixed(text: str, spans: Sequence[Span], tag: Tag) -> Iterator[Token]:
    """Yield what is no plain word of a normalised text; `spans` are its words. None overlap."""
    taken: list[Span] = []
    for tokens in (
        _titles(text),
        _no_counts(text),
        _terms(text),
        _times(text),
        _clocks(text),
        _grades(text),
        _ordinals(text),
        _figures(text, taken),
        (Token(span, span.of(text), Sort.PERSON, span.of(text)) for span in people(text, spans, tag)),
    ):
        for token in tokens:
            if not any(span.overlaps(token.span) for span in taken):
                taken.append(token.span)
                yield token


def _titles(text: str) -> Iterator[Token]:
    """Yield the titles of papers, without their marks: what is cited by its title has none in its own."""
    for match in _BOOK.finditer(text):
        span = Span(match.start() + 1, match.end() - 1)
        yield Token(span, span.of(text), Sort.NAME, span.of(text))


def _no_counts(text: str) -> Iterator[Token]:
    for match in _NO_COUNTS.finditer(text):
        yield Token(Span(*match.span()), match.group(), Sort.LIGHT, match.group())


def _times(text: str) -> Iterator[Token]:
    for date in find_dates(text):
        if date.day is not None:
            yield Token(date.span, date.text, Sort.DAY, f"{date.month or ''}/{date.day}")
        else:
            key = f"{date.year or ''}/{date.month or ''}/{date.months or ''}"  # 一九五五年 is 1955年
            yield Token(date.span, date.text, Sort.PERIOD, key if key.strip("/") else date.text)


def _clocks(text: str) -> Iterator[Token]:
    for match in _CLOCK.finditer(text):
        minutes = 60.0 * int(match["hour"]) + int(match["minute"] or 0)
        amount = Amount(minutes, _CLOCK_UNIT, "", match.group(), match.group())
        yield Token(Span(*match.span()), match.group(), Sort.FIGURE, f"{minutes}{_CLOCK_UNIT}", amount)


def _terms(text: str) -> Iterator[Token]:
    for match in _TERM.finditer(text):
        amount = Amount(float(match["days"]), _DAYS, "", match["days"], match.group())
        yield Token(Span(*match.span()), match.group(), Sort.FIGURE, f"{amount.value}{_DAYS}", amount)


def _grades(text: str) -> Iterator[Token]:
    for match in _GRADE.finditer(text):
        value = float(_ROMAN.index(match["roman"]) + 1)
        amount = Amount(value, _LEVEL, "", match["roman"], match.group())
        yield Token(Span(*match.span()), match.group(), Sort.FIGURE, f"{value}{_LEVEL}", amount)


def _ordinals(text: str) -> Iterator[Token]:
    for match in _ORDINAL.finditer(text):
        number, kind = match["number"], match["kind"] or ""
        yield _ordinal(Span(*match.span()), match.group(), number, _number(number), kind)
    for match in _FIRST.finditer(text):
        yield _ordinal(Span(*match.span()), match.group(), match.group(), 1.0)


def _ordinal(span: Span, text: str, number: str, value: float | None, kind: str = "") -> Token:
    """Return a place in an order as a figure; `kind` is what there is an order of: 第64次 and 第421号 are of two."""
    unit = f"{ORDINAL}{kind}"
    return Token(span, text, Sort.FIGURE, f"{value}{unit}", Amount(value, unit, "", number, text))


def _figures(text: str, taken: Sequence[Span]) -> Iterator[Token]:
    """Yield the figures, whole with what hedges them where that is not taken already."""
    for figure in _with_shared_units(text, figures(text)):
        outer = whole(text, figure.span)
        yield _figure(text, figure, figure.span if any(span.overlaps(outer) for span in taken) else outer)
    for figure in find_figures(text):  # 占近九成: elsewhere 九成 is no figure
        start = figure.span.start
        is_vague = figure.unit != _TENTHS or figure.number[0].isdigit()
        is_told = _OF.search(text, max(0, start - _AROUND), start) or text.startswith(_ABOUT, figure.span.end)
        if not is_vague and is_told:
            yield _figure(text, figure, whole(text, figure.span))
    for match in _POWER.finditer(text):
        start = match.start()
        if not text.endswith(hedges_before(), 0, start):
            continue
        (figure, *_) = (*find_figures(f"1{text[start : start + _LONGEST_POWER]}"), None)
        if figure is not None and figure.unit and figure.span.start == 0:
            span = Span(start, start + figure.span.end - 1)
            yield _figure(text, figure._replace(span=span, number=figure.number[1:]), span)


def is_since(token: Token, text: str) -> bool:
    """Return whether a figure of a text says since when it tells of something (五年来), which a source may say by its headings."""
    return counts_years(token) and _SINCE.match(text, token.span.end) is not None


def counts_years(token: Token) -> bool:
    """Return whether a figure is a number of years."""
    return token.amount is not None and token.amount.unit == _YEARS


def _with_shared_units(text: str, found: Sequence[Figure]) -> Iterator[Figure]:
    """Yield figures with the unit that one behind them says for several: 1409万、1305万人次."""
    for at, figure in enumerate(found):
        following = found[at + 1] if at + 1 < len(found) else None
        if following is None or figure.unit or text[figure.span.end : following.span.start] not in JOINTS:
            yield figure
        else:
            yield figure._replace(unit=following.unit)


def _figure(text: str, figure: Figure, outer: Span) -> Token:
    before = text[max(0, figure.span.start - _AROUND) : figure.span.start]
    after = text[figure.span.end : figure.span.end + _AROUND]
    if after.startswith(_TIMES_TOO) and figure.unit:
        figure = figure._replace(unit=figure.unit + _TIMES_TOO[1])
    if is_signed(before) and outer.start == figure.span.start:
        outer = Span(outer.start - 1, outer.end)
    amount = amount_of(figure, before, after, outer.of(text))
    sign = MINUS[0] if amount.is_minus else ""
    return Token(outer, outer.of(text), Sort.FIGURE, f"{sign}{amount.value}{amount.unit}", amount)


def _number(written: str) -> float | None:
    value = int(written) if written.isdecimal() else numeral(written)
    return None if value is None else float(value)


def word(span: Span, text: str, tag: Tag, is_word: IsWord) -> Token:
    """Return a plain word as a token: a name, a post, one that tells nothing by itself, or any other."""
    if text in _LIGHT or tag(text) == _CONJUNCTION:
        return Token(span, text, Sort.LIGHT, text)
    if text in POSTS or (len(text) > _SHORTEST and text.endswith(tuple(POSTS))):
        return Token(span, text, Sort.POST, text)
    if (
        text in PLACES
        or text in COUNTRIES
        or (len(text) >= _SHORTEST and text not in _COMMON and _is_name(text, tag, is_word))
    ):
        return Token(span, text, Sort.NAME, text)
    return Token(span, text, Sort.WORD, text)


def _is_name(text: str, tag: Tag, is_word: IsWord) -> bool:
    """Return whether a word is a proper name, or one of Chinese characters that no dictionary has."""
    if text in NO_NAMES:
        return False
    half = len(text) // 2
    is_phrase = tag(text) in _PEOPLE and half >= _SHORTEST and is_word(text[:half]) and is_word(text[half:])
    return (tag(text) in _PROPER and not is_phrase) or (is_cjk(text[0]) and not is_word(text))
