"""A cell never holds a figure of another sort than is asked for: firms for people, money for projects."""

from __future__ import annotations

import pytest

from answers.answerer import Answerer
from tests.answers.conftest import Over, rows_of, values_of

_BRIEFS = {
    "baishi": "# 白石高新区:战疫\n\n白石高新区设立江山、良安、东恒三个集中隔离点,对卡口来人实行集中隔离,先后隔离188人,已解除142人。\n\n"
    "针对务工人员较多情况,设立7家企业集中隔离点,已累计观察1086人,解除814人。\n\n白石高新区年初就定下目标,签约50亿元项目2个。\n",
    "yunxi": "# 云溪高新区:战疫\n\n1月23日,云溪高新区召开部署会。\n\n1月25日,云溪高新区成立数据专班。\n\n"
    "1月30日,云溪高新区又抽调126名机关人员、41名事业单位党员下沉社区,助力防疫。\n",
    "qinghe": "# 青河经开区:有序复工\n\n青河经开区复工企业120家,返岗员工3万人。\n",
}  # fmt: skip


@pytest.fixture(scope="module")
def briefs(over: Over) -> Answerer:
    return over(**_BRIEFS)


@pytest.mark.parametrize(
    "question",
    [
        "白石高新区企业里的隔离点和卡口那三个集中隔离点,解除隔离的人数分别是多少",
        "白石高新区企业的隔离点和卡口的集中隔离点,解除隔离的人数分别是多少?",
        "白石高新区企业隔离点、卡口隔离点,解除隔离的人数各是多少",
    ],
)
def test_people_are_asked_of_each_of_those_listed_before(briefs: Answerer, question: str):
    assert values_of(briefs.reply(question)) == ["814人", "142人"]


def test_no_money_is_told_where_projects_are_counted(briefs: Answerer):
    reply = briefs.reply("白石高新区和青河经开区,已签约的和拟签约的项目各有几个")

    assert "50亿元" not in [row.value for row in getattr(reply, "table", ())]


def test_subjects_side_by_side_keep_the_table_of_subjects(briefs: Answerer):
    rows = rows_of(briefs.reply("白石高新区和青河经开区,复工企业分别有多少家?"))

    assert ("青河经开区", "120家") in rows


@pytest.mark.parametrize(
    "question",
    [
        "云溪高新区的时间:开部署会、成立数据专班、抽人下沉社区,分别是哪天",
        "云溪高新区召开部署会、成立数据专班、抽调党员下沉社区各是什么时候?",
    ],
)
def test_where_a_day_is_asked_for_no_cell_holds_people(briefs: Answerer, question: str):
    assert values_of(briefs.reply(question)) == ["1月23日", "1月25日", "1月30日"]
