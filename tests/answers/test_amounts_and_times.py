"""A stretch of time is not how much of something there is."""

from __future__ import annotations

import pytest

from answers.answerer import Answerer
from answers.spans.figures import is_measured_otherwise
from answers.types import Answer
from retrieval.quantities import find_figures
from tests.answers.conftest import Over

_HOTLINE = """# 白石市物业投诉处置

物业投诉24小时必处理。为及时补牢漏点\uff0c市物业中心建立了物业投诉24小时处置机制。

3月1日至今\uff0c累计受理市民反映服务不到位的诉求612件\uff0c现已处置完毕580件\uff0c办结率95%。

生活困难的企业可缓缴物业保证金\uff0c缓缴期限不超过6个月。
"""


@pytest.fixture(scope="module")
def hotline(over: Over) -> Answerer:
    return over(hotline=_HOTLINE)


@pytest.mark.parametrize(
    "question", ["白石市物业投诉有多少?", "白石市物业投诉处置了多少?", "白石市物业投诉收了多少"]
)
def test_no_amount_is_told_by_hours(hotline: Answerer, question: str):
    reply = hotline.reply(question)

    assert "24小时" not in (getattr(reply, "answer", None) or "")


def test_what_asks_of_time_is_told_by_months(hotline: Answerer):
    reply = hotline.reply("物业保证金缓缴期限是多少?")

    assert isinstance(reply, Answer)
    assert reply.answer == "不超过6个月"


@pytest.mark.parametrize(
    ("question", "value", "is_otherwise"),
    [
        ("投诉有多少", "24小时", True),
        ("收了多少?", "24小时", True),
        ("缓了多少", "6个月", False),  # the verb is one of time
        ("工期有多少", "6个月", False),
        ("收了多少", "612件", False),
        ("间隔是多少", "24小时", False),
    ],
)
def test_times_are_no_amounts_unless_time_is_asked_for(question: str, value: str, is_otherwise: bool):
    assert is_measured_otherwise(find_figures(value)[0], question) is is_otherwise


def test_everyday_words_before_what_asks_are_put_the_papers_way(hotline: Answerer):
    assert hotline.read("物业诉求收了多少")[1].text == "物业诉求受理多少"
    assert hotline.read("物业收了材料几天处置")[1].text.startswith("物业收了材料")
