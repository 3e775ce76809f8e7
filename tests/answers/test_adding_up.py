"""Totals of a source that its own parts do not add up to are told beside the quotation, and nothing else is."""

from __future__ import annotations

import pytest

from answers.facts.sums import misfits
from answers.types import Answer
from tests.answers.conftest import Over


def test_a_total_that_its_parts_do_not_add_up_to_is_told_once_beside_it(over: Over):
    zone = over(zone="# 东陵高新区:集中开工\n\n东陵高新区今年开工48个项目,其中工业18个,服务业31个。\n")

    reply = zone.reply("东陵高新区今年开工多少个项目?")

    assert isinstance(reply, Answer)
    assert [note for note in reply.notes if "不符" in note] == ["注意:[1] 原文中 18 + 31 = 49,与 48 不符。"]


@pytest.mark.parametrize(
    ("text", "sums"),
    [
        ("总人口565012人,其中城镇人口259358人,乡村人口305653人", ["565011"]),
        ("总人口565012人,其中城镇人口259358人,乡村人口305654人", []),
        ("开工48个项目,其中工业18个,服务业28个", []),  # there may be others
        ("开工近48个项目,其中工业18个,服务业31个", []),  # no exact total
        ("进出口总值6713.0亿元,其中,出口值5088.4亿元,进口值1624.7亿元", []),  # rounded
        ("进出口总值6713.0亿元,其中,出口值5088.4亿元,进口值1634.6亿元", ["6723.0"]),
        ("新增企业48家,其中高新企业18家,规上企业31家", []),  # one may be both
        ("粮食总产量308525吨,其中城镇109924吨,比上年减产849吨,农村183961吨", ["293885"]),
        ("利润总额14.9亿元,其中内资增长5.1%,外资增长6.3%", []),
        ("开工48个项目;另有20家企业,其中工业18家,服务业2家", []),
    ],
)
def test_parts_are_added_where_kinds_say_that_they_are_apart(text: str, sums: list[str]):
    assert [one.sum for one in misfits(text)] == sums
