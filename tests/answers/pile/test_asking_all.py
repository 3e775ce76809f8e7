"""All figures of one sort are listed, each under what it is of; who tells none is named."""

from __future__ import annotations

import pytest

from answers.answerer import Answerer
from answers.types import Answer
from tests.answers.conftest import Over, rows_of, short, values_of

_BAISHI = """# 白石高新区复工复产

1月30日,白石高新区抽调126名机关工作人员、41名志愿者下沉社区。白石高新区又抽调100名干部,分成45个小组,下沉企业。

设立东湖、南山两个集中隔离点,先后隔离188人,已解除142人;设立7家企业观察点,累计隔离1086人,已解除814人。

总投资50亿元的青河物联网产业基地项目和总投资30亿元的云溪康养项目落户白石高新区。海川装备产业园总投资150亿元。

白石高新区年初定下目标,2020年固定资产投资超100亿元,到账外资超4亿美元。

白石高新区今年新签约34个项目,总投资320.2亿元,其中外资项目10个,总投资143.2亿元。

白石高新区规模以上企业复工率达95%。
"""
_QINGHE = """# 青河经开区保供稳产

青河经开区5302家工业企业已100%复工,10个物业项目换了管家。
"""
_YUNXI = """# 云溪开发区春耕

云溪开发区备好种子,密切关注企业复工率。
"""
_BEISHAN = """# 北山开发区植树

北山开发区种下12万株树苗。
"""


@pytest.fixture(scope="module")
def pile(over: Over) -> Answerer:
    return over(baishi=_BAISHI, qinghe=_QINGHE, yunxi=_YUNXI, beishan=_BEISHAN)


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("白石高新区抽调了哪几拨人,各多少?", ["126名", "41名", "100名"]),
        ("白石两类隔离分别解除了多少人?", ["142人", "814人"]),
        ("白石高新区各个项目总投资多少?", ["50亿元", "30亿元", "150亿元"]),
        ("哪些项目总投资在50亿元以上?", ["50亿元", "150亿元"]),
        ("总投资超过100亿元的项目有哪些?", ["150亿元"]),
        ("白石高新区今年的目标有哪些数字?", ["超100亿元", "超4亿美元"]),
        ("这几个园区落户的项目,总投资都是多少?", ["50亿元", "30亿元"]),
    ],
)
def test_all_figures_of_the_sort_are_listed_and_no_others(pile: Answerer, question: str, values: list[str]):
    assert values_of(pile.reply(question)) == values


def test_each_is_told_by_what_it_is_of(pile: Answerer):
    names = [name for name, _ in rows_of(pile.reply("白石两类隔离分别解除了多少人?"))]

    assert "集中隔离点" in names[0]
    assert "企业观察点" in names[1]


@pytest.mark.parametrize("question", ["白石高新区抽调了哪几支乐队?", "哪些项目总投资在900亿元以上?"])
def test_what_is_not_told_is_not_listed(pile: Answerer, question: str):
    reply = pile.reply(question)

    assert not (isinstance(reply, Answer) and reply.table)


def test_those_without_a_figure_are_named_where_they_are_asked_for(pile: Answerer):
    reply = pile.reply("哪些开发区和园区没有公布复工率?")

    assert isinstance(reply, Answer)
    assert reply.answer is not None
    assert "北山开发区" in reply.answer
    assert "白石高新区" not in reply.answer


def test_an_article_that_speaks_of_it_without_a_figure_is_cited(pile: Answerer):
    reply = pile.reply("各园区的复工率是多少?")

    assert isinstance(reply, Answer)
    rows = {row.name: row for row in reply.table}
    assert rows["云溪开发区"].value is None
    assert rows["云溪开发区"].n is not None
    assert rows["北山开发区"].n is None
    assert rows["青河经开区"].value == "100%"  # 已100%复工


def test_a_whole_and_a_part_of_it_have_a_row_each(pile: Answerer):
    rows = rows_of(pile.reply("白石高新区今年新签约项目总投资多少,其中外资项目多少?"))

    assert [value for _, value in rows] == ["320.2亿元", "143.2亿元"]
    assert "外资项目" in rows[1][0]


def test_a_count_of_other_things_is_no_count_of_these(pile: Answerer):
    rows = dict(rows_of(pile.reply("白石高新区和青河经开区分别签约了多少项目?")))

    assert rows["白石高新区"] == "34个"
    assert rows["青河经开区"] is None


def test_a_sum_of_several_things_stands_among_them_and_is_no_greatest_one(over: Over):
    pile = over(
        baishi="# 白石高新区集中签约\n\n总投资150亿元的海川装备产业园签约。总投资50亿元的青河物联网产业基地项目签约。\n",
        xiling="# 西岭高新区集中签约\n\n西岭高新区共6个项目签约,总投资172.3亿元;共9个项目开工,总投资80.7亿元。\n",
    )

    reply = pile.reply("这几个高新区签约、开工的项目,总投资都是多少?哪个最大?")

    assert set(rows_of(reply)) == {
        ("海川装备产业园", "150亿元"),
        ("青河物联网产业基地项目", "50亿元"),
        ("西岭高新区(共6个项目签约)", "172.3亿元"),
        ("西岭高新区(共9个项目开工)", "80.7亿元"),
    }
    assert short(reply) == "海川装备产业园"
    assert values_of(pile.reply("各个项目总投资多少?")) == ["150亿元", "50亿元"]


def test_a_demonstration_zone_counts_among_the_high_tech_zones(over: Over):
    pile = over(
        one="# 东陵示范区复工简报\n\n东陵示范区企业复工率为96%。",
        two="# 西岭高新区复工简报\n\n西岭高新区企业复工率为91.9%。",
        three="# 北山开发区复工简报\n\n北山开发区企业复工率为88%。",
    )
    assert dict(rows_of(pile.reply("各高新区的企业复工率是多少?"))) == {
        "东陵示范区": "96%",
        "西岭高新区": "91.9%",
    }
