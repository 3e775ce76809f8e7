"""A row is the same whichever way a table was found; who comes first is who has the greatest number, or the least."""

from __future__ import annotations

from decimal import Decimal

import pytest

from answers.pile.rows import Ranked, comes_first, leaders, line_of, notes_on
from answers.structure.measuring import which_more
from answers.types import Answer, Row
from tests.answers.conftest import Over

_ZONE = """# 白石高新区招商

总投资50亿元的青河物联网产业基地项目和总投资30亿元的云溪康养项目落户白石高新区。
"""
_RANKED = [
    Ranked("东陵", "5.4%", Decimal("5.4"), "%"),
    Ranked("西陵", "4.7%", Decimal("4.7"), "%"),
    Ranked("南陵", "5.40%", Decimal("5.40"), "%"),
]


@pytest.mark.parametrize(("direction", "names"), [(1, ["东陵", "南陵"]), (-1, ["西陵"])])
def test_who_has_the_same_number_comes_first_together(direction: int, names: list[str]):
    assert [one.name for one in leaders(_RANKED, direction)] == names


def test_the_first_ones_stand_with_the_figure_as_it_is_printed():
    assert comes_first(_RANKED, 1) == "居首:东陵、南陵 5.4%"


def test_nobody_comes_first_where_one_is_not_told_or_units_differ():
    text = "东陵、西陵、南陵哪个高?"
    ranking = which_more(text)
    in_yuan = Ranked("北陵", "5元", Decimal(5), "元")

    assert notes_on(text, ranking, _RANKED, 3) == ("居首:东陵、南陵 5.4%",)
    assert notes_on(text, ranking, _RANKED, 4) == notes_on(text, ranking, [*_RANKED, in_yuan], 4) == ()
    assert notes_on(text, None, _RANKED, 3) == ()


def test_what_several_have_together_is_worked_out_where_it_is_asked_for_but_never_of_shares():
    sums = [
        Ranked("甲", "50亿元", Decimal(5_000_000_000), "元"),
        Ranked("乙", "30亿元", Decimal(3_000_000_000), "元"),
    ]

    assert notes_on("两个项目各投资多少,加起来是多少?", None, sums, 2) == ("计算:50亿元 + 30亿元 = 80亿元",)
    assert notes_on("两个项目各投资多少?", None, sums, 2) == ()
    assert notes_on("三地合计是多少?", None, _RANKED, 3) == ()


def test_several_values_of_a_subject_stand_on_one_line_each_behind_its_label():
    rows = [Row("东陵", "5.4%", "2025年", 1), Row("东陵", None)]
    assert line_of(rows, ["增速", "目标"]) == "东陵:增速 5.4%(2025年)[1] · 目标 资料中未见"


def test_the_two_projects_of_a_zone_have_a_line_each_and_their_sum(over: Over):
    reply = over(baishi=_ZONE).reply("落户白石的两个项目各投资多少,加起来是多少?")
    assert isinstance(reply, Answer)

    assert [(row.name, row.value) for row in reply.table] == [
        ("青河物联网产业基地项目", "50亿元"),
        ("云溪康养项目", "30亿元"),
    ]
    assert reply.notes == ("计算:50亿元 + 30亿元 = 80亿元",)


def test_which_project_is_the_greatest_is_said_and_stands_first(over: Over):
    reply = over(baishi=_ZONE.replace("50亿元", "20亿元")).reply("哪个项目的总投资最大?")
    assert isinstance(reply, Answer)

    assert reply.answer == "云溪康养项目"
    assert [row.value for row in reply.table] == ["30亿元", "20亿元"]


def test_what_no_source_says_of_a_listed_figure_is_none(over: Over):
    reply = over(baishi=_ZONE).reply("白石高新区各个项目总投资多少?")
    assert isinstance(reply, Answer)

    assert [(row.scope, row.status) for row in reply.table] == [(None, "actual")] * 2
    assert {type(row.status) for row in reply.table} == {str}
