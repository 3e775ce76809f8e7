"""Glossaries and notes: which lines make one entry, and what marks a note in the text.

［26］七个有之：          19.医保影像云：通过数字胶片…          [3]邮政业务总量按2020年不变单价计算。
搞任人唯亲、排斥异己的有之…
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from retrieval.layout.lines import Line
from retrieval.layout.memory import remembered
from retrieval.layout.tears import is_closed
from retrieval.normalise import in_place
from retrieval.types import Block, BlockKind, Span, text_of
from retrieval.vocabulary import words

_LONGEST_HEADING = 30
_LONGEST_TERM = 40
_MOST_LINES = 15  # of one entry, whose words stand in lines of their own where the page had links
_FEWEST_UNNAMED = 3  # entries that make a glossary without a heading that says so

_MARK = re.compile(r"^(?:(?P<bracket>[\[〔])(?P<cited>\d{1,3})[\]〕]|(?P<plain>\d{1,3}) ?[.、]) ?")
_TERM = re.compile(rf"^[^。,;!?:]{{1,{_LONGEST_TERM}}}:")
_CITED = re.compile(r"[\[〔](\d{1,3})[\]〕]")


class Entry(NamedTuple):  # as a Block is
    """An entry or a note: the lines that it stands in, from `start` to before `end`.

    `mark` is how many characters its mark has (［26］, 19.), `cited` the number where the text may cite it.
    """

    kind: BlockKind
    start: int
    end: int
    mark: int
    cited: int | None


@remembered
def is_glossary_heading(text: str) -> bool:
    """Return whether a line heads a list of terms or notes.

    >>> is_glossary_heading("《政府工作报告》有关内容名词注释"), is_glossary_heading("注释:")
    (True, True)
    """
    plain = in_place(text).strip(" :")
    if len(plain) > _LONGEST_HEADING:
        return False
    return plain in words("glossary-headings") or (len(plain) > 2 and plain.endswith(_endings()))


@cache
def _endings() -> tuple[str, ...]:
    """Return what the heading of a glossary may end with: 有关内容名词注释."""
    return tuple(word for word in words("glossary-headings") if len(word) > 2)


def find_entries(lines: Sequence[Line]) -> tuple[Entry, ...]:
    """Return the entries of all glossaries and lists of notes, in order."""
    texts = [line.text for line in lines]
    found: list[Entry] = []
    runs = _runs(texts)
    borders = [*(run[0][0] for run in runs), len(texts)]
    for run, border in zip(runs, borders[1:], strict=True):
        first, mark = run[0]
        is_named = first > 0 and is_glossary_heading(texts[first - 1])
        if is_named or mark["bracket"] is not None or _are_terms([texts[place] for place, _ in run]):
            ends = [*(place for place, _ in run[1:]), _end(texts, run[-1][0], border)]
            found.extend(
                _entry(texts[start], mark, start, end) for (start, mark), end in zip(run, ends, strict=True)
            )
    return tuple(found)


def _are_terms(texts: Sequence[str]) -> bool:
    """Return whether numbered lines make a glossary without a heading that says so: enough of them, each a term."""
    return len(texts) >= _FEWEST_UNNAMED and all(text.endswith(":") for text in texts)


def cited_numbers(entries: Sequence[Entry]) -> frozenset[int]:
    """Return the numbers that marks like ［26］ in the text may point at."""
    return frozenset(entry.cited for entry in entries if entry.cited is not None)


def without_marks(line: Line, numbers: frozenset[int]) -> tuple[Span, ...]:
    """Return the pieces of a line without the marks of notes in it.

    >>> text = "四大主导产业[2]占比提高"
    >>> line = Line((Span(0, 13),), text, text, gap=1)
    >>> [piece.of(text) for piece in without_marks(line, frozenset({2}))]
    ['四大主导产业', '占比提高']
    """
    if not numbers:
        return line.pieces
    marks = [match for match in _CITED.finditer(line.text) if int(match[1]) in numbers]
    borders = [0, *(place for match in marks for place in match.span()), len(line.text)]
    kept = (Span(start, end) for start, end in zip(borders[::2], borders[1::2], strict=True))
    return tuple(piece for span in kept for piece in line.places(span))


def _runs(texts: Sequence[str]) -> list[list[tuple[int, re.Match[str]]]]:
    """Return lines whose marks count up one by one, each its place and its mark, a list from its first number on."""
    runs: list[list[tuple[int, re.Match[str]]]] = []
    last: tuple[bool, int] | None = None
    for place, text in enumerate(texts):
        match = _MARK.match(text)
        if match is None:
            continue
        kind, number = match["bracket"] is not None, int(match["cited"] or match["plain"])
        if last == (kind, number - 1) and place - runs[-1][-1][0] <= _MOST_LINES:
            runs[-1].append((place, match))
        elif text[match.end() : match.end() + 1].isdigit():  # 3.5万人: a figure, unless it is the next number
            continue
        else:
            runs.append([(place, match)])
        last = kind, number
    return runs


def _entry(text: str, mark: re.Match[str], start: int, end: int) -> Entry:
    kind = BlockKind.ENTRY if _TERM.match(text[mark.end() :]) else BlockKind.NOTE
    return Entry(kind, start, end, mark.end(), int(mark["cited"]) if mark["cited"] else None)


def _end(texts: Sequence[str], start: int, border: int) -> int:
    """Return where the last entry ends: with the first line before the border that ends as a sentence does."""
    for place in range(start, min(start + _MOST_LINES, border)):
        if is_closed(texts[place]) and not texts[place].endswith(":"):
            return place + 1
    return start + 1


def with_entries(blocks: Sequence[Block], text: str) -> tuple[Block, ...]:
    """Return the blocks, those below the heading of a glossary as its entries, a term with the text behind it."""
    done: list[list[Block]] = []  # those that make one block together
    is_within = is_open = False  # below such a heading; behind a term whose text is to come
    for block in blocks:
        if not (is_within and block.kind in (BlockKind.ITEM, BlockKind.PARAGRAPH)):
            if block.kind is BlockKind.HEADING:
                is_within = is_glossary_heading(block.label)
            is_open = False
            done.append([block])
            continue
        printed = _printed(block, text)
        if is_open:
            done[-1].append(block)
        else:
            mark = _MARK.match(printed)
            is_open = _TERM.match(printed[mark.end() if mark else 0 :]) is not None
            done.append([block._replace(kind=BlockKind.ENTRY if is_open else BlockKind.NOTE)])
        is_open = is_open and printed.endswith(":")
    return tuple(_as_one(parts) for parts in done)


def _as_one(blocks: Sequence[Block]) -> Block:
    first, *others = blocks
    if not others:
        return first
    return first._replace(spans=tuple(span for block in blocks for span in block.spans))


def _printed(block: Block, text: str) -> str:
    return in_place(text_of(block.spans, text)).strip()
