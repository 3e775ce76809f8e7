"""One figure of each subject of a pile: all of them or those named, no target for a result, and what can be said of the whole."""

from __future__ import annotations

import pytest

from answers.facts.owners import Owner
from answers.pile.column import Column
from answers.pile.filled import Filled
from answers.types import Abstention, Answer
from tests.answers.conftest import Ask, Over, rows_of, table_of, values_of

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


@pytest.fixture(scope="module")
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
    assert table_of(provinces.reply(question)) == {"北原省": "5.4%", "南川省": "6.1%", "西岭省": "4.7%"}


def test_what_is_asked_for_as_a_target_is_one_and_what_is_not_said_is_said_to_be_missing(provinces):
    assert table_of(provinces.reply("各省今年城镇新增就业的目标分别是多少?")) == {
        "北原省": "40万人以上",
        "南川省": "40万人以上",
        "西岭省": None,
    }


def test_those_that_are_left_out_are_not_in_it(provinces):
    assert list(table_of(provinces.reply("除了北原省,各省去年GDP增速是多少?"))) == ["南川省", "西岭省"]


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


def test_named_subjects_stand_in_the_order_of_the_question(provinces):
    reply = provinces.reply("西岭省和北原省去年GDP增速各是多少?")
    assert list(table_of(reply)) == ["西岭省", "北原省"]


def test_a_message_that_says_what_and_of_whom_in_two_parts_is_one_table(provinces):
    reply = provinces.reply("去年GDP增速是多少?北原省、南川省、西岭省比一比")
    assert table_of(reply) == {"北原省": "5.4%", "南川省": "6.1%", "西岭省": "4.7%"}


@pytest.mark.parametrize(
    "question",
    [
        "各省去年GDP增速和今年目标分别是多少?",
        "GDP增速 北原省 南川省 去年实际 今年目标 对比",
        "北原省、南川省去年GDP增长多少,今年打算增长多少?",
    ],
)
def test_the_result_and_the_target_are_columns_of_their_own(provinces, question: str):
    reply = provinces.reply(question)
    assert isinstance(reply, Answer)
    cells = {(row.name, row.status): row.value for row in reply.table if row.value}
    assert cells == {
        ("北原省", "change"): "5.4%",
        ("北原省", "target"): "5%左右",
        ("南川省", "change"): "6.1%",
        ("南川省", "target"): "5%左右",
    } | {key: value for key, value in cells.items() if key[0] == "西岭省"}


def test_how_far_two_are_apart_is_computed_and_said_to_be(provinces):
    reply = provinces.reply("北原省和南川省去年GDP增速相差多少?")
    assert isinstance(reply, Answer)
    assert reply.notes == ("计算:南川省 6.1% − 北原省 5.4% = 0.7个百分点",)


def test_those_within_a_bound_alone_stand_in_the_table(provinces):
    reply = provinces.reply("去年城镇新增就业超过40万人的有哪些省?北原省、南川省各多少")
    assert table_of(reply) == {"北原省": "41.2万人"}


def test_a_place_that_no_document_is_about_is_said_to_be_missing(provinces):
    reply = provinces.reply("北原省、南川省、江苏省去年GDP增速各是多少?")
    assert table_of(reply)["江苏"] is None


def test_a_sum_over_years_is_no_figure_of_one(over: Over):
    summed = _NORTH.replace("就业41.2万人。", "就业41.2万人。五年来,城镇新增就业累计203万人。")
    reply = over(north=summed, south=_SOUTH).reply("去年各省城镇新增就业是多少?")
    assert table_of(reply) == {"北原省": "41.2万人", "南川省": "35.8万人"}


def test_of_two_figures_the_one_that_is_not_cut_short_is_shown(over: Over):
    growth = "地区生产总值增长5.4%,达到3.2万亿元"
    north = _NORTH.replace(growth, "地区生产总值迈上3万亿元台阶,达到3.24万亿元,增长5.4%")
    south = _NORTH.replace("北原省", "南川省").replace(growth, "地区生产总值3.2万亿元,增长5.4%")
    reply = over(north=north, south=south).reply("各省去年地区生产总值分别是多少?")
    assert table_of(reply) == {"北原省": "3.24万亿元", "南川省": "3.2万亿元"}


def test_who_holds_an_office_is_asked_of_each(over: Over):
    north = _NORTH.replace("## 一", "北原省省长 李明远\n\n## 一", 1)
    south = _SOUTH.replace("## 一", "南川省省长 张启航\n\n## 一", 1)
    assert table_of(over(north=north, south=south).reply("各省省长是谁?")) == {
        "北原省": "李明远",
        "南川省": "张启航",
    }


def test_who_comes_first_is_the_answer_where_that_alone_is_asked(provinces):
    reply = provinces.reply("去年哪个省的经济增速最高?")
    assert isinstance(reply, Answer)
    assert reply.answer == "南川省"


def test_the_time_of_a_cell_is_printed_as_its_document_says_it(over: Over):
    dated = _NORTH.replace("城镇新增就业41.2万人", "截至2025年11月底,城镇新增就业41.2万人")
    reply = over(north=dated, south=_SOUTH).reply("各省去年城镇新增就业分别是多少?")
    assert isinstance(reply, Answer)
    north, south = reply.lead.split("\n")[1:]
    assert north.startswith("北原省:41.2万人(截至2025年11月")
    assert "截至" not in south


def test_a_part_of_what_the_others_tell_stands_in_no_cell(over: Over):
    trade = "2025年,全省外贸进出口增长{}%。"
    texts = {name: _WEST.replace("西岭省", f"{name}省").replace("全省地区生产总值增长4.7%", trade.format(number)[6:-1])
             for name, number in (("东陵", "4.1"), ("西岭", "5.2"), ("南川", "6.3"))}  # fmt: skip
    texts["北原"] = _WEST.replace("西岭省", "北原省").replace("全省地区生产总值", "全省服务进出口")
    pile = over(**{str(place): text for place, text in enumerate(texts.values())})

    table = table_of(pile.reply("各省去年外贸进出口增速分别是多少?"))

    assert table == {"东陵省": "4.1%", "西岭省": "5.2%", "南川省": "6.3%", "北原省": None}


def test_several_figures_of_one_subject_that_a_sentence_tells_respectively_have_a_row_each(over: Over):
    text = _WEST.replace("全省地区生产总值增长4.7%", "食品、石化、医药等产业增加值分别增长7.5%、11.5%、17.4%")
    pile = over(west=text, north=_NORTH)

    rows = rows_of(pile.reply("西岭省的食品、石化、医药产业,去年增加值分别增长多少?"))

    assert [value for _, value in rows] == ["7.5%", "11.5%", "17.4%"]


def test_what_is_not_wanted_is_no_column(provinces):
    assert table_of(provinces.reply("各省去年城镇新增就业分别是多少?不要增速")) == {
        "北原省": "41.2万人",
        "南川省": "35.8万人",
        "西岭省": None,
    }


def test_the_subjects_that_say_something_are_listed_with_the_clause_that_says_so(over: Over):
    pile = over(
        north=_NORTH.replace("城镇新增就业41.2万人", "发展低空经济,建成试飞基地三处"),
        south=_SOUTH,
        west=_WEST.replace("全省地区生产总值增长4.7%", "实施高标准农田建设,培育低空经济等新产业"),
    )

    reply = pile.reply("哪些省提到了低空经济?")

    assert table_of(reply) == {"北原省": "发展低空经济", "西岭省": "培育低空经济等新产业"}
    assert reply.answer == "北原省、西岭省"
    assert not isinstance(pile.reply("哪些省提到了量子计算?"), Answer)


def test_several_provinces_without_a_name_are_all(provinces):
    assert list(table_of(provinces.reply("几个省的城镇新增就业对比一下"))) == ["北原省", "南川省", "西岭省"]
    assert list(table_of(provinces.reply("这几个省去年城镇新增就业各多少"))) == ["北原省", "南川省", "西岭省"]


def test_one_is_enough_where_those_are_asked_for_that_tell_something(over: Over):
    pile = over(north=_NORTH.replace("城镇新增就业41.2万人", "城镇调查失业率5.1%"), south=_SOUTH, west=_WEST)

    reply = pile.reply("哪些省公布了城镇调查失业率?")

    assert table_of(reply) == {"北原省": "5.1%"}
    assert reply.answer == "北原省"


@pytest.mark.parametrize(
    "question",
    [
        "城镇新增就业多少人,有写数的地方都给我列出来",
        "去年城镇新增就业写了具体人数的是哪几个省?排一排,第一比第二多多少",
        "去年城镇新增就业的人数,哪几个省有说,各多少",
    ],
)
def test_those_that_tell_no_figure_have_no_line_where_those_that_do_are_asked_for(provinces, question: str):
    assert table_of(provinces.reply(question)) == {"北原省": "41.2万人", "南川省": "35.8万人"}


def test_all_have_a_line_where_the_figure_of_each_is_asked_for(provinces):
    assert table_of(provinces.reply("各省去年城镇新增就业多少人?"))["西岭省"] is None


def test_what_is_done_to_something_is_said_in_either_order(over: Over):
    pile = over(
        north=_NORTH.replace("城镇新增就业41.2万人", "对小微企业房租、物业费给予减免"),
        south=_SOUTH,
        west=_WEST,
    )

    assert table_of(pile.reply("哪些省提出要减免房租和物业费?")) == {
        "北原省": "对小微企业房租、物业费给予减免"
    }


def test_what_is_told_of_several_years_is_not_ranked_with_what_is_told_of_one(over: Over):
    north = _NORTH.replace("一、2025年工作回顾", "一、\u201c十四五\u201d时期工作回顾").replace(
        "2025年,全省", "全省"
    )
    pile = over(
        north=north.replace("城镇新增就业41.2万人", "\u201c十四五\u201d时期城镇新增就业每年超过45万人"),
        south=_SOUTH,
    )

    reply = pile.reply("北原省和南川省去年城镇新增就业哪个多?")

    assert isinstance(reply, Answer)
    assert not any("居首" in note for note in reply.notes)


@pytest.mark.parametrize("question", ["哪些园区公布了就业率?", "哪几个高新区没有公布就业率?"])
def test_an_indicator_that_no_document_says_is_said_to_be_missing(over: Over, question: str):
    zones = over(
        baishi="# 白石高新区:企业、园区复工疫情防控工作方案\n\n白石高新区规模以上企业复工率达100%。\n",
        qinghe="# 青河高新区:公布企业复工办法\n\n青河高新区员工返岗率达80%。\n",
    )

    reply = zones.reply(question)

    assert isinstance(reply, Abstention)
    assert reply.unmatched == ("就业率",)


_ROADS = (
    "# 2026年北原省政府工作报告\n\n过去一年,新增高速公路通车里程1523公里,总里程达8667公里。经营主体持续壮大。总量接近800万户。",
    "# 2026年南川省政府工作报告\n\n过去一年,高速公路通车里程新增590公里、突破1.1万公里。新登记经营主体320万户、增长13%,总量达2037.7万户。",
    "# 2026年西岭省政府工作报告\n\n过去一年,高速公路通车里程突破7000公里。累计净增经营主体155万户、总量达474万户。",
)


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("各省高速公路通车里程现在有多长?", ["8667公里", "突破1.1万公里", "突破7000公里"]),
        ("各省去年新增高速公路通车里程分别是多少?", ["1523公里", "590公里", None]),
        ("各省经营主体一共有多少户?", ["接近800万户", "2037.7万户", "474万户"]),
    ],
)
def test_what_was_added_is_not_how_much_there_is(over: Over, question: str, values: list[str | None]):
    reply = over(north=_ROADS[0], south=_ROADS[1], west=_ROADS[2]).reply(question)

    told = table_of(reply)
    assert [told.get(name) for name in ("北原省", "南川省", "西岭省")] == values


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("去年GDP增速跟北原省一样是5.4%的还有哪些省?", {"东陵省": "5.4%"}),
        ("除了北原省,谁的GDP增速同样是5.4%?", {"东陵省": "5.4%"}),
        ("去年GDP增长不到5%的省", {"西岭省": "4.7%"}),
        ("四个省的GDP增速,按高低排个序", {"南川省": "6.1%", "北原省": "5.4%", "东陵省": "5.4%", "西岭省": "4.7%"}),
    ],
)  # fmt: skip
def test_the_same_and_less_and_an_order_are_asked_of_all(over: Over, question: str, rows: dict[str, str]):
    pile = over(
        north=_NORTH, south=_SOUTH, west=_WEST, east=_WEST.replace("西岭省", "东陵省").replace("4.7%", "5.4%")
    )

    assert table_of(pile.reply(question)) == rows


def test_what_is_aimed_at_is_no_result_where_one_alone_tells_it(over: Over):
    text = "# 2026年{}省政府工作报告\n\n## 一、2025年工作回顾\n\n{}\n\n## 二、“十五五”时期主要目标\n\n{}"
    pile = over(
        north=text.format("北原", "就业稳定。", "到2030年,推动人均预期寿命达到80岁。"),
        south=text.format("南川", "人均预期寿命提高到75.3岁。", "粮食稳产。"),
    )

    values = [value for _, value in rows_of(pile.reply("北原和南川的人均预期寿命分别是多少岁?"))]

    assert values == [None, "75.3岁"]


def test_per_head_of_people_is_no_count_of_people(over: Over):
    text = "# 2026年{}省政府工作报告\n\n过去五年,每万人口高价值发明专利拥有量达到{}件。各类专业技术人才达到470万人。"
    pile = over(north=text.format("北原", "9.3"), south=text.format("南川", "65"))

    assert table_of(pile.reply("北原、南川的每万人口高价值发明专利拥有量,谁最高?")) == {
        "南川省": "65件",
        "北原省": "9.3件",
    }


def test_a_column_that_alone_holds_a_figure_is_shown(over: Over):
    # none of the two columns is told of two zones, and the first one of none: once a table of gaps that could not be built
    pile = over(
        one="# 东陵高新区复工简报\n\n截至目前,园区内已经有14家企业网上申请“高科贷”,总金额超过3000万元。",
        two="# 西岭高新区复工简报\n\n西岭高新区企业员工返岗率91.9%。",
    )
    assert table_of(pile.reply("哪些园区的企业申请了科技贷款?家数和总金额各多少?")) == {
        "东陵高新区": "超过3000万元",
        "西岭高新区": None,
    }


def test_things_counted_behind_a_figure_are_those_of_its_sentence(over: Over):
    pile = over(
        one="# 东陵示范区战疫简报\n\n东陵示范区发布清单,梳理形成172家企业的275项抗疫新技术新产品。",
        two="# 西岭高新区复工简报\n\n西岭高新区累计有7800家企业复工,其中5302家工业企业已全部复工。",
    )
    reply = pile.reply("东陵和西岭推出的抗疫新技术新产品各有多少项,涉及多少家企业?")
    assert {value for value in values_of(reply) if value} == {"275项", "172家"}


def test_of_two_figures_of_one_indicator_the_one_whose_sentence_says_all_is_shown(over: Over):
    pile = over(
        one="# 东陵高新区战疫简报\n\n1月30日,东陵高新区又抽调126名机关工作人员、41名党员志愿者下沉社区。\n\n"
        "1月30日,东陵高新区即抽调100名机关工作人员,分成45个一线工作组,下沉企业,对复工复产进行督导。",
        two="# 西岭高新区复工简报\n\n西岭高新区企业员工返岗率91.9%。",
    )
    reply = pile.reply("东陵高新区、西岭高新区抽调下沉企业的机关人员各有多少名?")
    assert table_of(reply) == {"东陵高新区": "100名", "西岭高新区": None}


def test_a_figure_of_another_day_of_the_month_is_not_that_of_the_day_asked_for(over: Over):
    pile = over(
        one="# 东陵高新区战疫简报\n\n1月25日,东陵高新区成立了综合协调、巡查执法等9个小组和宗教场所、卡口检查等6个专班,压实责任。\n\n"
        "据悉,1月30日,东陵高新区即抽调100名机关工作人员,分成45个一线工作组,下沉企业。\n\n"
        "为加强指导,2月1日,东陵高新区又新设5个工作组。",
        two="# 西岭高新区复工简报\n\n西岭高新区企业员工返岗率91.9%。",
    )
    values = list(values_of(pile.reply("东陵高新区1月25日、2月1日分别新设了几个工作组?")))
    assert "45个" not in values
    assert values[-1] == "5个"


def test_a_table_has_no_cells_beside_its_lines():
    column = Column((("复工率", 1.0),), "", None, is_change=False, units=None)
    with pytest.raises(ValueError, match="cells"):
        Filled((), (column,), {(Owner("东陵高新区"), column): None}, {})


def test_a_table_that_few_subjects_fill_is_none(ask: Ask):
    reply = ask(
        "园区服务专员帮哪几家企业办了复工手续?"
    )  # asks of firms, which are not what the pile is about

    assert not getattr(reply, "table", ())
