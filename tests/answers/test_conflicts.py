"""What another article says of the same thing with another figure is told, with why; what only seems to be the same is not."""

from __future__ import annotations

import pytest

from answers import templates
from answers.types import Answer
from tests.answers.conftest import Over


def _why(over: Over, one: str, other: str, question: str) -> str | None:
    reply = over(
        one=f"---\ntitle: 云溪区工作简报\n---\n\n# 云溪区工作简报\n\n{one}\n",
        other=f"---\ntitle: 云溪区情况通报\n---\n\n# 云溪区情况通报\n\n{other}\n",
    ).reply(question)
    assert isinstance(reply, Answer), reply
    if not reply.conflicts:
        return None
    (conflict,) = reply.conflicts
    assert {row.n for row in conflict.values} <= {citation.n for citation in reply.citations}
    assert conflict.why in reply.notes
    return conflict.why


@pytest.mark.parametrize(
    ("one", "other", "question", "why"),
    [
        ("云溪区体育场馆共12座。", "云溪区体育场馆共15座。", "云溪区有多少座体育场馆?", templates.UNEXPLAINED),
        ("云溪区建成体育场馆12座。", "云溪区体育场馆15座。", "云溪区有多少座体育场馆?", templates.UNEXPLAINED),
        ("2025年,云溪区新建公园8个。", "2025年,云溪区计划新建公园10个。", "云溪区2025年新建公园多少个?", templates.PLAN_AND_RESULT),
        ("云溪区登记车辆98600辆。", "云溪区登记车辆约10万辆。", "云溪区登记车辆多少辆?", templates.ROUNDED),
        ("2024年,云溪区外贸总额8亿元。", "2023年,云溪区外贸总额7亿元。", "云溪区外贸总额是多少?", templates.OTHER_PERIOD),
        ("云溪区规模以上企业用电量3亿度。", "云溪区企业用电量5亿度。", "云溪区企业用电量是多少?", templates.OTHER_SCOPE),
    ],
)  # fmt: skip
def test_another_figure_of_the_same_is_told_with_why(
    over: Over, one: str, other: str, question: str, why: str
):
    assert why in (_why(over, one, other, question) or "")


@pytest.mark.parametrize(
    ("one", "other", "question"),
    [
        ("云溪区体育场馆共12座。", "云溪区文化场馆共15座。", "云溪区有多少座体育场馆?"),
        ("云溪区登记车辆98600辆。", "云溪区登记车辆9.86万辆。", "云溪区登记车辆多少辆?"),
        ("2024年,云溪区外贸总额8亿元。", "2023年,云溪区外贸总额7亿元。", "2024年云溪区外贸总额是多少?"),
        ("云溪区人均收入4万元。", "云溪区收入90亿元。", "云溪区人均收入是多少?"),
        ("云溪区粮食产量12吨。", "白石县粮食产量15吨。", "云溪区粮食产量是多少?"),
    ],
)
def test_what_is_of_another_thing_or_the_same_is_no_conflict(over: Over, one: str, other: str, question: str):
    assert _why(over, one, other, question) is None
