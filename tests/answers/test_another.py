"""What is told of one place, work or post is no answer for another, whatever else of the question stands beside it."""

from __future__ import annotations

import pytest

from answers.types import Answer
from tests.answers.conftest import Over, short

_DAYS = """# 快讯

受台风影响,截至中午12时,福建沿海共有76条航线、193艘渡船停航。浙江沿海已发布预警。
作为科技创新中心,2022年北京技术合同成交额7947.5亿元。天津也在加快建设创新中心。
《人权论述摘编》分9个专题,摘自160多篇文献。《党史故事》昨天首发。
自治区卫生健康委员会医政医管处副处长莫良介绍了情况。
公积金政策:落实国务院减免社保、缓交住房公积金等政策。
云山区落实宾馆18家、床位2771张,安排28家企业的1248人集中入住。
"""
_THEN = """---
title: 网络直播带富一方
date: 2022-01-05
---
如今东海县村民收入翻了几倍,而就在十年前,东海县的地区生产总值只有277亿元。
"""


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("福建沿海有多少艘渡船停航?", "193艘"),
        ("北京2022年技术合同成交额是多少?", "7947.5亿元"),
        ("《人权论述摘编》分几个专题?", "9个"),
        ("医政医管处副处长是谁?", "莫良"),
        ("云山区集中入住的企业几家?", "28家"),
    ],
)
def test_what_is_told_of_the_very_one_answers(over: Over, question: str, answer: str):
    assert short(over(case=_DAYS).reply(question)) == answer


@pytest.mark.parametrize(
    "question",
    [
        "浙江沿海有多少艘渡船停航?",
        "天津2022年技术合同成交额是多少?",
        "《党史故事》分几个专题?",
        "医政医管处处长是谁?",
        "公积金怎么提取?",
    ],
)
def test_what_is_told_of_another_does_not(over: Over, question: str):
    reply = over(case=_DAYS).reply(question)
    assert not (isinstance(reply, Answer) and reply.is_sure)


@pytest.mark.parametrize(("year", "is_told"), [("2021", False), ("2012", True)])
def test_what_was_so_years_ago_is_of_that_year(over: Over, year: str, is_told: bool):
    reply = over(case=_THEN).reply(f"东海县{year}年地区生产总值是多少?")
    assert (isinstance(reply, Answer) and reply.is_sure) is is_told


def test_nobody_whom_no_document_names_holds_a_post(over: Over):
    documents = over(case="市场监管局局长王瑞涛介绍说,共排查企业21家。")
    assert short(documents.reply("王瑞涛担任什么职务?")) == "市场监管局局长"
    assert not isinstance(documents.reply("王瑞峰担任什么职务?"), Answer)
