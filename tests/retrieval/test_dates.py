"""Dates are found whole in each of the forms that people write, and read as the same day."""

from __future__ import annotations

import pytest

from retrieval.dates import find_dates
from retrieval.quantities import figure_terms


@pytest.mark.parametrize(
    "written",
    [
        "2024年5月8日", "2024 年 5 月 8 日", "2024年5月8号", "24年5月8日", "二〇二四年五月八日", "二○二四年五月八日", "二零二四年五月八日",
        "2024-05-08", "2024/5/8", "2024.5.8", "2024.05.08", "24/5/8", "24-05-08",
    ],
)  # fmt: skip
def test_a_day_is_the_same_however_it_is_written(written: str):
    (date,) = find_dates(f"会议于{written}召开")

    assert (date.text, date.year, date.month, date.day) == (written, 2024, 5, 8)
    assert {"2024年5月8日", "2024年", "5月8日", "5月"} - {written} == set(figure_terms(written))


@pytest.mark.parametrize(
    ("text", "written", "year", "month", "day"),
    [
        ("新院区二〇二五年三月启用", "二〇二五年三月", 2025, 3, None),
        ("一九五六年建院", "一九五六年", 1956, None, None),
        ("十月十五日上午", "十月十五日", None, 10, 15),
        ("四月份产量", "四月份", None, 4, None),
        ("3/15 张强值班", "3/15", None, 3, 15),
        ("于3/5开工", "3/5", None, 3, 5),
        ("2024-12出台", "2024-12", 2024, 12, None),
        ("23年底完工", "23年底", 2023, None, None),
        ("98年6月投产", "98年6月", 1998, 6, None),
        ("二〇一九年十二月廿五日", "二〇一九年十二月廿五日", 2019, 12, 25),
    ],
)
def test_a_date_has_the_parts_that_it_says(
    text: str, written: str, year: int | None, month: int | None, day: int | None
):
    (date,) = find_dates(text)

    assert (date.text, date.year, date.month, date.day) == (written, year, month, day)


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("2025年一季度", (1, 3)),
        ("第三季度", (7, 9)),
        ("上半年", (1, 6)),
        ("2025年下半年", (7, 12)),
        ("前三季度", (1, 9)),
        ("1-3季度", (1, 9)),
        ("1-11月", (1, 11)),
        ("2025年1月至11月", (1, 11)),
    ],
)
def test_a_part_of_a_year_is_its_months(text: str, months: tuple[int, int]):
    (date,) = find_dates(text)

    assert date.months == months


@pytest.mark.parametrize(
    "text",
    [
        "收入2023.12元", "系统升级到v2.1版本", "版本号2024.3.15", "固件版本: 2024.3.1", "地址为2024.3.15.1", "占总数的3/15", "达到3/15",
        "3/4的企业", "提供7/24小时服务", "1/4", "第10.2.3条", "比例为60/30/10", "电话0512-12-3333", "为期三月", "工龄24年6个月", "2024/25学年",
        "2023年13月", "一月一调度",
    ],
)  # fmt: skip
def test_versions_decimals_fractions_and_durations_are_no_days(text: str):
    assert not [date for date in find_dates(text) if date.month or date.day]
