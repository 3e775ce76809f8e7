"""What an office writer makes of a source beside its words: sums, shares, rounded figures, ranks, spans of time, names in other forms."""

from __future__ import annotations

import pytest

from answers.checking.checked import Verdict
from answers.checking.checker import Checker
from tests.answers.checking.conftest import FULL_STOP, Checking, checked

_EAST = """---
title: 2026年东湖省政府工作报告
date: 2026-01-20
---
东湖省省长 周国栋

## 一、2025年工作回顾

过去一年,全省经济稳中有进。地区生产总值增长5.1%,增速高于预期目标、高于全国。新增公园127座,累计达到1100座。货物进出口总额4.51万亿元、增长5.6%,贡献了全国24.1%的增量,其中出口增长10.8%。

城市公园、口袋公园保有量分别达到1436个、883个。重大项目开工390个、竣工437个。年末城镇调查失业率从上半年5.5%降到5.3%。园区由188个整合为120个。

东湖港集装箱航线增至150条。机场旅客和货邮吞吐量分别达到1.35亿人次、453.8万吨,分别增长8.3%、7.9%。实现进出口额居全国首位。全国重点实验室由7家增至16家。

东湖、西湖地铁单日最高客运量分别达1409万、1305万人次。水产品总产量19291吨,其中养殖产量16586吨。新增上市公司45家,总量达1224家。贷款总金额超过3000万元,实际利用外资增长162%。早稻109924吨,比上年减产849吨;晚稻183961吨,比上年增产4546吨。新签约34个项目,其中外资项目10个。抽调126名机关工作人员、41名事业单位志愿者下沉社区。这些成绩来之不易,五年来全省常住人口增加12万人。

现在,我代表省人民政府向大会报告工作,请省政协委员和其他列席人员提出意见。
"""
_RULE = """# 档案借阅管理办法

2020年3月1日 公布

第一条 为了规范档案借阅,制定本办法。

第二条 档案馆应当在5个工作日内确认借阅档案的种类、数量以及借阅方式。

第九条 本办法自2020年5月1日起施行。
"""
_MEETING = """---
title: 座谈会发言
---
黄润秋常委提出,坚持问题导向,加强生态环境科技支撑。赖明常委建议,加强工业软件基础研究。11日15时20分许,这批物资运抵清水市。
"""


@pytest.fixture(scope="module")
def checker(checking: Checking) -> Checker:
    return checking(east=_EAST, rule=_RULE, meeting=_MEETING)


@pytest.mark.parametrize(
    "sentence",
    [
        "东湖省重大项目开工390个、竣工437个,合计827个",
        "东湖省城市公园、口袋公园合计2300多个",
        "东湖、西湖地铁单日最高客运量合计超过2700万人次",
        "东湖省重大项目两项共827个,其中开工390个、竣工437个",
        "东湖省园区从188个整合为120个,减少了68个",
        "东湖省年末城镇调查失业率5.3%,比上半年低0.2个百分点",
        "东湖省水产品总产量19291吨,养殖产量占近九成",
        "东湖省贡献了全国货物进出口增量的近四分之一",
        "东湖省全国重点实验室从7家增加到16家,增加了9家",
        "五年来东湖省常住人口增加12万人",
        "东湖省进出口中,出口增速达到两位数,为10.8%",
        "东湖省机场旅客吞吐量1.35亿人次,增长8.3%",
        "东湖省机场货邮吞吐量增长7.9%",
        "东湖省进出口额居全国第一",
        "东湖港集装箱航线增至150条",
        "全省公园累计已达1100座",
        "东湖省地区生产总值增长5.1%,增速高于全国",
        "东湖省新增上市公司45家,总数1224家",
        "《档案借阅管理办法》自2020年5月1日起施行",
        "档案馆在5个工作日内确认借阅种类、数量和借阅方式",
        "东湖省贷款总额超3000万元",
        "东湖省实际利用外资增长1.6倍",
        "东湖省晚稻增产4546吨",
        "东湖省新签约34个项目,外资项目占比近三成",
        "这批物资11日15时20分许运抵清水市",
    ],
)
def test_what_is_worked_out_of_a_source_is_not_accused(checker: Checker, sentence: str):
    found = checked(checker, sentence)

    assert found.verdict.vouches, (found.verdict, found.differences, found.missing)


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("东湖省重大项目开工390个、竣工437个,合计837个", "390个"),
        ("东湖省园区从188个整合为120个,减少了78个", "188个"),
        ("东湖省全国重点实验室从7家增加到16家,增加了8家", "7家"),
        ("东湖省进出口额居全国第二位", "首位"),
        ("东湖省机场旅客吞吐量增长7.9%", "8.3%"),
        ("东湖省抽调41名机关工作人员下沉社区", "126名"),
        ("赖明常委提出,坚持问题导向,加强生态环境科技支撑", "黄润秋"),
        ("东湖省省长王志远代表省人民政府向大会报告工作", "周国栋"),
    ],
)
def test_what_is_worked_out_wrongly_differs(checker: Checker, sentence: str, source: str):
    found = checked(checker, sentence)

    assert found.verdict is Verdict.DIFFERS, found.missing
    assert any(source in one.source for one in found.differences), found.differences


def test_claims_set_apart_by_semicolons_have_a_verdict_each_and_the_sentence_the_worst(checker: Checker):
    gdp, ports, parks = "东湖省地区生产总值增长5.1%", "东湖港集装箱航线增至150条", "园区由188个整合为102个"

    borne, differs = checked(checker, f"{gdp};{ports}"), checked(checker, f"{gdp};{ports};{parks}")

    assert borne.verdict.vouches, (borne.differences, borne.missing)
    assert len(borne.citations) == 2
    assert [(one.written, one.source) for one in differs.differences] == [("102个", "120个")]


def test_a_sentence_about_the_subject_before_it_is_not_held_against_another_area(checking: Checking):
    east = "---\ntitle: 2026年东湖省政府工作报告\n---\n东湖省全年新增公园127座。\n"
    west = "---\ntitle: 2026年西漠省政府工作报告\n---\n西漠省建成5G基站25万个。\n"
    checker = checking(east=east, west=west)

    *_, last = checker.check(f"东湖省新增公园127座{FULL_STOP}全省建成5G基站9.6万个{FULL_STOP}")

    assert last.verdict is Verdict.ABSENT


def test_what_a_section_of_tasks_names_is_said_to_be_planned_there(checking: Checking):
    text = "---\ntitle: 2026年东湖省政府工作报告\n---\n## 三、2026年主要任务\n\n建成罗泾港区改造二期,推进东站建设。\n"
    (found,) = checking(east=text).check(f"东湖省罗泾港区改造二期已建成{FULL_STOP}")

    assert [(one.written, one.source) for one in found.differences] == [("已", "2026年主要任务")]
