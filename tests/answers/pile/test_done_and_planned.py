"""What is done and what is planned of one thing, side by side in a table."""

from __future__ import annotations

import pytest

from answers.answerer import Answerer
from tests.answers.conftest import Over, table_of, values_of

_BRIEFS = {
    "baishi": "# 白石高新区复工复产\n\n白石高新区出台若干意见,设立5亿元专项资金,10条细则。截至2月25日,全区共兑现各级资金3.72亿元、惠及企业2287家。\n\n根据计划,近期还将兑现资金8.8亿元,惠及企业超4000家。\n",
    "qinghe": "# 青河高新区招商引资\n\n青河高新区今年已签约项目34个。企业正在装修厂房。\n",
}  # fmt: skip


@pytest.fixture(scope="module")
def briefs(over: Over) -> Answerer:
    return over(**_BRIEFS)


@pytest.mark.parametrize(
    "question",
    [
        "白石高新区惠企资金,已经发下去的和近期打算再发的,各是多少钱",
        "白石高新区惠企资金,已经兑现的、近期打算再兑现的各多少钱",
        "白石高新区已经兑现的资金和计划再兑现的资金各是多少",
    ],
)
def test_what_is_done_and_what_is_planned_have_a_row_each(briefs: Answerer, question: str):
    assert values_of(briefs.reply(question)) == ["3.72亿元", "8.8亿元"]


def test_what_is_planned_is_not_told_by_what_is_done(briefs: Answerer):
    rows = table_of(briefs.reply("青河高新区已签约的项目和计划签约的项目各多少个"))

    assert rows == {"青河高新区已签约的项目": "34个", "青河高新区计划签约的项目": None}
