"""The figure of the one subject that a question names, and how sure it is."""

from __future__ import annotations

import pytest

from tests.answers.conftest import Over

_REPORT = """# 湖南省2026年政府工作报告

## 一、2025年工作回顾

过去一年,全省地区生产总值增长4.8%,地方一般公共预算收入3600亿元、增长3.9%。城镇新增就业82.7万人,城镇调查失业率5.1%。

2025年四大主导产业占GDP比重较2020年提高约14个百分点。智能化煤矿达到400座。国有资本收益107.2亿元、增长65.9%。

## 二、2026年工作安排

今年发展的主要预期目标是:地区生产总值增长5%左右,城镇新增就业70万人。新建智能化煤矿60座。
"""


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("湖南 城镇新增就业 2026目标", "70万人"),
        ("领导要念:湖南今年GDP预期增速是多少?", "5%左右"),
        ("湖南去年GDP涨了几个点?不是今年定的目标", "4.8%"),
        ("湖南去年GDP增长多少", "4.8%"),
        ("湖南去年地方财政收进来多少", "3600亿元"),
        ("湖南城里找不着活儿的人占多大比例?", "5.1%"),
        ("湖南智能化煤矿现在有多少座了?今年还要再建几座?", "400座"),
        ("湖南国有资本收益 同比增幅", "65.9%"),
    ],
)
def test_the_figure_is_found_however_the_question_is_worded(over: Over, question: str, value: str):
    answerer = over(hunan=_REPORT)
    _, understanding = answerer.read(question.replace("GDP", "gdp"))

    cell = answerer._entrance._tables.fact_of(understanding, None)

    assert cell is not None
    assert cell.value == value
    assert cell.confidence >= 0.5


_BULLETIN = """# 湖南省2022年国民经济和社会发展统计公报

初步核算,全年地区生产总值48670亿元,比上年增长4.5%。年末常住人口6604万人。粮食总产量603亿斤。
"""


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("湖南去年GDP增长多少", "4.8%"),
        ("湖南2022年GDP增长多少", "4.5%"),
        ("湖南 2022 GDP", "48670亿元"),
    ],
)
def test_last_year_is_the_one_before_the_newest_report(over: Over, question: str, value: str):
    answerer = over(hunan=_REPORT, bulletin=_BULLETIN)
    _, understanding = answerer.read(question.replace("GDP", "gdp"))

    cell = answerer._entrance._tables.fact_of(understanding, None)

    assert cell is not None
    assert cell.value == value


@pytest.mark.parametrize(
    "question",
    ["2024年湖南城镇新增就业多少人?", "湖南2021年常住人口多少人?", "2027年湖南智能化煤矿有多少座?"],
)
def test_what_is_told_without_a_year_is_of_no_other_year(over: Over, question: str):
    answerer = over(hunan=_REPORT, bulletin=_BULLETIN)
    _, understanding = answerer.read(question)

    assert answerer._entrance._tables.fact_of(understanding, None) is None


def test_another_area_of_the_same_place_has_none(over: Over):
    answerer = over(zone="# 东陵高新区简报\n\n东陵高新区企业复工率为88%,员工到岗率为75%。\n")
    tables = answerer._entrance._tables

    assert tables.fact_of(answerer.understand("东陵高新区企业复工率是多少?"), None) is not None
    assert tables.fact_of(answerer.understand("东陵经开区企业复工率是多少?"), None) is None
