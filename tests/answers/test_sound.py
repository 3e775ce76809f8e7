"""What answers nothing: numbers of tables and sections, bases of an index, captions, headings that only say again what is asked."""

from __future__ import annotations

import pytest

from answers.spans.figures import figures
from tests.answers.conftest import Over, answered

_BULLETIN = """# 2022年统计公报

全年货物运输总量196931.5万吨。

表4 2022年各种运输方式完成货物运输量及其增长速度

| 指标 | 绝对数 |
| --- | --- |
| 铁路 | 4631.6 |

全年粮食总产量308525吨,比上年增长1.1%。
"""
_STANDARD = """# 钛合金牌号

## C.1 牌号命名的基本规则

牌号由字母和数字组成。
"""


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("表4 2022年运输量", []),
        ("附件2 工作方案", []),
        ("c.1 牌号命名的基本规则", []),
        ("教师性别比(女=100)", []),
        ("图3共有12家", ["12"]),
    ],
)
def test_a_number_that_only_names_a_part_is_no_figure(text: str, numbers: list[str]):
    assert [figure.number for figure in figures(text)] == numbers


@pytest.mark.parametrize(
    "question", ["2022年各种运输方式完成货物运输量分别是多少?", "2022年各种运输方式完成的货物运输量"]
)
def test_a_caption_is_no_short_answer(over: Over, question: str):
    reply = over(case=_BULLETIN).reply(question)

    assert "2022年" not in (getattr(reply, "answer", None) or "")


def test_no_number_of_a_section_counts_anything(over: Over):
    assert "C.1" not in answered(over(case=_STANDARD), "钛合金牌号有多少种?")


def test_headings_that_say_again_what_is_asked_are_no_list(over: Over):
    text = """# 季度报告

## 股东信息

(一)普通股股东总数和前十名股东持股情况表

| 股东名称 | 持股比例 |
| --- | --- |
| 王远福 | 16.90% |
| 吕向山 | 7.87% |

(二)优先股股东总数和前10名股东持股情况表

无。
"""

    said = answered(over(case=text), "前十名股东有哪些?")

    assert "情况表" not in said
