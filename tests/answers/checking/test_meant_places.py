"""Which place of a document a draft's sentence is of: where its day, its plan, its figure stand."""

from __future__ import annotations

import pytest

from answers.checking.checked import Verdict
from answers.checking.checker import Checker
from tests.answers.checking.conftest import Checking, checked

_MEETING = """---
title: 西岭省召开民营经济大会
date: 2026-03-05
---
3月4日,西岭省召开民营经济大会,参加会议的有企业家260人。

1998年4月,江水上涨。5月2日,西岭省召开抗洪大会。
"""
_SPEECH = """西岭省政府工作报告
——2026年1月22日在西岭省第十四届人民代表大会第四次会议上
来源:西岭日报
时间:2026-01-30
西岭省人民政府省长 陈立新

各位代表:

现在,我代表省人民政府向大会报告工作,请予审议。

一、2025年工作回顾

过去一年,细颗粒物年均浓度27微克/立方米、下降11.5%,优良天数比例首次突破80%。

二、2026年工作安排

今年主要预期目标是:地区生产总值增长5%左右,居民消费价格涨幅2%左右,细颗粒物年均浓度控制在29微克/立方米左右。
"""


@pytest.fixture(scope="module")
def checker(checking: Checking) -> Checker:
    return checking(speech=_SPEECH, meeting=_MEETING)


def test_the_day_when_a_page_was_put_on_line_is_that_of_no_event(checker: Checker):
    right = checked(checker, "2026年1月22日,西岭省省长陈立新在省人民代表大会上作政府工作报告")
    wrong = checked(checker, "2026年1月30日,西岭省省长陈立新在省人民代表大会上作政府工作报告")

    assert right.verdict is Verdict.SUPPORTED, (right.differences, right.missing)
    assert [one.source for one in wrong.differences] == ["2026年1月22日"]


def test_a_day_of_another_year_differs(checker: Checker):
    before = checked(checker, "2025年1月22日,西岭省省长陈立新在省人民代表大会上作政府工作报告")
    within = checked(checker, "2025年3月4日,西岭省召开民营经济大会")
    earlier = checked(checker, "1998年5月2日,西岭省召开抗洪大会")

    assert [one.source for one in before.differences] == ["2026年1月22日"]
    assert [one.source for one in within.differences] == ["2026年"]
    assert earlier.verdict is Verdict.SUPPORTED, (earlier.differences, earlier.missing)


def test_the_result_in_a_target_is_the_targets_own_figure_miswritten(checker: Checker):
    found = checked(checker, "今年西岭省细颗粒物年均浓度控制目标是27微克/立方米左右")

    assert [one.source for one in found.differences] == ["29微克/立方米左右"]


def test_a_term_of_days_is_the_same_by_either_word(checking: Checking):
    rules = checking(rules="# 登记条例\n\n予以登记的,登记机关应当自登记之日起10日内发给营业执照。\n")

    assert checked(rules, "予以登记的,登记机关应当自登记之日起10天内发给营业执照").verdict.vouches
    assert [
        one.source
        for one in checked(rules, "予以登记的,登记机关应当自登记之日起15天内发给营业执照").differences
    ] == ["10日内"]


def test_an_order_is_of_something(checking: Checking):
    rules = checking(
        rules="# 治安条例\n\n2004年9月13日国务院第64次常务会议通过。2004年9月27日国务院令第421号公布。\n"
    )

    assert checked(rules, "治安条例由国务院第64次常务会议通过").verdict.vouches
    assert not checked(rules, "治安条例由国务院第421次常务会议通过").verdict.vouches
