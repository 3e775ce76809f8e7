"""Drafts on notices, interviews and news: who speaks, names in short, words that the dictionary takes for names, taxes and plans turned round."""

from __future__ import annotations

import pytest

from answers.checking.checked import Verdict
from answers.checking.checker import Checker
from tests.answers.checking.conftest import Checking, checked

_TAX = """---
title: 支持防控的税收公告
date: 2020-02-06
---
一、对纳税人运输防控物资取得的收入,免征增值税。生产企业可以按月向主管税务机关申请全额退还留抵税额。

二、发票线上领用率达98.2%,线上代开率达92.7%。全市申报超22万户(次),90%以上常办业务能通过电子税务局办理。

三、东湖市已启动突发公共卫生事件\u2160级响应。税务部门将严格制止以审批等方式限制企业复工的做法,让140多万户农牧民受益。
"""
_TALK = """---
title: 返程高峰怎么防:专家访谈
date: 2020-01-31
---
市疾控中心首席专家张流波说,源头防控最要紧。疫区返回人群也要隔离观察14天,办公场所要建立健康申报制度。

省卫生健康委巡视员贺青华表示,密切接触者已严格观察的,不需要关闭企业。

一九五五年,江明泽同志应调前往长春,后赴苏联实习。
"""
_NEWS = """---
title: 会谈不欢而散 矿产协议未签署
date: 2025-03-01
---
当天,特德普未表示向乌方提供安全保障,他敦促乌方签署矿产协议。矿产协议是会谈的重点。万斯在座。特朗普认为上合峰会是今年最大的外交活动。
"""


@pytest.fixture(scope="module")
def checker(checking: Checking) -> Checker:
    return checking(tax=_TAX, talk=_TALK, news=_NEWS)


@pytest.mark.parametrize(
    "sentence",
    [
        "惠及140多万户农牧民",  # a word that the dictionary has for a name
        "东湖市启动突发公共卫生事件一级响应",
        "全市申报超过22万户次",
        "全市九成以上常办业务可以通过电子税务局办理",
        "张流波认为,疫区返回人群要隔离观察14天",  # named one sentence before
        "1955年,江明泽应调前往长春",
        "特德普没有表示向乌克兰提供安全保障",
        "发票线上代开率为92.7%",
    ],
)
def test_what_is_said_in_short_or_of_the_speaker_is_not_accused(checker: Checker, sentence: str):
    found = checked(checker, sentence)

    assert found.verdict.vouches, (found.verdict, found.differences, found.missing)


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("对纳税人运输防控物资取得的收入,征收增值税", "免征"),
        ("生产企业可以按季向主管税务机关申请全额退还留抵税额", "按月"),
        ("税务部门允许以审批等方式限制企业复工", "制止"),
        ("发票线上代开率达98.2%", "92.7%"),
        ("东湖市启动突发公共卫生事件二级响应", "级"),
        ("张流波认为,密切接触者已严格观察的,不需要关闭企业", "贺青华"),
        ("1956年,江明泽应调前往长春", "一九五五年"),
        ("乌方已经签署矿产协议", "敦促"),
        ("万斯认为上合峰会是今年最大的外交活动", "特朗普"),
        ("对纳税人运输防控物资取得的收入,加征增值税", "免征"),
    ],
)
def test_what_is_told_otherwise_differs(checker: Checker, sentence: str, source: str):
    found = checked(checker, sentence)

    assert found.verdict is Verdict.DIFFERS, (found.verdict, found.missing)
    assert any(source in one.source for one in found.differences), found.differences


def test_what_only_a_title_says_bears_no_sentence(checker: Checker):
    assert not checked(checker, "会谈的矿产协议已经签署").verdict.vouches
