"""What a phrase of a number and a word stands for: 四早 is 早发现、早报告、早隔离、早治疗, 五大战略 what stands before it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from answers.matching import SAME, Matcher
from answers.questions.parts import IsSaid, Part
from answers.questions.understanding import Understanding
from answers.structure.lines import Line
from answers.structure.listed import Listed
from answers.structure.listings import Item
from answers.types import Kind
from answers.vocabulary import any_of, vocabulary
from retrieval.numerals import whole_number
from retrieval.types import Span
from retrieval.vocabulary.lists import words

_OPEN, _CLOSE = "\"'\u201c\u2018\u300c\u300e", "\"'\u201d\u2019\u300d\u300f"
_QUOTES = "\"'\u201c\u201d\u2018\u2019\u300c\u300d\u300e\u300f"
_COUNT = r"(?P<count>[两双三四五六七八九十]|\d{1,2})"
_MEASURE = rf"(?P<of>{any_of(words('measure-words'))}|大|小)?"
_ASKS = rf"的?(?:{any_of(vocabulary('asks-what-of-a-set'))})"
# “四早” · 五个“到位” · 六大科技专项是
_FORMS = (
    re.compile(rf"[{_OPEN}]{_COUNT}{_MEASURE}(?P<shared>[\u4e00-\u9fff]{{1,8}})[{_CLOSE}]"),
    re.compile(rf"{_COUNT}{_MEASURE}[{_OPEN}](?P<shared>[\u4e00-\u9fff]{{1,8}})[{_CLOSE}]"),
    re.compile(rf"(?<!哪){_COUNT}{_MEASURE}(?P<shared>[\u4e00-\u9fff]{{1,8}}?)(?={_ASKS})"),
)
_DOUBLE = "双"
_KINDS = (Kind.LIST, Kind.DEFINITION, Kind.OTHER)
_MARKS, _STOPS = "、,;", "。:!?()\n"
_AND = "以及|[和与及]"
_BESIDE = re.compile(rf"[{_MARKS}]|{_AND}")
_EDGES = f" {_QUOTES}"
_LEADS = re.compile(any_of(vocabulary("leads-to-sets")))
_TELLS = re.compile("(?:分别)?[指即是为]")
_PAIRS = tuple(zip(_OPEN, _CLOSE, strict=True))
_FEWEST = 2
_LONGEST_SHARED = 3  # code points that each of the things says; more are a name of their own
# So many in a row that begin or end alike are no chance; of fewer the article has to say the phrase, and two have to begin or end with the word.
_MANY, _SEVERAL = 4, 3
# Between a list and the phrase that counts it: A、B等三大X, 三个X(A、B · 三大X:A、B · 三纵指三条输水干线,包括A、B
_BEHIND = re.compile(rf"[等这{_QUOTES}]{{0,3}}")
_BEFORE = re.compile(
    rf"[{_QUOTES}的是即为:,(-]{{0,4}}(?:指[^,。;:]{{2,16}},)?(?:分别|包括|指|主要)?[是为:指]?[{_QUOTES}]?"
)


class _Way(Protocol):
    """Returns the part of a piece that is one of the things, None where it is none of them."""

    def __call__(self, piece: re.Match[str], shared: str, *, is_first: bool) -> tuple[int, int] | None: ...


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A number of things and what they are called."""

    count: int
    number: str
    measure: str
    shared: str

    @property
    def said(self) -> str:
        """The phrase as it is said without marks."""
        return f"{self.number}{self.measure}{self.shared}"

    @property
    def pattern(self) -> re.Pattern[str]:
        """The phrase as a text may print it, its last word in quotation marks or not."""
        measure = re.escape(self.measure)
        return re.compile(rf"{self.number}{measure}[{_QUOTES}]?{re.escape(self.shared)}")

    @property
    def piece(self) -> re.Pattern[str]:
        """What stands between two marks, or between one and 和 where that follows its word: 甲到位和|乙到位."""
        shared = re.escape(self.shared)
        return re.compile(rf"(?:(?!(?<={shared})(?:{_AND}))[^{_MARKS}{_STOPS}])+")


def named_set(
    question: Understanding, lines: Sequence[Line], matcher: Matcher, is_said: IsSaid
) -> Listed | None:
    """Return the things that a phrase of a number and a word stands for, None where a question asks for none, or no line tells them.

    As many as it says stand side by side: each with the word at the same end, or right before or behind the phrase.
    """
    if question.kind not in _KINDS:
        return None
    names = [term.text for term in question.of_part(Part.ENTITY) if not term.is_quoted]
    said = "\n".join((*(line.text for line in lines), lines[0].source.context.text)) if lines else ""
    if not all(name in said or matcher.strength(name, said) >= SAME for name in names):
        return None  # it is of another
    for phrase in _phrases(question, is_said):
        pattern = phrase.pattern
        naming = [line for line in lines if pattern.search(line.text)]
        for line in naming:
            if items := _beside(line, phrase):
                return Listed(items, 2.0 * len(phrase.said))
        if not naming and phrase.count < _MANY:
            continue
        for line in naming if phrase.count == _FEWEST else (*naming, *lines):
            spans = _run(line.text, phrase) if len(phrase.shared) <= _LONGEST_SHARED else []
            if spans:
                items = tuple(Item(line.source, line.within(*span)) for span in spans)
                return Listed(items, 2.0 * len(phrase.said) - (not naming))
    return None


def _phrases(question: Understanding, is_said: IsSaid) -> Iterator[_Phrase]:
    """Yield the phrases that a question quotes, or that some document says."""
    names = [term.span for term in question.of_part(Part.ENTITY) if not term.is_quoted]
    for number, form in enumerate(_FORMS):
        for match in form.finditer(question.text):
            count = match["count"]
            many = 2 if count == _DOUBLE else whole_number(count) or 0
            phrase = _Phrase(many, count, match["of"] or "", match["shared"])
            is_name = any(name.overlaps(Span(*match.span("count"))) for name in names)
            if many >= _FEWEST and not is_name and (number + 1 < len(_FORMS) or is_said(phrase.said)):
                yield phrase


def _beside(line: Line, phrase: _Phrase) -> tuple[Item, ...]:
    """Return the list of a line that stands right before or behind the phrase and has as many items as it says; else none."""
    text = line.source.text
    lists = [one for one in line.source.enumerations if len(one.items) == phrase.count]
    for match in phrase.pattern.finditer(text, line.span.start, line.span.end):
        for one in lists:
            first, last = one.items[0], one.items[-1]
            if last.start < match.start() < last.end:  # 数字金融|五篇大文章
                last = Span(last.start, match.start())
            is_before = last.end <= match.start() and _BEHIND.fullmatch(text, last.end, match.start())
            is_behind = match.end() <= first.start and _BEFORE.fullmatch(text, match.end(), first.start)
            if is_before or is_behind:
                first = Span(first.start + _told_by(first.of(text)), first.end)
                return tuple(Item(line.source, item) for item in (first, *one.items[1:-1], last))
    return ()


def _told_by(said: str) -> int:
    """Return how long what tells that a list follows is, at the beginning of its first item: 1 for 指科技金融."""
    match = _TELLS.match(said)
    return match.end() if match is not None and match.end() < len(said) else 0


def _run(text: str, phrase: _Phrase) -> list[tuple[int, int]]:
    """Return the places of as many pieces side by side as the phrase counts, each of them with its word at the same end; else none.

    >>> text = "做到早发现、早报告、早隔离、早治疗,"
    >>> [text[slice(*span)] for span in _run(text, _Phrase(4, "四", "", "早"))]
    ['早发现', '早报告', '早隔离', '早治疗']
    """
    pattern = phrase.pattern
    pieces = [
        match
        for match in phrase.piece.finditer(text)
        if match.group().strip(_EDGES) and not pattern.search(_inner(match)[0])
    ]
    ways = (_from_word, _up_to_word, _around_word)[: _SEVERAL if phrase.count >= _SEVERAL else _FEWEST]
    return next((run for way in ways if (run := _run_of(text, pieces, phrase, way))), [])


def _run_of(text: str, pieces: Sequence[re.Match[str]], phrase: _Phrase, way: _Way) -> list[tuple[int, int]]:
    run: list[tuple[int, int]] = []
    before: re.Match[str] | None = None
    for piece in pieces:
        is_beside = bool(run) and before is not None and _are_beside(text, before, piece)
        span = way(piece, phrase.shared, is_first=False) if is_beside else None
        if span is None:
            if len(run) == phrase.count:
                return run
            run, span = [], way(piece, phrase.shared, is_first=True)
        run = [*run, span] if span is not None else []
        before = piece
    return run if len(run) == phrase.count else []


def _are_beside(text: str, one: re.Match[str], other: re.Match[str]) -> bool:
    between = text[one.end() : other.start()].strip(_EDGES)
    return _BESIDE.fullmatch(between) is not None


def _inner(piece: re.Match[str]) -> tuple[str, int]:
    """Return what a piece says, and where: from behind a quotation mark that it does not close, up to one that it did not open."""
    said, start = piece.group(), piece.start()
    for opening, closing in _PAIRS:
        if closing in said and opening not in said.partition(closing)[0]:
            said = said.partition(closing)[0]
        if opening in said and closing not in said.rpartition(opening)[2]:
            start += said.rindex(opening) + 1
            said = said.rpartition(opening)[2]
    inner = said.strip()
    start += said.index(inner)
    while len(inner) > 1 and inner[0] in _OPEN and inner[-1] in _CLOSE:
        inner, start = inner[1:-1], start + 1
    return inner, start


def _from_word(piece: re.Match[str], shared: str, *, is_first: bool) -> tuple[int, int] | None:
    """Return a piece that begins with the word; the first one from it on, where something leads up to it."""
    said, start = _inner(piece)
    at = said.find(shared)
    if at < 0 or (at > 0 and not is_first) or at + len(shared) == len(said):
        return None
    return start + at, start + len(said)


def _up_to_word(piece: re.Match[str], shared: str, *, is_first: bool) -> tuple[int, int] | None:
    """Return a piece that ends with the word; the first one from behind what leads up to it."""
    said, start = _inner(piece)
    if not said.endswith(shared) or said == shared:
        return None
    return start + (_led(said.removesuffix(shared)) if is_first else 0), start + len(said)


def _around_word(piece: re.Match[str], shared: str, *, is_first: bool) -> tuple[int, int] | None:
    """Return a piece that holds the word; the first one from behind what leads up to it."""
    said, start = _inner(piece)
    at = said.find(shared)
    if at < 0 or said == shared:
        return None
    return start + (_led(said[:at]) if is_first else 0), start + len(said)


def _led(said: str) -> int:
    """Return where what leads up to the first thing ends; 0 where nothing is left behind it."""
    ends = [match.end() for match in _LEADS.finditer(said) if match.end() < len(said)]
    return max(ends, default=0)
