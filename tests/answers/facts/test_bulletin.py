"""Facts of a bulletin of figures and of a piece of news on an office: own documents of two more origins."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from answers.facts.fact import Fact, Status
from answers.facts.selecting import facts_in
from tests.answers.conftest import Over

BULLETIN = """# 青川县2024年一季度经济运行情况

一季度,全县实现地区生产总值86.5亿元,同比增长6.2%。规模以上工业增加值增长8.8%,比全市平均水平高1.2个百分点。

固定资产投资(不含农户)增长12.4%,其中民间投资增长5.1%,占全部投资的比重为56.7%。全县在建项目132个,同比增加15个。

城镇居民人均可支配收入10235元,农村居民人均可支配收入5123元,分别增长5.5%和7.2%。

3月末,各项存款余额320.5亿元,比年初增加12.6亿元。青山镇、白沙镇和石桥镇分别完成造林3200亩、2100亩、1500亩。

补贴标准由每人每月500元提高到600元,国有企业占35.6%,其他占16.4%。
"""

OFFICE = """# 临江市市场监管局开展夏季冷饮抽检

6月12日,记者从临江市市场监管局获悉,今年以来该局共抽检冷饮320批次,合格率98.4%。

江城乳业有限公司投入600万元改造生产线,员工增至180人。公司去年销售额1.2亿元,今年力争突破1.5亿元。

截至目前,该公司争取到口罩40万只,利用移动互联网、5G、大数据,出台“关爱人才”24条举措。近期还将招工60人。

全市现有冷库38座,其中-18℃以下低温库22座。临江市冷链物流园占地150亩,建成后年吞吐量可达30万吨。
"""


@pytest.fixture(scope="module")
def facts(over: Over) -> Sequence[Fact]:
    sources = over(bulletin=BULLETIN, office=OFFICE).sources
    return tuple(facts_in(sources))


@pytest.mark.parametrize(
    ("value", "indicator", "status"),
    [
        ("6.2%", "地区生产总值同比增长", Status.CHANGE),
        ("1.2个百分点", "规模以上工业增加值比全市平均水平高", Status.CHANGE),
        ("12.4%", "固定资产投资增长", Status.CHANGE),  # what stands in brackets is left out
        ("56.7%", "民间投资占全部投资的比重", Status.ACTUAL),  # a share is no change
        ("15个", "在建项目同比增加", Status.CHANGE),
        ("5.5%", "城镇居民人均可支配收入增长", Status.CHANGE),  # 分别 pairs with the values before it
        ("7.2%", "农村居民人均可支配收入增长", Status.CHANGE),
        ("500元", "补贴标准", Status.ACTUAL),
        ("600元", "补贴标准", Status.ACTUAL),
        ("16.4%", "其他占", Status.ACTUAL),
        ("1.5亿元", "销售额", Status.TARGET),
        ("30万吨", "年吞吐量", Status.EXPECTED),
        ("40万只", "口罩", Status.ACTUAL),  # 争取到 tells of no aim
        ("24条", "出台关爱人才举措", Status.ACTUAL),
        ("60人", "招工", Status.TARGET),
    ],
)
def test_an_indicator_and_what_is_told_of_it(
    facts: Sequence[Fact], value: str, indicator: str, status: Status
) -> None:
    (fact,) = [fact for fact in facts if fact.value == value]

    assert (fact.indicator, fact.status) == (indicator, status)


@pytest.mark.parametrize(
    ("value", "subject"),
    [
        ("86.5亿元", "青川县"),
        ("3200亩", "青山镇"),  # 分别 pairs with the names before it
        ("1500亩", "石桥镇"),
        ("320批次", "临江市市场监管局"),  # 该局
        ("600万元", "江城乳业有限公司"),
        ("1.2亿元", "江城乳业有限公司"),  # 公司
        ("150亩", "临江市冷链物流园"),
    ],
)
def test_a_subject_is_named_pointed_at_or_paired(facts: Sequence[Fact], value: str, subject: str) -> None:
    assert [fact.subject for fact in facts if fact.value == value] == [subject]


def test_a_generation_of_networks_is_no_fact(facts: Sequence[Fact]) -> None:
    assert [fact.value for fact in facts if fact.value.lower() == "5g"] == []


@pytest.mark.parametrize(
    ("value", "period"),
    [
        ("86.5亿元", "一季度"),
        ("12.6亿元", "3月末"),  # 比年初 is what is compared with
        ("1.2亿元", "去年"),
        ("1.5亿元", "今年"),
        ("38座", ""),  # 去年 holds for its own sentence
        ("30万吨", ""),  # 建成后年 tells of no year after next
    ],
)
def test_a_period_is_what_the_value_is_told_of(facts: Sequence[Fact], value: str, period: str) -> None:
    assert [fact.period for fact in facts if fact.value == value] == [period]
