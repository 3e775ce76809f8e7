"""What a sentence lists with amounts has a row each, though the question names none of the things."""

from __future__ import annotations

import pytest

from answers.answerer import Answerer
from answers.types import Answer
from tests.answers.conftest import Over, table_of

_BRIEF = """# 明远产业园签约落户

3月9日，当地12家企业和8所学校的代表到场，明远产业园在洛川经开区签约。该产业园建设期为5年，项目总投资26亿元，计划引入海外技术团队12个，工程师等90名以上，培养本地技工600名以上。

园区同日抽调干部40人驻厂服务。

恒丰项目可年产1000万片显示模组、300万套车载系统、50万套导航系统及约20万件配件。
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


def test_what_stands_behind_the_amounts_of_a_list_is_what_they_are_of(brief: Answerer):
    rows = table_of(brief.reply("恒丰项目一年能产些啥，各多少套多少片？"))

    assert list(rows) == ["显示模组", "车载系统", "导航系统", "配件"]
    assert rows["显示模组"] == "1000万片"


def test_a_question_for_one_amount_has_no_rows(brief: Answerer):
    reply = brief.reply("园区抽调了多少干部？")

    assert isinstance(reply, Answer)
    assert reply.answer == "40人"
    assert not reply.table
