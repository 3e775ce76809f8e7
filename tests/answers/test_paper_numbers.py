"""The number that an office gives a paper is answered where it is asked for, and that of no other paper."""

from __future__ import annotations

import pytest

from tests.answers.conftest import Over, short, values_of

_NOTICE = """云岭市人民政府办公室关于支持企业稳定生产的通知

云政办发\u30142020\u30153号

各县、区人民政府:

为落实《云岭省关于减轻企业负担的意见》(云发\u30142019\u301517号),根据国发\u30142020\u30155号,现就支持企业稳定生产通知如下。

一、对停产企业减收水费。
"""
_ANNOUNCEMENT = """云岭市应急指挥部关于加强聚餐管理的通告

(第8号)

自2020年2月10日起,暂停一切聚餐活动。
"""
_FUNDS = """关于进一步做好防汛经费保障工作的通知

云财办\u30142020\u30157号

各县(区)财政局:

近日,雨情严峻。现就防汛经费保障工作通知如下。

一、要按照《云岭市财政局关于认真学习在防汛中积极发挥财政职能作用的通知》(云财办\u30142020\u30155号)的要求,做好防汛经费保障工作。

二、要按照《云岭市财政局办公室关于防汛采购便利化的通知》(云财库\u30142020\u301523号)要求采购。贷款展期按照(云财金\u30142020\u30153号)文件执行,期限15年。

云 岭 市 财 政 局 2020年1月31日
"""
_SITES = """云溪市建设局关于做好建筑企业防汛工作的紧急通知

各在建工程:

根据云溪市防汛指挥部第8号通告要求,企业每日巡查9项设施。

云溪市建设局

2020年2月3日
"""


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("云岭市支持企业稳定生产的通知,文号是多少?", "云政办发\u30142020\u30153号"),
        ("支持企业稳定生产 通知 发文字号", "云政办发\u30142020\u30153号"),
        ("减轻企业负担的意见是几号文?", "云发\u30142019\u301517号"),
        ("加强聚餐管理的通告是第几号?", "第8号"),
    ],
)
def test_the_number_of_the_paper_described_is_given(over: Over, question: str, number: str):
    assert short(over(notice=_NOTICE, announcement=_ANNOUNCEMENT).reply(question)) == number


@pytest.mark.parametrize("question", ["支持农户春耕的通知,文号是多少?", "加强交通管理的通告是第几号?"])
def test_of_a_paper_that_is_not_there_no_number_is_given(over: Over, question: str):
    assert "号" not in (short(over(notice=_NOTICE, announcement=_ANNOUNCEMENT).reply(question)) or "")


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("云岭市财政局经费保障通知的文号是什么?", "云财办\u30142020\u30157号"),
        ("防汛经费保障工作的通知文号是多少?", "云财办\u30142020\u30157号"),
        ("云岭市财政局采购便利化的通知是几号文?", "云财库\u30142020\u301523号"),
    ],
)
def test_a_paper_has_the_number_at_its_head_and_not_one_that_it_cites(over: Over, question: str, number: str):
    assert short(over(funds=_FUNDS, sites=_SITES).reply(question)) == number


@pytest.mark.parametrize(
    "question",
    [
        "云溪市建筑企业防汛紧急通知的文号是多少?",
        "云岭市财政局贷款展期的通知文号是多少?",
        "建筑企业防汛工作的紧急通知是第几号?",
    ],
)
def test_a_paper_without_a_number_has_none(over: Over, question: str):
    assert short(over(funds=_FUNDS, sites=_SITES).reply(question)) is None


def test_each_of_several_papers_has_its_own_number(over: Over):
    reply = over(funds=_FUNDS, sites=_SITES).reply(
        "云岭市财政局经费保障通知、云溪市建筑企业防汛通知,文号各是什么?"
    )

    assert values_of(reply) == ["云财办\u30142020\u30157号", None]
