"""Questions as people type them: spoken words, loose verbs, half sentences, over a made-up district."""

from __future__ import annotations

import pytest

from answers.types import Answer, Kind
from tests.answers.conftest import Over, refused, short

_DISTRICT = """---
title: 沙洲高新区:复工复产服务
date: 2021-03
---
3月9日下午,沙洲高新区复工推进视频会议召开,深入贯彻落实孙大海总书记重要讲话精神。会议由管委会副主任、党工委委员黄立群主持,分会场设在科创大厦三楼。

明月湾社区有居民1800户,租住的有420户。社区把辖区划分为12个网格,专人负责。食堂留样每样不少于150克。

3月12日,海川药业获批省级重点保障企业。海川药业制造部经理周文斌说,员工每天测量体温3次。区科技局主动联系银行,为企业办理贷款。

3月20日,沙洲高新区以视频连线形式举行签约,落户的有云溪项目、石桥项目,分会场放在杭州、宁波。

家住竹园小区的钱桂英把锦旗送到社区。企业协调床位600张供员工住宿,口罩发放9万只。东山大道是全区的交通干道。

省政府印发第12、13号通告,明确沙洲高新区为低风险地区。3月15号开通热线,2020年12月开工的厂房已经完工。一季度实际利用外资2.6亿美元。总投资30亿元的光谷激光项目落户沙洲高新区,总投资1.5亿元的电梯项目开工。
"""
_OTHER = """---
title: 南湖开发区:外卖服务
date: 2021-03
---
南湖开发区向外卖骑手发放通行证150张。开发区有骑手站点6处。
"""


@pytest.fixture
def district(over: Over):
    return over(shazhou=_DISTRICT, nanhu=_OTHER).reply


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("沙洲那场视频会谁主持的", "黄立群"),
        ("明月湾社区居民户数", "1800户"),
        ("明月湾租房住的有多少户", "420户"),
        ("明月湾社区分成了多少个网格?", "12个"),
        ("海川药业哪天批下来的", "3月12日"),
        ("海川药业的周文斌任啥职", "海川药业制造部经理"),
        ("周文斌当什么官", "海川药业制造部经理"),
        ("周文斌是干什么的", "海川药业制造部经理"),
        ("海川药业员工一天量几次体温", "3次"),
        ("沙洲那边口罩前前后后发了多少只", "9万只"),
        ("给员工协调出来多少张床", "600张"),
        ("沙洲是哪个部门去找银行给企业办贷款的", "区科技局"),
        ("全区的交通干道是哪条路?", "东山大道"),
        ("海川药业 制造部经理 姓名", "周文斌"),
        ("明月湾社区 网格 个数", "12个"),
        ("海川药业 测体温 次数", "3次"),
        ("海川药业员工一天得量几回体温", "3次"),
        ("3月12号哪家企业获批省级重点保障企业", "海川药业"),
        ("沙洲3月20号签约用的是啥形式", "视频连线形式"),
        ("3月20日沙洲签约落户的两个项目分别叫什么", "云溪项目、石桥项目"),
    ],
)
def test_spoken_words_are_understood(district, question: str, answer: str):
    assert short(district(question)) == answer


@pytest.mark.parametrize(
    "question",
    [
        "东湖开发区给外卖骑手发了几张通行证?",  # 开发区 alone is any zone
        "第15号通告把沙洲高新区定为什么地区?",  # only 12 and 13 are said
        "2018年一季度沙洲高新区实际利用外资多少?",  # another year
        "总投资80亿元的项目叫什么?",  # no 80亿元
        "总投资3亿的项目叫啥?",  # 30亿元 holds 3 and 亿
        "总投资0亿元的项目叫什么?",  # 30亿元 ends in it
        "总投资5亿元的项目叫什么?",  # 1.5亿元 ends in it
        "沙洲3月16号开通了什么?",
        "“”是谁?",  # nothing is asked after
        "周敏任什么职务?",  # nobody of that name
        "沙洲高新区城管局局长是谁?",
    ],
)
def test_what_differs_in_one_thing_is_not_answered(district, question: str):
    refused(district(question))


def test_a_number_among_others_is_said(district):
    assert "低风险" in district("第13号通告里沙洲高新区是什么风险等级").citations[0].quote.text


@pytest.mark.parametrize("day", ["3月15号", "3月15日"])
def test_a_day_is_found_however_it_is_written(district, day: str):
    assert "热线" in district(f"沙洲{day}开通了什么?").citations[0].quote.text


def test_what_only_says_how_an_answer_is_named_is_no_question_of_its_own(district):
    assert isinstance(district("海川药业制造部经理 姓名"), Answer)


def test_whose_words_are_followed_does_not_preside(district):
    assert short(district("3月9日的视频会议是谁主持的?")) == "黄立群"


def test_how_to_deal_with_something_asks_for_no_place(district):
    assert district("明月湾社区出现发热病人如何处理?").question.kind is Kind.HOW
