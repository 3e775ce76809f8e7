"""How far something is put off is told by a length of time, or else by the day until which it is."""

from __future__ import annotations

import pytest

from answers.answerer import Answerer
from tests.answers.conftest import Over, rows_of, values_of

_NOTICE = {
    "notice": "# 白石市关于支持企业的通知\n\n受影响的企业可申请缓缴失业保险费\uff0c缓缴期限不超过6个月\u3002\n\n"
    "小微企业的房租可缓交至9月底\uff0c缓交期间不计滞纳金\u3002\n\n"
    "经批准的\uff0c护理费可延期缴纳\uff0c最长不超过3个月\uff1b对困难老人\uff0c今年二季度的取暖费可延长至9月15日\u3002\n",
}  # fmt: skip


@pytest.fixture(scope="module")
def notice(over: Over) -> Answerer:
    return over(**_NOTICE)


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("失业保险费、小微企业房租各能缓到什么时候或多长", ["不超过6个月", "9月底"]),
        (
            "企业缓交的政策对比一下\uff1a失业保险费、小微企业房租\uff0c各能缓到何时或多久",
            ["不超过6个月", "9月底"],
        ),
    ],
)
def test_each_is_told_by_its_length_or_its_day(notice: Answerer, question: str, values: list[str]):
    assert values_of(notice.reply(question)) == values


def test_a_length_is_not_told_by_the_day_of_another(notice: Answerer):
    rows = dict(rows_of(notice.reply("失业保险费、水电费各能缓到多久")))

    assert [value for name, value in rows.items() if "水电" in name] in ([None], [])


def test_a_thing_named_twice_is_asked_of_once(notice: Answerer):
    assert set(values_of(notice.reply("失业保险费、失业保险费、小微企业房租各能缓到多久"))) == {
        "不超过6个月",
        "9月底",
    }
