"""Facts of tables: of rows of names, and of rows of indicators."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from answers.facts.fact import Fact, Status
from answers.facts.selecting import facts_in
from tests.answers.conftest import Over

TABLES = """# 青川县2023年统计公报

2024年3月1日

表1 主要产品产量

| 产品名称 | 单位 | 产量 | 比上年增长(%) |
|---|---|---|---|
| 水泥 | 万吨 | 35.2 | 5.6 |
| 茶叶 | 吨 | 1,230 | -2.1 |

表2 各镇情况

| 序号 | 乡镇 | 户籍人口(人) | 造林目标(亩) | 成立时间 | 联系电话 |
|---|---|---|---|---|---|
| 1 | 青山镇 | 12350 | 3200 | 1985年 | 无 |
| 2 | 白沙镇 | 9800 | 2100 | 1990年 | 无 |
"""


@pytest.fixture(scope="module")
def facts(over: Over) -> Sequence[Fact]:
    return tuple(facts_in(over(tables=TABLES).sources))


@pytest.mark.parametrize(
    ("value", "indicator", "subject", "number", "unit", "status"),
    [
        ("35.2", "水泥产量", "青川县", "352000", "吨", Status.ACTUAL),
        ("5.6", "水泥比上年增长", "青川县", "5.6", "%", Status.CHANGE),
        ("1,230", "茶叶产量", "青川县", "1230", "吨", Status.ACTUAL),
        ("-2.1", "茶叶比上年增长", "青川县", "-2.1", "%", Status.CHANGE),
        ("12350", "户籍人口", "青山镇", "12350", "人", Status.ACTUAL),
        ("2100", "造林目标", "白沙镇", "2100", "亩", Status.TARGET),
    ],
)
def test_a_cell_is_told_of_its_row_and_measures_what_its_column_says(
    facts: Sequence[Fact], value: str, indicator: str, subject: str, number: str, unit: str, status: Status
) -> None:
    (fact,) = [fact for fact in facts if fact.value == value]

    assert (fact.indicator, fact.subject, fact.number, fact.unit, fact.status) == (
        indicator,
        subject,
        number,
        unit,
        status,
    )
    assert fact.period == "2023年"


def test_numbers_of_rows_dates_and_words_are_no_facts(facts: Sequence[Fact]) -> None:
    assert len(facts) == 8


def test_a_table_right_below_its_heading_is_read_in_the_unit_that_stands_there(over: Over):
    table = "# 青川县2023年人口公报\n\n## 各镇人口 单位:万人\n\n| 乡镇 | 户籍人口 |\n|---|---|\n| 青山镇 | 1.2 |\n"

    (fact,) = facts_in(over(table=table).sources)

    assert (fact.subject, fact.number, fact.unit) == ("青山镇", "12000", "人")
