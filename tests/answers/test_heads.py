"""What a document says of itself answers who gave it, on which day, who published it."""

from __future__ import annotations

import pytest

from answers.answerer import Answerer
from tests.answers.conftest import Over, short

_REPORT = """政府工作报告
——2026年1月{day}日在{region}第十届人民代表大会第五次会议上
{region}省长 {speaker}
各位代表:
现在,我代表省人民政府,向大会报告工作,请予审议。

一、过去一年工作回顾

全省地区生产总值增长5.4%。省长{other}出席会议。
"""


@pytest.fixture(scope="module")
def reports(over: Over) -> Answerer:
    return over(
        hainan=_REPORT.format(day=27, region="海南省", speaker="刘 正", other="毛建明"),
        hunan=_REPORT.format(day=28, region="湖南省", speaker="毛建明", other="毛建明"),
    )


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("海南省政府工作报告是谁作的?", "刘 正"),
        ("今年海南的政府工作报告谁作的?", "刘 正"),
        ("湖南省政府工作报告是哪位领导作的?", "毛建明"),
        ("海南省的政府工作报告是哪天作的?", "2026年1月27日"),
        ("湖南的政府工作报告是什么时候作的?", "2026年1月28日"),
    ],
)
def test_the_head_of_the_document_that_is_named_answers(reports: Answerer, question: str, answer: str):
    assert short(reports.reply(question)) == answer


def test_a_document_that_nobody_has_says_nothing_of_itself(reports: Answerer):
    assert short(reports.reply("山西省政府工作报告是谁作的?")) is None


def test_who_publishes_a_paper_does_not_name_it(over: Over):
    """Of two papers of one body the question describes one by its words."""
    answerer = over(
        soil="# 水土保持法实施条例\n\n1993年8月1日 中华人民共和国国务院令第120号发布\n\n第一条 国务院水行政主管部门主管全国的水土保持工作。\n",
        bodies="# 国务院行政机构设置条例\n\n1997年8月3日 中华人民共和国国务院令第227号发布\n\n第一条 为了规范国务院行政机构的设置,制定本条例。\n",
    )
    assert short(answerer.reply("水土保持法的实施条例最早是哪天由国务院发出来的?")) == "1993年8月1日"
