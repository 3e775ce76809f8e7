"""One indicator across several names, row by row; what the documents lack is said, not skipped."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from answers import templates
from answers.questions.terms import Part
from answers.questions.understanding import Understanding
from answers.types import Answer, Citation, Kind, Question, Row

if TYPE_CHECKING:
    from answers.answerer import Answerer

# 对比江阴高新区和杭州滨江的复工率 · 江阴和滨江的复工率哪个高 · 江阴跟无锡比,复工率差多少
_FRAME = re.compile(
    r"对比|比较一?下?|相比(?:较|之下)?|有什么(?:区别|不同)|的?区别|各(?:自|是|有)?|分别(?:是|为)?|差多少|哪(?:个|家|边|里)的?(?:更|较)?(?:高|低|多|少|大|小|早|晚)(?:一?些)?|"
    r"谁的?(?:更|较)?(?:高|低|多|少|大|小|早|晚)|成?得(?:更)?(?:早|晚)|比(?=[,,]|$)|请|一下|[??]"
)
_AND = re.compile(r"和|与|跟|同|、|以及|及")


def compare(answerer: Answerer, question: Question, understanding: Understanding) -> Answer | None:
    """Return a table of one indicator over the names of the question; None where it names no two."""
    parts = parse(understanding)
    if parts is None:
        return None
    names, indicator = parts
    kind = Kind.DATE if re.search(r"早|晚|时间|哪天|什么时候", understanding.text) else Kind.NUMBER
    asks = "是什么时候" if kind is Kind.DATE else "是多少"
    rows: list[Row] = []
    citations: list[Citation] = []
    for name in names:
        asked = f"{name}{indicator}{asks}?" if indicator else f"{name}{asks}?"
        one = answerer.find(Question(asked, asked, kind), answerer.understand(asked))
        if isinstance(one, Answer) and one.answer:
            n = len(citations) + 1
            citations.append(Citation(n, one.citations[0].quote, one.citations[0].document))
            rows.append(Row(name, one.answer, one.as_of, n))
        else:
            rows.append(Row(name, None))
    if not citations:
        return None
    lines = [templates.row(row.name, row.value, row.as_of, row.n) for row in rows]
    return Answer(
        question,
        "\n".join([templates.compared(indicator), *lines]),
        "、".join(row.value for row in rows if row.value),
        tuple(citations),
        round(sum(row.value is not None for row in rows) / len(rows) * 0.8, 4),
        table=tuple(rows),
        items=tuple(row.name for row in rows),
    )


def parse(understanding: Understanding) -> tuple[tuple[str, ...], str] | None:
    """Return the names and the indicator of a comparing question, None where it has no two names."""
    text = _FRAME.sub("", understanding.text).strip(",。 的")
    entities = [term for term in understanding.of_part(Part.ENTITY) if term.text in text]
    pieces = [piece for piece in re.split(_AND, text) if piece]
    if len(pieces) < 2:
        return None
    *first, last = pieces
    # the last piece holds the last name and the indicator: 杭州滨江的复工率
    if "的" in last:
        name, indicator = last.rsplit("的", 1) if last.count("的") == 1 else last.split("的", 1)
    else:
        inside = [term.text for term in entities if term.text in last]
        if not inside:
            return None
        end = max(last.index(entity) + len(entity) for entity in inside)
        name, indicator = last[:end], last[end:]
    names = [piece.strip("的,( )") for piece in (*first, name)]
    if len(first) == 1 and "的" in first[0] and first[0].split("的", 1)[1]:
        own = first[0].split("的", 1)[1]  # 江阴的复工率和滨江的到岗率: each with its own indicator
        if own != indicator:
            return (first[0], last), ""
        names[0] = first[0].split("的", 1)[0]
    return tuple(dict.fromkeys(name for name in names if name)), indicator.strip(",")
