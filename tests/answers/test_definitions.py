"""What a quoted term means is answered by the clause that explains it."""

from __future__ import annotations

import pytest

from answers.types import Answer
from tests.answers.conftest import Over, answered

_STATES = """# 网上办税问题解答

办税进度按状态分别显示为待提交、待受理、已退回、已作废等。其中,\u201c待提交\u201d表示涉税事项申请尚未提交;\u201c待受理\u201d表示申请已提交\
至税务机关,尚未受理;\u201c已退回\u201d表示涉税事项申请不满足办理条件;\u201c已作废\u201d表示申请由纳税人主动作废。
"""


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("办税进度显示\u201c已退回\u201d是什么意思?", "涉税事项申请不满足办理条件"),
        ("进度里的\u201c待受理\u201d是啥意思?", "申请已提交"),
    ],
)
def test_a_quoted_term_is_explained_by_its_own_clause(over: Over, question: str, answer: str):
    said = answered(over(case=_STATES), question)

    assert answer in said
    assert "主动作废" not in said


_RULES = """# 志愿服务规定

第一条 \u672c\u89c4\u5b9a\u6240\u79f0\u5fd7\u613f\u8005\uff0c\u662f\u6307\u4ee5\u81ea\u5df1\u7684\u65f6\u95f4\u4ece\u4e8b\u5fd7\u613f\u670d\u52a1\u7684\u81ea\u7136\u4eba\u3002

第二条 (一)艺术作品\uff0c是指绘画、书法等造型艺术作品\uff1b

第三条 有经营能力的公民\uff0c依照规定登记从事经营的\uff0c为个体工商户。

第四条 作品\uff0c是指具有独创性的智力成果\uff0c志愿者应当爱护。
"""


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("怎么样才算\u201c志愿者\u201d\uff1f", "以自己的时间从事志愿服务的自然人"),
        ("艺术作品 定义", "绘画、书法等造型艺术作品"),
        ("什么叫个体工商户\uff1f", "登记从事经营的"),
    ],
)
def test_a_term_means_what_a_rule_lays_down(over: Over, question: str, answer: str):
    reply = over(rules=_RULES).reply(question)

    assert isinstance(reply, Answer)
    assert answer in (reply.answer or "")
    assert "所称" not in (reply.answer or "")


def test_what_a_term_ends_with_is_not_what_is_asked_for(over: Over):
    answerer = over(rules=_RULES.replace("艺术作品", "雕塑作品"))

    reply = answerer.reply("美术作品 定义")

    assert "独创性" not in (getattr(reply, "answer", None) or "")


def test_what_is_asked_of_a_term_is_not_its_meaning(over: Over):
    reply = over(rules=_RULES).reply("志愿者什么条件可以注册?")

    assert "自然人" not in (getattr(reply, "answer", None) or "")
