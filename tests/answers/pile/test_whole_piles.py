"""What is asked of all of a pile without a word for all, of places by their short names, and of one year among several."""

from __future__ import annotations

import pytest

from answers.answerer import Answerer
from answers.types import Answer
from tests.answers.conftest import Over, rows_of

_TEXTS = {
    "hunan": "# 2026年湖南省政府工作报告\n\n过去一年\uff0c全省改造城镇老旧小区1400个\uff0c高速公路通车里程达到8100公里\uff0c“三新”产品出口增长41%。\n\n"
    "粮食总产达511.3亿斤\uff0c建成28个省级种子实验室。PM2.5年均浓度降至31.5微克每立方米。\n\n"
    "今年\uff0c建设9万亩高标准茶园\uff0c新增床位7000张。\n\n五年来\uff0c粮食产量连续11年稳定在480亿斤以上。造林面积从310万亩增加到460万亩。\n",
    "hubei": "# 2026年湖北省政府工作报告\n\n过去一年\uff0c全省高速公路通车里程突破1.2万公里\uff0c“三新”产品出口增长17%。粮食产量602.4亿斤\uff0c省级种子实验室达到33家。\n\n"
    "PM2.5平均浓度34微克/立方米。\n\n五年来\uff0c全省改造城镇老旧小区1.6万个。造林面积由520万亩增加到700万亩。\n",
    "sichuan": "# 2026年四川省政府工作报告\n\n过去一年\uff0c全省改造城镇老旧小区620个\uff0c高速公路通车里程1万公里\uff0c货物出口增长88%。粮食产量730.1亿斤。\n\n"
    "PM2.5平均浓度30.2微克/立方米。\n",
}  # fmt: skip


@pytest.fixture(scope="module")
def reports(over: Over) -> Answerer:
    return over(**_TEXTS)


def _told(reports: Answerer, question: str) -> dict[str, str | None]:
    return {name: value for name, value in rows_of(reports.reply(question)) if value is not None}


@pytest.mark.parametrize(
    "question",
    [
        "想比一下湘、鄂、川去年的粮食产量",
        "湘鄂川三省去年粮食产量各是多少?",
        "湘、鄂和川去年的粮食产量分别是多少",
    ],
)
def test_provinces_may_be_called_by_one_character(reports: Answerer, question: str):
    told = _told(reports, question)

    assert [name[:2] for name in told] == ["湖南", "湖北", "四川"]
    assert [*told.values()] == ["511.3亿斤", "602.4亿斤", "730.1亿斤"]


@pytest.mark.parametrize(
    "question",
    [
        "粮食产量从高到低排一下",
        "去年打了多少粮食\uff0c有数的都列出来",
        "粮食产量谁最高?有数的从高往低列",
    ],
)
def test_an_order_asks_for_all_where_nobody_is_named(reports: Answerer, question: str):
    assert _told(reports, question) == {
        "湖南省": "511.3亿斤",
        "湖北省": "602.4亿斤",
        "四川省": "730.1亿斤",
    }


@pytest.mark.parametrize(
    "question",
    [
        "高速公路里程上万公里的有几个\uff0c都是谁",
        "哪几个省的高速公路通车里程到了1万公里?",
        "高速公路通车里程达到万公里的省有哪些?",
    ],
)
def test_a_bound_may_be_a_magnitude_alone(reports: Answerer, question: str):
    assert set(_told(reports, question)) == {"湖北省", "四川省"}


def test_what_was_done_in_five_years_is_within_no_bound_for_one(reports: Answerer):
    assert _told(reports, "去年改造老旧小区超过1000个的是哪几个省?") == {"湖南省": "1400个"}


def test_a_level_kept_for_years_is_not_the_figure_of_one(reports: Answerer):
    assert _told(reports, "湖南、湖北2025年打了多少粮食?")["湖南省"] == "511.3亿斤"


def test_what_a_question_quotes_is_said_beside_its_figures(reports: Answerer):
    assert _told(reports, "各省“三新”产品的出口增幅是多少\uff0c谁最高?") == {"湖南省": "41%", "湖北省": "17%"}


def test_a_yearly_mean_is_the_concentration_of_a_year_in_its_whole_unit(reports: Answerer):
    assert _told(reports, "各省去年的细颗粒物浓度分别是多少?") == {
        "湖南省": "31.5微克每立方米",
        "湖北省": "34微克/立方米",
        "四川省": "30.2微克/立方米",
    }


def test_the_word_that_counts_anything_stands_for_another(reports: Answerer):
    assert _told(reports, "各省有多少家省级种子实验室?") == {"湖南省": "28个", "湖北省": "33家"}


def test_a_sentence_about_another_province_is_no_sure_answer(reports: Answerer):
    reply = reports.reply("四川省新增床位多少张?")

    assert not (isinstance(reply, Answer) and reply.is_sure)


def test_from_how_much_to_how_much_asks_for_two_values_of_each(reports: Answerer):
    reply = reports.reply("湖南、湖北五年来的造林面积从多少增加到多少?")

    assert isinstance(reply, Answer)
    assert [(row.name, row.indicator, row.value) for row in reply.table] == [
        ("湖南省", "造林面积(变化前)", "310万亩"),
        ("湖南省", "造林面积", "460万亩"),
        ("湖北省", "造林面积(变化前)", "520万亩"),
        ("湖北省", "造林面积", "700万亩"),
    ]


def test_from_how_much_to_how_much_is_no_part_of_a_name(reports: Answerer):
    reply = reports.reply("湖南、四川的地铁票价从多少涨到多少?")

    assert not (isinstance(reply, Answer) and reply.table)
