"""Everyday words of indicators are put into those that reports print."""

from __future__ import annotations

import pytest

from answers.pile.aliases import _begun, _pattern, _source, asked_of_one, in_indicators
from answers.vocabulary import table
from tests.worst_cases import is_bounded


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("甲省城里找不着活儿的人占多大比例?", "甲省城镇调查失业率是多少?"),
        ("甲省没工作的人占几成?", "甲省城镇调查失业率是多少?"),
        ("甲省让多少人新上了岗?", "甲省城镇新增就业多少人?"),
        ("甲省给城里添了多少份工作?", "甲省城镇新增就业多少人?"),
        ("甲省财政收进来多少?", "甲省一般公共预算收入多少?"),
        ("甲省财政上的进账", "甲省一般公共预算收入"),
        ("摊到每个人头上gdp是多少?", "人均地区生产总值是多少?"),
        ("甲省人均到手多少钱?", "甲省居民人均可支配收入多少钱?"),
        ("甲省卖出国门的货值多少?", "甲省出口额多少?"),
        ("物价打算控在几个点?", "居民消费价格涨幅目标是多少?"),
        ("投资这块想涨百分之几?", "固定资产投资这块想涨百分之几?"),
        ("逛商场下馆子这些零售多少亿?", "社会消费品零售总额多少亿?"),
        ("科研经费占经济总量多大比例?", "研发投入强度是多少?"),
        ("盖房子的投资涨了多少?", "房地产开发投资涨了多少?"),
        ("空气好的日子占百分之几?", "优良天数比例是多少?"),
        ("打了多少粮?", "粮食产量多少?"),
        ("城里人占比多高?", "常住人口城镇化率是多少?"),
        ("存银行的钱有多少?", "存款余额有多少?"),
        ("GDP总量", "地区生产总值"),
        ("规上企业复工到了什么程度?", "规上企业复工率是多少?"),
        ("员工返岗进度如何?", "员工返岗率是多少?"),
    ],
)
def test_everyday_words_become_the_printed_indicator(said: str, meant: str):
    assert in_indicators(said) == meant


@pytest.mark.parametrize(
    "text",
    [
        "城镇调查失业率多少?",
        "一般公共预算收入",
        "外贸企业有多少家?",
        "民间投资增长多少?",
        "服务消费涨了多少?",
        "粮食总产量",
        "居民消费价格",
        "新增养老床位多少张?",
        "农村公路修了多少公里?",
        "数字经济规模",
        "外贸进出口增速",
        "空气优良天数比例到多少了?",
    ],
)
def test_what_is_an_indicator_already_stays(text: str):
    assert in_indicators(text) == text


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("您好,帮我查一下,甲省有多少家?谢谢", "甲省有多少家?"),
        ("甲省现在有多少座?今年再建几座?", "甲省现在有多少座?"),
        ("甲省2022 煤矿 产量", "甲省2022年 煤矿 产量"),
        ("甲省 煤矿 2026目标", "甲省 煤矿 2026年目标"),
    ],
)
def test_what_is_asked_first_is_looked_for(text: str, asked: str):
    assert asked_of_one(text) == asked


def test_each_line_is_read_in_bounded_time():
    for said, _ in table("indicator-aliases"):
        pattern = _source(said).replace("{0,6}?", "")

        assert not set("*+{") & set(pattern)


def test_no_line_stands_twice():
    said = [row[0] for row in table("indicator-aliases")]

    assert len(said) == len(set(said))


def test_no_pattern_of_a_row_repeats_without_end():
    # they are compiled when a question first needs them, where the walk over all patterns does not see them
    rows = [row for begun in _begun().values() for row in begun]

    assert len(rows) > 400
    assert all(is_bounded(_pattern(said)) for said, _ in rows)
