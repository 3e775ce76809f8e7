"""What each of several did is told by the clauses of statements that it is the subject of, or of which it is the head."""

from __future__ import annotations

import pytest

from answers.answerer import Answerer
from tests.answers.conftest import Over, rows_of

_LANTING = """# 兰汀经开区街道服务企业

启明街道以高度的责任感,坚持把服务送进企业,将辖区划分为12个责任区域,安排班子成员牵头负责。启明街道党委书记方晓告诉记者,街道天天值班。

自企业复工以来,澄波街道为企业代购防护物资,简化检测程序。

市监分局推行<放管服>模式。该分局在<放>字上动脑筋,制定检查要点,简化自查流程。在<管>字上下功夫,主动询问企业情况,摸清底数。
"""
_QUSHUI = """# 曲水管委会部署下一步工作

管委会要求抓好四个方面。

一是着力抓好园区防控。成立防疫工作小组,明确各园责任范围;以随机抽查为主。

二是着力抓好企业服务。针对重点企业建立专员制度,指定专人全程对接。
"""


@pytest.fixture(scope="module")
def pile(over: Over) -> Answerer:
    return over(lanting=_LANTING.replace("<", "\u201c").replace(">", "\u201d"), qushui=_QUSHUI)


def _told(answerer: Answerer, question: str) -> dict[str, list[str | None]]:
    told: dict[str, list[str | None]] = {}
    for name, value in rows_of(answerer.reply(question)):
        told.setdefault(name, []).append(value)
    return told


@pytest.mark.parametrize(
    "question",
    [
        "启明、澄波这两个街道帮企业复工各有什么做法?",
        "启明街道和澄波街道都采取了什么措施?",
        "帮企业这块,启明街道、澄波街道分别是怎么做的?",
    ],
)
def test_each_body_has_the_clauses_of_its_own_statement(pile: Answerer, question: str):
    told = _told(pile, question)
    first, second = told.values()

    assert "将辖区划分为12个责任区域" in "".join(filter(None, first))
    assert "为企业代购防护物资" in "".join(filter(None, second))
    assert "天天值班" not in str(told)  # of whoever says it


def test_each_quoted_word_has_what_was_done_under_it(pile: Answerer):
    question = "市监分局搞的<放><管>两个字各做了些什么?".replace("<", "\u201c").replace(">", "\u201d")
    told = _told(pile, question)

    assert "制定检查要点" in str(told["放"])
    assert "摸清底数" in str(told["管"])
    assert "询问" not in str(told["放"])


def test_each_head_has_what_stands_behind_it(pile: Answerer):
    told = _told(pile, "曲水管委会要抓的两件事,园区防控、企业服务,每件具体怎么干?")

    assert "明确各园责任范围" in told["园区防控"]
    assert "指定专人全程对接" in str(told["企业服务"])
    assert "专人" not in str(told["园区防控"])
