"""How something was, how it is and by how much it changed are told apart where one statement tells all three."""

from __future__ import annotations

import pytest

from answers.answerer import Answerer
from answers.types import Answer, Compound, Reply
from tests.answers.conftest import Over

_TEXTS = {
    "baishi": "# 白石市公积金中心关于阶段性支持政策的通知\n\n对支付房租压力较大的职工\uff0c可在原800元/月·户标准基础上提高25%\uff0c即按1000元/月·户标准提取。\n\n"
    "失业保险稳岗返还比例由50%提高至60%\uff0c降低用工成本5%。\n",
    "qinghe": "# 青河区民生保障\n\n去年\uff0c全区最低工资标准每月提高120元\u3002\n\n农村居民基本医保补助标准提高到680元\uff0c失业保险金标准提高到900元\u3002\n",
    "yunxi": "# 云溪县水价调整\n\n居民用水第一级水价由每立方米2.8元调整为3.1元\uff0c上调10.7%\uff1b污水处理费由每立方米0.8元调整为1元。\n\n"
    "县医院床位由原来的320张增加到450张。\n",
}  # fmt: skip


@pytest.fixture(scope="module")
def notices(over: Over) -> Answerer:
    return over(**_TEXTS)


def _rows(reply: Reply) -> list[tuple[str, str | None]]:
    parts = reply.parts if isinstance(reply, Compound) else (reply,)
    return [(row.name, row.value) for part in parts if isinstance(part, Answer) for row in part.table]


@pytest.mark.parametrize(
    ("question", "values"),
    [
        (
            "白石租房提取标准以前是多少\uff0c现在是多少\uff0c提高了百分之几",
            ["800元/月·户", "1000元/月·户", "25%"],
        ),
        ("云溪居民用水第一级水价原来多少钱\uff0c现在多少钱\uff0c涨了百分之几", ["2.8元", "3.1元", "10.7%"]),
        ("云溪县医院床位原来几张\uff0c现在几张", ["320张", "450张"]),
    ],
)
def test_each_part_has_its_own_value_of_one_change(notices: Answerer, question: str, values: list[str]):
    assert [value for _, value in _rows(notices.reply(question))] == values


def test_by_how_much_something_changed_has_a_name_of_its_own(notices: Answerer):
    rows = dict(_rows(notices.reply("白石租房提取标准以前是多少\uff0c现在是多少\uff0c提了几成")))

    assert rows["变化幅度"] == "25%"


@pytest.mark.parametrize(
    "question",
    [
        "稳岗返还比例之前多少\uff0c现在多少\uff0c提高了多少",
        "云溪污水处理费原来多少钱\uff0c现在多少钱\uff0c涨了百分之几",
    ],
)
def test_by_how_much_is_not_told_of_another_thing(notices: Answerer, question: str):
    values = [value for _, value in _rows(notices.reply(question))]

    assert len(values) == 2
    assert not {"25%", "10.7%"} & set(values)


def test_what_else_is_asked_of_now_is_no_part_of_the_change(notices: Answerer):
    reply = notices.reply("云溪县医院原来多少张床位\uff0c现在多少医生")

    assert "450张" not in [value for _, value in _rows(reply)]


@pytest.mark.parametrize(
    "question", ["青河区最低工资标准、医保补助标准各提了多少钱", "青河区最低工资、失业保险金各提高多少元"]
)
def test_how_far_something_was_raised_is_not_to_what_it_was(notices: Answerer, question: str):
    assert [value for _, value in _rows(notices.reply(question))] == ["120元", None]


def test_to_what_something_was_raised_is_told_where_that_is_asked(notices: Answerer):
    rows = _rows(notices.reply("青河区医保补助标准、失业保险金标准各提高到多少"))

    assert [value for _, value in rows] == ["680元", "900元"]
