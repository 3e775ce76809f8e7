"""Whatever is asked of several subjects has a reply; a table among them holds a value, and each value its source."""

from __future__ import annotations

from itertools import product

import pytest

from answers.types import Answer, Compound
from tests.answers.conftest import Over

_EAST = """# 东陵高新区复工简报

截至目前,园区内已经有14家企业网上申请“高科贷”,总金额超过3000万元。员工到岗率达90%,税收增长5.2%。
"""
_WEST = """# 西岭高新区复工简报

2月20日,西岭高新区共6个项目签约,总投资72.3亿元。员工返岗率达80%,税收下降1.3%。
"""
_FIGURES = ("家数", "返岗率", "签约项目", "登月计划")
_ASKED = (
    "哪些园区的企业申请了{}?总金额和{}各多少?",
    "哪些高新区{}超过5个,{}各多少?",
    "东陵、西岭和火星的{}、{}比去年高几个百分点?",
    "除了东陵,还有哪些园区公布了{}和{}?",
)


@pytest.mark.parametrize("asked", _ASKED)
def test_a_table_holds_a_value_and_each_value_has_its_source(over: Over, asked: str):
    pile = over(east=_EAST, west=_WEST)
    for question in (asked.format(*figures) for figures in product(_FIGURES, repeat=2)):
        reply = pile.reply(question)
        for part in reply.parts if isinstance(reply, Compound) else (reply,):
            rows = part.table if isinstance(part, Answer) else ()
            assert all(row.n is not None for row in rows if row.value is not None), question
            assert not rows or any(row.n is not None for row in rows), question
