"""From how much to how much something went is answered by both figures, not by the one that it came to."""

from __future__ import annotations

import pytest

from tests.answers.conftest import Over, short

_REPORT = """# 东陵市政府工作报告

五年来\uff0c全市每千人床位数由6.4张增至7.6张\uff0c民办养老机构从18家增加到31家\uff0c安葬服务费由平均2900元下降到1000元左右\u3002

水费减免期从3月1日起至8月31日止\uff0c由各区水务局办理\u3002
"""


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("东陵每千人的床位五年从几张加到几张?", "6.4张、7.6张"),
        ("东陵的安葬服务费从多少砍到了多少?", "2900元、1000元"),
        ("东陵民办养老机构从几家变成几家了?", "18家、31家"),
        ("东陵的水费减免从几号到几号?", "3月1日、8月31日"),
        ("东陵每千人的床位数增至多少?", "7.6张"),
        ("东陵民办养老机构五年前有多少家?", "18家"),
    ],
)
def test_both_ends_of_a_change_are_given_where_both_are_asked_for(over: Over, question: str, answer: str):
    assert short(over(report=_REPORT).reply(question)) == answer
