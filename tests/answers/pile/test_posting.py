"""The posts of several people whom a question names, each in a cell of its own."""

from __future__ import annotations

import pytest

from answers.answerer import Answerer
from tests.answers.conftest import Over, answered, rows_of, table_of

_BRIEFS = {
    "baishi": "# 白石高新区:主动作为\n\n市委常委、白石高新区党工委书记王远出席会议并讲话,白石市委常委、白石高新区党工委副书记、白石高新区管委会副主任陈兴民主持。\n\n"
    "王远强调,要守牢底线。\n\n“订单充足。”白石精工装备有限公司副总经理李宇立说。\n\n白石市大数据管理局局长蒋汝明介绍了平台。\n",
    "qinghe": "# 青河高新区:有序复工\n\n“人手够用。”青河高新区管委会主任翟立民说。\n\n青河公交总公司总经理刘宏泰说,线路已恢复。\n\n"
    "作为青河市人大代表的云溪区区长李志隆在群里办公。\n\n青河一小校长周平走访了学生。青河二小副校长周平值班。\n",
    "jiangbei": "云溪省政府工作报告\n——2026年1月20日在云溪省第五届人民代表大会第四次会议上\n来源\uff1a云溪日报\n云溪省省长 周 宁\n各位代表\uff1a\n现在\uff0c我代表省人民政府向大会报告工作\u3002\n",
    "hedong": "2026年河湾市政府工作报告\n——2026年1月22日在河湾市第五届人民代表大会第四次会议上\n来源\uff1a河湾日报\n河湾市市长 赵青禾\n赵青禾同志作政府工作报告\u3002\n各位代表\uff1a\n现在\uff0c我代表市人民政府向大会报告工作\u3002\n",
}  # fmt: skip


@pytest.fixture(scope="module")
def briefs(over: Over) -> Answerer:
    return over(**_BRIEFS)


@pytest.mark.parametrize(
    "question",
    [
        "请问王远、翟立民、李宇立几位领导分别任什么职务",
        "王远、翟立民和李宇立这三个人都是什么身份?",
        "王远、翟立民、李宇立,这几位各担任什么职务",
        "王远、翟立民、李宇立是干什么的?",
        "王远、翟立民、李宇立分别是干什么的",
        "白石那份简报上除了陈兴民,还有王远、翟立民、李宇立,这几位都是干什么的",
        "除了陈兴民以外,还有王远、翟立民和李宇立,这几位各是什么职务?",
    ],
)
def test_each_of_several_people_has_his_post_and_nothing_else(briefs: Answerer, question: str):
    assert table_of(briefs.reply(question)) == {
        "王远": "市委常委、白石高新区党工委书记",
        "翟立民": "青河高新区管委会主任",
        "李宇立": "白石精工装备有限公司副总经理",
    }


def test_posts_that_fill_more_than_a_cell_have_a_row_each(briefs: Answerer):
    assert rows_of(briefs.reply("陈兴民和翟立民两位分别是什么职务")) == [
        ("陈兴民", "白石市委常委"),
        ("陈兴民", "白石高新区党工委副书记"),
        ("陈兴民", "白石高新区管委会副主任"),
        ("翟立民", "青河高新区管委会主任"),
    ]


def test_a_name_before_and_is_not_joined_with_it(briefs: Answerer):
    rows = table_of(briefs.reply("刘宏泰和蒋汝明两人各任什么职务"))

    assert rows == {"刘宏泰": "青河公交总公司总经理", "蒋汝明": "白石市大数据管理局局长"}


def test_whom_nobody_names_has_no_post(briefs: Answerer):
    assert table_of(briefs.reply("王远、翟立民、孙无名分别任什么职务"))["孙无名"] is None


@pytest.mark.parametrize("question", ["翟立民任什么职务?", "翟立民任何职务"])
def test_the_verb_is_no_part_of_the_name(briefs: Answerer, question: str):
    assert answered(briefs, question) == "青河高新区管委会主任"


def test_of_two_posts_that_one_sentence_joins_the_one_beside_the_name_is_told(briefs: Answerer):
    assert table_of(briefs.reply("李志隆、翟立民分别是什么职务"))["李志隆"] == "云溪区区长"


def test_whoever_gave_a_report_has_the_post_before_the_name_in_its_head(briefs: Answerer):
    rows = table_of(briefs.reply("周宁、赵青禾、翟立民这几位各是什么职务?列一下"))

    assert rows == {"周宁": "云溪省省长", "赵青禾": "河湾市市长", "翟立民": "青河高新区管委会主任"}
