from __future__ import annotations

import pytest

from tests.answers.conftest import Ask, Over, refused, short

_BRIEF = """---
title: 桐林新区:企业动态
---
3月2日,桐林新区春季招商会在国际会展中心举行,分会场设在成都和长沙。恒达光电有限公司总部位于桐林新区科创路,产品在武汉的工厂生产。

企业诉求由桐林新区投资促进局统一受理。桐林新区第一人民医院收治患者12名。获批国家级实验室的是蓝海生物科技有限公司。培训由桐林新区职业技术学院承办。

运输车辆从桐林北站出发,物资送往兴安县。
"""


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("桐林新区春季招商会在哪里举行?", "国际会展中心"),
        ("恒达光电的总部在哪里?", "桐林新区科创路"),
        ("物资送往哪里?", "兴安县"),
    ],
)
def test_where(over: Over, question: str, answer: str):
    assert answer in (short(over(tonglin=_BRIEF).reply(question)) or "")


def test_where_in_several_places(over: Over):
    found = short(over(tonglin=_BRIEF).reply("桐林新区招商会的分会场设在哪里?")) or ""

    assert "成都" in found
    assert "长沙" in found
    assert "会展中心" not in found


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("桐林新区的企业诉求由哪个部门受理?", "投资促进局"),
        ("哪家公司获批国家级实验室?", "蓝海生物科技有限公司"),
        ("哪家医院收治了患者?", "第一人民医院"),
        ("培训由哪个学院承办?", "职业技术学院"),
    ],
)
def test_which_body(over: Over, question: str, answer: str):
    assert answer in (short(over(tonglin=_BRIEF).reply(question)) or "")


@pytest.mark.parametrize(
    "question", ["恒达光电的研发中心在哪里?", "桐林新区秋季招商会在哪里举行?", "蓝海生物的总部在哪里?"]
)
def test_a_place_of_something_else_is_refused(over: Over, question: str):
    refused(over(tonglin=_BRIEF).reply(question))


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("小海十二期工地的菜是哪个部门派人代买的?", "区住建局"),
        ("徐州线上招聘以哪个平台为依托?", "淮海人力资源服务产业园"),
        ("姜瑜创办了哪家公司?", "爱德範思"),
        ("陈建和是在哪家医院抢救的?", "南通瑞慈医院"),
        ("华存电子的样品在哪儿流片?", "台积电12英寸晶圆厂"),
        ("徐州经开区视频会议的分会场设在哪里?", "科技大厦三楼"),
    ],
)
def test_places_and_bodies_of_the_seeds(ask: Ask, question: str, answer: str):
    found = short(ask(question)) or ""

    assert answer.replace("爱", "愛") in found.replace("爱", "愛")


def test_a_paper_of_no_known_region_may_be_the_places_own(over: Over):
    answerer = over(
        factories="# 天津市规上工业企业开工复产762家\n\n天津市规模以上工业企业开工复产762家。\n",
        measures="# 关于关爱一线医务人员的若干措施\n\n本市为每名一线医务人员办理人身意外保险。天津市医务人员补助每人6000元。\n",
    )

    assert "6000元" in (short(answerer.reply("天津医务人员补助每人多少元?")) or "")
