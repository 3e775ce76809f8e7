"""Both halves of a whole, what is aimed at for the end of a plan, the same of several papers: each asked of a small pile."""

from __future__ import annotations

import pytest

from answers.answerer import Answerer
from answers.types import Answer
from tests.answers.conftest import Over

_BULLETIN = """# 白河市2021年社会统计报告

2021年,白河市常住人口1761.48万人,其中男性969.57万人;女性791.91万人。白河市为26.86万名女性进行免费筛查。

## 文化

表4 2021年白河市文联所属协会会员

| 协会 | 会员(人) | 男性(人) | 女性(人) |
| --- | --- | --- | --- |
| 作家协会 | 612 | 402 | 210 |
| 书法协会 | 853 | 733 | 120 |
"""
_REPORT = """{region}2026年政府工作报告
——2026年1月{day}日在{region}第十届人民代表大会第五次会议上
{region}省长 {speaker}

各位代表:现在,我代表省人民政府,向大会报告工作。

一、2025年工作回顾

{region}地区生产总值增长{growth},常住人口城镇化率达到{now}。

二、“十五五”时期主要目标

到2030年,常住人口城镇化率达到{aim}左右,地区生产总值年均增长{growth}左右。
"""


@pytest.fixture(scope="module")
def pile(over: Over) -> Answerer:
    return over(
        bulletin=_BULLETIN,
        hainan=_REPORT.format(day=27, region="海南省", speaker="刘正", growth="5.1%", now="64.7%", aim="67%"),
        hunan=_REPORT.format(
            day=28, region="湖南省", speaker="毛建明", growth="4.9%", now="65.2%", aim="71%"
        ),
    )


def _values(pile: Answerer, question: str) -> dict[str, str | None]:
    reply = pile.reply(question)
    assert isinstance(reply, Answer), reply
    return {row.name: row.value for row in reply.table}


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("2021年白河市常住人口男女各多少?", ["969.57万人", "791.91万人"]),
        ("白河市常住人口里男性、女性各有多少?", ["969.57万人", "791.91万人"]),
        ("白河市书法协会的会员里,男的女的各有几个?", ["733", "120"]),
    ],
)
def test_both_halves_are_of_the_whole_that_is_named(pile: Answerer, question: str, values: list[str]):
    assert list(_values(pile, question).values()) == values


@pytest.mark.parametrize(
    "question", ["到十五五末城镇化率要达到多少,哪些省提了?", "到2030年各省城镇化率要达到多少?"]
)
def test_what_is_aimed_at_for_the_end_of_a_plan_is_not_what_is(pile: Answerer, question: str):
    assert _values(pile, question) == {"海南省": "67%左右", "湖南省": "71%左右"}


def test_several_papers_are_asked_for_one_by_one(pile: Answerer):
    assert _values(pile, "这两份政府工作报告都是谁作的?") == {"海南省": "刘正", "湖南省": "毛建明"}


def test_what_a_word_holds_is_no_start_of_the_next_name(over: Over):
    """出口 of 进出口总额 begins no 出口额: what stands before it is of both."""
    answerer = over(
        a="# 白河市2022年统计公报\n\n全年货物进出口总额6713亿元,增长34.9%。其中,出口额5088亿元,增长38.7%。\n"
    )
    assert _values(answerer, "白河2022年进出口总额和出口额各是多少?") == {
        "白河2022年进出口总额": "6713亿元",
        "白河2022年出口额": "5088亿元",
    }
