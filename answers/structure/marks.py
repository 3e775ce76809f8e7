"""Marks that number the items of a list: 1. · (一) · 二、 · 第三步 · 一是 · 首先."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from answers.structure.lines import Line
from answers.vocabulary import any_of, vocabulary
from retrieval.numerals import whole_number
from retrieval.types import Span

_HAN = "[一二三四五六七八九十]{1,3}"
UNITS = any_of(vocabulary("item-measures"))
_MARK = re.compile(
    rf"(?:^|(?<=[:;,。!?]))[ \t]{{0,4}}(?:"
    rf"第(?P<th>{_HAN}|\d{{1,2}})(?P<unit>{UNITS})?(?P<ends>[,、:. ]|是)?"
    rf"|\((?P<bracketed>{_HAN})\)[、.]?|(?P<han>{_HAN})[、.]|(?P<is>{_HAN})(?:是|要(?=[^求]))"
    rf"|(?P<digits>\d{{1,2}})(?:[.)、](?!\d))|\((?P<in_brackets>\d{{1,2}})\)[、.]?"
    rf"|(?P<order>首先|其次|再次|然后|最后)[,是]?)[ \t]{{0,4}}"
)
_CIRCLED = re.compile(r"(?<!\d)(?:1\d|20|[1-9])(?![\d.])")
_FIRST_CIRCLED, _LAST_CIRCLED = "\u2460", "\u2473"
_HOLDS_CIRCLED = re.compile(f"[{_FIRST_CIRCLED}-{_LAST_CIRCLED}]")
_STYLES = ("th", "bracketed", "han", "is", "digits", "in_brackets")
_ORDER = {"首先": 1, "其次": 2, "再次": 3}  # the others have no number of their own
BULLET = "bullet"
_BULLETED = re.compile(r"[-*+\u2022\u00b7\u25cf\u25a0\u25c6](?!\d)\s{0,3}")
_BULLETS = frozenset("-*+\u2022\u00b7\u25cf\u25a0\u25c6")


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark of a line: its style, its number from 1 (0 for a bullet), where it stands in the line; `unit` is 步 of 第一步."""

    style: str
    number: int
    start: int
    end: int
    unit: str = ""


def marks(line: Line) -> list[Mark]:
    """Return the marks of a line in their order: at its start, or behind a mark of punctuation."""
    found = [mark for match in _MARK.finditer(line.text) if (mark := _mark(match)) is not None]
    found += _circled(line)
    bullet = _BULLETED.match(line.text)
    if (bullet or line.before.strip() in _BULLETS) and not any(mark.start == 0 for mark in found):
        found.append(Mark(BULLET, 0, 0, bullet.end() if bullet else 0))
    return sorted(found, key=lambda mark: mark.start)


def _mark(match: re.Match[str]) -> Mark | None:
    if match["order"]:
        return Mark("order", _ORDER.get(match["order"], 0), *match.span())
    style = next(name for name in _STYLES if match[name])
    is_plain = style == "th" and not match["ends"] and not (match["unit"] and match.start() == 0)
    if is_plain:
        return None  # 第一时间, 第二季度
    written = match[style]
    number = whole_number(written)
    return Mark(style, number, *match.span(), match["unit"] or "") if number else None


def _circled(line: Line) -> Iterator[Mark]:
    """Yield the marks that are digits in circles, which normalised text has as plain digits."""
    source = line.source
    if not _HOLDS_CIRCLED.search(source.passage.text):
        return
    for match in _CIRCLED.finditer(line.text):
        span = Span(*match.span()).shift(line.span.start)
        printed = source.to_original(span).of(source.passage.text)
        if len(printed) == 1 and _FIRST_CIRCLED <= printed <= _LAST_CIRCLED:
            yield Mark("circled", int(match.group()), *match.span())
