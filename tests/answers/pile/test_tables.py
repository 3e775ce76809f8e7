"""One figure of each subject of a pile: all of them or those named, no target for a result, and what can be said of the whole."""

from __future__ import annotations

import pytest

from answers.types import Answer
from tests.answers.conftest import Over

_NORTH = """---
title: 北原省政府工作报告
date: 2026-01-20
---
## 一、2025年工作回顾

2025年,全省地区生产总值增长5.4%,达到3.2万亿元。城镇新增就业41.2万人。

## 二、2026年工作安排

2026年主要预期目标是:地区生产总值增长5%左右,城镇新增就业40万人以上。
"""
_SOUTH = _NORTH.replace("北原省", "南川省").replace("5.4%", "6.1%").replace("41.2万人", "35.8万人")
_WEST = """---
title: 西岭省政府工作报告
date: 2026-01-22
---
## 一、2025年工作回顾

2025年,全省地区生产总值增长4.7%。
"""


def _table(answer: object) -> dict[str, str | None]:
    assert isinstance(answer, Answer), answer
    return {row.name: row.value for row in answer.table}


@pytest.fixture
def provinces(over: Over):
    return over(north=_NORTH, south=_SOUTH, west=_WEST)


@pytest.mark.parametrize(
    "question",
    [
        "各省去年GDP增速分别是多少?",
        "各省2025年地区生产总值增长多少,谁最高?",
        "去年哪个省的经济增速最高?",
    ],
)
def test_every_subject_has_its_row_and_no_target_stands_in_it(provinces, question: str):
    assert _table(provinces.reply(question)) == {"北原省": "5.4%", "南川省": "6.1%", "西岭省": "4.7%"}


def test_what_is_asked_for_as_a_target_is_one_and_what_is_not_said_is_said_to_be_missing(provinces):
    assert _table(provinces.reply("各省今年城镇新增就业的目标分别是多少?")) == {
        "北原省": "40万人以上",
        "南川省": "40万人以上",
        "西岭省": None,
    }


def test_those_that_are_left_out_are_not_in_it(provinces):
    assert list(_table(provinces.reply("除了北原省,各省去年GDP增速是多少?"))) == ["南川省", "西岭省"]


def test_the_greatest_comes_first_and_is_named(provinces):
    reply = provinces.reply("各省去年GDP增速分别是多少,谁最高?")
    assert isinstance(reply, Answer)
    assert reply.table[0].name == "南川省"
    assert any("南川省" in note for note in reply.notes)


def test_figures_of_unlike_scopes_are_not_ranked(over: Over):
    reply = over(
        one="# 东陵高新区复工简报\n\n东陵高新区规模以上企业复工率达100%。",
        two="# 西岭高新区复工简报\n\n截至2月25日,西岭高新区以2.3万家企业为基数,企业复工率91.9%。",
    ).reply("各高新区的复工率分别是多少,哪个最高?")
    assert isinstance(reply, Answer)
    assert {row.value for row in reply.table} == {"100%", "91.9%"}
    assert not any("居首" in note for note in reply.notes)


def test_each_value_is_cited_by_the_sentence_it_stands_in(provinces):
    reply = provinces.reply("各省去年GDP增速分别是多少?")
    assert isinstance(reply, Answer)
    by_n = {citation.n: citation.quote.text for citation in reply.citations}
    assert all(row.value in by_n[row.n] for row in reply.table if row.value and row.n)
