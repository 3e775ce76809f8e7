"""When a figure is told of: the same day in other digits, 上月 and 去年 from the document's own period."""

from __future__ import annotations

import pytest

from answers.periods import (
    Anchor,
    agreement,
    anchor_of,
    asked_periods,
    best_agreement,
    find_periods,
    governing,
    section_periods,
)
from answers.types import Answer
from retrieval.types import Span
from tests.answers.conftest import Over, short

_JANUARY = Anchor(2025, (1, 1), is_own=True)


@pytest.mark.parametrize(
    ("text", "year", "months"),
    [
        ("本月", 2025, (1, 1)),
        ("上月", 2024, (12, 12)),
        ("上个月", 2024, (12, 12)),
        ("下月", 2025, (2, 2)),
        ("今年", 2025, None),
        ("去年12月", 2024, (12, 12)),
        ("去年的上半年", 2024, (1, 6)),
        ("前年", 2023, None),
        ("去年同期", 2024, (1, 1)),
        ("上季度", 2024, (10, 12)),
        ("明年一季度", 2026, (1, 3)),
        ("3月", 2025, (3, 3)),
    ],
)
def test_relative_times_count_from_the_document(text: str, year: int, months: tuple[int, int] | None):
    (period,) = find_periods(text, _JANUARY)

    assert (period.year, period.months) == (year, months)


@pytest.mark.parametrize(("text", "year"), [("11月6日考察", None), ("1月6日考察", 2026)])
def test_a_month_that_had_not_come_is_of_no_certain_year(text: str, year: int | None):
    """A paper of January 2026 that says 11月 tells of 2025, or of what is to come."""
    (period,) = find_periods(text, anchor_of("政府工作报告", "2026-01-20"))

    assert period.year == year


@pytest.mark.parametrize(
    "text",
    [
        "目前年产量5万吨",
        "60岁以上年龄的人",
        "线下年货节销售额",
        "以前年度结转资金",
        "今后年均增长5%",
        "应当月底前办结",
        "基本年份",
        "过去年均5%",
    ],
)
def test_the_end_of_one_word_and_the_next_tell_no_time(text: str):
    assert find_periods(text, Anchor(2025, (11, 11), True, 11, True)) == ()


def test_years_ago_are_counted_from_the_document_and_are_no_year_before_last():
    (period,) = find_periods("三年前年产3万吨", Anchor(2025, (11, 11), True, 11, True))
    assert period.year == 2022


@pytest.mark.parametrize("text", ["截至今年底", "比前年多", "自去年起", "各区上年产量", "报上月数据"])
def test_a_relative_time_is_read_beside_any_other_word(text: str):
    assert len(find_periods(text, Anchor(2025, (11, 11), True, 11, True))) == 1


def test_nothing_is_assumed_where_the_document_has_no_date():
    anchor = anchor_of("招商引资通报", "")

    assert [(one.year, one.months) for one in find_periods("今年45个,上月3个", anchor)] == [(None, None)] * 2


@pytest.mark.parametrize(
    ("title", "published", "anchor"),
    [
        ("2024年11月信访工作月报", "2024-12-05", Anchor(2024, (11, 11), True)),
        ("二〇二四年十一月信访工作月报", "", Anchor(2024, (11, 11), True)),
        ("2025年三季度旅游运行报告", "", Anchor(2025, (7, 9), True)),
        ("12月信访月报", "2025-01-06", Anchor(2024, (12, 12), True)),
        ("工作总结", "2025-04-10", Anchor(2025, (4, 4))),
        ("2024年总结和2025年打算", "2025-01-10", Anchor(2025, (1, 1))),
    ],
)
def test_a_document_is_of_the_period_of_its_title_else_of_its_day(title: str, published: str, anchor: Anchor):
    found = anchor_of(title, published)

    assert (found.year, found.months, found.is_own) == (anchor.year, anchor.months, anchor.is_own)


@pytest.mark.parametrize(
    ("asked", "told", "result"),
    [
        ("2025年3月", "二〇二五年三月", 1),
        ("2024年3月15日", "2024/3/15", 1),
        ("2024年3月15日", "3/15", 1),
        ("2024年3月15日", "2024/3/16", -1),
        ("2024年3月", "2024.3.15", 1),
        ("2024年", "2025年一季度", -1),
        ("2025年前三季度", "2025年1-9月", 1),
        ("2025年一季度", "2025年3月", -1),
        ("2025年", "2025年3月", 0),
        ("2025年3月", "2025年", 0),
    ],
)
def test_periods_agree_or_not(asked: str, told: str, result: int):
    one, other = (find_periods(text, Anchor())[0] for text in (asked, told))

    assert agreement(one, other) == result


def test_what_is_compared_with_is_neither_asked_nor_told():
    text = "2025年收入8亿元,比2024年增加2亿元"

    assert asked_periods("比2024年增加了多少?", Anchor()) == ()
    assert [one.year for one in governing(text, Span(0, len(text)), text.index("2亿元"), Anchor())] == [2025]


_MONTHLY = """# 2025年1月12329热线运行月报

本月热线受理来电4120件,上月热线受理来电3980件。去年同期热线受理来电3510件。
"""
_NUMERALS = """# 博物馆大事记

二〇二三年九月,博物馆新馆开馆,馆藏文物八千件。二〇二四年十月,博物馆新馆接待观众六十万人次。
"""
_STROKES = """# 桥梁工程台账

青龙桥于2024/3/15开工,投资860万元。白马桥于2024/9/2开工,投资1240万元。
"""
_SHORT_YEARS = """# 平台升级说明

23年12月1日,一网通办平台升级为甲类平台;24年6月5日,一网通办平台升级为乙类平台。
"""


@pytest.mark.parametrize(
    ("document", "question", "answer"),
    [
        (_MONTHLY, "2025年1月热线受理来电多少件?", "4120件"),
        (_MONTHLY, "2024年12月热线受理来电多少件?", "3980件"),
        (_MONTHLY, "上个月热线受理来电多少件?", "3980件"),
        (_MONTHLY, "2024年1月热线受理来电多少件?", "3510件"),
        (_MONTHLY, "2024年8月热线受理来电多少件?", None),
        (_NUMERALS, "2023年9月开馆的是什么馆?", "新馆"),
        (_NUMERALS, "2024年10月博物馆新馆接待观众多少人次?", "六十万人次"),
        (_STROKES, "2024年3月15日开工的桥投资多少?", "860万元"),
        (_STROKES, "2024年9月2日开工的桥投资多少?", "1240万元"),
        (_STROKES, "白马桥什么时候开工?", "2024/9/2"),
        (_SHORT_YEARS, "2024年6月5日一网通办平台升级为什么平台?", "乙类平台"),
    ],
)
def test_the_period_asked_for_chooses_the_answer(
    over: Over, document: str, question: str, answer: str | None
):
    reply = over(case=document).reply(question)

    said = short(reply) or (reply.lead if isinstance(reply, Answer) and reply.is_sure else "")
    assert said.startswith(answer) or answer in said if answer else not said


@pytest.mark.parametrize(
    ("section", "asked", "agreement"),
    [
        ("一、2025年工作回顾", "2025年", 1),
        ("三、2026年重点工作", "2025年", -1),
        ("一、“十四五”时期和2025年工作回顾", "2025年", 1),
        ("一、“十四五”时期和2025年工作回顾", "2023年", 0),
        ("一、过去一年工作回顾", "2025年", 0),
        ("01综合", "2025年", 0),
    ],
)
def test_a_section_says_of_which_year_it_tells(section: str, asked: str, agreement: int):
    assert best_agreement(asked_periods(asked, Anchor()), section_periods(section)) == agreement


def test_of_two_figures_of_one_sort_the_one_of_the_year_asked_for_is_answered(over: Over):
    text = (
        "# 2026年云山省政府工作报告\n\n## 一、2025年工作回顾\n\n城镇新增就业124.9万人。\n\n"
        "## 二、2026年重点工作\n\n城镇新增就业110万人以上。\n"
    )
    answerer = over(report=text)

    assert short(answerer.reply("云山省2025年城镇新增就业多少人?")) == "124.9万人"
    assert short(answerer.reply("云山省2026年城镇新增就业目标是多少?")) == "110万人以上"
