"""Who is above a bound, by figures alone, and several rates in columns beside each other."""

from __future__ import annotations

import pytest

from answers.types import Answer
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


_PROVINCES = {
    name: f"# {name}政府工作报告\n\n2025年\uff0c全省地区生产总值{total}万亿元\uff0c增长{growth}%\uff0c{trade}\u3002{rest}\n"
    for name, total, growth, trade, rest in (
        ("北原省", "7.4", "5.1", "进出口总额增长12%", ""),
        ("南川省", "6.2", "4.3", "进出口总额增长4%", "白石市经济总量突破3000亿元\uff0c青河市经济总量突破2000亿元\u3002"),
        ("西岭省", "2.8", "6.6", "服务进出口总额增长31%", ""),
        ("东陵省", "3.9", "5.8", "进出口总额增长15%", ""),
    )
}  # fmt: skip


@pytest.fixture(scope="module")
def provinces(over: Over):
    return over(**_PROVINCES)


@pytest.mark.parametrize(
    "question",
    ["哪些省GDP过了六万亿?从大到小排一下", "哪些省的GDP破6万亿?", "GDP过六万亿的是哪几个省"],
)
def test_a_bound_without_a_unit_bounds_an_amount(provinces, question: str):
    assert table_of(provinces.reply(question)) == {"北原省": "7.4万亿元", "南川省": "6.2万亿元"}


@pytest.mark.parametrize(
    "question",
    ["外贸进出口总额去年涨幅超过10%的省份是哪几个\uff0c涨多少", "外贸进出口总额去年增长超过10%的省有哪些?"],
)
def test_who_is_asked_for_behind_the_bound_is_each_of_all(provinces, question: str):
    assert table_of(provinces.reply(question)) == {"北原省": "12%", "东陵省": "15%"}


@pytest.mark.parametrize(
    "question",
    [
        "南川去年有哪些市经济总量超过2000亿元?",
        "南川这几年又多了哪两个GDP过2000亿的城市?",
        "南川有几个市的经济总量过了2000亿?",
        "南川GDP过6万亿,在全国算第几个?",
    ],
)
def test_areas_within_the_one_subject_that_is_named_are_no_other_subjects(provinces, question: str):
    reply = provinces.reply(question)

    assert {"北原省", "东陵省"}.isdisjoint(table_of(reply) if isinstance(reply, Answer) else {})
