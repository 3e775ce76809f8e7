"""Several figures asked in one message make rows; none is taken twice; what is listed behind a colon is asked one by one."""

from __future__ import annotations

import pytest

from answers import templates
from answers.answerer import Answerer
from answers.types import Answer, Compound, Reply, Row
from tests.answers.conftest import Over

_BAISHI = """# 白石高新区复工服务

白石高新区已协调辖区内宾馆18家、床位2771张,共有28家企业的1248人入住。专班走访168家企业,解决问题120多个。

白石高新区推出补贴:集中供养每月2423元,散居每月1567元。

总投资30亿元的劲胜新能源项目、总投资10亿元的汉晟智能制造项目落户白石高新区。

在推进会上,白石高新区共6个项目签约,总投资72.3亿元,年产出124亿元;共9个项目开工,总投资80.7亿元,年产出110亿元。
"""


@pytest.fixture(scope="module")
def service(over: Over) -> Answerer:
    return over(baishi=_BAISHI)


def _rows(reply: Reply) -> list[Row]:
    parts = reply.parts if isinstance(reply, Compound) else (reply,)
    return [row for part in parts if isinstance(part, Answer) for row in part.table]


def _values(reply: Reply) -> list[str | None]:
    return [row.value for row in _rows(reply)]


def test_each_part_of_a_message_has_a_row_under_what_it_asks_for(service: Answerer):
    rows = _rows(service.reply("白石专班走访了多少家企业,解决问题多少个?"))

    assert [(row.name, row.value) for row in rows] == [("白石专班走访企业", "168家"), ("解决问题", "120多个")]


def test_a_figure_is_not_given_for_two_parts(service: Answerer):
    reply = service.reply("白石协调的住宿:宾馆几家,床位几张,入住企业几家,多少人?")

    assert _values(reply) == ["18家", "2771张", "28家", "1248人"]


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("白石高新区几个项目都投了多少钱:劲胜新能源,汉晟智能制造", ["30亿元", "10亿元"]),
        ("白石高新区签约和开工的项目,各几个、总投资多少?", ["6个", "9个", "72.3亿元", "80.7亿元"]),
    ],
)
def test_what_is_listed_is_asked_one_by_one(service: Answerer, question: str, values: list[str]):
    assert _values(service.reply(question)) == values


_REPORT = """---
title: {region}政府工作报告
date: 2026-01-{day}
---

# {region}政府工作报告

——2026年1月{day}日在{region}人民代表大会上

{region}省长 {speaker}

一、过去一年工作回顾

全省地区生产总值增长{growth}%。全省社会消费品零售总额增长4%。
"""


@pytest.fixture(scope="module")
def reports(over: Over) -> Answerer:
    return over(
        hainan=_REPORT.format(day=27, region="海南省", speaker="刘明", growth=5.4),
        hunan=_REPORT.format(day=28, region="湖南省", speaker="毛伟", growth=5.1),
        anhui=_REPORT.format(day=29, region="安徽省", speaker="王清", growth=5.8),
    )


@pytest.mark.parametrize(
    "question",
    ["地区生产总值去年增长:海南 湖南 安徽", "地区生产总值增长情况,海南湖南安徽", "海南、湖南、安徽的GDP增速"],
)
def test_places_that_are_only_listed_are_asked_each(reports: Answerer, question: str):
    assert _values(reports.reply(question)) == ["5.4%", "5.1%", "5.8%"]


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("劲胜新能源,汉晟智能制造,云溪康养这三个项目都投了多少钱?", ["30亿元", "10亿元", None]),
        ("白石高新区补贴每月多少?集中供养,散居", ["2423元", "1567元"]),
        ("白石高新区要三个数:宾馆,床位,走访企业", ["18家", "2771张", "168家"]),
    ],
)
def test_commas_part_what_is_listed(service: Answerer, question: str, values: list[str | None]):
    assert _values(service.reply(question)) == values


def test_what_is_told_behind_a_question_is_no_list(service: Answerer):
    reply = service.reply("白石专班走访了多少家企业?120多个是问题,不要")

    assert isinstance(reply, Answer)
    assert reply.answer == "168家"


def test_a_bound_that_no_figure_keeps_is_said_to_be_kept_by_none(reports: Answerer):
    reply = reports.reply("哪些省去年GDP增速超过9%?")

    assert isinstance(reply, Answer)
    assert reply.answer is None
    assert reply.notes == (templates.NONE_WITHIN,)
    assert set(_values(reply)) == {"5.4%", "5.1%", "5.8%"}


@pytest.mark.parametrize(
    "question",
    [
        "白石高新区床位多少?白石的,快点",
        "上面说:\u201c床位达到90张,宾馆80家\u201d,对吗?",
        "白石专班走访多少家企业?比如机械厂,食品厂",
    ],
)
def test_asides_and_quotations_are_no_list(service: Answerer, question: str):
    assert len(_rows(service.reply(question))) <= 1


def test_a_bound_in_another_unit_is_kept_by_no_table(reports: Answerer):
    reply = reports.reply("有几个省的地区生产总值增长超过5万亿元?")

    assert not (isinstance(reply, Answer) and reply.table)
