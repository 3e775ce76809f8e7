"""What is no figure is asked of each of several subjects by itself, by the name that finds it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from answers.answerer import Answerer
from answers.pile.asked import asked_of
from answers.pile.asking_each import ask_each
from answers.questions.understanding import Understanding
from answers.types import Abstention, Question, Turn
from tests.answers.conftest import Over, table_of

_DONGLING = """# 东陵高新区:有序复工

自2月10日企业开始陆续复工复产以来,部分企业遇到资金紧缺等困难。

2月20日,东陵高新区迎来了重大项目签约。
"""
_WUXI = """# 无锡高新区打响经济保卫战

重大项目招引强势发力。2月21日,总投资150亿元的无锡启明集成电路装备与材料产业园在无锡高新区顺利签约落户。

数据显示,无锡高新区有6个项目入选2020年江苏省重大项目名单,占无锡市项目总数的近1/4。
"""

_XILING = """# 西岭高新区推进企业复工

西岭高新区近40家企业复工,其余小微企业正有序推进。
"""


@pytest.fixture(scope="module")
def zones(over: Over) -> Answerer:
    return over(dongling=_DONGLING, wuxi=_WUXI, xiling=_XILING)


def test_of_names_side_by_side_one_is_told_and_the_other_named(zones: Answerer):
    assert table_of(zones.reply("东陵、西岭高新区企业从哪一天开始复工的?")) == {
        "东陵高新区": "2月10日",
        "西岭高新区": None,
    }


def test_what_a_place_alone_does_not_find_its_zone_does(zones: Answerer):
    tools, articles = zones._entrance._tools, zones._entrance._articles
    understanding = zones.read("东陵、无锡的重大项目签约分别在哪一天?")[1]
    asked = asked_of(understanding, [one.owner.name for one in articles])
    subjects = {
        one.owner: frozenset([one.document_id]) for one in articles if asked and asked.wants(one.owner)
    }

    def by_whole_name(question: Question, understanding: Understanding, *beside: Turn | None, **within):
        if "无锡的" in understanding.text:
            return Abstention(question, "")
        return tools.find(question, understanding, *beside, **within)

    question = Question(understanding.text, understanding.text, understanding.kind)
    reply = ask_each(
        question, understanding, asked, subjects, replace(tools, find=by_whole_name), lambda _: False
    )

    assert table_of(reply) == {"东陵高新区": "2月20日", "无锡高新区": "2月21日"}
