"""Which figures of a passage are data, each whole as it is printed; no ordinals, names, numbers of articles and telephones."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from answers.otherwise import codes
from answers.sources import Source
from answers.spans.dates import clock_times
from answers.spans.wholes import whole
from answers.vocabulary import any_of, vocabulary
from retrieval.numerals import magnitude
from retrieval.quantities import HEDGES, Figure, unit_of
from retrieval.types import Span
from retrieval.vocabulary.lists import words

# 突破百亿次, 均破亿度, 投资额百亿元以上; 百亿级 is a class
_MAGNITUDE = re.compile(
    rf"(?:[超破达过]|突破|[额量值入资]|规模)(?P<whole>(?P<number>[百千]?万亿|[十百千]?亿|[十百千]万)(?P<unit>{any_of(words('units') + words('measure-words'))})(?!级))"
)
_UNCOUNTED = vocabulary("uncounted-units")
_COUNTING = vocabulary("counting-units")
_HEDGED = re.compile(rf"(?:{any_of(HEDGES)})*")
# 《…》 whole, and a few quoted words without a comma: “80条”, “1+8”
_TITLE = re.compile("\u300a[^\u300a\u300b]{1,60}\u300b")
_QUOTED = re.compile("[“「『][^“”「」『』,。;]{1,16}[”」』]")
_SET_PHRASES = re.compile(any_of(vocabulary("set-phrases")))  # 四个自信, 八项规定
# 连续9年, 第3条, 每百人, 〔2020〕5号
_ORDINAL = re.compile(r"(?:[第届每历]|首批|前|\u3014|\[)\Z")
_LASTING = re.compile(r"(?:连续|近|过去|未来|今后|这|最近|再|用|历时|用了|历经|前|后|头|逾)\Z")
_GENERATION = re.compile(r"[2-6]g")  # of a network: 移动互联网、5G
_YEARS = ("年", "周年")
_GOES_ON = re.compile(r"(?:来|间|以来|后|前|度|级|期|内|多来|左右来|行动|计划|规划|时间)")
# An amount without a unit has to be led up to: 电力指数达到83.98, 得分为92.5
_LED_UP_TO = re.compile(r"(?:[达为到至是超破近约]|指数|得分|系数|[率比值分]):?\Z")
_LONGEST_NUMBER = 6  # digits in a row without a unit: longer ones are telephones, codes, numbers of papers
_DIGITS = re.compile(r"\d+")
_PRECISION = 12  # significant digits: a float keeps fifteen, and 1.1亿 is 110000000.00000001
_BESIDE = re.compile(r"[a-z\d/.@_#+*=-]")


@dataclass(frozen=True, slots=True)
class Value:
    """A figure that is data: `span` as printed, `outer` with what hedges it in front; `figure` is its first one."""

    span: Span
    outer: Span
    figure: Figure
    is_range: bool

    @property
    def counts(self) -> bool:
        """Whether its unit counts things, so that the noun right behind it is what it counts."""
        return self.figure.unit in _COUNTING

    @property
    def number(self) -> str:
        """Return its value as a decimal, empty for a range and a share in words that is none."""
        value = self.figure.value
        if value is None or self.is_range:
            return ""
        return format(Decimal(f"{value:.{_PRECISION}g}").normalize(), "f")

    @property
    def unit(self) -> str:
        """Return its unit, one for those that mean the same."""
        return unit_of(self.figure)


def values_of(source: Source) -> tuple[Value, ...]:
    """Return the figures of a source that are data, in order; of a range its first end stands for both."""
    figures = _with_magnitudes(source.text, source.figures)
    return tuple(_values(source, figures)) if figures else ()


def _with_magnitudes(text: str, figures: Sequence[Figure]) -> Sequence[Figure]:
    """Return the figures of a text with those that are a magnitude alone: 突破百亿次, 投资额百亿元以上."""
    found = []
    for match in _MAGNITUDE.finditer(text):
        span = Span(*match.span("whole"))
        if not any(figure.span.overlaps(span) for figure in figures):
            found.append(Figure(span, match["number"], match["unit"], float(magnitude(match["number"]))))
    return sorted([*figures, *found], key=lambda figure: figure.span) if found else figures


def _values(source: Source, figures: Sequence[Figure]) -> Iterator[Value]:
    text = source.text
    barred = [
        Span(*match.span()) for pattern in (_TITLE, _QUOTED, _SET_PHRASES) for match in pattern.finditer(text)
    ]
    barred += clock_times(text)
    names = {name for name, _ in codes(text)}
    end = 0
    for figure in figures:
        if figure.span.start < end or any(span.holds(figure.span) for span in barred):
            continue
        outer = whole(text, figure.span)
        if figure.number in names and not figure.unit:
            continue
        if not _is_data(text, figure, outer):
            continue
        start = min(outer.start + _hedge(outer.of(text)), figure.span.start)
        end = outer.end
        yield Value(Span(start, outer.end), outer, figure, _has_another(source, outer, figure))


def _has_another(source: Source, outer: Span, figure: Figure) -> bool:
    """Return whether a range holds the other end of a range; 百人 in 103.9部/百人 is none."""
    others = (
        one.span for one in source.figures if outer.holds(one.span) and one.span.start >= figure.span.end
    )
    return any(source.text[other.start - 1] != "/" for other in others)


def _hedge(text: str) -> int:
    match = _HEDGED.match(text)
    return match.end() if match else 0


def _is_data(text: str, figure: Figure, outer: Span) -> bool:
    before = text[max(0, outer.start - 4) : outer.start]
    unit = figure.unit
    if _GENERATION.fullmatch(text, figure.span.start, figure.span.end):
        return False
    if unit in _UNCOUNTED or _ORDINAL.search(before) or "第" in outer.of(text)[:2]:
        return False
    if unit in _YEARS and (
        _LASTING.search(text[max(0, outer.start - 4) : figure.span.start]) or _GOES_ON.match(text, outer.end)
    ):
        return False
    if not figure.number[0].isdigit():
        return figure.is_fraction or (figure.value is not None and figure.value > 1)
    if unit or not figure.number[-1].isdigit():
        return True
    return _is_bare_data(text, figure, before)


def _is_bare_data(text: str, figure: Figure, before: str) -> bool:
    """Return whether digits without a unit are data: of an index or a score, and no telephone."""
    start, end = figure.span.start, figure.span.end
    if _BESIDE.match(text, end) or (start and _BESIDE.match(text, start - 1)):
        return False
    longest = max(map(len, _DIGITS.findall(figure.number)))
    return longest <= _LONGEST_NUMBER and _LED_UP_TO.search(before) is not None
