"""Projects and their figures, and the goals of a year, are listed by what a question says of them."""

from __future__ import annotations

import pytest

from answers.answerer import Answerer
from answers.types import Answer
from tests.answers.conftest import Over, rows_of, short

_SONGLING = """# 松岭高新区招商引资再提速

松岭高新区3月5日举行集中签约仪式,总投资48亿元的星火动力电池项目、总投资32亿元的远航海洋工程装备产业园项目和总投资12亿元的绿源冷链物流项目落户松岭高新区。

3月9日,总投资约26亿元的明远光电显示项目正式开工。该项目已完成投资5亿元。

松岭高新区年初定下全年目标:招商项目到位资金超60亿元,签约20亿元项目4个,10亿元项目8个,实际利用外资超2亿美元,签约、注册、开工等3类项目均超15个。

明远光电显示项目计划用地120亩。今年以来,松岭高新区新签约项目21个,总投资210亿元,其中总投资10亿元以上项目6个。
"""
_LUOCHUAN = """# 洛川经开区项目建设不停步

投资5亿美元的博瑞生物医药项目、总投资18亿元的恒丰食品加工项目近期相继开工。总投资超30亿元的宏图新材料产业园已投产。总投资70亿元的9个项目加快建设,总投资66亿元的生产基地在谈。

注册资本1.5亿美元的星河湾项目如期完成工商注册。
"""
_QINGWAN = """# 青湾新区云上招商见实效

青湾新区4月2日签约的海晟风电装备项目总投资75亿元。江临数据中心项目投资近40亿元。
"""
_NEWS = """# 多地项目集中开工

在东陵,投资60亿元的云岭飞机维修项目开工建设;在西川,总投资额150亿元的华宝汽车工厂升级项目正式投产。
"""


@pytest.fixture(scope="module")
def pile(over: Over) -> Answerer:
    return over(songling=_SONGLING, luochuan=_LUOCHUAN, qingwan=_QINGWAN)


def _listed(answerer: Answerer, question: str) -> dict[str, str | None]:
    return dict(rows_of(answerer.reply(question)))


_STAR, _FAR, _GREEN, _LIGHT = (
    "星火动力电池项目",
    "远航海洋工程装备产业园项目",
    "绿源冷链物流项目",
    "明远光电显示项目",
)
_FOOD, _PARK, _WIND, _DATA = "恒丰食品加工项目", "宏图新材料产业园", "海晟风电装备项目", "江临数据中心项目"


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("松岭高新区签约的项目里头,投资超过30亿的有哪些?", [_STAR, _FAR]),
        ("松岭高新区签下的项目,投资不到40亿元的有哪几个?", [_FAR, _GREEN]),
        ("松岭高新区3月开工的项目里,投资20亿以上的有哪些?", [_LIGHT]),
        ("哪几个项目投资在32亿元以上?", [_STAR, _FAR, _WIND, _DATA]),
        ("哪几个项目投资超过32亿元?", [_STAR, _WIND, _DATA]),
        ("哪些项目投资没到20亿?", [_GREEN, _FOOD]),
        ("投资至少48亿元的项目是哪些?", [_STAR, _WIND]),
        ("投资40亿元以内的项目都有哪几个?", [_FAR, _GREEN, _LIGHT, _FOOD, _PARK, _DATA]),
        ("投资超过30个亿的项目有哪些?", [_STAR, _FAR, _PARK, _WIND, _DATA]),  # 超30亿元 is above it
        ("投资不低于40亿元的项目有哪些?", [_STAR, _WIND]),  # 近40亿元 is below it
        ("投资20亿到40亿之间的项目有哪些?", [_FAR, _LIGHT, _PARK, _DATA]),
        ("投资三十二亿的项目有哪些?", [_FAR]),
        ("洛川经开区的项目里有哪些投资额低于20亿?", [_FOOD]),
        ("投资超过4亿美元的项目有哪些?", ["博瑞生物医药项目"]),  # no 48亿元 is measured by it
        ("注册资本超过1亿美元的项目有哪几个?", ["星河湾项目"]),
        ("总投资60亿元以上的项目有哪些?", [_WIND]),  # no 9个项目, no 生产基地, no sum of a zone
    ],
)
def test_things_within_a_bound_are_listed_by_their_names(pile: Answerer, question: str, names: list[str]):
    assert sorted(_listed(pile, question)) == sorted(names)


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        (
            "松岭高新区有哪些项目,各投资多少?",
            {_STAR: "48亿元", _FAR: "32亿元", _GREEN: "12亿元", _LIGHT: "约26亿元"},
        ),
        (
            "除了星火动力电池,松岭高新区还引进了哪几个点了名的大项目,各投多少钱?",
            {_FAR: "32亿元", _GREEN: "12亿元", _LIGHT: "约26亿元"},
        ),
        ("除了星火和绿源,松岭高新区还有哪些项目,投了多少?", {_FAR: "32亿元", _LIGHT: "约26亿元"}),
        ("松岭高新区开工的项目有哪些,各投资多少?", {_LIGHT: "约26亿元"}),
        ("除了松岭高新区,其他园区还有哪些项目投资超过32亿?", {_WIND: "75亿元", _DATA: "近40亿元"}),
    ],
)
def test_each_thing_has_what_it_costs_in_all(pile: Answerer, question: str, rows: dict[str, str]):
    assert _listed(pile, question) == rows


def test_the_greatest_comes_first_and_is_the_answer(pile: Answerer):
    reply = pile.reply("松岭高新区最大的项目是哪个?")

    assert short(reply) == _STAR
    assert [value for _, value in rows_of(reply)] == ["48亿元", "32亿元", "约26亿元", "12亿元"]


@pytest.mark.parametrize(
    "question",
    [
        "哪些项目投资在900亿元以上?",
        "松岭高新区4月签约的项目里,投资20亿以上的有哪些?",
        "松岭高新区还没开工的项目,投资20亿以上的有哪些?",
        "江州投资超过30亿的项目有哪些?",
        "松岭高新区投资上32亿的项目有哪些?",  # no bound that is understood is none to be met to the letter
    ],
)
def test_what_is_not_told_lists_nothing(pile: Answerer, question: str):
    reply = pile.reply(question)

    assert not (isinstance(reply, Answer) and reply.table)


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("西川投资超过50亿的项目有哪些?", ["华宝汽车工厂升级项目"]),
        ("开工的项目里,投资50亿以上的有哪些?", ["云岭飞机维修项目"]),
        ("投产的项目中,投资超过100亿元的有哪几个?", ["华宝汽车工厂升级项目"]),
    ],
)
def test_of_things_side_by_side_each_is_where_and_at_the_stage_that_its_own_clause_says(
    over: Over, question: str, names: list[str]
):
    assert list(_listed(over(news=_NEWS), question)) == names


@pytest.mark.parametrize(
    "question",
    [
        "松岭高新区今年招商引资定了哪些目标,给列个表",
        "松岭高新区全年目标分别是多少?",
        "松岭高新区今年要达到哪些指标?",
        "松岭高新区今年要完成哪些任务?",
    ],
)
def test_goals_are_listed_each_under_what_it_is_of_and_a_class_under_its_bound(pile: Answerer, question: str):
    assert _listed(pile, question) == {
        "招商项目到位资金": "超60亿元",
        "签约20亿元项目": "4个",
        "10亿元项目": "8个",
        "实际利用外资": "超2亿美元",
        "签约、注册、开工等3类项目": "超15个",
    }


def test_a_hundred_million_in_words_is_a_bound_too(over: Over):
    pile = over(
        news="# 青河县项目\n\n青河县总投资150亿元的云岭装备产业园开工,总投资60亿元的石溪物流项目开工。\n"
    )

    assert _listed(pile, "哪些项目总投资超过百亿?") == {"云岭装备产业园": "150亿元"}


def test_an_amount_is_no_figure_of_a_thing_that_another_amount_leads_up_to(over: Over):
    pile = over(news="# 青河县招商\n\n青河县与年产值360亿元的上市公司洽谈固投8亿元光通讯项目。\n")

    reply = pile.reply("哪家企业产值超过300亿?")

    assert not (isinstance(reply, Answer) and any("光通讯" in row.name for row in reply.table))


def test_many_projects_together_are_no_project_and_goals_of_several_years_none_of_this_one(over: Over):
    pile = over(
        report="# 云州高新区2026年工作报告\n\n面向民间资本推介重大项目总投资2350亿元。总投资150亿元的云岭装备产业园开工。\n\n"
        "“十五五”时期主要目标:生产总值年均增长6%以上。今年主要目标:固定资产投资增长7%,城镇新增就业5万人。\n"
    )

    assert _listed(pile, "哪些项目总投资在100亿元以上?") == {"云岭装备产业园": "150亿元"}
    assert _listed(pile, "云州高新区今年定了哪些目标?") == {"固定资产投资增长": "7%", "城镇新增就业": "5万人"}


def test_where_no_project_is_told_the_two_halves_of_the_question_make_no_table(over: Over):
    pile = over(
        report="# 云州市招商简报\n\n云州市统筹资本、项目、产业、人才。云州市完成固定资产投资7200亿元。\n"
    )

    reply = pile.reply("云州有哪些重大项目,各投资多少?")

    assert not any(
        row.name for one in getattr(reply, "replies", (reply,)) for row in getattr(one, "table", ())
    )
