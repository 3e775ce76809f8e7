"""Which cell, row or label is the one asked for: none counted, added up or read beside it."""

from __future__ import annotations

import pytest

from tests.answers.conftest import Over, answered

_SELECTION = """# 2018年云岭市市直机关遴选公务员职位表

教师招聘另行公告。

| 序号 | 遴选单位 | 职位名称 | 联系人 | 联系电话 | 招考人数 | 最低学历 |
| --- | --- | --- | --- | --- | --- | --- |
| 1 | 云岭市卫生综合监督执法局 | 科员 | 阮磊 | 0795-3203989 | 3 | 本科 |
| 2 | 云岭市委政策研究室 | 科员 | 熊楠 | 0795-3224431 | 2 | 本科 |
| 3 | 云岭市扶贫和移民办公室 | 科员 | 李宾 | 0795-3283727 | 1 | 本科 |
| 4 | 云岭市扶贫和移民办公室 | 财务科科员 | 李宾 | 0795-3283727 | 1 | 硕士研究生 |
| 5 | 云岭市林业局 | 科员 | 熊霞 | 0795-3228919 | 1 | 本科 |
"""
_HOLDERS = """# 云溪股份2025年第一季度报告

| 股东名称 | 股东性质 | 持股比例 | 持股数量 | 股份种类 |
| --- | --- | --- | --- | --- |
| 王启明 | 境内自然人 | 16.90% | 513,623,850 | 人民币普通股 |
| 吕青山 | 境内自然人 | 7.87% | 239,228,620 | 人民币普通股 |
| 云海投资控股 | 境内法人 | 5.11% | 155,149,602 | 人民币普通股 |
"""
_STATEMENT = """# 云溪股份点评

| 利润表(百万元) | 2023 | 2024 | 2025E |
| --- | --- | --- | --- |
| 营业总收入 | 1,567 | 3,684 | 5,056 |
| 营业成本 | 1,038 | 2,394 | 3,236 |
| 管理费用 | 131 | 313 | 409 |
| 净利率 | 9.0% | 9.5% | 14.2% |
"""


@pytest.mark.parametrize(
    ("text", "question", "wanted"),
    [
        # a column that counts what is asked for is read before rows are counted
        (_SELECTION, "云岭市卫生综合监督执法局遴选招几个?", "3"),
        (_SELECTION, "云岭市委政策研究室遴选招多少个?", "2"),
        (_SELECTION, "云岭市扶贫和移民办公室遴选一共招几个?", "2"),
        (_SELECTION, "云岭市扶贫和移民办公室有几个职位?", "2个"),
        # what a row says in per cent
        (_HOLDERS, "王启明持有云溪股份百分之多少的股份?", "16.90%"),
        (_HOLDERS, "吕青山名下有多少股云溪股份?", "239,228,620"),
    ],
)
def test_a_figure_that_a_row_gives_is_read_and_no_rows_are_counted(
    over: Over, text: str, question: str, wanted: str
):
    assert answered(over(case=text), question) == wanted


@pytest.mark.parametrize(
    ("text", "question"),
    [
        (_SELECTION, "云岭市接待办遴选招多少人?"),
        (_STATEMENT, "云溪股份2025年净利润预计多少?"),
        (_HOLDERS, "王启明出了多少的股份?"),
    ],
)
def test_rows_are_counted_only_where_what_they_are_is_counted(over: Over, text: str, question: str):
    said = answered(over(case=text), question)

    assert not said.endswith("个")
    assert "个:" not in said
