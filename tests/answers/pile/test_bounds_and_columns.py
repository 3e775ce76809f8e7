"""Who is above a bound, by figures alone, and several rates in columns beside each other."""

from __future__ import annotations

import pytest

from tests.answers.conftest import Over, short, table_of, values_of

_EAST = """# 东陵高新区复工简报

东陵高新区年初就定下目标,2020年签约、注册、开工等5类项目均超15个。截至目前,规模以上企业复工率已达100%,员工到岗率达90%。
"""
_WEST = """# 西岭高新区复工简报

2月20日,西岭高新区共6个项目签约,总投资72.3亿元。截至目前,规模以上企业复工率达98%,员工返岗率达80%。
"""
_NORTH = """# 北原高新区复工简报

北原高新区机关干部挂钩服务企业,企业订单充足。
"""


@pytest.fixture(scope="module")
def zones(over: Over):
    return over(east=_EAST, west=_WEST, north=_NORTH)


@pytest.mark.parametrize(
    "question",
    ["哪些高新区签约项目超过5个?", "签约项目超过5个的高新区有哪些?", "签约项目在5个以上的是哪些高新区?"],
)
def test_one_subject_above_a_bound_is_enough_and_no_target_is_one(zones, question: str):
    reply = zones.reply(question)
    assert table_of(reply) == {"西岭高新区": "6个"}
    assert short(reply) == "西岭高新区"


def test_a_bound_on_a_rate_asks_for_figures(zones):
    assert table_of(zones.reply("返岗率超过85%的高新区有哪些?")) == {"东陵高新区": "90%"}


@pytest.mark.parametrize(
    "question",
    [
        "各高新区员工返岗率和规上企业复工率各是多少?",
        "东陵、西岭、北原的员工返岗率和规上企业复工率列成两列",
        "请做一张两栏表:东陵、西岭、北原的员工返岗率和规上企业复工率",
    ],
)
def test_rates_side_by_side_are_columns_in_the_unit_of_rates(zones, question: str):
    reply = zones.reply(question)
    assert {value for value in values_of(reply) if value} == {"90%", "100%", "80%", "98%"}
    assert values_of(reply).count(None) == 2


@pytest.mark.parametrize(
    "question",
    [
        "星海开发区、东陵高新区、西岭高新区返岗率各是多少?",
        "东陵高新区、西岭高新区和星海开发区的员工返岗率分别是多少?",
        "东陵高新区 西岭高新区 星海开发区 员工返岗率",
    ],
)
def test_an_area_that_no_document_is_about_has_its_line(zones, question: str):
    assert table_of(zones.reply(question)) == {"东陵高新区": "90%", "西岭高新区": "80%", "星海开发区": None}
