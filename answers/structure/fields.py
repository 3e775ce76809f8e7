"""The fields of an article, `key: value`, and its headings with one line below each, as records of cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from answers.structure.lines import Line
from answers.structure.records import Cell, Record
from retrieval.layout.forms import is_label
from retrieval.types import Span

# 责任人: · 联系电话(办公): begins a field at the start of a line, after a blank or a mark
_KEY = re.compile(
    r"(?:^\(?|[;,。 \t])(?P<key>[\u4e00-\u9fffa-z][\u4e00-\u9fffa-z0-9()/、 ]{0,13}[\u4e00-\u9fffa-z)])[ \t]{0,4}:"
)
_LEAD = re.compile(
    r"^(?:\d{1,2}[.)、]|\(?[一二三四五六七八九十]{1,3}[)、])[ \t]{0,4}|^[\u2022\u25cf\u25a0]\s{0,4}"
)
_BRACKETED_KEY = re.compile(r"^[\[\u3010](?P<key>[^\[\]\u3010\u3011]{2,12})[\]\u3011]")
LONGEST_VALUE = 80  # code points; what is longer is a text below a word, no field
_LONGEST_PLAIN = 45  # of a value that lists nothing
_MOST_COMMAS = 1
_SENTENCE_MARKS = re.compile(r"[。;!?]")
_PARTIES = ("方", "人", "单位")
_GAP = re.compile(r" {3,}|\t+")
# 施工单位 某公司 · 发证日期2020年10月9日 · 编号42000020
_LABELLED = re.compile(
    r"(?P<label>[\u4e00-\u9fff()/]{2,14})(?: {1,2}(?=\S)|(?<=日期|编号|号码|证号|代码|电话|手机)(?=\d))(?P<value>.+)"
)
_PUNCTUATED = re.compile(r"[。;!?,|]")
_LONGEST_NAME = 30  # of the line above the fields of a record

_BRACKETS = re.compile(r"\((?P<inside>[^()]{8,160})\)")
_PIECE = re.compile(r"[^;,。\s][^;,。]*")
_KEY_OF_A_PIECE = re.compile(r"(?P<key>[\u4e00-\u9fff]{2,8}):")
_FEWEST_IN_BRACKETS = 2

Named = tuple[Cell, str]  # a cell, and what stands above its record


def records_of(named: Iterator[Named]) -> Iterator[Record]:
    """Yield the cells by record: a name that returns, or another line above, begins a new one."""
    cells: list[Cell] = []
    last = ""
    for cell, above in named:
        if cells and (above != last or any(_is_of_another(cell.key, other.key) for other in cells)):
            yield Record(tuple(cells), last)
            cells = []
        cells.append(cell)
        last = above
    if cells:
        yield Record(tuple(cells), last)


def _is_of_another(key: str, other: str) -> bool:
    """Return whether a name begins a new record behind another: it returns, or is another party's (销售方名称 behind 名称)."""
    return key == other or (key.endswith(other) and key.removesuffix(other).endswith(_PARTIES))


def fields(lines: Sequence[Line]) -> Iterator[Named]:
    """Yield the fields of lines that consist of fields, each with the line or heading above its record."""
    above = ""
    parties: list[Cell] = []  # who stand side by side, and below each what is said of it
    for line in lines:
        cells = [] if line.is_heading else list(_fields_of(line))
        is_below_parties = len(cells) == len(parties) > 1 and len({cell.key for cell in cells}) == 1
        for place, cell in enumerate(cells):
            of = parties[place].text if is_below_parties else above
            yield cell, f"{line.section}\n{of}"
        if len(cells) > 1 and len({cell.key for cell in cells}) > 1:
            parties = cells
        elif not is_below_parties:
            parties = []
        if not cells:
            above = line.text if len(line.text) <= _LONGEST_NAME else ""


def _fields_of(line: Line) -> Iterator[Cell]:
    lead = _LEAD.match(line.text)
    start = lead.end() if lead else 0
    bracketed = _BRACKETED_KEY.match(line.text)
    if bracketed:
        value = line.within(bracketed.end(), len(line.text))
        if _is_value(value.of(line.source.text)):
            yield Cell(bracketed["key"], line.source, value)
        return
    found = list(_KEY.finditer(line.text[start:]))
    if not found or found[0].start() > 0:
        yield from _labelled(line)
        return
    ends = [match.start() for match in found[1:]] + [len(line.text) - start]
    for match, end in zip(found, ends, strict=True):
        end -= line.text.startswith("(") and line.text[start + match.end() : start + end].endswith(")")
        gap = _GAP.search(
            line.text, start + match.end(), start + end
        )  # what stands behind is no part of the value
        value = line.within(
            start + match.end(), gap.start() if gap and gap.start() > start + match.end() else start + end
        )
        if _is_value(value.of(line.source.text)):
            yield Cell(match["key"].strip(), line.source, value)


def _labelled(line: Line) -> Iterator[Cell]:
    """Yield the fields of a line of a form that has no colons: 施工单位 某公司   项目负责人 李四, 发证日期2020年10月9日."""
    if _PUNCTUATED.search(line.text):
        return
    gaps = list(_GAP.finditer(line.text))
    starts = [0, *(gap.end() for gap in gaps)]
    ends = [*(gap.start() for gap in gaps), len(line.text)]
    label, value = "", None
    for start, end in zip(starts, ends, strict=True):
        part = line.text[start:end]
        own = _LABELLED.match(part)
        if own is not None and is_label(own["label"]):
            yield from _field(line, label, value)
            label, value = own["label"], Span(start + own.start("value"), end)
        elif is_label(part):
            yield from _field(line, label, value)
            label, value = part, None
        elif label:
            value = Span(value.start if value is not None else start, end)
    yield from _field(line, label, value)


def _field(line: Line, label: str, value: Span | None) -> Iterator[Cell]:
    if label and value is not None:
        span = line.within(value.start, value.end)
        if _is_value(span.of(line.source.text)):
            yield Cell(label, line.source, span)


def _is_value(text: str) -> bool:
    """Return whether a text behind a name is a value: 王某, 周一至周五9:00-17:00; no sentence of several clauses."""
    inside = text.rstrip("。;")
    is_one = not _SENTENCE_MARKS.search(inside) and inside.count(",") <= _MOST_COMMAS
    return 0 < len(text) <= (LONGEST_VALUE if "、" in text else _LONGEST_PLAIN) and is_one


def bracketed(lines: Sequence[Line]) -> Iterator[Record]:
    """Yield the fields between brackets behind a sentence, a record a pair of brackets: (对接部门:区司法局;联系人:师锋)."""
    for line in lines:
        for match in _BRACKETS.finditer(line.text):
            pieces = [
                (match.start("inside") + piece.start(), piece.group())
                for piece in _PIECE.finditer(match["inside"])
            ]
            cells = [
                Cell(key["key"], line.source, line.within(at + key.end(), at + len(text)))
                for at, text in pieces
                if (key := _KEY_OF_A_PIECE.match(text)) and _is_value(text[key.end() :])
            ]
            if len(cells) == len(pieces) >= _FEWEST_IN_BRACKETS:
                yield Record(tuple(cells), f"{line.section}\n{line.text[: match.start()]}")


def headed(lines: Sequence[Line]) -> Iterator[Named]:
    """Yield headings as the names of the one line that stands below each."""
    for place, line in enumerate(lines):
        below = lines[place + 1 : place + 3]
        if (
            not line.is_heading
            or not below
            or below[0].is_heading
            or line.text in line.source.context.heading.split("\n")
        ):
            continue  # what stands below a title is an article
        is_alone = len(below) == 1 or below[1].is_heading or below[1].section != below[0].section
        if is_alone and _is_value(below[0].text):
            lead = _LEAD.match(line.text)
            key = line.text[lead.end() if lead else 0 :].rstrip(":")
            yield (
                Cell(key, below[0].source, below[0].span, line),
                line.section.removesuffix(line.text).strip(),
            )
