"""Sentences made of a source's own words that say something else: denied, allowed, done, by somebody else, in another order."""

from __future__ import annotations

import pytest

from answers.checking.checked import Checked, Verdict
from answers.checking.checker import Checker
from tests.answers.conftest import Over

_FULL_STOP = "\u3002"
_REPORT = """---
title: 2026年东湖市政府工作报告
date: 2026-01-20
---
## 一、2025年工作回顾

罗泾港区改造二期启动建设,上海港集装箱吞吐量创新高。富山铁路开工建设,铁湖高速建成通车。启动改造19个城中村、180个老旧小区。

工业机器人产量增长31.2%、占全国4成,服务机器人产量增长11.2%、占全国8成。累计保障防疫物资航班939架次、医疗包机28架次。园区由188个整合为120个。

引进千万元以上项目145个,其中亿元以上项目48个;竣工投产项目55个,其中亿元以上项目28个。年末城镇调查失业率从上半年5.5%降到5.3%。

花湖机场是亚洲最大专业货运机场。“企呼我办”等新机制推动企业反映问题解决率提高到93%。超节点集群、电子设计软件、超高速示波器均取得重要进展。推动在首都国际机场口岸开展汽车平行进口。

一九八二年,周明同志任电子工业部第一副部长、党组副书记,一九八三年任部长、党组书记。市交通局副局长吴军说,农民工返岗包车有4个关键点。
"""
_RULES = """# 单据管理办法

2020年3月1日 公布

第一条 禁止在境外印制单据。对境外汇入的捐赠资金,无需单独开立专户。

第二条 服务组织不得向服务对象收取或者变相收取报酬。需要服务记录证明的,服务组织应当无偿、如实出具。

第三条 依照法律应当缴纳税款的,税务机关应当先征收税款,再开具单据。收款方应当向付款方开具单据。

第四条 对有发展前景但暂时困难的企业,金融机构不抽贷、不断贷、不压贷。单据应当使用中文印制,也可以加印一种外国文字。

第五条 坚持高效统筹,又不搞大水漫灌、不透支未来。单据实行不定期换版制度。未经本人同意,不得公开其信息。

第六条 市财政局委托宏达公司管理资金。甲区向乙区支援蔬菜200吨。
"""


@pytest.fixture(scope="module")
def checker(over: Over) -> Checker:
    return Checker(over(report=_REPORT, rules=_RULES))


def _one(checker: Checker, sentence: str) -> Checked:
    (found,) = checker.check(sentence + _FULL_STOP)
    return found


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("东湖市罗泾港区改造二期已经建成投用", "启动"),
        ("富山铁路建成通车", "开工"),
        ("东湖市已完成改造19个城中村、180个老旧小区", "启动"),
        ("东湖市工业机器人产量占全国8成", "4成"),
        ("东湖市累计保障医疗包机939架次", "28架次"),
        ("东湖市引进亿元以上项目28个", "48个"),
        ("东湖市年末城镇调查失业率为5.5%", "5.3%"),
        ("东湖市园区整合为188个", "120个"),
        ("东湖市“企呼我应”等新机制推动企业反映问题解决率提高到93%", "企呼我办"),
        ("超节点集群、电子设计软件、激光雷达均取得重要进展", "示波器"),
        ("推动在大兴国际机场口岸开展汽车平行进口", "首都"),
        ("一九八二年,周明任电子工业部部长、党组书记", "副"),
        ("市交通局局长吴军说,农民工返岗包车有4个关键点", "副局长"),
        ("花湖机场是全球最大专业货运机场", "亚洲最大"),
        ("单据可以在境外印制", "禁止"),
        ("境外汇入的捐赠资金必须单独开立专户", "无需"),
        ("服务组织可以向服务对象收取报酬", "不得"),
        ("服务组织应当有偿出具服务记录证明", "无偿"),
        ("税务机关应当先开具单据,再征收税款", "先征收税款"),
        ("付款方应当向收款方开具单据", "收款方"),
        ("对有发展前景但暂时困难的企业,金融机构抽贷、断贷、压贷", "不"),
        ("坚持高效统筹,可以搞大水漫灌", "不"),
        ("单据实行定期换版制度", "不定期"),
        ("未经本人同意,可以公开其信息", "不得"),
        ("单据应当使用中文印制,也必须加印一种外国文字", "可以"),
        ("宏达公司委托市财政局管理资金", "市财政局"),
        ("乙区向甲区支援蔬菜200吨", "甲区"),
    ],
)
def test_what_is_turned_round_differs(checker: Checker, sentence: str, source: str):
    found = _one(checker, sentence)

    assert found.verdict is Verdict.DIFFERS, (found.verdict, found.missing)
    assert any(source in one.source for one in found.differences), found.differences


@pytest.mark.parametrize(
    "sentence",
    [
        "东湖市罗泾港区改造二期已经启动建设",
        "富山铁路开工建设,铁湖高速建成通车",
        "东湖市启动了19个城中村和180个老旧小区的改造",
        "东湖市服务机器人产量占全国8成",
        "东湖市累计保障防疫物资航班939架次",
        "东湖市竣工投产的亿元以上项目有28个",
        "东湖市城镇调查失业率上半年为5.5%",
        "东湖市“企呼我办”机制把企业反映问题的解决率提高到93%",
        "超高速示波器、电子设计软件等取得重要进展",
        "一九八三年,周明任部长、党组书记",
        "不得在境外印制单据",
        "境外汇入的捐赠资金不需要单独开立专户",
        "服务组织不能向服务对象收取报酬",
        "服务组织应当免费、如实出具服务记录证明",
        "税务机关先征收税款,再开具单据",
        "对暂时困难但有发展前景的企业,不抽贷、断贷、压贷",
        "单据可以加印一种外国文字",
        "宏达公司受市财政局委托管理资金",
        "乙区收到甲区支援的蔬菜200吨",
    ],
)
def test_what_is_put_otherwise_is_not_accused(checker: Checker, sentence: str):
    found = _one(checker, sentence)

    assert found.verdict.vouches, (found.verdict, found.differences, found.missing)
