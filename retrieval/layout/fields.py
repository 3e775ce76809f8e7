"""Fields at the head of a document: 来源:解放日报 · 发布时间:2026-02-09 浏览次数:213 · 【发文单位】税务总局."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from retrieval.layout.dates import find_date
from retrieval.types import Span
from retrieval.vocabulary import pairs, words

_LONGEST_LINE = 160
_LONGEST_LABEL = 12  # with the blanks of a letter-spaced one: 信 息 来 源
_COLON = re.compile(":")
# 【发文单位】
_IN_BRACKETS = re.compile(r"[【\[](?P<label>[^【】\[\]:]{1,12})[】\]]")
# What may stand between two fields, and around all of them
_BETWEEN = " |[](){}【】<>·,;\t"
_TOOL = "tool"


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a line: what its value is (see `head-labels.txt`), and where the value stands in the line."""

    meaning: str
    value: Span


def find_fields(text: str) -> tuple[Field, ...]:
    """Return the fields of a normalised line; none for a line that says anything else.

    A field may lack its value, which then stands in the next line. Tools of the page (浏览次数:213) are left out.

    >>> line = "来源:省统计局 发布时间:2026-02-09 10:20 浏览次数:213"
    >>> [(field.meaning, field.value.of(line)) for field in find_fields(line)]
    [('source', '省统计局'), ('posted', '2026-02-09 10:20')]
    >>> find_fields("会议指出:来源要清楚")
    ()
    """
    if len(text) > _LONGEST_LINE or "。" in text:
        return ()
    labels = sorted(_labels(text), key=lambda label: label[1])
    if not labels:
        return ()
    before = text[: labels[0][1].start].strip(_BETWEEN)
    fields = []
    if before:
        date = find_date(before)
        if date is None or date[1].start > 0:
            return ()
        fields.append(Field("posted", _trimmed(text, Span(0, labels[0][1].start))))
    ends = [label.start for _, label in labels[1:]] + [len(text)]
    for (meaning, label), end in zip(labels, ends, strict=True):
        fields.append(Field(meaning, _trimmed(text, Span(label.end, end))))
    return tuple(field for field in fields if field.meaning != _TOOL)


def _labels(text: str) -> Iterator[tuple[str, Span]]:
    """Yield what each label of a line means, and its range with the colon or the brackets."""
    for match in _COLON.finditer(text):
        if found := _label(text, match.start()):
            yield found
    for match in _IN_BRACKETS.finditer(text):
        if meaning := _meaning(match["label"].replace(" ", "")):
            yield meaning, Span(*match.span())


def _label(text: str, colon: int) -> tuple[str, Span] | None:
    """Return what the label that ends at a colon means, and its range with the colon; None where it is none."""
    for start in range(max(0, colon - _LONGEST_LABEL), colon):
        if start and text[start - 1] not in _BETWEEN:
            continue
        meaning = _meaning(text[start:colon].replace(" ", ""))
        if meaning is not None:
            return meaning, Span(start, colon + 1)
    return None


def _meaning(label: str) -> str | None:
    return pairs("head-labels").get(label) or (
        _TOOL if label in words("page-tools") + words("page-people") else None
    )


def _trimmed(text: str, span: Span) -> Span:
    """Return the span without what stands between fields at its ends."""
    start, end = span.start, span.end
    while start < end and text[start] in _BETWEEN:
        start += 1
    while end > start and text[end - 1] in _BETWEEN:
        end -= 1
    return Span(start, end)
