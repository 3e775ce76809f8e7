"""Who leads each of several things, asked for by one word for all posts: 负责人, 老总."""

from __future__ import annotations

import pytest

from answers.answerer import Answerer
from tests.answers.conftest import Over, short, table_of

_BRIEFS = {
    "baishi": "# 白石高新区:主动作为\n\n市委常委、白石高新区党工委副书记、管委会副主任陈明夜访卡口。\n\n“确保员工尽快复岗。”白石高新区企业复产一线工作组第六组组长、党群工作部主任科员黄青说。\n\n"
    "“订单充足。”白石精工装备有限公司副总经理李宇说。“公司顺利复工。”位于白石高新区的白石启明微电子科技有限公司总经理王强说。\n",
    "qinghe": "# 青河高新区:有序复工\n\n青河高新区党工委副书记、管委会主任赵军表示,形势依然严峻。\n\n青河高新区科技局局长周平走访企业,与分管负责人商量方案。\n",
}  # fmt: skip


@pytest.fixture(scope="module")
def briefs(over: Over) -> Answerer:
    return over(**_BRIEFS)


def test_whoever_leads_is_found_by_his_own_post(briefs: Answerer):
    rows = table_of(briefs.reply("启明、精工装备的负责人分别是谁?"))

    assert rows == {"启明": "总经理王强", "精工装备": "副总经理李宇"}


def test_a_zone_is_led_by_the_head_of_its_committee_and_by_no_office_within(briefs: Answerer):
    rows = table_of(briefs.reply("白石高新区和青河高新区的负责人分别是谁?"))

    assert rows == {
        "白石高新区": "党工委副书记、管委会副主任陈明",
        "青河高新区": "党工委副书记、管委会主任赵军",
    }


def test_a_deputy_is_not_the_first_of_those_who_lead(briefs: Answerer):
    reply = briefs.reply("白石高新区和青河高新区的主要负责人分别是谁?")

    assert table_of(reply) == {"白石高新区": None, "青河高新区": "党工委副书记、管委会主任赵军"}


@pytest.mark.parametrize(
    "question",
    [
        "麻烦查下这几家的一把手名字:青河高新区管委会、白石高新区管委会",
        "青河高新区管委会、白石高新区管委会的一把手各是谁?",
    ],
)
def test_a_body_is_headed_by_its_own_post_whatever_he_is_called(briefs: Answerer, question: str):
    assert table_of(briefs.reply(question)) == {
        "青河高新区管委会": "党工委副书记、管委会主任赵军",
        "白石高新区管委会": None,
    }


def test_whoever_is_called_by_no_word_of_the_documents_is_found_by_his_post(briefs: Answerer):
    assert short(briefs.reply("青河高新区管委会的一把手是谁?")) == "党工委副书记、管委会主任赵军"


@pytest.mark.parametrize("question", ["青河高新区一把手是谁?", "白石高新区管委会的一把手是谁?"])
def test_neither_a_deputy_secretary_nor_a_deputy_head_is_the_first(briefs: Answerer, question: str):
    assert short(briefs.reply(question)) is None


def test_names_of_those_who_hold_a_post_are_asked_for_behind_a_colon(briefs: Answerer):
    rows = table_of(briefs.reply("这几家公司的总经理姓名:启明、精工装备"))

    assert (rows["启明"] or "").startswith("王强")
