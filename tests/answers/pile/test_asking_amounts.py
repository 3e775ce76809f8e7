"""What a sentence lists with amounts has a row each, though the question names none of the things."""

from __future__ import annotations

import pytest

from answers.answerer import Answerer
from answers.types import Answer
from tests.answers.conftest import Over, table_of

_BRIEF = """# 明远产业园签约落户

3月9日，明远产业园在洛川经开区签约。该产业园建设期为5年，项目总投资26亿元，计划引入海外技术团队12个，工程师等90名以上，培养本地技工600名以上。

园区同日抽调干部40人驻厂服务。
"""


@pytest.fixture(scope="module")
def brief(over: Over) -> Answerer:
    return over(luochuan=_BRIEF)


def test_each_amount_of_a_list_has_a_row_and_neither_time_nor_money_has_one(brief: Answerer):
    rows = table_of(brief.reply("明远产业园打算引入哪几类人，各多少？"))

    assert {name.removeprefix("计划"): value for name, value in rows.items()} == {
        "引入海外技术团队": "12个",
        "工程师": "90名以上",
        "培养本地技工": "600名以上",
    }


def test_a_question_for_one_amount_has_no_rows(brief: Answerer):
    reply = brief.reply("园区抽调了多少干部？")

    assert isinstance(reply, Answer)
    assert reply.answer == "40人"
    assert not reply.table
