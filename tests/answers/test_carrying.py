"""What a follow-up carries on: name and matter, period, verb; what it never takes over."""

from __future__ import annotations

import pytest

from answers.answerer import Answerer
from answers.types import Answer, Compound
from retrieval.normalise import normalise
from tests.answers.conftest import Over, converse, short

_HEAD = """---
title: {name}2025年政府工作报告
date: 2025-01-20
---

# {name}2025年政府工作报告

"""
_QINGHE = _HEAD.format(name="青河市") + (
    "2024年青河市城镇新增就业4.2万人,生产总值812亿元,增长5.6%。青河市新能源汽车产量3.1万辆。\n\n"
    "2024年青河市改造老旧小区36个,城镇居民人均可支配收入41208元,农村居民人均可支配收入22310元。\n\n"
    "2025年青河市计划改造老旧小区48个,城镇新增就业目标为4.5万人。\n\n"
    "青河市有两条地铁,运营里程62公里。青河市博物馆位于临江路,馆长为孟庆华。\n"
)
_BAISHI = _HEAD.format(name="白石市") + (
    "2024年白石市城镇新增就业2.7万人,生产总值430亿元,增长4.9%。白石市新能源汽车产量1.2万辆。\n\n"
    "2025年白石市城镇新增就业目标为3万人。白石市地铁运营里程18公里。\n\n"
    "白石经济开发区规上企业复工率95%。\n"
)


@pytest.fixture(scope="module")
def two_cities(over: Over) -> Answerer:
    return over(qinghe=_QINGHE, baishi=_BAISHI)


def _understood(answerer: Answerer, *turns: str) -> str:
    return normalise(converse(answerer, *turns).question.understood).text.rstrip("?")


@pytest.mark.parametrize(
    ("turns", "understood"),
    [
        # another name: indicator and period stay
        (("青河市2024年城镇新增就业多少人?", "白石市呢?"), "白石市2024年城镇新增就业多少人"),
        (("青河市去年新能源汽车产量是多少?", "那白石市的呢"), "白石市去年新能源汽车产量是多少"),
        # another period: 去年 gives way, a year too
        (("青河市去年新能源汽车产量是多少?", "那2023年呢?"), "青河市2023年新能源汽车产量是多少"),
        (("青河市2024年改造老旧小区多少个?", "今年呢?"), "青河市今年改造老旧小区多少个"),
        (("青河市2024年改造老旧小区多少个?", "2025年?"), "青河市2025年改造老旧小区多少个"),
        (("青河市2024年改造老旧小区多少个?", "去年呢?"), "青河市2023年改造老旧小区多少个"),
        (("青河市2024年改造老旧小区多少个?", "上年度呢?"), "青河市2023年改造老旧小区多少个"),
        # what was done, behind what was aimed at
        (
            ("青河市今年城镇新增就业目标定了多少?", "去年实际完成了多少?"),
            "青河市城镇新增就业去年实际完成了多少",
        ),
        # a noun that is nothing by itself
        (("青河市2024年生产总值是多少?", "增速呢?"), "青河市2024年生产总值增速是多少"),
        (("青河市2024年生产总值是多少?", "那占比呢"), "青河市2024年生产总值占比是多少"),
        # a verb without its object
        (("青河市2024年生产总值是多少?", "增长了多少?"), "青河市2024年生产总值增长了多少"),
        (("青河市去年改造了多少个老旧小区?", "今年要改造多少个?"), "青河市今年要改造多少个老旧小区"),
        (("青河市去年改造了多少个老旧小区?", "为什么?"), "青河市去年改造了老旧小区为什么"),
        # one word for another of its sort
        (
            ("青河市2024年城镇居民人均可支配收入是多少?", "农村的呢?"),
            "青河市2024年农村居民人均可支配收入是多少",
        ),
        # put right
        (("青河市2024年城镇新增就业多少?", "不是,我问的是今年的目标"), "青河市城镇新增就业今年的目标多少"),
        (("青河市2024年城镇新增就业多少?", "我是说白石市"), "白石市2024年城镇新增就业多少"),
        # compared
        (("青河市地铁有多长?", "跟白石市比谁长?"), "青河市和白石市的地铁谁长"),
        # more of a list
        (("青河市的地铁有1号线吧?", "还有呢?"), "青河市的地铁有哪些"),
    ],
)
def test_a_follow_up_carries_name_and_matter(two_cities: Answerer, turns: tuple[str, ...], understood: str):
    assert _understood(two_cities, *turns) == understood


@pytest.mark.parametrize("thanks", ["谢谢", "好的", "嗯"])
def test_a_turn_that_asks_nothing_hands_on_nothing(two_cities: Answerer, thanks: str):
    """The session keeps no turn for it; asked through the answerer it still leaves the question alone."""
    assert "谢" not in _understood(two_cities, "青河市2024年生产总值是多少?", f"{thanks},增速呢?")


@pytest.mark.parametrize(
    "fresh",
    [
        "白石市新能源汽车产量是多少?",
        "白石经济开发区规上企业复工率是多少?",
        "青河市博物馆馆长是谁?",
        "各市的生产总值分别是多少?",
        "有多少篇文档提到地铁?",
    ],
)
def test_a_complete_question_is_not_bent_by_the_one_before(two_cities: Answerer, fresh: str):
    reply = converse(two_cities, "青河市2024年城镇新增就业多少人?", fresh)

    assert not reply.question.is_follow_up, reply.question.understood


def test_the_place_of_the_last_question_lends_its_area_where_documents_say_so(over: Over):
    answerer = over(
        areas="# 两区\n\n青河高新区员工返岗率80%。\n\n白石高新区员工返岗率90%。\n",
    )

    reply = converse(answerer, "青河高新区员工返岗率多少?", "白石呢?")

    assert short(reply) == "90%"
    assert "白石高新区" in reply.question.understood


@pytest.mark.parametrize("mark", ["?", "\uff1f", "\uff1f ", ";", "\uff1b"])
def test_the_second_ask_of_a_message_keeps_the_subject_that_it_names(two_cities: Answerer, mark: str):
    reply = two_cities.reply(f"青河市2024年生产总值是多少{mark}木星开发区的企业复工率是多少{mark}")

    assert isinstance(reply, Compound)
    first, second = reply.parts
    assert short(first) == "812亿元"
    assert short(second) is None
    assert "青河" not in second.question.understood


def test_a_second_ask_without_a_subject_takes_the_first_ones(two_cities: Answerer):
    reply = two_cities.reply("青河市2024年生产总值是多少?增长了多少?")

    assert isinstance(reply, Compound)
    assert short(reply.parts[1]) == "5.6%"


def test_two_whole_names_are_parted_by_and(two_cities: Answerer):
    terms = [term.text for term in two_cities.understand("上海和北京的地铁谁长?").terms]

    assert "上海" in terms
    assert "北京" in terms


_INDUSTRIES = (
    "# 产业规划\n\n青河市重点打造装备制造、绿色建材、生物制药三大支柱产业。绿色建材产业去年产值86亿元。\n"
)


@pytest.mark.parametrize(
    ("turns", "answer"),
    [
        (("第二个呢?",), "绿色建材"),
        (("最后一个是什么?",), "生物制药"),
        (("那第一个是啥",), "装备制造"),
        (("最后一个是什么?", "第一个呢?"), "装备制造"),
    ],
)
def test_an_item_of_the_last_list_is_given_with_its_quotation(
    over: Over, turns: tuple[str, ...], answer: str
):
    reply = converse(over(plan=_INDUSTRIES), "青河市打造哪三大支柱产业?", *turns)

    assert short(reply) == answer
    assert isinstance(reply, Answer)
    assert answer in reply.citations[0].quote.text


def test_more_is_asked_of_an_item_than_its_name(over: Over):
    reply = converse(over(plan=_INDUSTRIES), "青河市打造哪三大支柱产业?", "第二个去年产值多少?")

    assert short(reply) == "86亿元"


@pytest.mark.parametrize(
    "question", ["财政收入是多少,区长是谁?", "1.财政收入是多少 2.区长是谁", "财政收入是多少以及区长是谁"]
)
def test_a_figure_has_no_post_of_its_own(over: Over, question: str):
    papers = over(work="# 工作通报\n\n区长高峰出席会议。财政收入98亿元。\n")

    reply = papers.reply(question)

    assert isinstance(reply, Compound)
    assert reply.parts[1].question.understood.startswith("区长是谁")
    assert short(reply.parts[1]) == "高峰"


def test_a_place_has_posts_of_its_own(over: Over):
    papers = over(work="# 工作通报\n\n西山镇有脱贫户320户,镇长高峰。东山镇有脱贫户90户,镇长成功。\n")

    reply = converse(papers, "东山镇有多少脱贫户?", "镇长是谁?")

    assert reply.question.understood == "东山镇镇长是谁?"
