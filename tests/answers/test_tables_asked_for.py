"""A table is given whole where a question asks for it by what it is called, and no row of it is named."""

from __future__ import annotations

import pytest

from answers.answerer import Answerer
from answers.types import Answer
from tests.answers.conftest import Over

_BULLETIN = """# 青河县2019年国民经济和社会发展统计公报

## 三、工业与建筑业

全年规模以上工业增加值增长8.1%。

主要建材产品产量

| 产品名称 | 计量单位 | 产量 | 较上年±% |
| --- | --- | --- | --- |
| 水泥 | 万吨 | 412 | 3.25 |
| 平板玻璃 | 重量箱 | 90551 | -1.4 |
| 石膏板 | 平方米 | 61877 | 12.08 |

## 四、固定资产投资

全年固定资产投资增长9.6%。
"""

_ROWS = [("水泥", "412", "万吨"), ("平板玻璃", "90551", "重量箱"), ("石膏板", "61877", "平方米")]


@pytest.fixture(scope="module")
def bulletin(over: Over) -> Answerer:
    return over(bulletin=_BULLETIN)


@pytest.mark.parametrize(
    "question",
    [
        "青河2019年主要建材产品产量\uff0c帮我拉个单子",
        "青河县主要建材产品产量表",
        "列出青河县2019年主要建材产品的产量",
        "2019年青河县主要建材产品产量分别是多少\uff1f",
    ],
)
def test_all_rows_have_what_stands_in_the_column_that_is_named(bulletin: Answerer, question: str):
    reply = bulletin.reply(question)

    assert isinstance(reply, Answer)
    assert [(row.name, row.value, row.unit) for row in reply.table] == _ROWS
    assert "石膏板 | 平方米 | 61877" in " ".join(reply.citations[0].quote.text.replace("| ", " | ").split())


def test_a_growth_that_is_asked_for_beside_is_the_column_of_changes(bulletin: Answerer):
    reply = bulletin.reply("青河县主要建材产品产量和增幅都列一下")

    assert isinstance(reply, Answer)
    assert [row.value for row in reply.table] == ["412", "3.25", "90551", "-1.4", "61877", "12.08"]


@pytest.mark.parametrize(
    "question",
    [
        "青河县2018年主要建材产品产量表",  # of another year
        "白石县主要建材产品产量列一下",  # of another county
        "青河县主要农产品产量列一下",  # of other products
    ],
)
def test_another_table_is_not_given(bulletin: Answerer, question: str):
    reply = bulletin.reply(question)

    assert not (isinstance(reply, Answer) and reply.table)


def test_a_row_that_is_named_is_a_cell_and_no_table(bulletin: Answerer):
    reply = bulletin.reply("青河县主要建材产品中水泥产量是多少\uff1f")

    assert isinstance(reply, Answer)
    assert (reply.answer, reply.table) == ("412", ())
