"""Figures and dates are found whole, with their units and values."""

from __future__ import annotations

import pytest

from retrieval.quantities import figure_terms, find_dates, find_figures, find_quantities, numeral
from tests.timing import takes_at_most


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("发放20余万份告知书", [("20余万份", 200000)]),
        ("群发短信800余万条", [("800余万条", 8000000)]),
        ("4.5万余人次", [("4.5万余人次", 45000)]),
        ("拥有2000多户居民", [("2000多户", 2000)]),
        ("注册资本达2.05亿美元", [("2.05亿美元", 2.05e8)]),
        ("增长25.3%,高于全市12个百分点", [("25.3%", 25.3), ("12个百分点", 12)]),
        ("总投资约37亿元", [("37亿元", 3.7e9)]),
        ("共14474家", [("14474家", 14474)]),
        ("人口1,234,567人", [("1,234,567人", 1234567)]),
        ("建设期为5-7年", [("5-7年", None)]),
        ("占总数的近1/4", [("1/4", None)]),
        ("从1.5米到3.5米", [("1.5米", 1.5), ("3.5米", 3.5)]),
        ("体温超过37.3度", [("37.3度", 37.3)]),
        ("专班28名,班组120多个", [("28名", 28), ("120多个", 120)]),
        ("三个率先", [("三个", 3)]),
        ("二十余万份", [("二十余万份", 200000)]),
        ("一百二十六名干部", [("一百二十六名", 126)]),
        ("两千户", [("两千户", 2000)]),
        ("十二英寸", [("十二英寸", 12)]),
        ("12nm工艺", [("12nm", 12)]),
        ("3.72亿元、惠及企业2287家", [("3.72亿元", 3.72e8), ("2287家", 2287)]),
        ("百分之九十五", [("百分之九十五", 95)]),
        ("三分之一", [("三分之一", None)]),
        ("3万多亩", [("3万多亩", 30000)]),
        ("1.2万亿元", [("1.2万亿元", 1.2e12)]),
        ("百分之九点五", [("百分之九点五", 9.5)]),
        ("百分之95.2", [("百分之95.2", 95.2)]),
        ("一起部署,一路向前", []),
        ("数十家", []),
        ("三部门、5部委联合印发", [("5", 5)]),
        ("一部门三片区", []),
        ("建党100周年", [("100周年", 100)]),
        ("出版3部,分三类", [("3部", 3), ("三类", 3)]),
        ("一致认为,统一部署", []),
    ],
)  # fmt: skip
def test_a_figure_stands_whole_with_its_value(text, figures):
    found = [(figure.span.of(text), figure.value) for figure in find_figures(text)]

    assert [name for name, _ in found] == [name for name, _ in figures]
    assert [value for _, value in found] == [value and pytest.approx(value) for _, value in figures]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("2020年2月21日", [(2020, 2, 21)]),
        ("2月24日获批", [(None, 2, 24)]),
        ("4月19日、20日举办", [(None, 4, 19), (None, None, 20)]),
        ("2020年底完工", [(2020, None, None)]),
        ("2月中旬", [(None, 2, None)]),
        ("2020-02-21", [(2020, 2, 21)]),
        ("2020/2/3", [(2020, 2, 3)]),
        ("截至2020年2月", [(2020, 2, None)]),
        ("一季度", [(None, None, None)]),
        ("2024年第一季度", [(2024, None, None)]),
        ("20日那天", [(None, None, 20)]),
        ("二〇二〇年二月二十一日", [(2020, 2, 21)]),
        ("二月二十一日", [(None, 2, 21)]),
        ("13月40日", []),
        ("120日元", []),
        ("2月3号线开通", [(None, 2, None)]),
        ("住在3号楼", []),
    ],
)  # fmt: skip
def test_a_date_stands_with_its_parts(text, dates):
    assert [(date.year, date.month, date.day) for date in find_dates(text)] == dates


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("十", 10), ("十二", 12), ("二十", 20), ("一百零五", 105), ("三千零八", 3008),
        ("两万", 20000), ("三十二亿五千万", 3250000000),
               ("二〇二〇", 2020),
        ("一百二", 120), ("三万五", 35000),
        ("亿", None), ("", None), ("甲", None),
    ],
)  # fmt: skip
def test_chinese_numerals(text, value):
    assert numeral(text) == value


def test_a_figure_is_indexed_with_its_parts():
    assert figure_terms("2.3万家") == ("2.3万",)
    assert figure_terms("2020年2月25日") == ("2020年", "2月25日", "2月")
    assert "3个" in figure_terms("三个")


def test_quantities_do_not_overlap_and_dates_win():
    text = "2020年2月21日,总投资150亿元的5个项目4月19日、20日签约"

    found = [span.of(text) for span in find_quantities(text)]

    assert found == ["2020年2月21日", "150亿元", "5个", "4月19日", "20日"]


def test_a_text_of_letters_and_digits_by_turns_is_read_in_one_go() -> None:
    text = "企" + "a1" * 200_000
    assert takes_at_most(2.0, lambda: find_figures(text))
