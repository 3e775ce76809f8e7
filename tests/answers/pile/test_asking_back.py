"""Figures that a question gives are asked back: whose they are, or what."""

from __future__ import annotations

import pytest

from answers.answerer import Answerer
from answers.types import Answer
from tests.answers.conftest import Over, table_of

_BRIEFS = {
    "baishi": "# 白石高新区:主动作为\n\n白石高新区年初就定下目标,签约50亿元项目2个。\n\n总投资50亿元的青河物联网产业基地项目和总投资30亿元的云溪康养项目落户白石高新区。\n\n"
    "白石高新区对复工的240家企业进行指导,规模以上企业复工率达100%。截至目前,白石高新区先后隔离188人。\n",
    "qinghe": "# 青河高新区:有序复工\n\n截至目前,青河高新区累计已有7800家企业复工,规模以上企业复工率达100%,员工返岗率达80%。\n\n青河高新区共6个项目签约,总投资72.3亿元。\n",
}  # fmt: skip


@pytest.fixture(scope="module")
def briefs(over: Over) -> Answerer:
    return over(**_BRIEFS)


@pytest.mark.parametrize(
    "question",
    [
        "240家、7800家分别是哪个高新区的?",
        "复工240家、7800家的分别是哪个高新区?",
        "240家和7800家企业复工,分别是哪个高新区?",
    ],
)
def test_each_figure_stands_beside_the_subject_that_has_it(briefs: Answerer, question: str):
    assert table_of(briefs.reply(question)) == {"白石高新区": "240家", "青河高新区": "7800家"}


def test_of_things_the_one_of_the_sort_asked_for_has_the_figure_and_no_target(briefs: Answerer):
    reply = briefs.reply("50亿元和30亿元的项目分别是哪个?")

    assert table_of(reply) == {"青河物联网产业基地项目": "50亿元", "云溪康养项目": "30亿元"}


def test_what_a_figure_is_of_is_the_clause_that_says_so(briefs: Answerer):
    rows = table_of(briefs.reply("72.3亿元、188人分别是什么?"))

    assert rows == {
        "72.3亿元": "青河高新区共6个项目签约,总投资72.3亿元",
        "188人": "截至目前,白石高新区先后隔离188人",
    }


def test_a_figure_that_no_one_has_is_said_to_be_missing(briefs: Answerer):
    rows = table_of(briefs.reply("240家、5555家分别是哪个高新区的?"))

    assert rows == {"白石高新区": "240家", "5555家": None}


def test_a_figure_that_two_have_is_shown_of_both(briefs: Answerer):
    reply = briefs.reply("100%、80%分别是哪个高新区的规模以上企业复工率和员工返岗率?")

    assert isinstance(reply, Answer)
    assert [(row.name, row.value) for row in reply.table] == [
        ("白石高新区", "100%"),
        ("青河高新区", "100%"),
        ("青河高新区", "80%"),
    ]
