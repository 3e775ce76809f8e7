from __future__ import annotations

import pytest

from answers.spans.names import find_people
from answers.types import Answer
from retrieval.analysis import Analyser
from tests.answers.conftest import Ask, Over, refused, short


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("管委会主任翟立新提出要求。", "翟立新"),
        ("据王瑞涛介绍,站点增加。", "王瑞涛"),
        ("陈建和今年74岁。", "陈建和"),
        ("居民蒙某确诊。", "蒙某"),
        ("总经理王健强说,订单充足。", "王健强"),
        ("负责人谢定全介绍", "谢定全"),
        ("骑手李嘉庆说", "李嘉庆"),
        ("副主任欧阳明远表示", "欧阳明远"),
        ("书记王强和副主任陈明出席", "王强 陈明"),
        ("平和服务,安全施策", ""),
        ("高新区全面复工", ""),
        ("成立专班", ""),
        ("方便群众办事", ""),
        ("康复工作有序", ""),
        ("由主要领导任组长", ""),
        ("女儿任艳芬是家庭医生", "任艳芬"),
        ("金额超过3000万元", ""),
    ],
)
def test_people_are_told_from_words(analyser: Analyser, text: str, names: str):
    analysis = analyser.analyse(text)
    found = find_people(analysis.text, analysis.words, analyser.segmenter.tag)

    assert [person.span.of(analysis.text) for person in found] == names.split()


_BRIEF = """---
title: 云溪新区:干部与企业
---
云溪新区党工委书记马明远主持会议,管委会主任周文斌讲话,管委会副主任何晓梅参加。云溪新区招商局副局长孙立介绍了进展。

云溪药业有限公司总经理段和平说,生产已经恢复。云溪药业有限公司副总经理高志强负责防疫。居民吴某2月3日确诊,吴某是某公司的司机。

汪洁(云溪新区妇联主席)捐出口罩。徐海涛任云溪新区应急局局长。
"""


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("云溪新区党工委书记是谁?", "马明远"),
        ("云溪新区管委会主任是谁?", "周文斌"),
        ("云溪新区管委会副主任是谁?", "何晓梅"),
        ("谁是云溪新区管委会主任?", "周文斌"),
        ("云溪药业的总经理是谁?", "段和平"),
        ("云溪药业副总经理叫什么名字?", "高志强"),
        ("云溪新区妇联主席是谁?", "汪洁"),
        ("云溪新区应急局局长", "徐海涛"),
        ("會議由誰主持?", "马明远"),
        ("哪位居民2月3日确诊?", "吴某"),
        ("云溪新区招商局副局长是谁?", "孙立"),
    ],
)
def test_who_holds_a_post(over: Over, question: str, answer: str):
    assert short(over(yunxi=_BRIEF).reply(question)) == answer


@pytest.mark.parametrize(
    ("question", "post"),
    [
        ("周文斌是什么职务?", "管委会主任"),
        ("段和平是谁?", "总经理"),
        ("汪洁担任什么职务?", "妇联主席"),
        ("徐海涛是什么职务?", "应急局局长"),
        ("高志强是什么人?", "副总经理"),
    ],
)
def test_which_post_somebody_holds(over: Over, question: str, post: str):
    assert post in (short(over(yunxi=_BRIEF).reply(question)) or "")


@pytest.mark.parametrize(
    "question",
    [
        "云溪新区招商局局长是谁?",
        "云溪新区党工委副书记是谁?",
        "云溪药业董事长是谁?",
        "云溪药业党委书记是谁?",
        "云溪新区妇联副主席是谁?",
        "云溪新区教育局局长是谁?",
    ],
)
def test_a_deputy_is_not_the_head_nor_the_reverse(over: Over, question: str):
    refused(over(yunxi=_BRIEF).reply(question))


_FARMING = """# 备耕

倍安集团总经理助理齐远力说,库存约200万吨。河山集团总经理高志远表示,化肥已经到货,总经理秘书林平负责登记。
"""


def test_an_assistant_is_not_whom_he_assists(over: Over):
    assert short(over(farming=_FARMING).reply("倍安集团的总经理叫什么名字?")) is None
    assert short(over(farming=_FARMING).reply("河山集团的总经理是谁?")) == "高志远"
    assert short(over(farming=_FARMING).reply("倍安集团的总经理助理是谁?")) == "齐远力"


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("陈建和的女儿叫什么名字?", "陈燕"),
        ("恒和科技机械的负责人是谁?", "谢定全"),
        ("蒙某是哪天确诊的?", "2月9日"),
        ("是谁开车送陈建和去医院的?", "包颖杰"),
        ("江阴高新区管委会副主任、党工委委员是谁?", "赵志军"),
        ("南通开发区党工委副书记是谁?", "保德林"),
        ("美团外卖开发区站点的负责人是谁?", "官鹏飞"),
        ("徐世玲的女儿是谁?", "任艳芬"),
    ],
)
def test_people_of_the_seeds(ask: Ask, question: str, name: str):
    assert short(ask(question)) == name


def test_the_holder_of_a_post_may_be_told_by_a_post(over: Over):
    answerer = over(
        notice="# 东陵区防汛工作方案\n\n成立东陵区防汛工作小组,组长由分管副区长兼任。小组下设办公室。\n"
    )

    assert short(answerer.reply("东陵区防汛工作小组的组长由谁担任?")) == "分管副区长"


@pytest.mark.parametrize("told", ["由区长任免", "由区政府任命", "由市应急局任命"])
def test_whoever_appoints_the_holder_of_a_post_does_not_hold_it(over: Over, told: str):
    answerer = over(notice=f"# 东陵区防汛工作方案\n\n东陵区成立防汛工作小组,组长{told}。小组下设办公室。\n")

    reply = answerer.reply("东陵区防汛工作小组的组长由谁担任?")
    assert not isinstance(reply, Answer) or reply.answer is None
