"""Who of each of several bodies spoke, where a question names the bodies by short names."""

from __future__ import annotations

import pytest

from answers.answerer import Answerer
from tests.answers.conftest import Over, table_of

_BRIEFS = {
    "baishi": "# 白石高新区:主动作为\n\n“订单排到了五月。”位于白石高新区的白石启明微电子科技有限公司总经理王强信心满满。\n\n"
    "“多亏贴心服务。”看着忙碌的车间,白石星海合成材料有限公司董事长、总经理庞琳非常高兴。\n\n“分餐吃。”恒和机械负责人谢定说。\n",
    "qinghe": "# 青河高新区:有序复工\n\n“三级防控。”青河景安重工制造部经理陈小青戴着口罩检查。他告诉记者,国外订单已交付。\n\n"
    "青河远东药业副总经理周平说,产能已恢复。\n\n青河山海药业总经理吴立没有说话。\n",
}  # fmt: skip


@pytest.fixture(scope="module")
def briefs(over: Over) -> Answerer:
    return over(**_BRIEFS)


@pytest.mark.parametrize(
    "question",
    [
        "启明微电子、星海材料、恒和机械、远东药业,这几家公司出来说话的负责人是谁",
        "启明微电子、星海材料、恒和机械和远东药业四家企业分别是谁在说话?",
        "接受采访的是谁:启明微电子、星海材料、恒和机械、远东药业",
        "启明微电子、星海材料、恒和机械、远东药业各是哪位负责人介绍的",
    ],
)
def test_each_firm_has_whoever_spoke_for_it(briefs: Answerer, question: str):
    assert table_of(briefs.reply(question)) == {
        "启明微电子": "总经理王强",
        "星海材料": "董事长、总经理庞琳",
        "恒和机械": "谢定",
        "远东药业": "副总经理周平",
    }


def test_the_head_of_an_office_within_is_not_whoever_leads_the_firm(briefs: Answerer):
    rows = table_of(briefs.reply("启明微电子、景安重工,这两家公司说话的负责人分别是谁"))

    assert rows == {"启明微电子": "总经理王强", "景安重工": None}


def test_whoever_said_nothing_is_not_given(briefs: Answerer):
    rows = table_of(briefs.reply("远东药业和山海药业两家企业分别是谁在说话?"))

    assert rows["山海药业"] is None


@pytest.mark.parametrize(
    "question",
    [
        "云溪那场发布会,监督所、房管局、水务局是谁出来讲的?",
        "云溪发布会上,监督所、房管局、水务局分别是谁介绍的?",
    ],
)
def test_the_occasion_is_no_part_of_a_body_and_says_which_article(over: Over, question: str):
    pile = over(
        yunxi="# 云溪市防汛进展\n\n在昨天召开的云溪市防汛发布会上,市卫生健康委发言人郑锦介绍了进展。\n\n市卫生监督所所长卢伟介绍,已开展25轮指导。\n\n"
        "市房管局副局长张立介绍,小区已巡查。\n",
        baishi="# 白石市防汛进展\n\n白石市水务局局长徐志介绍,已出动200人次。白石市房管局局长周平介绍,已巡查小区。\n",
    )

    rows = table_of(pile.reply(question))

    assert [value and value[-2:] for value in rows.values()] == ["卢伟", "张立", None]
