"""In which trade each of several bodies is, and questions that end with what asks for each by itself."""

from __future__ import annotations

import pytest

from answers.answerer import Answerer
from answers.types import Answer
from tests.answers.conftest import Over, table_of

_LANTING = """# 兰汀高新区企业走访

兰汀启明电子科技有限公司2017年落户高新区,是一家从事存储器主控设计的企业,集聚了20多位人才。

澄波重工是一家专业从事全回转钻机研发、制造的高新技术企业,企业发展了8年。

远帆创科是国内领先的座舱电子服务商。

青禾药业总经理方晓信心满满。2月24日,青禾药业拿到150万元奖励,远帆创科拿到168万元奖励。

1月28日,兰汀高新区成立数据专班。2月5日,又成立工作专班。
"""


@pytest.fixture(scope="module")
def pile(over: Over) -> Answerer:
    return over(lanting=_LANTING)


@pytest.mark.parametrize(
    "question",
    [
        "启明电子、澄波重工、远帆创科,这几家各是干哪一行的?",
        "启明电子、澄波重工、远帆创科各是做什么的?",
        "启明电子、澄波重工、远帆创科分别属于哪个行业?",
        "启明电子、澄波重工、远帆创科是干什么的,分别说一下",
    ],
)
def test_each_body_has_its_trade(pile: Answerer, question: str):
    assert list(table_of(pile.reply(question)).values()) == [
        "存储器主控设计",
        "全回转钻机研发、制造",
        "国内领先的座舱电子服务商",
    ]


def test_what_a_body_did_is_no_trade(pile: Answerer):
    reply = pile.reply("青禾药业和澄波重工各是干哪一行的?")

    assert isinstance(reply, Answer)
    assert [row.value for row in reply.table] == [None, "全回转钻机研发、制造"]


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("青禾药业、远帆创科拿了多少奖励,都给我列一下", {"青禾药业": "150万元", "远帆创科": "168万元"}),
        ("青禾药业和远帆创科谁拿到的奖励多?各多少", {"青禾药业": "150万元", "远帆创科": "168万元"}),
        ("兰汀的数据专班、工作专班是哪天成立的,都报一下", {"数据专班": "1月28日", "工作专班": "2月5日"}),
    ],
)
def test_what_asks_for_each_at_the_end_of_a_question_is_heard(
    pile: Answerer, question: str, rows: dict[str, str]
):
    told = {name.removeprefix("兰汀的"): value for name, value in table_of(pile.reply(question)).items()}

    assert told == rows
