"""Of several figures that one is given which is told of the very thing asked about."""

from __future__ import annotations

import pytest

from answers.types import Answer
from retrieval.quantities import find_figures
from tests.answers.conftest import Over, short

_ECONOMY = """# 9月经济运行简报

工业用电量同比增长7.2%,环比下降1.1%。税收收入98亿元,同比增收6.2亿元,增幅为6.8%。
"""
_NETWORKS = """# 通信与文旅月报

完成4G基站改造1860座,新建5G基站920座。12345热线受理诉求8.6万件,12315热线受理投诉1.3万件。全市有4A级景区9家,5A级景区1家。
PM2.5平均浓度为35微克/立方米,PM10平均浓度为62微克/立方米。储备N95口罩3万只。R&D经费投入22.4亿元。
"""
_WEEKLY = """# 走访周报

本周走访企业25家,上周走访企业18家。
"""
_PROJECTS = """# 项目台账

年产值超过1亿元的企业有26家,不足1000万元的企业有140家。北岸泵站于2024/3/15开工,2025/1/20完工。
"""
_FUNDS = """# 白河市通知

设立5亿元专项资金,支持外贸企业等渡过难关。新增中学学位1万个。农民人均收入增加1207元。

在省内创办企业的农民工每人给予5000元补贴。受疫情影响经营困难的企业,可缓缴6个月的失业保险费和工伤保险费。

本通告自2月17日起施行,“平安白河”扫码行动停止时间另行通知。3月2日零时至防控工作结束免收公路通行费。

从1月26日起暂停举办现场招聘会。
"""


@pytest.mark.parametrize(
    ("document", "question", "answer"),
    [
        (_ECONOMY, "工业用电量同比增长多少?", "7.2%"),
        (_ECONOMY, "工业用电量环比下降多少?", "1.1%"),
        (_ECONOMY, "税收收入增加了多少钱?", "6.2亿元"),
        (_ECONOMY, "税收收入增幅是多少?", "6.8%"),
        ("全年新建公园127座,千座公园城市提前建成,累计达到1100座。", "公园累计有多少座?", "1100座"),
        ("开通3条新线、新增运营里程30公里,总里程达909公里。", "运营总里程多少?", "909公里"),
        ("最低工资标准由每月2,280元调整为每月2,490元。", "调整后最低工资标准是多少?", "2,490元"),
        ("申请资金900万元,批复650万元。", "批复了多少资金?", "650万元"),
        ("青山乡面积86平方公里,人口1.2万人。", "青山乡人口多少?", "1.2万人"),
        (_NETWORKS, "4G基站改造数量是多少?", "1860座"),
        (_NETWORKS, "5g基站新建多少座?", "920座"),
        (_NETWORKS, "12345热线受理诉求多少件?", "8.6万件"),
        (_NETWORKS, "12315热线受理投诉多少件?", "1.3万件"),
        (_NETWORKS, "4A级景区有几家?", "9家"),
        (_NETWORKS, "5A级景区有几家?", "1家"),
        (_NETWORKS, "PM10平均浓度是多少?", "62微克/立方米"),
        (_NETWORKS, "n95口罩储备了多少只?", "3万只"),
        (_NETWORKS, "R&D经费投入多少?", "22.4亿元"),
        (_WEEKLY, "本周走访企业多少家?", "25家"),
        (_WEEKLY, "上周走访企业多少家?", "18家"),
        (_PROJECTS, "年产值不足1000万元的企业有多少家?", "140家"),
        (_PROJECTS, "年产值超过1亿元的企业有多少家?", "26家"),
        (_PROJECTS, "北岸泵站哪天完工?", "2025/1/20"),
        (_PROJECTS, "北岸泵站什么时候开工?", "2024/3/15"),
        (_FUNDS, "农民人均收入增加了多少?", "1207元"),
        (_FUNDS, "设立了多少专项资金?", "5亿元"),
        (_FUNDS, "新增多少个中学学位?", "1万个"),
    ],
)
def test_the_figure_is_that_of_the_thing_asked_about(over: Over, document: str, question: str, answer: str):
    assert short(over(case=document).reply(question)) == answer


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("pm2.5浓度35微克", ["35微克"]),
        ("5g基站920座", ["920座"]),
        ("4a级景区9家", ["9家"]),
        ("n95口罩3万只", ["3万只"]),
        ("食盐5g", ["5g"]),
        ("g60高速46公里", ["46公里"]),
        ("hk$80万", ["80万"]),
    ],
)
def test_digits_of_a_name_are_no_figure(text: str, figures: list[str]):
    assert [figure.span.of(text) for figure in find_figures(text)] == figures


@pytest.mark.parametrize(
    "question",
    [
        "那5亿元专项资金里,专门给外贸企业的有多少?",
        "农民人均收入总共多少元?",
        "农民工到省外创办企业,一个人补多少?",
        "困难企业的医疗保险费能缓缴几个月?",
        "“平安白河”扫码几号停止?",
        "公路通行费免收到几号结束?",
        "现场招聘会几月几号重新开?",
    ],
)
def test_what_is_said_of_something_else_is_not_the_answer(over: Over, question: str):
    reply = over(case=_FUNDS).reply(question)

    assert not (isinstance(reply, Answer) and reply.is_sure)
