from __future__ import annotations

import pytest

from answers.spans.lists import enumerations, items_ending_in, ordinals_after
from answers.types import Answer
from retrieval.analysis import Analyser
from tests.answers.conftest import Ask, Over, short


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("设深圳、上海两个分会场", "深圳 上海"),
        ("即艾美家、良居和东恒,用于隔离", "艾美家 良居 东恒"),
        ("一是外防输入,二是内防扩散", "外防输入 内防扩散"),
        ("发布了《指南》《通告》和《问答》", "指南 通告 问答"),
        ("出台“16条”“19条”措施", "16条 19条"),
        ("分为三类:研发中心,制造基地,物流园", "研发中心 制造基地 物流园"),
        ("销往东南亚、中东、欧洲、澳洲等地", "东南亚 中东 欧洲 澳洲"),
        (
            "南岭电网公司、北岭电网公司、青岩电力(集团)有限责任公司",
            "南岭电网公司 北岭电网公司 青岩电力(集团)有限责任公司",
        ),
        ("包括人员管理、供餐方式、原料控制和规范操作", "人员管理 供餐方式 原料控制 规范操作"),
    ],
)
def test_the_items_are_cut_clean(analyser: Analyser, text: str, items: str):
    analysis = analyser.analyse(text)
    found = enumerations(analysis.text, analysis.words, analyser.segmenter.tag)

    assert items.split() in [[item.of(analysis.text) for item in one.items] for one in found]


def test_ordinals_go_on_across_passages():
    text = "二是分园防控,三是企业服务"

    assert [item.of(text) for item in ordinals_after(text, 1)] == ["分园防控", "企业服务"]
    assert ordinals_after(text, 0) == ()


def test_kinds_of_things_are_no_names_of_things():
    text = "首批重大项目签约,包括光谷激光项目和云溪药业项目"

    assert [item.of(text) for item in items_ending_in(text, "项目")][-2:] == ["光谷激光项目", "云溪药业项目"]
    assert "首批重大项目" not in [item.of(text) for item in items_ending_in(text, "项目")]


_BRIEF = """---
title: 石桥新区:三项行动
---
石桥新区提出三个方面的要求:

一是守住小区,登记外来人员。

二是稳住企业,派出服务专员。

三是保住供应,开通绿色通道。

石桥新区设立了火车站、汽车站、高速南出口三个检查点。新区出台《复工指南》《用工办法》和《消毒须知》。要抓好“菜篮子”“米袋子”“果盘子”。

石桥新区重点推动四类产业:新材料、生物医药、智能制造与现代物流。
"""


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("石桥新区提出了哪三个方面的要求?", "守住小区 稳住企业 保住供应"),
        ("石桥新区设立了哪几个检查点?", "火车站 汽车站 高速南出口"),
        ("石桥新区出台了哪些文件?", "复工指南 用工办法 消毒须知"),
        ("石桥新区要抓好哪些工程,如“菜篮子”?", "米袋子 果盘子"),
        ("石桥新区重点推动哪四类产业?", "新材料 生物医药 智能制造 现代物流"),
    ],
)
def test_a_list_is_given_whole(over: Over, question: str, items: str):
    reply = over(shiqiao=_BRIEF).reply(question)

    assert isinstance(reply, Answer)
    for item in items.split():
        assert any(item in found for found in (*reply.items, reply.answer or ""))


def test_every_item_of_a_list_stands_in_a_citation(over: Over):
    reply = over(shiqiao=_BRIEF).reply("石桥新区提出了哪三个方面的要求?")

    assert isinstance(reply, Answer)
    assert len(reply.items) == 3
    for item in reply.items:
        assert any(item in citation.quote.text for citation in reply.citations)


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("徐州经开区盯住哪三项关键指标?", "用电恢复率 税务开票率 企业复工率"),
        ("江阴高新区设立了哪几个集中隔离医学观察点?", "艾美家 良居 东恒"),
        ("翟立新说防控的关键在哪两个环节?", "外防输入 内防扩散"),
        ("徐州经开区上线哪几个数字化平台?", "e资管 项目建设管理APP 五色图"),
        ("景安重工的产品销往哪些地方?", "东南亚 中东 欧洲 澳洲"),
        ("昆山高新区开工项目以哪些领域为主?", "电子信息 新材料 总部研发"),
        ("大庙街道有哪些企业复工?", "天力机械 天宝电子 徐州机械"),
    ],
)
def test_lists_of_the_seeds(ask: Ask, question: str, items: str):
    reply = ask(question)

    assert isinstance(reply, Answer)
    assert all(item in (reply.answer or "") for item in items.split()), reply.answer


def test_the_first_item_of_a_list_is_given_whole(over: Over):
    document = "会议指出,第一批主题教育在以学铸魂、以学增智、以学正风、以学促干上取得明显成效。"
    assert (
        short(over(case=document).reply("主题教育在哪四个方面取得成效?"))
        == "以学铸魂、以学增智、以学正风、以学促干"
    )


def test_the_first_item_begins_behind_what_announces_the_list(over: Over):
    text = "# 政策指引\n\n该指引涵盖了疫情防治人员、医疗救治服务、医疗物资供应、医疗援助捐赠四个方面。\n"

    assert (short(over(text=text).reply("指引涵盖了哪四个方面?")) or "").startswith("疫情防治人员")


def test_what_stands_on_both_sides_of_an_and_within_a_list_is_one_item(over: Over):
    text = "# 考试大纲\n\n测验主要包括常识判断、言语理解与表达、数量关系、判断推理和资料分析等部分。\n"

    assert "言语理解与表达" in (short(over(text=text).reply("测验主要包括哪些部分?")) or "")
