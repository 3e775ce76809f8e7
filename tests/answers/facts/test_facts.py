"""What a figure is told of: indicator, subject, period, status. Own documents of two origins: a report and a piece of news."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from answers.facts.fact import Fact, Status
from answers.facts.selecting import facts_in
from tests.answers.conftest import Over

REPORT = """# 2026年云岭省政府工作报告

2026年1月20日在云岭省第十四届人民代表大会第四次会议上

## 一、2025年工作回顾和“十四五”发展成就

过去一年,全省上下迎难而上。经济运行平稳。技术合同成交额达到649.8亿元、增长24.9%,新建7家概念验证平台和6家孵化器。
航空旅客和货邮吞吐量分别达到1350万人次、45.3万吨,分别增长8.3%、7.9%。全省接待游客超1亿人次,其中入境游客340万人次。

青川港完成货物吞吐量1.8亿吨,增长19%;完成集装箱吞吐量76.9万标准箱,下降3.6%。全省公路通车里程210711公里。新增发电装机4178万千瓦、总装机达9157万千瓦。
接待游客、旅游总花费分别增长10.7%和9.5%。

一般公共预算收入增长14.7%,城乡居民人均可支配收入分别增长6.1%和7.4%,城镇调查失业率5.4%。

纳入国家102项重大工程的285个计划新开工项目全部开工,810个省重点项目完成投资1042.6亿元。

五年来,综合实力大幅跃升。地区生产总值年均增长5.7%、高于全国0.3个百分点。专精特新企业从80户增加到810户。

三次产业协调发展。监管企业资产总额增长64.1%,坚持四个自信、落实中央八项规定精神,第12位、第三条、5G基站建成6.5万个。

## 二、“十五五”时期主要目标

到2030年,常住人口城镇化率达到67%左右。

## 三、2026年工作安排

地区生产总值增长5%—5.5%,城镇新增就业60万人以上。新建绿道100公里、绿地500公顷,粮食播种面积3320万亩、产量1285万吨以上。建设9万亩高标准茶园。认定县级实训站、乡级工匠室分别从77家、48家增加到107家、63家。微尘浓度控制在29.5微克每立方米。
"""

NEWS = """# 东陵高新区:战“疫”与发展两不误

东陵高新区先后隔离188人,已解除142人。1月30日,又抽调126名机关工作人员、41名党员志愿者下沉社区。

截至目前,东陵高新区行政审批局已办结各项业务500余件。其中,9家规模以上企业已全部复工。

据悉,东陵高新区年初就定下目标,2020年招商项目固定资产投资超100亿元,到账外资超4亿美元。

2月20日,总投资50亿元的航天交通产业基地项目和总投资30亿元的御霖康养项目落户东陵高新区。御霖康养项目预计年产出12亿元。

云岭先导芯片与材料产业园在东陵高新区签约落户。该产业园总体投资150亿元,计划引入技术团队20个,科学家和工程师150名以上。

东陵高新区的规模以上企业复工率已达100%,员工到岗率达90%。电力指数达到83.98,园区设有60个大喇叭。东陵高新区2亿元疫情应急转贷资金和2000万元担保风险池已准备好。联系电话:0510-86123456。
"""


@pytest.fixture(scope="module")
def report(over: Over) -> Sequence[Fact]:
    return tuple(facts_in(over(report=REPORT).sources))


@pytest.fixture(scope="module")
def news(over: Over) -> Sequence[Fact]:
    return tuple(facts_in(over(news=NEWS).sources))


def the(facts: Sequence[Fact], value: str) -> Fact:
    """Return the one fact of a value."""
    (found,) = [fact for fact in facts if fact.value == value]
    return found


def test_an_amount_beside_another_is_of_the_noun_behind_it(news: Sequence[Fact]) -> None:
    assert the(news, "2亿元").indicator == "疫情应急转贷资金"
    assert the(news, "2000万元").indicator == "担保风险池"


@pytest.mark.parametrize(
    ("value", "indicator"),
    [
        ("649.8亿元", "技术合同成交额"),
        ("24.9%", "技术合同成交额增长"),  # a change without a noun of its own
        ("7家", "新建概念验证平台"),  # what is counted stands behind
        ("6家", "新建孵化器"),
        ("6.1%", "城镇居民人均可支配收入增长"),  # 城乡 says two in one
        ("7.4%", "农村居民人均可支配收入增长"),
        ("10.7%", "接待游客增长"),  # a verb of its own makes it whole
        ("9.5%", "旅游总花费增长"),
        ("9157万千瓦", "总装机"),  # what was added is not what there is
        ("1350万人次", "航空旅客吞吐量"),  # 分别 pairs values with names in order
        ("45.3万吨", "货邮吞吐量"),
        ("8.3%", "航空旅客吞吐量增长"),
        ("7.9%", "货邮吞吐量增长"),
        ("340万人次", "入境游客"),
        ("285个", "计划新开工项目全部开工"),
        ("0.3个百分点", "地区生产总值高于全国"),
        ("810户", "专精特新企业"),
        ("77家", "认定县级实训站"),  # what values were and what they came to are of the same names
        ("107家", "认定县级实训站"),
        ("63家", "乡级工匠室"),
        ("9万亩", "建设高标准茶园"),  # what is a noun as well governs the noun behind a measure
        ("29.5微克每立方米", "微尘浓度控制"),  # and the unit is whole
        ("500公顷", "新建绿地"),  # the verb of the first of two
        ("1285万吨以上", "粮食产量"),  # the noun of the first of two
    ],
)
def test_an_indicator_is_the_noun_before_its_value_else_what_the_value_counts(
    report: Sequence[Fact], value: str, indicator: str
) -> None:
    assert the(report, value).indicator == indicator


@pytest.mark.parametrize(
    ("value", "subject"),
    [
        ("649.8亿元", "云岭省"),  # the document's region
        ("1.8亿吨", "青川港"),
        ("19%", "青川港"),
        ("76.9万标准箱", "青川港"),  # on the other side of a semicolon
        ("210711公里", "云岭省"),  # 全省
    ],
)
def test_a_subject_is_who_the_clause_begins_with_else_the_region(
    report: Sequence[Fact], value: str, subject: str
) -> None:
    assert the(report, value).subject == subject


@pytest.mark.parametrize(
    ("value", "subject"),
    [
        ("188人", "东陵高新区"),
        ("126名", "东陵高新区"),  # the zone of the title
        ("500余件", "东陵高新区行政审批局"),
        ("50亿元", "航天交通产业基地项目"),  # who owns the value stands behind 的
        ("30亿元", "御霖康养项目"),
        ("150亿元", "云岭先导芯片与材料产业园"),  # 该产业园
        ("150名以上", "云岭先导芯片与材料产业园"),
        ("100%", "东陵高新区"),
    ],
)
def test_a_subject_in_news_is_the_zone_of_the_title_or_what_is_named(
    news: Sequence[Fact], value: str, subject: str
) -> None:
    assert the(news, value).subject == subject


@pytest.mark.parametrize(
    ("value", "period", "year"),
    [
        ("649.8亿元", "过去一年", 2025),  # what the passage was opened with
        ("1.8亿吨", "过去一年", 2025),  # carried on within the section
        ("5.7%", "五年来", None),
        ("67%左右", "2030年", 2030),
        ("60万人以上", "2026年", 2026),  # of the section
    ],
)
def test_a_period_is_said_in_the_sentence_or_was_opened_with_or_is_the_sections(
    report: Sequence[Fact], value: str, period: str, year: int | None
) -> None:
    assert (the(report, value).period, the(report, value).year) == (period, year)


def test_a_day_is_carried_on_to_the_values_of_its_sentence_and_no_further(news: Sequence[Fact]) -> None:
    assert [the(news, value).period for value in ("126名", "41名", "500余件", "90%")] == [
        "1月30日",
        "1月30日",
        "截至目前",
        "",
    ]


@pytest.mark.parametrize(
    ("value", "status"),
    [
        ("649.8亿元", Status.ACTUAL),
        ("24.9%", Status.CHANGE),
        ("285个", Status.ACTUAL),  # 计划 is part of a name in a section that looks back
        ("5%—5.5%", Status.TARGET),  # a change that is aimed at
        ("60万人以上", Status.TARGET),
        ("67%左右", Status.TARGET),
    ],
)
def test_a_status_is_told_by_words_and_by_the_section(
    report: Sequence[Fact], value: str, status: Status
) -> None:
    assert the(report, value).status is status


@pytest.mark.parametrize(
    ("value", "status"),
    [
        ("100亿元", Status.TARGET),
        ("4亿美元", Status.TARGET),  # 目标 was said two clauses before
        ("12亿元", Status.EXPECTED),
        ("20个", Status.TARGET),
        ("90%", Status.ACTUAL),
    ],
)
def test_a_status_in_news_is_told_by_words(news: Sequence[Fact], value: str, status: Status) -> None:
    assert the(news, value).status is status


def test_ordinals_names_set_phrases_and_telephones_are_no_facts(
    report: Sequence[Fact], news: Sequence[Fact]
) -> None:
    values = {fact.value for fact in (*report, *news)}

    assert "6.5万个" in values
    assert not values & {"四个", "八项", "12位", "三条", "5g", "86123456", "0510", "三次", "十四届"}


def test_a_value_stands_whole_and_what_hedges_it_apart(news: Sequence[Fact]) -> None:
    fact = the(news, "100亿元")

    assert (fact.hedge, fact.number, fact.unit) == ("超", "10000000000", "元")
    assert the(news, "150名以上").number == "150"


def test_a_range_has_no_single_number(report: Sequence[Fact]) -> None:
    assert the(report, "5%—5.5%").number == ""


def test_a_scope_is_what_restricts_the_indicator(report: Sequence[Fact], news: Sequence[Fact]) -> None:
    assert the(news, "100%").scope == "规模以上"
    assert the(report, "340万人次").scope == "其中"


def test_there_is_one_fact_a_place(report: Sequence[Fact]) -> None:
    assert len({fact.id for fact in report}) == len({fact.spans for fact in report}) == len(report)
