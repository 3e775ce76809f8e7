from dataclasses import replace

import pytest

from answers.types import Compound, Kind, Question, Row
from bot.rendering import plain
from bot.rendering.numbering import citations_of, nearest_of, parts_of
from bot.rendering.quotations import flat, quoted
from bot.rendering.records import record
from bot.rendering.shown import show
from tests.bot.conftest import abstention, answer, citation, document


def to_text(reply):
    return plain.to_text(show(reply))


def test_the_answer_comes_first_then_its_quotations_with_their_places():
    assert to_text(answer(notes=("另有 1 篇文档提到",))) == (
        "90%[1]\n"
        "另有 1 篇文档提到\n"
        "  [1] “到岗率为90%。”\n"
        "      《标题》 · 一节 · 第 1 段 · 日报 · 2020-02 · a.md"
    )


def test_a_place_names_only_what_is_known():
    bare = citation(1, "到岗率为90%。", section=None)
    bare = replace(bare, document=document(publisher=None, published=None))

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


_BOTH = "签约6个,总投资72.3亿元;开工9个,总投资80.7亿元。"


def compound(*parts):
    return Compound(Question("甲?乙?", "甲?乙?", Kind.OTHER), parts)


def test_a_quotation_that_several_parts_rest_on_is_printed_once():
    both = citation(1, _BOTH)
    reply = compound(
        answer("6个[1]", "6个", (both,), text="签约几个?"),
        answer("72.3亿元[1][2]", "72.3亿元", (both, citation(2, "另有1个。", number=2)), text="投资多少?"),
        answer("80.7亿元[1]", "80.7亿元", (citation(1, _BOTH, "开工9个,总投资80.7亿元。"),), text="开工呢?"),
        answer(f"{_BOTH}[1]", None, (both,), text="情况如何?"),
        abstention("丙?", nearest=both),
        abstention("丁?", nearest=citation(1, "无关的话。", number=3)),
    )

    shown = to_text(reply)

    assert shown.count("总投资72.3亿元;开工9个") == 1
    assert [line for line in shown.splitlines() if "[" in line] == [
        "6个[1]",
        f"  [1] “{_BOTH}”",
        "72.3亿元[1][2]",
        "  [2] “另有1个。”",
        "80.7亿元[1]",
        "相关原文如下:[1]",
        "最接近的原文:[1]",
        "最接近的原文:[3] “无关的话。”",
    ]
    assert [one.n for one in citations_of(reply)] == [1, 2]
    assert [one.n for one in nearest_of(reply)] == [3]
    assert [one["n"] for one in record(show(reply), "v", 0.0)["citations"]] == [1, 2]


def test_a_marker_within_a_quotation_stays_as_the_source_has_it():
    noted = citation(1, "他生于1535年。[1]", number=2)
    reply = compound(answer(), answer("他生于1535年。[1][1]", None, (noted,), text="乙?"))

    assert to_text(reply).splitlines()[-2] == "  [2] “他生于1535年。[1]”"
    assert parts_of(reply)[1].lead == "他生于1535年。[1][2]"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("复工率为90%。", "“复工率为90%。”"),
        ("在“放”字上动脑筋。", "「在“放”字上动脑筋。」"),
        ("“员工还未到齐。”", "「“员工还未到齐。”」"),
        ("當好「服務員」。", "“當好「服務員」。”"),
        ("“云”上「快进键」。", "『“云”上「快进键」。』"),
        ("“云”、「键」、『招』。", "““云”、「键」、『招』。”"),
    ],
)
def test_a_quotation_within_a_quotation_is_told_from_it_and_kept_to_the_letter(text, shown):
    assert quoted(text) == shown
    assert to_text(answer(citations=(citation(1, text),))).splitlines()[1] == f"  [1] {shown}"


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


def test_a_line_of_several_columns_keeps_its_own_name():
    rows = [Row("江阴", "90%", None, 1), Row("江阴", "80%", None, 1), Row("火星", None), Row("火星", None)]
    lead = (
        "2 处里 1 处写了数值:\n江阴:到岗率 90%[1] · 返岗率 80%[1]\n火星:到岗率 资料中未见 · 返岗率 资料中未见"
    )
    shown = to_text(answer(lead, "90%、80%", text="江阴、火星的到岗率和返岗率", table=tuple(rows)))

    assert shown.splitlines()[:3] == lead.splitlines()
