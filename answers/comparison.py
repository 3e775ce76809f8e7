"""One indicator across several names, row by row; what the documents lack is said, not skipped."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from answers import templates
from answers.compose import numbered
from answers.questions.parts import Part
from answers.questions.understanding import Understanding
from answers.tools import Tools
from answers.types import Answer, Citation, Question, Row

# 对比江阴高新区和杭州滨江的复工率 · 江阴和滨江的复工率哪个高 · 江阴跟无锡比,复工率差多少
_FRAME = re.compile(
    r"对比|比较一?下?|相比(?:较|之下)?|有什么(?:区别|不同)|的?区别|各(?:自)?(?=[是有为达多几]|$)|分别(?:是|为)?|差多少|哪(?:个|家|边|里)的?(?:更|较)?(?:高|低|多|少|大|小|早|晚)(?:一?些)?|哪个(?=.{0,6}[早晚])|"
    r"(?:谁|哪一?[个家条座])的?(?:更|较)?(?:高|低|多|少|大|小|早|晚|长|短|快|慢|远|近|强|弱|重|轻|宽|窄)(?:一?些)?|成?得(?:更)?(?:早|晚)|比(?=,|$)|请|一下|\?"
)
_ASKS_WHEN = re.compile(r"得?(?:更)?[早晚]|时间|哪天|什么时候")
# 谁长 · 哪条更短: what is measured by itself, with no indicator named
_MEASURED = re.compile(r"(?:谁|哪一?[个家条座])的?(?:更|较)?(?P<how>[长短快慢远近重轻宽窄])")
_LENGTHS = {"短": "长", "慢": "快", "近": "远", "轻": "重", "窄": "宽"}
# The first of these that the question has parts its names: 与 and 及 stand within names too (装备与材料产业园).
_ANDS = tuple(map(re.compile, (r"和|跟|以及", r"、", r"与|同|及")))


def compare(tools: Tools, question: Question, understanding: Understanding) -> Answer | None:
    """Return a table of one indicator over the names of the question; None where it names no two."""
    asked = parse(understanding)
    if asked is None:
        return None
    rows: list[Row] = []
    citations: list[Citation] = []
    for name, text in asked.questions:
        one_understood = tools.understand(text)
        one = tools.find(Question(text, text, one_understood.kind), one_understood)
        if isinstance(one, Answer) and one.answer:
            cited = one.citations[0]
            rows.append(Row(name, one.answer, one.as_of, numbered(citations, cited.quote, cited.document)))
        else:
            rows.append(Row(name, None))
    if not citations:
        return None
    lines = [templates.row(row.name, row.value, row.as_of, row.n) for row in rows]
    return Answer(
        question,
        "\n".join([templates.compared(asked.indicator), *lines]),
        "、".join(row.value for row in rows if row.value),
        tuple(citations),
        round(sum(row.value is not None for row in rows) / len(rows) * 0.8, 4),
        table=tuple(rows),
        items=tuple(row.name for row in rows),
    )


_LONGEST_SORT = 2  # 项目 after 华安鑫创 is part of the name; 签约项目 is something to be compared


@dataclass(frozen=True, slots=True)
class Comparison:
    """The questions that a comparison comes to, each with the name that its row bears."""

    questions: tuple[tuple[str, str], ...]
    indicator: str


def parse(understanding: Understanding) -> Comparison | None:
    """Return what a comparing question asks of each of its names, None where it has no two of them."""
    kind = _asking(understanding.text)
    text = _FRAME.sub("", understanding.text).strip(",。 的")
    asks = re.search(r"(?:有|达到?|是|为)?(?:多少|几|谁|哪位|哪[天年月]|什么时候)", text)
    body = text[: asks.start()] if asks else text
    and_ = next((pattern for pattern in _ANDS if pattern.search(body)), _ANDS[0])
    pieces = [piece.strip("的, ") for piece in and_.split(body) if piece.strip("的, ")]
    if len(pieces) < 2:
        return None
    tail = text[asks.start() :] if asks else ""
    entities = [term.text for term in understanding.of_part(Part.ENTITY)]
    *first, last = pieces
    name, indicator = _name_and_indicator(last, entities)
    if all(len(_name_and_indicator(piece, entities)[1]) > _LONGEST_SORT for piece in first):
        # 江阴的到账外资目标和南通的实际利用外资, 昆山的签约项目和开工项目: each piece has its own indicator
        lead = next((entity for entity in entities if entity in first[0]), "")
        whole = [piece if any(entity in piece for entity in entities) else lead + piece for piece in pieces]
        return Comparison(tuple((piece, f"{piece}{tail or kind}?") for piece in whole), "")
    names = dict.fromkeys([*first, name])
    ending = f"{indicator}{tail}" if tail else f"{indicator}{kind}"
    return Comparison(tuple((one, f"{one}{ending}?") for one in names), indicator)


def _asking(text: str) -> str:
    """Return what each of several is asked for: 哪条更长 asks how long each of them is."""
    if _ASKS_WHEN.search(text):
        return "是什么时候"
    measured = _MEASURED.search(text)
    return f"有多{_LENGTHS.get(measured['how'], measured['how'])}" if measured else "是多少"


def _name_and_indicator(piece: str, entities: Sequence[str]) -> tuple[str, str]:
    """Return the parts of 杭州滨江的复工率: up to its last name, and what comes after."""
    ends = [piece.rfind(entity) + len(entity) for entity in entities if entity in piece]
    if "的" in piece:
        name, indicator = piece.rsplit("的", 1)
        return name, indicator
    if not ends:
        return piece, ""
    end = max(ends) + (1 if piece[max(ends) : max(ends) + 1] == ")" else 0)
    return piece[:end], piece[end:]
