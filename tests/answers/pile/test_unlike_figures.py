"""A figure of another sort than is asked for stands in no cell: of those in the country for those in towns, of what is put in for what comes out."""

from __future__ import annotations

import pytest

from tests.answers.conftest import Over, table_of, values_of

_NORTH = """---
title: 北原省政府工作报告
date: 2026-01-20
---
2025年,战略性新兴产业产值增长11.5%。城镇居民收入增长4.8%,脱贫地区农村居民收入增长6.3%。新建高标准农田200.9万亩。
"""
_SOUTH = """---
title: 南川省政府工作报告
date: 2026-01-22
---
2025年,国资委监管企业战略性新兴产业投资增长19.6%。低空经济起势,产值增长18%。脱贫地区农村居民收入增长6.1%。新建高标准农田130万亩。
"""
_WEST = """---
title: 西岭省政府工作报告
date: 2026-01-22
---
2025年,战略性新兴产业产值增长9.2%。城镇居民收入增长5.1%。新建高标准农田88万亩。
"""


@pytest.fixture(scope="module")
def provinces(over: Over):
    return over(north=_NORTH, south=_SOUTH, west=_WEST)


@pytest.mark.parametrize(
    "question",
    ["各省去年战略性新兴产业产值增长多少?", "各省去年战新产业产值增长多少?", "各省去年战新产值增速是多少?"],
)
def test_what_is_put_into_a_trade_is_not_what_comes_out_of_it(provinces, question: str):
    assert table_of(provinces.reply(question)) == {"北原省": "11.5%", "南川省": None, "西岭省": "9.2%"}


@pytest.mark.parametrize("question", ["各省去年城镇居民收入增长多少?", "各省去年城市居民收入增长多少?"])
def test_incomes_in_the_country_are_none_of_towns(provinces, question: str):
    assert table_of(provinces.reply(question)) == {"北原省": "4.8%", "南川省": None, "西岭省": "5.1%"}


def test_a_word_across_the_end_of_a_time_is_no_part_of_what_is_asked(provinces):
    # 年分 of 去年分别 is a word for the dictionary
    reply = provinces.reply("北原、南川、西岭去年分别新建高标准农田多少万亩?")
    assert values_of(reply) == ["200.9万亩", "130万亩", "88万亩"]
