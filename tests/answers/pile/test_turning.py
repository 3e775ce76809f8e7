"""Which way a figure went: what fell did not rise, and how much faster something grew is not how much it grew."""

from __future__ import annotations

import pytest

from tests.answers.conftest import Over, answered, table_of

_NORTH = """---
title: 北原省政府工作报告
date: 2026-01-20
---
2025年,全省地区生产总值增长5.4%、高于全国0.4个百分点。信访总量下降9.6%,用电成本下降6.8%。常住人口城镇化率达61.2%,比上年提高0.9个百分点。民间投资增长2.7%。
"""
_SOUTH = """---
title: 南川省政府工作报告
date: 2026-01-22
---
2025年,全省地区生产总值增长4.8%,比上年加快0.2个百分点。信访总量下降3.1%,用电成本上升1.2%。常住人口城镇化率达55.8%,比上年提高1.1个百分点。民间投资下降1.9%。
"""


@pytest.fixture(scope="module")
def provinces(over: Over):
    return over(north=_NORTH, south=_SOUTH)


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("各省去年信访总量下降了多少?", ["9.6%", "3.1%"]),
        ("各省去年常住人口城镇化率比上年提高几个百分点?", ["0.9个百分点", "1.1个百分点"]),
    ],
)
def test_a_figure_that_went_as_it_is_asked_stands_in_the_table(provinces, question: str, values: list[str]):
    assert [*table_of(provinces.reply(question)).values()] == values


@pytest.mark.parametrize(
    ("question", "others"),
    [
        ("各省去年信访总量往上涨了多少?", ("9.6%", "3.1%")),
        ("北原、南川去年信访总量各上升多少?", ("9.6%", "3.1%")),
        ("各省去年地区生产总值各下降多少?", ("5.4%", "4.8%")),
        ("各省去年地区生产总值增速比2024年快几个百分点?", ("5.4%", "4.8%", "0.4个百分点")),
        ("北原、南川去年地区生产总值增速较上年快了多少?", ("5.4%", "4.8%", "0.4个百分点")),
    ],
)
def test_a_figure_that_went_the_other_way_answers_nothing(provinces, question: str, others: tuple[str, ...]):
    said = answered(provinces, question)
    assert not any(value in said for value in others), said
