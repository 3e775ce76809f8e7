from dataclasses import replace

import pytest

from answers.types import Compound, Kind, Question, Row
from bot.rendering.plain import citations_of, flat, parts_of, to_text
from tests.bot.conftest import abstention, answer, citation


def test_the_answer_comes_first_then_its_quotations_with_their_places():
    assert to_text(answer(notes=("另有 1 篇文档提到",))) == (
        "90%[1]\n"
        "另有 1 篇文档提到\n"
        "  [1] “到岗率为90%。”\n"
        "      《标题》 · 一节 · 第 1 段 · 日报 · 2020-02 · a.md"
    )


def test_a_place_names_only_what_is_known():
    bare = citation(1, "到岗率为90%。", section=None)
    bare = replace(bare, document=replace(bare.document, publisher=None, published=None))

    assert to_text(answer(citations=(bare,))).splitlines()[-1] == "      《标题》 · 第 1 段 · a.md"


def test_a_passage_that_answers_is_shown_once():
    shown = to_text(answer("到岗率为90%。[1]", None))

    assert shown.splitlines()[0] == "相关原文如下:"
    assert shown.count("到岗率为90%。") == 1


def test_a_follow_up_shows_how_it_was_understood():
    shown = to_text(answer(text="那滨江呢?", understood="滨江的到岗率是多少?"))

    assert shown.splitlines()[:2] == ["90%[1]", "理解为:滨江的到岗率是多少?"]


def test_an_abstention_says_why_and_where_the_nearest_text_is():
    reply = abstention(
        matched=("复工率",), unmatched=("火星",), nearest=citation(1, "复工率为90%。"), searched=9
    )

    assert to_text(reply) == (
        "资料中未找到答案。\n"
        "资料中没有。\n"
        "找到的词:复工率 · 未找到的词:火星\n"
        "最接近的原文:[1] “复工率为90%。”\n"
        "  《标题》 · 一节 · 第 1 段 · 日报 · 2020-02 · a.md\n"
        "共检索 9 篇文档"
    )


def test_the_nearest_text_is_shortened_where_it_is_long():
    shown = to_text(abstention(nearest=citation(1, "长" * 500)))

    assert f"“{'长' * 120}……”" in shown


def test_our_words_are_in_the_script_of_the_question_and_quotations_in_their_own():
    shown = to_text(abstention("火星的復工率是多少?", nearest=citation(1, "复工率为90%。")))

    assert "資料中未找到答案" in shown
    assert "复工率为90%。" in shown


def test_the_parts_of_a_compound_are_numbered_through():
    table = (Row("江阴", "90%", None, 1), Row("火星", None))
    reply = Compound(
        Question("甲?乙?丙?", "甲?乙?丙?", Kind.OTHER),
        (
            answer(
                "5家[1][2]", "5家", (citation(1, "有5家。"), citation(2, "共5家。", number=2)), text="甲?"
            ),
            abstention("乙?"),
            answer("90%[1]", text="丙?", table=table),
        ),
    )

    assert [one.n for one in citations_of(reply)] == [1, 2, 3]
    assert [row.n for row in parts_of(reply)[2].table] == [3, None]
    assert [line for line in to_text(reply).splitlines() if line.startswith(("◆", "5", "9", "  ["))] == [
        "◆ 甲?",
        "5家[1][2]",
        "  [1] “有5家。”",
        "  [2] “共5家。”",
        "◆ 乙?",
        "◆ 丙?",
        "90%[3]",
        "  [3] “到岗率为90%。”",
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("复工\n复产", "复工复产"),
        ("in\nWuxi", "in Wuxi"),
        ("复工 \n  率", "复工率"),
        ("共\n5家", "共 5家"),
        ("甲\n\n乙", "甲乙"),
        ("甲\n乙\n丙", "甲乙丙"),
        ("\n甲", "甲"),
    ],
)
def test_a_quotation_stands_on_one_line(text, line):
    assert flat(text) == line
