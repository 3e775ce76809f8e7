"""What a message asks is mostly said by one sentence, which the message as a whole finds where its questions alone do not."""

from __future__ import annotations

from answers.types import Answer, Compound
from tests.answers.conftest import Over

_TEXTS = {
    "transport": "# 客运恢复情况\n\n2月27日\uff0c全市41条公交线路已有33条恢复运营\uff0c日均发车2600班次。\n",
    "loans": "# 小额贷款公司支持办法\n\n经营良好的小额贷款公司\uff0c杠杆率可放宽到净资产5倍\uff0c单户贷款余额上限放宽到1000万元。\n",
    "phones": "# 热线运行简报\n\n外呼系统1月30日启用\uff0c累计外呼65.6万次\uff0c转人工处理4200件。\n",
    "home": "# 好人好事\n\n20日\uff0c家住云溪镇竹韵花园的74岁居民周建国给社区送来一面锦旗。\n",
}  # fmt: skip


def _answers(over: Over, question: str) -> list[str | None]:
    reply = over(**_TEXTS).reply(question)
    assert isinstance(reply, Compound)
    return [part.answer if isinstance(part, Answer) else None for part in reply.parts]


def test_two_figures_of_a_sentence_answer_two_questions_in_their_order(over: Over):
    assert _answers(over, "全市公交线路有多少条\uff0c眼下恢复的有多少条\uff1f") == ["41条", "33条"]


def test_a_question_that_says_little_is_answered_beside_the_other(over: Over):
    _, second = _answers(over, "好的小贷公司杠杆能放到几倍\uff0c一户最多能贷多少万\uff1f")

    assert second == "1000万元"


def test_an_answer_that_stands_in_the_sentence_stays(over: Over):
    first, second = _answers(over, "周建国今年多大岁数了\uff0c住在什么地方\uff1f")

    assert first == "74岁"
    assert "竹韵花园" in (second or "")
