"""Which subjects say one or another of what a question joins by 或, each by the shortest clause that says so."""

from __future__ import annotations

import pytest

from tests.answers.conftest import Over, table_of


@pytest.mark.parametrize("question", ["哪些高新区用视频开会或者签约?", "哪些高新区是用视频来签约或开会的?"])
def test_of_what_or_joins_one_is_said_in_the_shortest_clause(over: Over, question: str):
    pile = over(
        north="# 北原高新区复工\n\n启用视频连线方式在三地举行了节后首场重大项目集中签约仪式,又用视频开会十余次。\n",
        south="# 南川高新区复工\n\n南川高新区以视频签约。\n\n全区用视频形式组织了一场本年度第一批重大产业项目的集中签约。\n",
        west="# 西岭高新区复工\n\n西岭高新区在现场签约。\n",
    )

    assert table_of(pile.reply(question)) == {
        "北原高新区": "又用视频开会十余次",
        "南川高新区": "南川高新区以视频签约",
    }
