from __future__ import annotations

import pytest

from answers.questions.splitting import split
from answers.types import Compound
from tests.answers.conftest import Ask, short

_CASES = [
    ("复工率是多少?", ["复工率是多少?"]),
    ("初灵创投拿了多少奖励?哪天到账的?", ["初灵创投拿了多少奖励?", "哪天到账的?"]),
    ("区长是谁?书记呢?", ["区长是谁?", "书记呢?"]),
    ("签约几个项目 总投资多少", ["签约几个项目", "总投资多少"]),
    ("请问复工率是多少?谢谢", ["复工率是多少?"]),
    ("规上服务业复工了多少家,占总数多少?", ["规上服务业复工了多少家", "占总数多少?"]),
    ("食堂留样留多少,保存多久?", ["食堂留样留多少", "保存多久?"]),
    ("区长是谁;书记是谁", ["区长是谁;", "书记是谁"]),
    ("白石各项服务里,办结业务多少件,贷款总额多少?", ["白石各项服务里,办结业务多少件", "贷款总额多少?"]),
    ("请示文件有几份?签发人是谁?", ["请示文件有几份?", "签发人是谁?"]),
    ("西山镇有多少户?麻烦查一下镇长是谁?谢谢", ["西山镇有多少户?", "镇长是谁?"]),
    # asked but once
    ("落户的两个项目各投资多少,加起来是多少?", ["落户的两个项目各投资多少,加起来是多少?"]),
    ("请示文件有几份?", ["请示文件有几份?"]),
    ("疫情期间,复工率是多少?", ["疫情期间,复工率是多少?"]),
    ("开矿的碰到哪些情况,可以申请少交使用费?", ["开矿的碰到哪些情况,可以申请少交使用费?"]),
    ("对比江阴、无锡的返岗率", ["对比江阴、无锡的返岗率"]),
    ("2月20日,谁主持会议?", ["2月20日,谁主持会议?"]),
    ("《关于复工复产,稳定就业的意见》是哪天出台的?", ["《关于复工复产,稳定就业的意见》是哪天出台的?"]),
    ("翟立新说防控的关键在哪两个环节", ["翟立新说防控的关键在哪两个环节"]),
    ("据说“谁污染、谁治理”,这是哪份文件写的?", ["据说“谁污染、谁治理”,这是哪份文件写的?"]),
]


@pytest.mark.parametrize(("text", "parts"), _CASES)
def test_a_message_is_told_apart_where_it_asks_twice(text: str, parts: list[str]):
    assert [part.strip() for part in split(text)] == parts


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ("滨江区区长是谁?景安重工员工每天测几次体温?", ["李志龙", "3次"]),
        ("昆山高新区2月20日开工几个项目,总投资多少?", ["9个", "80.7亿元"]),
        ("滨江规上服务业复工了多少家,占总数多少?", ["993家", "97%"]),
        ("食堂留样留多少,保存多久?", ["125克", "48小时"]),
        ("泰林生物收到多少上市奖励?初灵创投呢?", ["150万元", "168.3万元"]),
    ],
)
def test_two_questions_are_answered_one_by_one(ask: Ask, text: str, answers: list[str]):
    reply = ask(text)

    assert isinstance(reply, Compound)
    assert len(reply.parts) == 2
    for part, answer in zip(reply.parts, answers, strict=True):
        found = short(part)
        assert found is not None
        assert answer in found.replace("億", "亿").replace("萬", "万").replace("龍", "龙").replace(
            "獎", "奖"
        ).replace("小時", "小时")


def test_one_part_may_be_refused_and_the_other_answered(ask: Ask):
    reply = ask("无锡高新区累计有多少家企业复工?无锡高新区管委会主任是谁?")

    assert isinstance(reply, Compound)
    assert [short(part) for part in reply.parts] == ["7800家", None]
