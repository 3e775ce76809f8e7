"""The day on which a paper was issued is the one that it is signed on, and none that it tells of."""

from __future__ import annotations

import pytest

from answers.answerer import Answerer
from tests.answers.conftest import Over, short, table_of, values_of

_FUNDS = """关于进一步做好防汛经费保障工作的通知

各县(区)财政局:

近日,雨情严峻。按照《防汛条例》要求,现就防汛经费保障工作通知如下。

一、各县于3月5日前报备实施办法,自2020年2月起执行。

二、加快推进养老金市级统筹,确保年底前实现养老金市级统收统支。

云 岭 市 财 政 局 2020年1月31日
"""
_SITES = """云溪市建设局关于做好建筑企业防汛工作的紧急通知

各在建工程:

根据2月2日云溪市防汛指挥部第8号通告要求,企业每日巡查设施。

云溪市建设局
2020年2月3日
"""
_SCHOOLS = """青河市教育局关于印发中小学防汛措施的通知

各学校:

现将措施印发给你们,请遵照执行。

2020年2月16日 (此件主动公开)

中小学防汛措施

为做好防汛,自2020年3月1日起每周检查校舍。
"""
_NEWS = """# 白石县:全力防汛

2月8日,白石县印发《白石县防汛方案》,明确9项任务。

2月10日,白石县召开防汛会议,部署2月12日巡查。
"""
_DRAINS = """云阳市水务局关于做好排水管网防汛工作的通知

各区水务站:

请于2020年2月9日前完成管网清淤,即日起至2020年2月20日停止施工。
"""


@pytest.fixture(scope="module")
def papers(over: Over) -> Answerer:
    return over(funds=_FUNDS, sites=_SITES, schools=_SCHOOLS, news=_NEWS, drains=_DRAINS)


@pytest.mark.parametrize(
    ("question", "day"),
    [
        ("云岭市财政局防汛经费保障的通知是哪天发的?", "2020年1月31日"),
        ("防汛经费保障工作的通知什么时候印发的?", "2020年1月31日"),
        ("云溪市建筑企业防汛紧急通知的落款日期是哪天?", "2020年2月3日"),
        ("青河市中小学防汛措施的通知是几号发布的?", "2020年2月16日"),
        ("白石县的防汛方案是哪天印发的?", "2月8日"),
    ],
)
def test_the_day_is_that_behind_those_who_sign(papers: Answerer, question: str, day: str):
    assert short(papers.reply(question)) == day


@pytest.mark.parametrize(
    "question",
    [
        "云阳市排水管网防汛通知是哪天发的?",  # signed by nobody; the days in it are of what is to be done
    ],
)
def test_a_paper_that_nobody_signs_has_no_day(papers: Answerer, question: str):
    assert short(papers.reply(question)) is None


@pytest.mark.parametrize(
    "question",
    [
        "云岭财政局经费保障、云溪建筑企业、青河中小学这三份通知分别是哪天发的?哪份最早",
        "云岭财政局经费保障、云溪建筑企业、青河中小学这三份通知各是什么时候印发的?",
    ],
)
def test_each_of_several_papers_has_its_own_day(papers: Answerer, question: str):
    assert values_of(papers.reply(question)) == ["2020年1月31日", "2020年2月3日", "2020年2月16日"]


def test_days_of_one_paper_have_a_row_each_and_no_place_has_one(papers: Answerer):
    reply = papers.reply(
        "防汛经费那个文的几个时间:从啥时候起执行、各县报备到哪天截止、养老金市级统收统支什么时候要实现"
    )

    assert table_of(reply) == {
        "从啥时候起执行": "2020年2月",
        "各县报备到哪天截止": "3月5日",
        "养老金市级统收统支什么时候要实现": "年底前",
    }
