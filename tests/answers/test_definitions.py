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


_CASH = """# 现金管理规定

第一条 开户单位支付现金\uff0c可以从库存限额中支付\uff0c不得从本单位的现金收入中直接支付(即坐支)\u3002

第二条 因特殊情况需要坐支现金的\uff0c应当事先报经开户银行审查批准\u3002

附件 名词解释

三张清单\uff1a权力清单\u3001责任清单\u3001负面清单\u3002

一网通办\uff1a通过统一的政务服务平台办理全部事项\u3002
"""


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (
            "会计常说的\u201c坐支\u201d\uff0c按现金管理的规定到底是啥意思\uff1f",
            "不得从本单位的现金收入中直接支付",
        ),
        ("讲话里提的\u201c三张清单\u201d\uff0c具体是哪几样\uff1f", "权力清单、责任清单、负面清单"),
        ("\u201c一网通办\u201d这句话是啥意思", "通过统一的政务服务平台办理全部事项"),
    ],
)
def test_a_term_means_what_stands_before_it_in_brackets_or_behind_it_in_a_glossary(
    over: Over, question: str, answer: str
):
    assert answered(over(cash=_CASH), question) == answer


@pytest.mark.parametrize(
    "question",
    [
        "写材料要引用\uff1a规定原文是怎么界定\u201c志愿者\u201d的\uff1f",
        "志愿服务规定里\u201c志愿者\u201d那句定义\uff0c能原话给我一下吗\uff0c谢谢",
    ],
)
def test_who_asks_for_the_words_themselves_is_given_what_is_laid_down(over: Over, question: str):
    assert answered(over(rules=_RULES), question) == "以自己的时间从事志愿服务的自然人"
