"""The posts of those whom a question names by what they did, each told of one person alone."""

from __future__ import annotations

import pytest

from answers.answerer import Answerer
from tests.answers.conftest import Over, table_of

_BRIEFS = {
    "baishi": "# 白石高新区防汛视频会召开\n\n2月20日下午,白石高新区防汛视频会召开。市委常委、白石高新区党工委书记王远出席会议并讲话,"
    "党工委副书记、管委会副主任陈明主持。\n\n王远强调,要守牢底线。\n\n白石高新区科技局局长周平走访企业。\n",
    "qinghe": "# 青河高新区:严守卡口\n\n青河市委常委、青河高新区党工委副书记、管委会副主任陈兴民,高新区党工委委员、管委会副主任赵军夜访卡口。\n\n"
    "青河高新区党群工作部主任科员黄青说,轮流带班。\n",
    "yunxi": "# 云溪经开区部署春耕\n\n云溪经开区管委会主任李宇调研企业,副主任孙立调研企业。\n\n云溪经开区党工委书记吴山主持会议,云溪经开区管委会主任李宇主持签约。\n",
}  # fmt: skip


@pytest.fixture(scope="module")
def briefs(over: Over) -> Answerer:
    return over(**_BRIEFS)


@pytest.mark.parametrize(
    "question",
    [
        "白石高新区2月20号那个视频会,讲话的和主持的各是什么职务?",
        "白石高新区视频会上讲话的、主持的分别是什么职务",
        "白石高新区那次防汛视频会,讲话的领导和主持的领导都是什么职务?",
        "白石高新区防汛视频会,讲话的人和主持的人各任什么职务?",
    ],
)
def test_whoever_spoke_and_whoever_presided_have_their_posts(briefs: Answerer, question: str):
    assert table_of(briefs.reply(question)) == {
        "讲话的王远": "市委常委、白石高新区党工委书记",
        "主持的陈明": "党工委副书记、管委会副主任",
    }


@pytest.mark.parametrize(
    "question",
    [
        "晚上去卡口看的青河那两位领导,在党工委里各是什么职务?",
        "到卡口看的青河高新区两位领导,在党工委各任什么职务?",
        "夜访卡口的青河高新区那两位领导,在党工委里分别是什么职务?",
    ],
)
def test_of_those_who_did_the_same_each_has_his_post_in_one_body(briefs: Answerer, question: str):
    rows = table_of(briefs.reply(question))

    assert rows == {"陈兴民": "青河高新区党工委副书记", "赵军": "高新区党工委委员"}


@pytest.mark.parametrize(
    "question",
    [
        "云溪经开区讲话的和主持的各是什么职务?",  # nobody spoke, and two presided
        "云溪经开区调研企业的和主持的各是什么职务?",  # two did
        "白石高新区9月3日那个视频会,讲话的和主持的各是什么职务?",  # none was held on that day
        "白石高新区那个视频会,批示的和主持的各是什么职务?",  # nobody gave instructions
    ],
)
def test_where_it_is_not_one_who_did_it_nobodys_post_is_told(briefs: Answerer, question: str):
    reply = briefs.reply(question)

    assert not any(row.value for row in getattr(reply, "table", ()))
