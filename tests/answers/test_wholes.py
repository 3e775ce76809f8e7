"""The figure shown is the whole figure: sign, currency, hedge, range, ratio, unit and what it is counted by."""

from __future__ import annotations

import pytest

from answers.spans.wholes import whole
from retrieval.normalise import normalise
from retrieval.types import Span
from tests.answers.conftest import Over, short


@pytest.mark.parametrize(
    ("text", "cut", "expected"),
    [
        ("气温零下12.5℃,", "12.5℃", "零下12.5℃"),
        ("气温-3℃。", "3℃", "-3℃"),
        ("净利润负1200万元", "1200万元", "负1200万元"),
        ("应付€25万,", "25万", "€25万"),
        ("尾款HK$80万", "80万", "HK$80万"),
        ("约¥3.5亿元", "3.5亿元", "约¥3.5亿元"),
        ("罚款2万元以上10万元以下。", "2万元以上10万元", "2万元以上10万元以下"),
        ("罚款五千元以上三万元以下。", "三万元", "五千元以上三万元以下"),
        ("温度2℃至8℃,", "2℃", "2℃至8℃"),
        ("温度-18℃~-5℃,", "5℃", "-18℃~-5℃"),
        ("3至5天内整改", "3至5天", "3至5天内"),
        ("师生比1:14.5。", "14.5", "1:14.5"),
        ("开放时间9:00-17:30。", "9:00", "9:00-17:30"),
        ("均价5800元/平方米", "5800元", "5800元/平方米"),
        ("能耗0.35吨标准煤/万元", "0.35吨标准煤", "0.35吨标准煤/万元"),
        ("浓度32微克/立方米", "32微克", "32微克/立方米"),
        ("占四分之一强。", "四分之一", "四分之一强"),
        ("投资9000万元人民币", "9000万元", "9000万元人民币"),
        ("不超过50万港元", "50万港元", "不超过50万港元"),
        ("由2280元到2490元", "2490元", "2490元"),
        ("最近3年新建", "3年", "3年"),
        ("20名内科医生", "20名", "20名"),
        ("代码A-12个", "12个", "12个"),
        ("自负120元", "120元", "120元"),
    ],
)
def test_a_figure_is_whole(text: str, cut: str, expected: str):
    normal, piece = normalise(text).text, normalise(cut).text
    at = normal.index(piece)

    assert whole(normal, Span(at, at + len(piece))).of(normal) == normalise(expected).text


_NOTES = """# 冷库与外贸动态

冷库最低温度零下22.5℃。出口合同总额$860万,进口设备款¥1.2亿。仓租均价45元/平方米,周转周期为5~8天。
"""


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("冷库最低温度是多少?", "零下22.5℃"),
        ("出口合同总额是多少?", "$860万"),
        ("进口设备款多少?", "¥1.2亿"),
        ("仓租均价多少?", "45元/平方米"),
        ("周转周期多少天?", "5~8天"),
    ],
)
def test_the_answer_shows_the_whole_figure(over: Over, question: str, answer: str):
    assert short(over(notes=_NOTES).reply(question)) == answer


def test_what_hedges_on_the_line_before_is_no_part_of_a_figure():
    text = "约\n91.9%"
    assert whole(text, Span(2, 7)) == Span(2, 7)
