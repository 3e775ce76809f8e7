"""What a quoted term means is answered by the clause that explains it."""

from __future__ import annotations

import pytest

from tests.answers.conftest import Over, answered

_STATES = """# 网上办税问题解答

办税进度按状态分别显示为待提交、待受理、已退回、已作废等。其中,\u201c待提交\u201d表示涉税事项申请尚未提交;\u201c待受理\u201d表示申请已提交\
至税务机关,尚未受理;\u201c已退回\u201d表示涉税事项申请不满足办理条件;\u201c已作废\u201d表示申请由纳税人主动作废。
"""


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("办税进度显示\u201c已退回\u201d是什么意思?", "涉税事项申请不满足办理条件"),
        ("进度里的\u201c待受理\u201d是啥意思?", "申请已提交"),
    ],
)
def test_a_quoted_term_is_explained_by_its_own_clause(over: Over, question: str, answer: str):
    said = answered(over(case=_STATES), question)

    assert answer in said
    assert "主动作废" not in said
