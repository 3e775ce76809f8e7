"""Questions that say where to look are answered from there, and questions on a region from its own papers."""

from __future__ import annotations

import pytest

from answers.answerer import Answerer
from answers.questions.limits import find_limit, without_lifting
from answers.types import Abstention, Answer
from tests.answers.conftest import Over, converse, short

_PAPER = """---
title: {title}
date: {date}
---

# {title}

{text}
"""


@pytest.fixture(scope="module")
def papers(over: Over) -> Answerer:
    return over(
        a=_PAPER.format(
            title="青河市2024年政府工作报告", date="2024-01-20", text="全市粮食产量61.2万吨,新建学校6所。"
        ),
        b=_PAPER.format(
            title="青河市2025年政府工作报告", date="2025-01-18", text="全市粮食产量63.8万吨,新建学校9所。"
        ),
        c=_PAPER.format(
            title="白石市2025年统计公报", date="2025-03-02", text="全市粮食产量24.5万吨,粮食产量居全省首位。"
        ),
    )


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("只看《青河市2024年政府工作报告》,粮食产量是多少?", "61.2万吨"),
        ("《青河市2024年政府工作报告》里粮食产量是多少?", "61.2万吨"),
        ("在青河市2025年政府工作报告里,粮食产量是多少?", "63.8万吨"),
        ("2024年的文件里粮食产量是多少?", "61.2万吨"),
        ("白石市的公报里,粮食产量是多少", "24.5万吨"),
        ("只看白石市的,粮食产量是多少?", "24.5万吨"),
        ("根据白石市2025年统计公报,粮食产量是多少?", "24.5万吨"),
    ],
)
def test_a_limited_question_is_answered_from_there(papers: Answerer, question: str, answer: str):
    reply = papers.reply(question)

    assert short(reply) == answer
    assert isinstance(reply, Answer)
    assert any("只查了" in note for note in reply.notes)


def test_documents_of_a_year_that_there_are_none_of_are_said_to_be_absent(papers: Answerer):
    reply = papers.reply("2019年的文件里粮食产量是多少?")

    assert isinstance(reply, Abstention)
    assert "2019年的文件" in reply.reason


def test_a_region_is_answered_from_its_own_papers(papers: Answerer):
    assert short(papers.reply("白石市粮食产量是多少?")) == "24.5万吨"


def test_what_the_named_papers_lack_is_not_taken_from_others(papers: Answerer):
    assert short(papers.reply("只看白石市的,新建学校多少所?")) is None


@pytest.mark.parametrize(
    "question",
    [
        "工作报告是谁作的?",
        "《若干意见》是哪天出台的?",
        "青河市的报告讲了什么?",
        "报告中心在哪里?",
        "2024年粮食产量是多少?",
        "简报由谁编发?",
    ],
)
def test_a_question_about_a_paper_is_not_limited_to_it(question: str):
    assert find_limit(question) is None


def test_a_limit_to_a_place_gives_way_to_another_place(papers: Answerer):
    reply = converse(papers, "只看白石市的,粮食产量是多少?", "青河市2024年粮食产量是多少?")

    assert short(reply) == "61.2万吨"


def test_a_limit_holds_for_the_next_questions_until_it_is_lifted(papers: Answerer):
    first = "只看《青河市2024年政府工作报告》,粮食产量是多少?"

    assert short(converse(papers, first, "新建学校呢?")) == "6所"
    assert short(converse(papers, first, "新建学校呢?", "粮食产量呢?")) == "61.2万吨"
    assert isinstance(converse(papers, first, "白石市粮食产量是多少?"), Abstention)
    assert short(converse(papers, first, "不限了,白石市粮食产量是多少?")) == "24.5万吨"
    assert short(converse(papers, first, "只看《白石市2025年统计公报》,粮食产量是多少?")) == "24.5万吨"


def test_a_count_and_a_comparison_keep_to_the_limit(papers: Answerer):
    counted = papers.reply("在2025年的文件里,有几篇文档提到粮食产量?")
    compared = papers.reply("只看《青河市2025年政府工作报告》,青河市和白石市的粮食产量分别是多少?")

    assert short(counted) == "2篇"
    assert isinstance(counted, Answer)
    assert counted.lead.startswith("2 篇文档中有 2 篇")
    assert isinstance(compared, Answer)
    assert [row.value for row in compared.table] == ["63.8万吨", None]


def test_only_what_says_so_lifts_a_limit():
    assert without_lifting("在所有文件里,产量是多少?") == "产量是多少?"
    assert without_lifting("不限制了 产量是多少?") == "产量是多少?"
    assert without_lifting("所有企业的产量是多少?") is None


@pytest.mark.parametrize(
    "question",
    [
        "不限购的城市有哪些?",
        "不限量供应的药有几种?",
        "取消限制措施有几项?",
        "其他文件要求何时报送?",
        "全部文件内容是什么?",
        "资料库建设投资多少?",
    ],
)
def test_a_word_that_begins_like_a_lifting_lifts_nothing(question: str):
    assert without_lifting(question) is None
