from __future__ import annotations

import pytest

from answers.spans.figures import chained, figures, fits, wanted_units, with_hedge
from tests.answers.conftest import Over, short, shown


@pytest.mark.parametrize(
    ("question", "unit"),
    [
        ("发放了多少份告知书?", "份"),
        ("有几家企业?", "家"),
        ("多少名员工", "名"),
        ("几个项目?", "个"),
        ("复工率是多少?", "%"),
        ("增长了多少?", "%"),
        ("工业投资占比多少?", "%"),
        ("总投资多少?", "元"),
        ("专项资金有多少?", "元"),
        ("注册资本是多少?", "元"),
        ("体温超过多少度", "度"),
        ("计划用地多少?", "亩"),
        ("每天测几次体温?", "次"),
        ("多少张床位", "张"),
        ("多少万只口罩", "只"),
        ("多少美元?", "美元"),
        ("花了多少钱?", "元"),
        ("有多少居民?", "名"),
        ("几分钟?", "分钟"),
        ("今年多少岁?", "岁"),
        ("产能利用率是多少?", "%"),
        ("利税多少?", "元"),
        ("多少平方米?", "平方米"),
        ("多少辆车?", "辆"),
        ("共多少条短信", "条"),
        ("东陵居民户数", "户"),
        ("参会人数是多少?", "人"),
        ("那东陵的复工率呢?", "%"),
    ],
)
def test_the_question_says_which_unit_would_answer(question: str, unit: str):
    units = wanted_units(question)

    assert units is not None
    assert units[0] == unit


@pytest.mark.parametrize("question", ["有多少?", "一共多少?", "数据是多少?"])
def test_no_unit_is_made_up(question: str):
    assert wanted_units(question) is None


def test_headquarters_are_no_volumes():
    """多少本地企业: 本 is no measure of books, 台湾 none of machines, 家庭 none of firms."""
    assert wanted_units("有多少本地员工?") == wanted_units("有多少员工?")
    assert "台" not in (wanted_units("有多少台湾员工?") or ())


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("总投资约37亿元,", "约37亿元"),
        ("超过3000万元。", "超过3000万元"),
        ("近1000万元", "近1000万元"),
        ("800名以上的人才", "800名以上"),
        ("正常的50%左右", "50%左右"),
        ("不少于2次", "不少于2次"),
        ("大约3亿元", "大约3亿元"),
        ("不到1天时间", "不到1天"),
        ("逾20家", "逾20家"),
        ("超100亿元", "超100亿元"),
        ("达415亿元", "415亿元"),
    ],
)
def test_a_hedge_belongs_to_its_figure(text: str, span: str):
    (figure,) = figures(text)

    assert with_hedge(text, figure.span).of(text) == span


@pytest.mark.parametrize(
    "text",
    [
        "数十家企业",
        "几百人",
        "第一时间",
        "一大批项目",
        "一步一步",
        "统一部署",
        "一起复工",
        "一方面",
        "十分重要",
        "千方百计",
        "万家灯火",
        "一带一路",
    ],
)
def test_vague_numerals_are_no_figures(text: str):
    assert figures(text) == ()


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("20余万份", ["20余万份"]),
        ("两百家企业", ["两百家"]),
        ("八位领导", ["八位"]),
        ("1/4", ["1/4"]),
        ("10,019人", ["10,019人"]),
        ("建设期5-7年", ["5-7年"]),
        ("百分之九十五", ["百分之九十五"]),
        ("2000多户", ["2000多户"]),
        ("4.5万余人次", ["4.5万余人次"]),
        ("3亿美金", ["3亿美金"]),
        ("2020年2月21日签约6个", ["6个"]),
        ("120多个", ["120多个"]),
        ("12nm", ["12nm"]),
    ],
)
def test_figures_are_cut_whole(text: str, numbers: list[str]):
    assert [figure.span.of(text) for figure in figures(text)] == numbers


def test_a_range_is_one_figure():
    text = "承装口径覆盖1.5米到3.5米"

    assert [span.of(text) for span in chained(text, figures(text))] == ["1.5米到3.5米"]


def test_another_unit_does_not_answer():
    (figure,) = figures("复工率达91.9%")

    assert fits(figure, ("家", "户")) == 0.0
    assert fits(figure, ("%",)) == 1.0


_BRIEF = """---
title: 白沙经开区:招商情况
---
白沙经开区签约项目12个,总投资约45亿元,注册资本超过2亿美元。园区用地300亩,其中厂房用地占比为38%。
白沙经开区返岗员工2.3万余人,返岗率为87.5%左右。建设期为3-5年。每家企业补助不超过20万元。
"""


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("白沙经开区签约了几个项目?", "12个"),
        ("白沙经开区签约项目总投资多少?", "约45亿元"),
        ("白沙经开区注册资本多少?", "超过2亿美元"),
        ("白沙经开区园区用地多少亩?", "300亩"),
        ("白沙经开区厂房用地占比多少?", "38%"),
        ("白沙经开区返岗员工有多少人?", "2.3万余人"),
        ("白沙经开区返岗率是多少?", "87.5%左右"),
        ("白沙经开区建设期多长?", "3-5年"),
        ("白沙经开区每家企业补助多少?", "不超过20万元"),
        ("白沙经开区返岗人数", "2.3万余人"),
        ("那白沙经开区的返岗率呢?", "87.5%左右"),
        ("白沙经开区返岗率 厂房用地占比", "87.5%左右、38%"),
    ],
)
def test_the_figure_is_answered_with_its_unit_and_hedge(over: Over, question: str, answer: str):
    assert short(over(baisha=_BRIEF).reply(question)) == answer


def test_a_subject_that_asks_nothing_is_answered_with_a_sentence(over: Over):
    reply = over(baisha=_BRIEF).reply("白沙经开区 注册资本超过")

    assert short(reply) is None
    assert "注册资本超过2亿美元" in shown(reply)


_PLAN = """---
title: 白沙经开区:惠企资金
---
白沙经开区惠企资金兑现有力。

根据计划,白沙经开区近期还将兑现资金8.8亿元,惠及企业超4000家。

截至2月25日,白沙经开区共兑现各级各类惠企资金3.7亿元。
"""


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("白沙经开区兑现了多少资金?", "3.7亿元"),
        ("白沙经开区已经兑现多少资金?", "3.7亿元"),
        ("白沙经开区还将兑现多少资金?", "8.8亿元"),
        ("白沙经开区计划兑现多少资金?", "8.8亿元"),
    ],
)
def test_what_was_done_is_told_from_what_is_planned(over: Over, question: str, answer: str):
    assert short(over(plan=_PLAN).reply(question)) == answer
