"""The projects of one body are listed with what they cost, and what was signed and started is told apart."""

from __future__ import annotations

import pytest

from answers.answerer import Answerer
from answers.types import Answer
from tests.answers.conftest import Over, values_of

_LANTING = """# 兰汀高新区项目建设提速

3月2日,总投资80亿元的启明储能电池产业园在兰汀高新区签约落户。总投资约12亿元的澄波传感器制造项目同期签约。

3月5日,总投资约5亿元的远帆智能创新园开工。

在3月8日举行的春季推进会上,兰汀高新区共7个项目签约,总投资61.5亿元,预计年产出90亿元;共11个项目开工,总投资74.2亿元,预计年产出85亿元。
"""
_QUSHUI = """# 曲水经开区稳产保供

曲水经开区规模以上企业复工率达97%,园区食堂备足了菜。
"""


@pytest.fixture(scope="module")
def pile(over: Over) -> Answerer:
    return over(lanting=_LANTING, qushui=_QUSHUI)


@pytest.mark.parametrize(
    "question",
    [
        "兰汀高新区的几个大项目各投多少钱?",
        "兰汀高新区最近落下来的几个大项目各投多少钱,从大到小排一下",
        "兰汀高新区这几个项目分别投资多少",
        "兰汀高新区近期的大项目总投资各是多少?",
    ],
)
def test_the_projects_of_one_body_are_listed_without_their_names(pile: Answerer, question: str):
    assert values_of(pile.reply(question)) == ["80亿元", "约12亿元", "约5亿元"]


def test_those_that_were_signed_are_listed_without_those_that_were_not(pile: Answerer):
    reply = pile.reply("兰汀高新区最近签约落户的大项目各投多少钱?")

    assert values_of(reply) == ["80亿元", "约12亿元"]


def test_no_projects_are_listed_for_whom_none_is_told(pile: Answerer):
    reply = pile.reply("曲水经开区的几个大项目各投多少钱?")

    assert not (isinstance(reply, Answer) and reply.table)


@pytest.mark.parametrize(
    "question",
    [
        "兰汀高新区签约的跟开工的总投资分别多少?相差多少?",
        "兰汀高新区签约的和开工的项目总投资各多少,相差多少?",
    ],
)
def test_what_was_signed_and_what_was_started_have_rows_told_apart(pile: Answerer, question: str):
    reply = pile.reply(question)

    assert isinstance(reply, Answer)
    named = {f"{row.name}{row.indicator or ''}": row.value for row in reply.table}
    assert [value for name, value in named.items() if "签约" in name] == ["61.5亿元"]
    assert [value for name, value in named.items() if "开工" in name] == ["74.2亿元"]
    assert "12.7亿元" in "".join(reply.notes)


@pytest.mark.parametrize(
    "question", ["兰汀签约项目和开工项目总投资差多少?", "兰汀签约项目和开工项目预计年产出差多少?"]
)
def test_figures_in_other_units_are_not_shown_for_how_far_two_are_apart(pile: Answerer, question: str):
    reply = pile.reply(question)
    units = {row.value[-1] for row in reply.table if row.value} if isinstance(reply, Answer) else set()

    assert len(units) < 2
