"""The greatest and the least of what sentences say of several names."""

from __future__ import annotations

import pytest

from tests.answers.conftest import Over, answered

_HARVEST = """# 粮食

甲县粮食产量20万吨,乙县粮食产量15万吨,丙县粮食产量12万吨。
"""
_TOURISTS = """# 旅游

国庆期间,云山景区接待游客12.3万人次。

青湖景区接待游客8.6万人次。

古镇景区接待游客15.1万人次。
"""
_PARKS = """# 工业

全市三大产业园中,东区产业园实现产值320亿元,西区产业园实现产值280亿元,北区产业园实现产值95亿元。
"""
_HEAT = """# 气温

- 河东镇:最高气温35.2度
- 河西镇:最高气温38.1度
- 河南镇:最高气温33.9度
"""
_AIR = """# 空气

5月份,甲区空气优良天数28天,乙区26天,丙区30天,其中丙区最多。
"""
_TREES = """# 造林

今年各乡镇造林情况如下:青山镇造林3200亩;绿水乡造林1800亩;白云乡造林2500亩;红岩镇造林900亩。
"""
_SCORES = """# 考核

张三考核得分92分,李四考核得分88分,王五考核得分95分。
"""
_POWER = """# 企业用电

一车间用电量12.5万千瓦时,同比增长3%。二车间用电量9.8万千瓦时,同比下降5%。三车间用电量14.1万千瓦时。
"""
_BRIDGES = """# 桥梁

全长最长的是大河桥。小溪桥全长45米,大河桥全长320米。
"""
_PUPILS = """# 招生

## 一中

一中计划招生800人。

## 二中

二中计划招生650人。

## 三中

三中计划招生1000人。
"""
_PLANTS = """# 生产

甲厂产量30吨。乙厂利润500万元。
"""


_ANSWERED = [
    (_HARVEST, "粮食产量最低的是哪个县?", "丙县"),
    (_HARVEST, "粮食产量最高的是哪个县?", "甲县"),
    (_HARVEST, "哪个县粮食产量最多?", "甲县"),
    (_HARVEST, "粮食产量排第二的是哪个县?", "乙县"),
    (_TOURISTS, "接待游客最多的景区是哪个?", "古镇景区"),
    (_TOURISTS, "哪个景区接待游客最少?", "青湖景区"),
    (_PARKS, "哪个产业园产值最高?", "东区产业园"),
    (_PARKS, "产值最低的产业园是哪个?", "北区产业园"),
    (_HEAT, "最高气温最高的是哪个镇?", "河西镇"),
    (_AIR, "空气优良天数最多的是哪个区?", "丙区"),
    (_AIR, "空气优良天数最少的是哪个区?", "乙区"),
    (_TREES, "造林最多的是哪个乡镇?", "青山镇"),
    (_TREES, "哪个乡造林最少?", "绿水乡"),
    (_TREES, "造林最少的乡镇是哪个?", "红岩镇"),
    (_SCORES, "谁的考核得分最高?", "王五"),
    (_SCORES, "考核得分最低的是谁?", "李四"),
    (_POWER, "用电量最大的是哪个车间?", "三车间"),
    (_POWER, "哪个车间用电量最小?", "二车间"),
    (_BRIDGES, "全长最长的是哪座桥?", "大河桥"),
    (_BRIDGES, "全长最短的是哪座桥?", "小溪桥"),
    (_PUPILS, "计划招生最多的学校是哪所?", "三中"),
    (_PUPILS, "哪所学校计划招生最少?", "二中"),
]


@pytest.mark.parametrize(("text", "turns", "wanted"), _ANSWERED)
def test_the_one_asked_for_by_rank_is_named(over: Over, text: str, turns: str, wanted: str):
    said = answered(over(case=text), *turns.split(" > "))

    assert [part for part in wanted.split() if part not in said] == []


@pytest.mark.parametrize(
    ("text", "question"),
    [
        (_PARKS, "税收最高的产业园是哪个?"),
        (_PLANTS, "产量最高的是哪个厂?"),
        (_PLANTS, "利润最低的是哪个厂?"),
    ],
)
def test_what_it_does_not_say_is_not_answered(over: Over, text: str, question: str):
    assert answered(over(case=text), question) == ""
