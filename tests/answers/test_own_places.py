"""A document about one place says 全县 and 县城, and names other places: its figures are its own place's."""

from __future__ import annotations

import pytest

from tests.answers.conftest import Over, short

_BULLETIN = """# 白溪县2022年国民经济和社会发展统计公报

## 一、综合

年末全县常住人口41.2万人,比上年末减少0.4万人。

## 二、环境

全年县城空气质量优良天数比例为95.1%。森林覆盖率70.4%。从白溪到平丰县的公路年内通车。
"""


@pytest.mark.parametrize(
    ("question", "answer"),
    [("白溪县年末常住人口是多少?", "41.2万人"), ("白溪县森林覆盖率是多少?", "70.4%")],
)
def test_what_a_bulletin_says_is_said_of_its_own_county(over: Over, question: str, answer: str) -> None:
    assert short(over(bulletin=_BULLETIN).reply(question)) == answer
