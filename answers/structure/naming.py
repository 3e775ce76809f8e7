"""Where a text names a column or a cell: to the letter, by one of two names, by most of a long one, by what it is for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from math import ceil

from answers.spans.runs import HAN_PAIR, longest_run
from answers.structure.records import IN_BRACKETS
from answers.structure.times import find_year
from answers.vocabulary import table, vocabulary
from retrieval.types import Span

_SORTS_OF_AREAS = vocabulary("area-endings")
_FIELD_NAMES = tuple((names.split(), asks.split()) for names, asks in table("field-names"))
_COMPANY = re.compile(r"(?:股份|集团)?(?:有限)?(?:责任)?公司$")  # what people leave out of a name
# What a word may be the beginning of a label with, which is then the one asked for: 起草人 is no 起草单位.
_LABEL_GOES_ON = re.compile(r"人(?!员)|单位|部门|机构|日期|时间")
_ALTERNATIVES = re.compile(r"[及和与或、]")
LEAST_RUN = 2
SHARE_OF_A_NAME = 0.6  # of a record's name: 滨河路改造 for 滨河路改造工程
_RUN_OF_A_NAME = 3


def called(core: str) -> list[str]:
    """Return what a column may be called: its whole name, either of two, the lower level of a head of two.

    >>> called("税率/征收率"), called("请假 病假"), called("周末及节假日")
    (['税率', '征收率'], ['请假 病假', '病假'], ['周末及节假日', '周末', '节假日'])
    """
    if "/" in core:
        return core.split("/")
    parts = [part for part in _ALTERNATIVES.split(core) if len(part) >= LEAST_RUN]
    lower = core.rpartition(" ")[2]
    return [
        core,
        *(parts if len(parts) > 1 else []),
        *([lower] if LEAST_RUN <= len(lower) < len(core) else []),
    ]


def mention_of(cell: str, text: str, *, is_name: bool) -> Span | None:
    """Return where a text names a cell: to the letter, a name without its 区 or 县, or most of a long one.

    >>> mention_of("西城区", "西城投资多少", is_name=True), mention_of("1月", "11月投资多少", is_name=True)
    (Span(start=0, end=2), None)
    """
    name = IN_BRACKETS.sub("", cell).strip(" \u201c\u201d\u300a\u300b")
    name = _COMPANY.sub("", name) or name
    if len(name) < LEAST_RUN:
        return None
    entire = find_year(name, text) or whole(name, text)
    if entire is not None or not is_name or not HAN_PAIR.search(name):
        return entire
    if len(name) > LEAST_RUN and name[-1] in _SORTS_OF_AREAS:
        return whole(name[:-1], text)
    return longest_run(name, text, max(_RUN_OF_A_NAME, ceil(SHARE_OF_A_NAME * len(name))))


def whole(name: str, text: str) -> Span | None:
    """Return where a text says a name; a number's digits are not those of a longer one."""
    start = text.find(name)
    while name and start >= 0:
        end = start + len(name)
        goes_on = name[0].isdigit() and text[start - 1 : start].isdigit()
        goes_on = goes_on or (name[-1].isdigit() and text[end : end + 1].isdigit())
        if not goes_on:
            return Span(start, end)
        start = text.find(name, start + 1)
    return None


def by_use(found: Sequence[tuple[str, str]], text: str) -> Iterator[tuple[str, Span]]:
    """Yield the columns that are asked for by what they are for: 电话 for 怎么联系, 时限 for 多久."""
    for names, asks in _FIELD_NAMES:
        asked = next((Span(at, at + len(ask)) for ask in asks if (at := text.find(ask)) >= 0), None)
        if asked is not None:
            other = _LABEL_GOES_ON.match(text, asked.end)
            label = text[asked.start : other.end()] if other is not None else ""
            yield from (
                (key, asked)
                for name in names
                for key, core in found
                if core.endswith(name) and core.endswith(label)
            )
