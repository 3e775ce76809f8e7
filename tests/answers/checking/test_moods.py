"""What may be done, has to be done and must not be done are three things, and what is left to oneself is no duty."""

from __future__ import annotations

import pytest

from answers.checking.checked import Verdict
from answers.checking.checker import Checker
from tests.answers.checking.conftest import Checking, checked

_RULES = """---
title: 促进个体工商户发展条例
---
第六条 个体工商户可以个人经营,也可以家庭经营。

第七条 申请人应当提交登记申请书。有关部门可以组织培训。未经批准,不得设立分支机构。

第八条 单位应当根据治安保卫工作需要,设置治安保卫机构或者配备专职保卫人员。重点单位由公安机关提出,报本级人民政府确定。

第九条 开户单位支付现金,可以从本单位库存现金限额中支付或者从开户银行提取,不得从本单位的现金收入中直接支付。转账结算凭证具有同现金相同的支付能力。

第二十五条 国家鼓励个体工商户自愿加入个体劳动者协会。
"""


@pytest.fixture(scope="module")
def checker(checking: Checking) -> Checker:
    return checking(rules=_RULES)


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("个体工商户应当加入个体劳动者协会", "自愿"),
        ("个体工商户必须加入个体劳动者协会", "自愿"),
        ("个体工商户不得加入个体劳动者协会", "自愿"),
        ("国家要求个体工商户加入个体劳动者协会", "鼓励"),
        ("申请人自愿提交登记申请书", "应当"),
        ("申请人可以提交登记申请书", "应当"),
        ("有关部门应当组织培训", "可以"),
        ("单位可以根据治安保卫工作需要,设置治安保卫机构", "应当"),
        ("单位可以设置治安保卫机构或者配备专职保卫人员", "应当"),
        ("重点单位由公安机关提出,报上级政府确定", "本级"),
        ("单位可以从本单位现金收入中直接支付现金", "不得"),
        ("转账结算凭证的支付能力低于现金", "相同"),
        ("未经批准,可以设立分支机构", "不得"),
    ],
)
def test_another_mood_is_a_difference(checker: Checker, sentence: str, source: str):
    found = checked(checker, sentence)

    assert found.verdict is Verdict.DIFFERS, (found.verdict, found.missing)
    assert any(source in one.source for one in found.differences), found.differences


@pytest.mark.parametrize(
    "sentence",
    [
        "个体工商户可自愿加入个体劳动者协会",
        "个体工商户可以加入个体劳动者协会",
        "申请人须提交登记申请书",
        "单位须设置治安保卫机构或者配备专职保卫人员",
        "重点单位由公安机关提出,报本级政府确定",
        "有关部门有权组织培训",
        "个体工商户既可由个人经营,也可由家庭经营",
        "个体工商户可以由个人经营,也可以由家庭经营",
    ],
)
def test_the_same_mood_in_another_word_is_none(checker: Checker, sentence: str):
    found = checked(checker, sentence)

    assert found.verdict.vouches, (found.verdict, found.differences, found.missing)
