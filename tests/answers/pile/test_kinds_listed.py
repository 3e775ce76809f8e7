"""How many of several things there are, and of each kind of them, in one message."""

from __future__ import annotations

import pytest

from answers.answerer import Answerer
from answers.questions.kinds_listed import kinds_listed
from tests.answers.conftest import Over, rows_of

_BRIEFS = {
    "baishi": "# 白石高新区:战疫\n\n1月25日,白石高新区成立了综合协调、业务指导等9个工作组和宗教场所、市场监管等6个专业组。为加强组织领导,2月1日又新增企业复工复产等5个工作组。\n\n"
    "1月30日,白石高新区抽调100名工作人员,分成45个一线工作组下沉企业。\n",
    "qinghe": "# 青河经开区:招商\n\n青河经开区今年新签约34个项目,其中外资项目10个,内资项目24个。\n",
}  # fmt: skip


@pytest.fixture(scope="module")
def briefs(over: Over) -> Answerer:
    return over(**_BRIEFS)


@pytest.mark.parametrize(
    "question",
    [
        "白石高新区搞疫情防控先后设了几个组?工作组、专业组,还有2月初又加的,各是几个",
        "白石高新区先后设立了多少个组?工作组、专业组以及2月1日又加的分别有几个?",
    ],
)
def test_each_kind_has_its_own_count_from_the_sentence_that_tells_them_together(
    briefs: Answerer, question: str
):
    assert [value for _, value in rows_of(briefs.reply(question))] == ["9个", "6个", "5个"]


def test_all_are_counted_too_where_what_is_done_with_them_is_said_shortly(briefs: Answerer):
    rows = rows_of(briefs.reply("青河经开区今年新签了多少个项目?外资的、内资的分别几个"))

    assert [value for _, value in rows] == ["34个", "10个", "24个"]


@pytest.mark.parametrize(
    "message",
    [
        "白石高新区设了几个组?组长是谁",
        "白石高新区设了几个组?什么时候设的,各是几个",
        "白石高新区的返岗率是多少?工作组、专业组各几个",
    ],
)
def test_a_message_that_asks_of_something_else_is_no_list_of_kinds(briefs: Answerer, message: str):
    assert not kinds_listed(message, briefs.understand(message))
