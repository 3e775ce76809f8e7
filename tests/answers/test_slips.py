"""One wrong character that sounds or looks like the right one is mended and shown; a name is never turned into another."""

from __future__ import annotations

import pytest

from answers.answerer import Answerer
from tests.answers.conftest import Ask, Over, short

_TEXT = """# 青河高新区简报

青河高新区员工返岗率92%,每天测量体温3次。发放棉被1500床,口罩20万只。

云桥通平台受理诉求1260件,未办结诉求35件。刘建和任青河高新区管委会主任。恒丰机械产值3.2亿元。

财政补贴资金780万元,证照齐全,其中企业租金补贴260万元。
"""


@pytest.fixture(scope="module")
def brief(over: Over) -> Answerer:
    return over(brief=_TEXT)


@pytest.mark.parametrize(
    ("question", "answer", "meant"),
    [
        ("青河高新区员工返岗律是多少?", "92%", "返岗率"),
        ("青河高薪区员工返岗率是多少?", "92%", "高新区"),
        ("每天测量体问几次?", "3次", "体温"),
        ("棉背发放了多少床?", "1500床", "棉被"),
        ("口赵数量是多少只?", "20万只", "口罩"),
        ("青河高薪区员工返岗律是多少?", "92%", "高新区员工返岗率"),
        ("企业租金补帖多少?", "260万元", "补贴"),
    ],
)
def test_a_slip_is_mended_and_shown(brief: Answerer, question: str, answer: str, meant: str):
    reply = brief.reply(question)

    assert short(reply) is not None
    assert answer in (short(reply) or "")
    assert meant in reply.question.understood


@pytest.mark.parametrize(
    "question",
    [
        "刘建禾任什么职务?",  # somebody else
        "陈建和是什么职务?",
        "恒风机械产值是多少?",  # another company
        "轻河高新区员工返岗率是多少?",
        "2025年返岗率是多少?",
        "“体问”每天测几次?",
        "租金补贴证找谁批?",  # 找 leads to whom: no 证照
    ],
)
def test_a_name_a_figure_and_a_quotation_are_left_as_typed(brief: Answerer, question: str):
    assert brief.reply(question).question.understood == question


@pytest.mark.parametrize(
    "question",
    [
        "江阴高新区员工到岗率是多少?",
        "滨江区区长是谁?",
        "立长山卡口是哪天设立的?",
        "景安重工员工每天量几次体温?",
        "星洲智能信息技术创新园哪天动工?",
        "抽调了多少名党员干部参与车辆押运?",
        "南通开发区一季度用了多少外资?",
        "谁夜里去看了卡口?",
    ],
)
def test_a_question_without_a_slip_is_left_alone(ask: Ask, question: str):
    assert ask(question).question.understood == question


def test_what_is_measured_is_not_cut_in_two_for_a_word_of_the_documents(over: Over):
    answerer = over(grid="# 云溪省电力简报\n\n云溪省建成水电站12座,绿电站3座,清洁能源装机超过90%。\n")

    assert "电站比" not in answerer.reply("云溪省绿电占比是不是超过了90%?").question.understood


_LAWS = """# 管理办法

未经批准擅自建设的,责令停止。每批次抽检,排除法律障碍。计量器具应当检定,企业法人应当登记。
"""


@pytest.mark.parametrize(
    "question",
    ["没批就盖了楼怎么处理?", "包括怎么个出法?", "距离从哪里量起?", "企业罚多少?"],
)
def test_what_stands_in_two_words_of_a_document_is_none_of_its_words(over: Over, question: str):
    assert over(laws=_LAWS).read(question)[0] == question
