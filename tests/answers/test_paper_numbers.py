"""The number that an office gives a paper is answered where it is asked for, and that of no other paper."""

from __future__ import annotations

import pytest

from tests.answers.conftest import Over, short

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
