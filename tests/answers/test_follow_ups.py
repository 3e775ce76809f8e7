"""What a question takes over from the turns before; a fresh question is not bent."""

from __future__ import annotations

import pytest

from answers.types import Abstention, Answer
from retrieval.normalise import normalise
from tests.answers.conftest import Ask, short

# turns → answer (None: refused)
_CASES = [
    (("江阴高新区员工到岗率是多少?", "那无锡呢?"), "80%"),
    (("江阴高新区员工到岗率是多少?", "无锡高新区的呢?"), "80%"),
    (("江阴高新区员工到岗率是多少?", "那么规上企业复工率呢?"), "100%"),
    (("江阴高新区员工到岗率是多少?", "那滨江的企业复工率呢?"), "91.9%"),
    (("昆山高新区签约了几个项目?", "总投资多少?"), "72.3亿元"),
    (("昆山高新区签约了几个项目?", "开工的呢?"), "9个"),
    (("昆山高新区开工了几个项目?", "总投资多少?"), "80.7亿元"),
    (("无锡先导集成电路装备与材料产业园总投资多少?", "哪天签约的?"), "2月21日"),
    (("无锡先导集成电路装备与材料产业园总投资多少?", "建设期呢?"), "5-7年"),
    (("吴越半导体项目总投资多少?", "计划用地呢?"), "50亩"),
    (("吴越半导体项目总投资多少?", "它的年销售额能到多少?"), "30亿元"),
    (("吴越半导体项目总投资多少?", "该项目计划用地多少?"), "50亩"),
    (("南通开发区一季度实际利用外资多少?", "固定资产投资呢?"), "57.7亿元"),
    (("南通开发区规模以上工业产值是多少?", "增长了多少?"), "25.3%"),
    (("泰林生物收到多少上市奖励?", "那初灵创投呢?"), "168.3万元"),
    (("滨江区区长是谁?", "区委书记呢?"), "王敏"),
    (("金山桥街道党委书记是谁?", "她是什么职务?"), "书记"),
    (("陈建和今年多大年纪?", "他的女儿叫什么?"), "陈燕"),
    (("2月20日江阴高新区签约了哪些重大项目?", "第二个总投资多少?"), "30亿元"),
    (("2月20日江阴高新区签约了哪些重大项目?", "第一个总投资多少?", "第二个呢?"), "30亿元"),
    (("1月25日江阴高新区设了几个工作组?", "2月1日呢?"), "5个"),
    (("18家孵化器预计减免多少房租?", "众创空间呢?"), "310万元"),
    (("截至2月25日滨江兑现了多少资金?", "惠及多少家企业?"), "2287家"),
    (("星洲智能信息技术创新园哪天开工?", "总投资多少?"), "约3亿元"),
    (("星洲智能信息技术创新园哪天开工?", "总投资多少?", "首期什么时候交付?"), "2020年年底"),
    (("丘钛微电子的总经理是谁?", "这家公司的产能恢复到多少了?"), "50%左右"),
    (("立长山卡口是哪天设立的?", "排查了多少辆车?"), "3万余辆"),
    (("滨江的企业复工率是多少?", "截至哪天?"), "2月25日"),
    (("泰林生物收到多少上市奖励?", "哪天收到的?"), "2月24日"),
    # not in the documents of the new subject
    (("江阴高新区员工到岗率是多少?", "那中关村呢?"), None),
    (("南通开发区一季度实际利用外资多少?", "二季度呢?"), None),
    (("金山桥街道党委书记是谁?", "东环街道呢?"), None),
    (("泰林生物收到多少上市奖励?", "董事长是谁?"), None),
    (("南通开发区一季度实际利用外资多少?", "2019年呢?"), None),
    (("无锡高新区累计有多少家企业复工?", "管委会主任是谁?"), None),
    # fresh questions
    (("江阴员工到岗率是多少?", "徐州经开区党工委书记是谁?"), "王强"),
    (("滨江区区长是谁?", "星洲智能信息技术创新园哪天开工?"), "2月22日"),
    (("昆山高新区开工项目总投资多少?", "斯菲尔电气拿到了多少贷款?", "景安重工员工每天测几次体温?"), "3次"),
    (("江阴员工到岗率是多少?", "抽调了多少名党员干部参与车辆押运?"), "150名"),
    (("滨江区区长是谁?", "今天北京天气怎么样?"), None),
    (("江阴高新区设立了哪几个集中隔离医学观察点?", "南通开发区今年新签约多少个项目?"), "34个"),
]


@pytest.mark.parametrize(
    ("turns", "answer"), _CASES, ids=lambda value: " → ".join(value) if isinstance(value, tuple) else ""
)
def test_what_the_last_turn_asks(ask: Ask, turns: tuple[str, ...], answer: str | None):
    reply = ask(*turns)

    if answer is None:
        assert isinstance(reply, Abstention), (short(reply), reply.question.understood)
    else:
        found = normalise(short(reply) or "").text
        assert answer in found, reply.question.understood
        assert len(found) <= len(answer) + 12


@pytest.mark.parametrize(
    ("turns", "understood"),
    [
        (("江阴高新区员工到岗率是多少?", "那无锡高新区呢?"), "无锡高新区 到岗率 多少"),
        (("昆山高新区签约了几个项目?", "总投资多少?"), "昆山高新区 签约 总投资 多少"),
        (("1月25日江阴高新区设了几个工作组?", "2月1日呢?"), "2月1日 江阴高新区 几个工作组"),
        (("劲胜新能源和汉晟智能制造两个项目,第一个总投资多少?",), "劲胜新能源 总投资 多少"),
        (("立长山卡口是哪天设立的?", "排查了多少辆车?"), "立长山卡口 排查 多少辆车"),
    ],
)
def test_the_question_is_shown_as_understood(ask: Ask, turns: tuple[str, ...], understood: str):
    question = ask(*turns).question

    assert question.text == turns[-1]
    assert question.is_follow_up
    assert all(word in normalise(question.understood).text for word in understood.split())


@pytest.mark.parametrize(
    "fresh",
    [
        "徐州经开区党工委书记是谁?",
        "“电社工”是什么?",
        "立长山卡口是哪天设立的?",
        "对比江阴和无锡的返岗率",
        "有多少篇文档提到云招商?",
        "总结一下昆山高新区的做法",
        "蒙某是哪天确诊的?",
        "斯菲尔电气拿到了多少贷款?",
        "e企赢平台提供什么服务?",
    ],
)
def test_a_fresh_question_is_not_bent(ask: Ask, fresh: str):
    after = ask("江阴高新区员工到岗率是多少?", fresh)

    assert after.question.understood == fresh
    assert not after.question.is_follow_up
    alone = ask(fresh)
    assert short(after) == short(alone)


def test_a_refusal_before_does_not_hinder(ask: Ask):
    reply = ask("昆山高新区管委会主任是谁?", "昆山高新区签约了几个项目?", "总投资多少?")

    assert isinstance(reply, Answer)
    assert short(reply) == "72.3亿元"
