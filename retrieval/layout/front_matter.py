"""Front matter: fields between two lines of dashes at the very beginning of a Markdown file.

---
title: 江阴高新区复工简报
date: 2020-02-21
---
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.layout.dates import find_date
from retrieval.normalise import in_place
from retrieval.types import Basis, HeadValue, Span
from retrieval.vocabulary import pairs

_FENCE = "---"
_FENCES = (_FENCE, "...")
_MOST_LINES = 100
_LONGEST_VALUE = 200  # every passage bears its title
_FIELD = re.compile(r"(?P<name>\w[\w-]{0,39})[ \t]*:(?P<value>.*)")
_DAYS = frozenset({"date", "posted"})


def find_front_matter(text: str, folded: str) -> tuple[dict[str, HeadValue], int]:
    r"""Return the fields by their meaning (see `head-labels.txt`), and where the text begins behind them.

    `folded` is the text, folded. Nothing and 0 where there is none: a line of dashes with anything but fields below it is a rule of the text.

    >>> text = "---\n\n会议今日召开。\n\n---\n"
    >>> find_front_matter(text, text)
    ({}, 0)
    """
    lines = list(_lines(folded))
    end = next((place for place, (line, _) in enumerate(lines[1:], 1) if line.rstrip() in _FENCES), None)
    if end is None or lines[0][0].rstrip() != _FENCE:
        return {}, 0
    fields: dict[str, HeadValue] = {}
    is_empty = True
    for line, start in lines[1:end]:
        field = _FIELD.match(line)
        if field is not None:
            is_empty = False
            meaning = pairs("head-labels").get(field["name"].lower())
            begin = start + field.start("value")
            value = _value(text[begin : start + len(line)], begin, meaning)
            if meaning is not None and value is not None:
                fields.setdefault(meaning, value)
        elif not _may_belong(line):
            return {}, 0
    if is_empty:
        return {}, 0
    closing, start = lines[end]
    return fields, min(start + len(closing) + 1, len(text))


def _lines(text: str) -> Iterator[tuple[str, int]]:
    """Yield the first lines, from the first that is not blank, each with its place."""
    start = len(text) - len(text.lstrip())
    start = text.rfind("\n", 0, start) + 1
    for _ in range(_MOST_LINES):
        end = text.find("\n", start)
        yield text[start : end if end >= 0 else len(text)], start
        if end < 0:
            return
        start = end + 1


def _may_belong(line: str) -> bool:
    """Return whether a line that is no field may stand between fields: blank, a comment, an item, what is set in."""
    return not line.strip() or line.startswith(("#", "- ", " ", "\t"))


def _value(printed: str, start: int, meaning: str | None) -> HeadValue | None:
    """Return a field's value without its quotation marks; a day as ISO writes it."""
    value = printed.strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'\uff02\uff07":
        value = value[1:-1].strip()
    if not value:
        return None
    start += printed.index(value)
    if meaning not in _DAYS:
        shown = value if len(value) <= _LONGEST_VALUE else f"{value[: _LONGEST_VALUE - 1].rstrip()}…"
        return HeadValue(shown, Basis.FRONT_MATTER, (Span(start, start + len(value)),))
    found = find_date(in_place(value))
    return HeadValue(found[0], Basis.FRONT_MATTER, (found[1].shift(start),)) if found else None
