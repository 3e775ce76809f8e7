"""What is told apart by its number alone: one line or building is not another."""

from __future__ import annotations

import pytest

from answers.types import Answer
from tests.answers.conftest import Over, refused

_BRIEF = """# 白河市交通建设简报

白河地铁3号线一期今年9月建成通车,总投资86亿元。

地铁5、6号线年内开工建设。安置房2号楼去年12月封顶,4号楼明年3月交付。
"""


def test_a_line_of_another_number_answers_nothing(over: Over):
    reply = over(a=_BRIEF).reply("白河地铁8号线一期什么时候建成?")

    assert not (isinstance(reply, Answer) and reply.is_sure)


def test_a_building_of_another_number_answers_nothing(over: Over):
    reply = over(a=_BRIEF).reply("安置房7号楼什么时候交付?")

    assert not (isinstance(reply, Answer) and reply.is_sure)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("白河地铁3号线一期什么时候建成?", "9月"),
        ("白河地铁三号线一期总投资多少?", "86亿元"),
        ("安置房4号楼什么时候交付?", "3月"),
    ],
)
def test_the_number_that_is_asked_for_is_answered(over: Over, question: str, answer: str):
    reply = over(a=_BRIEF).reply(question)

    assert isinstance(reply, Answer)
    assert reply.is_sure
    assert answer in (reply.answer or reply.citations[0].quote.text)


def test_another_one_of_several_times_answers_nothing(over: Over):
    """The first revision is not the second, however the words of the question are cut."""
    reply = over(
        a="# 白河市安全许可条例\n\n2004年1月13日公布。2013年7月18日《关于修改部分法规的决定》第一次修订。\n"
    ).reply("安全许可条例第二次修订是哪年哪月哪日?")
    assert refused(reply)
