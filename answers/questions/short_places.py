"""Provinces that a question calls by one character each, spelled out: 沪、鄂、湘 and 京沪两地. All of it reads normalised text."""

from __future__ import annotations

import re

from answers.vocabulary import any_of, table, vocabulary
from retrieval.numerals import numeral

_NAMES = {row[0]: row[1] for row in table("short-provinces")}
_ONE = f"[{''.join(_NAMES)}]"
_JOINS = re.compile(rf"(?:、|,|{any_of(vocabulary('joining-words'))})")
_SIDE_BY_SIDE = "、"
_NUMBERS = "两二三四五六七"
_SORTS = "(?:地区?|省市?|市|区)"  # 京沪两地, 湘鄂赣三省
_COUNTED = re.compile(rf"(?P<names>{_ONE}{{2,7}})(?P<number>[{_NUMBERS}]){_SORTS}")
# Of a list each stands alone: two at least between marks or three behind a word (比一下沪、鄂、湘), and the last in no word (京、沪去年).
_LAST = r"(?=[^\u4e00-\u9fff]|$|[去今上前各分的都谁这几有哪是在全两二三四五六七])"
_LISTED = re.compile(
    rf"(?P<names>(?:(?<![\u4e00-\u9fff]){_ONE}(?:{_JOINS.pattern}{_ONE}){{1,9}}|{_ONE}(?:、{_ONE}){{1,9}}{_JOINS.pattern}{_ONE})){_LAST}"
)


def with_places_spelled(text: str) -> str:
    """Return a question with the short names of provinces spelled out where several stand side by side or are counted.

    >>> with_places_spelled("沪、鄂去年的产值"), with_places_spelled("京沪两地谁高?")
    ('上海、湖北去年的产值', '北京、上海谁高?')
    >>> with_places_spelled("京津冀的产值"), with_places_spelled("新和旧各多少")
    ('京津冀的产值', '新和旧各多少')
    """
    return _LISTED.sub(_each, _COUNTED.sub(_as_counted, text))


def _as_counted(match: re.Match[str]) -> str:
    names = match["names"]
    return _spelled(names) if len(names) == numeral(match["number"]) else match.group()


def _each(match: re.Match[str]) -> str:
    return _spelled(_JOINS.sub("", match["names"]))


def _spelled(names: str) -> str:
    return _SIDE_BY_SIDE.join(_NAMES[name] for name in names)
