"""Units that mean the same find each other, in both directions."""

from __future__ import annotations

import pytest

from answers.spans.figures import figures, fits, wanted_units
from retrieval.normalise import normalise
from retrieval.quantities import find_same
from tests.answers.conftest import Over, short


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("多少公里", "46km"),
        ("多少千米", "46公里"),
        ("多少km", "46千米"),
        ("多少平方公里", "9.17㎢"),
        ("多少平方公里", "12.5km²"),
        ("多少平方米", "3500平米"),
        ("多少㎡", "3500平方米"),
        ("多少公顷", "2000hm²"),
        ("多少公顷", "1.2万ha"),
        ("多少公斤", "650kg"),
        ("多少千克", "650公斤"),
        ("多少吨", "120t"),
        ("多少kWh", "3.2亿千瓦时"),
        ("多少兆瓦", "150MW"),
        ("多少MW", "20兆瓦"),
        ("多少摄氏度", "41℃"),
        ("多少℃", "28.6摄氏度"),
        ("多少万元", "9000万元人民币"),
        ("百分之多少", "百分之五十"),
    ],
)
def test_a_unit_answers_for_those_that_mean_the_same(question: str, text: str):
    (figure,) = figures(normalise(text).text)

    assert fits(figure, wanted_units(normalise(question).text)) >= 0.9


@pytest.mark.parametrize(
    ("figure", "text"),
    [
        ("46公里", "全长46km"),
        ("50%", "占百分之五十"),
        ("百分之五十", "占50%"),
        ("150亿元", "投资一百五十亿元"),
        ("3.5‰", "千分之3.5"),
    ],
)
def test_a_figure_is_the_same_in_other_words(figure: str, text: str):
    assert find_same(figure, text)


def test_another_unit_is_another_figure():
    assert not find_same("46公里", "46公顷")


_PROFILE = """# 新港区概况

新港区规划面积48.6㎢,环港公路全长23km,堆场面积15万㎡。岸电容量80MW,单箱限重30kg,年供电6.5亿千瓦时。
"""


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("新港区规划面积多少平方公里?", "48.6㎢"),
        ("环港公路全长多少公里?", "23km"),
        ("堆场面积多少平方米?", "15万㎡"),
        ("岸电容量多少兆瓦?", "80MW"),
        ("单箱限重多少公斤?", "30kg"),
        ("年供电多少度?", "6.5亿千瓦时"),
    ],
)
def test_what_is_asked_in_one_unit_is_found_in_another(over: Over, question: str, answer: str):
    assert short(over(profile=_PROFILE).reply(question)) == answer
