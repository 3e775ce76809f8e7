"""What is found shares the words of a question and cannot be what it asks: it is merely related."""

from __future__ import annotations

from dataclasses import replace

import pytest

from answers.doubting import cannot_answer
from answers.types import Answer
from retrieval.normalise import normalise
from tests.answers.conftest import Over

_REPORT = """# 白河市2023年统计公报

全市常住人口由上年末的412万人增加到418万人,城镇化率达61.5%。商品住宅销售额96.4亿元,下降7.2%。

深化“三清一改”专项整治,加紧清理背街小巷。
"""
_ALLOWANCES = """# 白河市统计公报

农村居民纳入最低生活保障人数3.2万人。参加城乡居民基本养老保险人数208万人。
"""
_CHECKPOINT = """# 白河高新区简报

白河高新区设立南山检查站,先后排查车辆3万余辆、4.5万余人次。
"""
_NEWS = """# 白河市简报

2月9日,辖区居民方某被确诊为新冠肺炎。不过,周围的居民群众并没有感到恐慌。

“川超”龙舟联赛观众超120万人次,白河入选全国首批促进体育消费试点城市。还将打造“骑手驿站”等工作载体。

实施南方重工平台新车型项目,新能源汽车产量增长15%左右。
"""


@pytest.mark.parametrize(
    ("document", "question"),
    [
        (_REPORT, "白河市常住人口为什么变少了?"),
        (_REPORT, "2023年白河市商品住宅销售额为什么会上涨?"),
        (_ALLOWANCES, "白河市农村低保每人每月发多少钱?"),
        (_REPORT, "白河市“三清一改”里的“三清”具体是指什么?"),
        (_NEWS, "确诊的方某住在哪个小区?"),
        (_NEWS, "南方重工平台的新车型归哪个厂造?"),
    ],
)
def test_what_cannot_be_the_answer_is_not_given_as_one(over: Over, document: str, question: str):
    reply = over(a=document).reply(question)

    assert not (isinstance(reply, Answer) and reply.is_sure)


@pytest.mark.parametrize(
    ("told", "question"),
    [
        (
            "一方面对“三个保障企业”,即涉及供水保障、供电保障、供气保障的企业,允许提前复工。",
            "“三个保障企业”指的是哪些企业?",
        ),
        ("建立市县乡三级负责人轮流走访困难群众“432”机制,群众更满意。", "“432”机制到底指什么?"),
    ],
)
def test_what_explains_a_term_answers_what_it_means(over: Over, told: str, question: str):
    reply = over(a=f"# 白河市通报\n\n{told}\n").reply(question)

    assert isinstance(reply, Answer)
    assert reply.is_sure


@pytest.mark.parametrize(
    ("question", "lacks"),
    [
        ("南山检查站查车的时候,有没有当场查出发烧的人?", True),
        ("南山检查站有没有排查车辆?", False),
        ("南山检查站的人怎么申请补贴?", True),
        ("南山检查站怎么排查车辆?", False),
    ],
)
def test_the_scene_of_a_deed_is_not_the_deed(over: Over, question: str, lacks: bool):
    answerer = over(a=_CHECKPOINT)
    told = answerer.reply("南山检查站排查车辆多少辆?")
    assert isinstance(told, Answer)

    asked = answerer.read(normalise(question).text)[1]

    assert cannot_answer(asked, told, answerer.matcher, lambda _: "n") is lacks


@pytest.mark.parametrize(
    ("question", "lacks"), [("南山检查站的联系热线是多少?", True), ("南山检查站排查力度有多大?", False)]
)
def test_sentences_say_something_of_what_is_measured(over: Over, question: str, lacks: bool):
    answerer = over(a=_CHECKPOINT)
    told = answerer.reply("南山检查站排查车辆多少辆?")
    assert isinstance(told, Answer)

    asked = answerer.read(normalise(question).text)[1]

    assert cannot_answer(asked, replace(told, answer=None), answerer.matcher, lambda _: "n") is lacks
