"""Whether a clause is told of this year or the last where a question asks for the other, whatever year its document is of.

All of it reads normalised text. Where documents are dated, `answers.periods` compares the years themselves.
"""

from __future__ import annotations

import re
from functools import lru_cache

from answers.vocabulary import any_of, table, vocabulary

_STEPS = {word: int(step) for word, unit, step in table("relative-times") if unit == "year"}
_YEARS = re.compile(any_of(_STEPS))
_NOW = re.compile(any_of(vocabulary("now-words")))
# 比去年增长5%, 去年同期 beside 是, 与上年持平: a year that something is compared with
_COMPARED = re.compile(rf"(?:比|较|同|与|跟|是|为|和|由|从)(?:{any_of(_STEPS)})(?:同期|同比|全年)?|同比|环比")
_KEPT = 1024


def relative_year(question: str, before: str, clause: str, sentence: str) -> int:
    """Compare the year that a question names relative to now with the one told of: before a candidate, in its clause, its sentence.

    >>> relative_year("去年种了多少亩?", "合作社今年计划种植", "合作社今年计划种植3万亩", "合作社今年计划种植3万亩")
    -1
    >>> relative_year("今年增长多少?", "产值比去年增长", "产值比去年增长5%", "产值比去年增长5%")
    0
    >>> relative_year("去年处理了多少?", "目前收运", "目前收运300吨", "去年以来,目前收运300吨"), relative_year("产值多少?", "", "今年8亿元", "")
    (-1, 0)
    """
    asked = _years(question)
    if not asked:
        return 0
    told = next((found for part in (before, clause, sentence) if (found := _told(part))), frozenset())
    if not told:
        return 0
    return 1 if asked & told else -1


def _told(text: str) -> frozenset[int]:
    """Return the years that a text tells of, counted from now; those that it compares with are left out."""
    return _years(text) or frozenset({0} if _NOW.search(text) else ())


@lru_cache(_KEPT)
def _years(text: str) -> frozenset[int]:
    return frozenset(_STEPS[match.group()] for match in _YEARS.finditer(_COMPARED.sub("", text)))
