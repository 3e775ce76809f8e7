"""A draft's sentence is verbatim, supported, different or absent; what is right is not accused, what differs is never vouched for."""

from __future__ import annotations

import pytest

from answers.checking.checked import Verdict
from answers.checking.checker import Checker
from tests.answers.checking.conftest import Checking, checked

_EAST = """---
title: 东陵高新区有序复工
date: 2020-02-28
---
2月20日,东陵高新区召开重点项目推进会,园区党工委书记陈立主持,管委会主任王敏讲话。

会上,东陵高新区共6个项目签约,总投资72.3亿元,预计年产出124亿元;共9个项目开工,总投资80.7亿元。

截至2月25日,全区规模以上企业复工率达91.9%,员工到岗率近90%。发放口罩1.5万只,修复道路46公里。

企业进口设备用款3200万美元。检查中未发现不合格产品。近期将兑现资金8.8亿元。
"""
_WEST = """---
title: 西岭省政府工作报告
date: 2026-01-22
---
## 一、2025年工作回顾

2025年,全省地区生产总值增长4.7%,城镇新增就业41.2万人,粮食总产量149.4亿斤。

## 二、2026年工作安排

2026年主要预期目标是:地区生产总值增长5%左右。
"""


@pytest.fixture(scope="module")
def checker(checking: Checking) -> Checker:
    return checking(east=_EAST, west=_WEST)


@pytest.mark.parametrize(
    "sentence",
    [
        "东陵高新区共6个项目签约,总投资72.3亿元,预计年产出124亿元",
        "東陵高新區共6個項目簽約\uff0c總投資72.3億元",
        "员工到岗率近90%",
    ],
)
def test_what_stands_to_the_letter_in_any_script_and_width_is_verbatim(checker: Checker, sentence: str):
    assert checked(checker, sentence).verdict is Verdict.VERBATIM


@pytest.mark.parametrize(
    "sentence",
    [
        "东陵高新区有9个项目开工,总投资80.7亿元",
        "东陵高新区签约6个项目,投资总额72.3亿元",
        "到2月25日,东陵高新区规模以上企业的复工率是91.9%",
        "东陵高新区为企业发放了15000只口罩",
        "东陵高新区修复道路4.6万米",
        "西岭省去年城镇新增就业超过41万人",
        "2025年西岭省粮食产量149.4亿斤",
        "西岭省2026年地区生产总值增长目标是5%左右",
        "东陵高新区的项目推进会由党工委书记陈立主持",
    ],
)
def test_what_is_said_in_other_words_is_supported(checker: Checker, sentence: str):
    assert checked(checker, sentence).verdict in (Verdict.SUPPORTED, Verdict.VERBATIM)


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("东陵高新区共8个项目签约,总投资72.3亿元", "6个"),
        ("东陵高新区共6个项目签约,总投资73.2亿元", "72.3亿元"),
        ("东陵高新区共6个项目签约,总投资80.7亿元", "72.3亿元"),
        ("东陵高新区发放口罩1.5亿只", "1.5万只"),
        ("2月21日,东陵高新区召开重点项目推进会", "2月20日"),
        ("园区党工委书记陈力主持", "陈立"),
        ("园区党工委主任陈立主持", "书记"),
        ("北湖高新区共6个项目签约,总投资72.3亿元", "东陵高新区"),
        ("企业出口设备用款3200万美元", "进口"),
        ("检查中发现不合格产品", "未发现"),
        ("东陵高新区已兑现资金8.8亿元", "将"),
        ("2024年西岭省地区生产总值增长4.7%", "2025年"),
        ("西岭省城镇新增就业不足41.2万人,粮食总产量194.4亿斤", "149.4亿斤"),
    ],
)
def test_what_differs_is_named_with_what_the_source_has(checker: Checker, sentence: str, source: str):
    found = checked(checker, sentence)

    assert found.verdict is Verdict.DIFFERS
    assert any(source in one.source for one in found.differences), found.differences


@pytest.mark.parametrize(
    "sentence",
    ["苏州工业园区员工返岗率92%", "西岭省城镇居民人均住房面积达到42平方米", "东陵高新区举办招聘会30场"],
)
def test_what_no_document_says_is_absent(checker: Checker, sentence: str):
    assert checked(checker, sentence).verdict is Verdict.ABSENT


def test_two_sentences_that_tell_its_figures_bear_one(checking: Checking):
    zone = checking(
        zone="# 东陵高新区打响经济保卫战\n\n截至目前,东陵高新区累计已有7800家企业复工,其中5302家工业企业已100%复工。"
        "845家规上工业企业实现100%复产,员工返岗率达80%,百强工业企业平均产能利用率达70%。"
        "全行业复工复产电力指数达到83.98,为全市最高,率先完成工业企业的复工复产工作。\n\n"
        "东陵高新区率先服务企业复工复产,机关干部、招商人员深入一线,帮助企业解决员工返岗、货运物流等方面突出困难。"
    )

    found = checked(zone, "东陵高新区已有7800家企业复工,员工返岗率80%")

    assert found.verdict is Verdict.SUPPORTED, found.differences


def test_a_day_that_is_left_out_is_told_of(checker: Checker):
    found = checked(checker, "东陵高新区规模以上企业复工率达91.9%")

    assert (found.verdict, found.dropped) == (Verdict.SUPPORTED, "截至2月25日")


def test_citations_are_cut_out_of_their_passages(checker: Checker):
    for one in checker.check(_EAST.partition("---\n")[2].partition("---\n")[2]):
        assert all(citation.quote.text in citation.quote.passage.text for citation in one.citations)


_PAIRS = """---
title: 南湾市安全工作简报
date: 2026-01-05
---
全市生产安全事故起数、死亡人数分别下降38.3%、17.9%。新签约34个项目,其中外资项目10个。新增养老床位3852张、照护床位3326张。

应急管理局局长何立新、副局长钱明参加会议。第三督查组到现场检查。
"""


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("南湾市生产安全事故死亡人数下降38.3%", "17.9%"),
        ("南湾市新签约外资项目34个", "10个"),
        ("南湾市新增养老床位3326张", "3852张"),
        ("第四督查组到现场检查", "第三"),
        ("应急管理局副局长何立新参加会议", "钱明"),
    ],
)
def test_a_figure_a_rank_and_a_post_are_those_of_the_thing_itself(
    checking: Checking, sentence: str, source: str
):
    found = checked(checking(south=_PAIRS), sentence)

    assert found.verdict is Verdict.DIFFERS
    assert any(source in one.source for one in found.differences), found.differences
