"""Figures of a draft held against a table: each by the name of its row and the head of its column."""

from __future__ import annotations

import pytest

from answers.checking.checked import Verdict
from answers.checking.checker import Checker
from tests.answers.checking.conftest import Checking, checked

_HARVEST = """# 2025年各县粮食生产情况

| 县区 | 粮食总产量(吨) | 播种面积(亩) | 同比增长(%) |
| --- | --- | --- | --- |
| 东陵县 | 81230 | 203100 | 3.1 |
| 西岭县 | 94523 | 231000 | -1.2 |
| 南湖县 | 70311 | 199870 | 0.8 |
"""
_PRODUCTS = """# 东陵县2025年统计公报

主要产品产量

| 产品名称 | 计量单位 | 产量 | 比上年±% |
| --- | --- | --- | --- |
| 胶合板 | 立方米 | 223828 | 6.25 |
| 罐头 | 吨 | 70931 | \u22125.05 |
"""
_PEOPLE = """# 东海市2025年人口

表1 分区常住人口

|  | 福田区 | 罗湖区 | 盐田区 | 南山区 |
| --- | --- | --- | --- | --- |
| 常住人口(万人) | 156.23 | 114.82 | 21.54 | 181.41 |

表2 分区户籍人口

| 区 | 户籍人口(万人) | 男性(万人) |
| --- | --- | --- |
| 罗湖区 | 73.40 | 35.61 |
| 盐田区 | 10.28 | 5.02 |
"""
_POSTS = """# 2018年东海市遴选公务员职位表

| 序号 | 遴选单位 | 职位名称 | 联系人 | 招考人数 | 最低学历 |
| --- | --- | --- | --- | --- | --- |
| 1 | 中共东海市委宣传部 | 科员 | 吴霖 | 2 | 硕士研究生 |
| 2 | 中共东海市委政策研究室 | 科员 | 熊楠 | 1 | 本科 |
| 3 | 东海市作家协会 | 科员 | 何征 | 1 | 本科 |
| 4 | 东海市杂技家协会 | 科员 | 李熠 | 3 | 本科 |
"""


@pytest.fixture(scope="module")
def checker(checking: Checking) -> Checker:
    return checking(harvest=_HARVEST, products=_PRODUCTS, people=_PEOPLE, posts=_POSTS)


@pytest.mark.parametrize(
    "sentence",
    [
        "西岭县粮食总产量94523吨",
        "西岭县粮食总产量9.45万吨",
        "东陵县粮食播种面积203100亩",
        "西岭县粮食总产量94523吨,播种面积231000亩,同比下降1.2%",
        "南湖县粮食总产量70311吨,同比增长0.8%",
        "西岭县粮食同比增长-1.2%",
        "东陵县粮食总产量81230吨,西岭县94523吨",
        "东陵县、西岭县粮食总产量分别为81230吨、94523吨",
        "罗湖区常住人口114.82万人,户籍人口73.40万人",
        "罗湖区、南山区常住人口分别为114.82万人、181.41万人",
        "宣传部遴选科员2人,联系人吴霖",
        "市委政策研究室招考1人,学历为本科",
        "胶合板产量223828立方米,比上年增长6.25%",
        "罐头产量70931吨,比上年下降5.05%",
    ],
)
def test_what_a_row_says_below_the_head_of_its_column_is_supported(checker: Checker, sentence: str):
    found = checked(checker, sentence)

    assert found.verdict is Verdict.SUPPORTED, (found.verdict, found.differences, found.missing)


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("东陵县粮食总产量94523吨", "81230"),  # of the row below
        ("西岭县粮食播种面积94523亩", "231000"),  # of the column before
        ("西岭县粮食总产量同比增长1.2%", "-1.2"),
        ("东陵县粮食总产量94523吨,西岭县81230吨", "81230"),
        ("东陵县粮食总产量81230吨,同比增长0.8%", "3.1"),
        ("东陵县、西岭县粮食总产量分别为94523吨、81230吨", "81230"),
        ("罗湖区常住人口73.40万人", "户籍"),
        ("盐田区常住人口114.82万人", "21.54"),
        ("盐田区户籍人口73.40万人", "10.28"),
        ("宣传部遴选科员1人,联系人吴霖", "2"),
        ("宣传部遴选科员2人,联系人何征", "吴霖"),
        ("作家协会招考3人", "1"),
        ("胶合板产量223828立方米,比上年增长5.05%", "6.25"),
        ("罐头产量70931吨,比上年增长5.05%", "5.05"),
    ],
)
def test_what_another_row_or_column_says_differs(checker: Checker, sentence: str, source: str):
    found = checked(checker, sentence)

    assert found.verdict is Verdict.DIFFERS, (found.verdict, found.differences, found.missing)
    assert any(source in one.source for one in found.differences), found.differences


def test_a_sum_of_rows_is_not_accused_by_one_of_them(checker: Checker):
    assert checked(checker, "三个县粮食总产量246064吨").verdict is not Verdict.DIFFERS


def test_a_row_is_cited_as_it_stands(checker: Checker):
    (citation,) = checked(checker, "西岭县粮食总产量94523吨").citations

    assert citation.quote.text == "西岭县 | 94523 | 231000 | -1.2"
