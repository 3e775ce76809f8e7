"""What is made or given in a list has a row an item."""

from __future__ import annotations

import pytest

from answers.answerer import Answerer
from answers.types import Answer
from tests.answers.conftest import Over, table_of

_BRIEF = """# 洛川经开区项目建设不停步

3月9日,总投资26亿元的明远光电显示项目开工。该项目计划用地120亩,建成投产后可年产200万片显示模组、80万套车载终端及15万台工业平板。项目达产后预计产值50亿元。

宏图新材料产业园已投产,年产高性能纤维3万吨、复合板材500万平方米,带动就业1200人。恒丰食品加工项目年产值25亿元,税收1.2亿元。

洛川经开区捐赠口罩5万只、防护服2000套和消毒液约300桶,设立观察点3个、卡口12个。

青禾公司扩建厂房。东岭公司可年产蛋糕3万吨、面包2万吨。
"""
_LIGHT = {"显示模组": "200万片", "车载终端": "80万套", "工业平板": "15万台"}
_PARK = {"高性能纤维": "3万吨", "复合板材": "500万平方米"}
_GIVEN = {"口罩": "5万只", "防护服": "2000套", "消毒液": "约300桶"}


@pytest.fixture(scope="module")
def brief(over: Over) -> Answerer:
    return over(luochuan=_BRIEF)


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("明远光电那个项目投产后每年各类产品能出多少?", _LIGHT),
        ("明远光电显示项目建成后能生产哪些产品,各多少?", _LIGHT),
        ("洛川经开区明远光电项目各类产品年产量分别多少?", _LIGHT),
        ("宏图新材料产业园年产各种产品分别多少?", _PARK),
        ("洛川经开区捐了哪些物资,各多少?", _GIVEN),
    ],
)
def test_each_item_has_its_amount_whether_it_stands_before_it_or_behind(
    brief: Answerer, question: str, rows: dict[str, str]
):
    assert table_of(brief.reply(question)) == rows


@pytest.mark.parametrize(
    "question",
    [
        "恒丰食品加工项目年产各类产品多少?",  # what it earns is no product
        "青禾公司年产各类产品分别多少?",  # the list beside it is another's
        "洛川经开区采购了哪些物资,各多少?",  # given is not bought
    ],
)
def test_another_list_is_not_taken_for_the_one_that_is_asked_for(brief: Answerer, question: str):
    reply = brief.reply(question)

    assert not (isinstance(reply, Answer) and reply.table)
