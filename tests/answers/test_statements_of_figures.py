"""Tables of indicators by period: a row is named by its first cell, and a question that names no column means this period's."""

from __future__ import annotations

import pytest

from answers.answerer import Answerer
from tests.answers.conftest import Over, short

_STATEMENT = """# 云溪股份有限公司2025年第一季度报告

| | 本报告期 | 上年同期 | 比上年同期增减(%) |
| --- | --- | --- | --- |
| 营业收入(元) | 170,360,448 | 124,944,397 | 36.35 |
| 归属于上市公司股东的净利润(元) | 9,154,985 | 4,568,793 | 100.38 |
| 经营活动产生的现金流量净额(元) | 8,581,152 | 10,227,149 | -16.09 |
"""


@pytest.fixture(scope="module")
def statement(over: Over) -> Answerer:
    return over(statement=_STATEMENT, other="# 青河镇简报\n\n青河镇举办了运动会。\n")


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("云溪股份2025年第一季度的营业收入是多少?", "170,360,448"),
        ("云溪股份2025年头三个月归属于上市公司股东的净利润有多少?", "9,154,985"),
        ("云溪股份2025年第一季度净利润是多少?", "9,154,985"),
        ("云溪股份2025年一季度净利润同比增长多少?", "100.38"),
        ("云溪股份营业收入上年同期是多少?", "124,944,397"),
        ("云溪股份2025年一季度营业收入增长多少?", "36.35"),
    ],
)
def test_a_row_is_read_in_the_column_that_is_meant(statement: Answerer, question: str, answer: str):
    assert short(statement.reply(question)) == answer


def test_what_the_paper_is_not_of_is_not_read_from_it(statement: Answerer):
    assert short(statement.reply("云溪股份2024年一季度营业收入是多少?")) is None


def test_rows_that_end_in_one_word_are_told_apart_each_once(over: Over):
    text = (
        _STATEMENT + "| 归属于上市公司股东的扣除非经常性损益的净利润(元) | 8,171,627 | 3,751,980 | 117.80 |\n"
    )

    reply = over(statement=text).reply("云溪股份2025年一季度净利润同比增长多少?")

    assert short(reply) == "100.38、117.80"
