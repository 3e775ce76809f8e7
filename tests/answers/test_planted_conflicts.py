"""Twenty conflicts planted into pairs of papers, of every kind, and twenty pairs that only look like ones."""

from __future__ import annotations

from answers import templates
from answers.types import Answer
from tests.answers.conftest import Over

_PAPER = "---\ntitle: {title}\n{date}---\n\n# {title}\n\n{text}\n"

# What one paper says, what the other does, what is asked, and why they differ.
_CONFLICTS = [
    # for no reason that the papers give
    (
        "松湖区共有社区服务站36个。",
        "松湖区共有社区服务站39个。",
        "松湖区有多少个社区服务站?",
        templates.UNEXPLAINED,
    ),
    (
        "松湖区共抽调干部320名下沉一线。",
        "松湖区共抽调干部350名下沉一线。",
        "松湖区抽调了多少名干部?",
        templates.UNEXPLAINED,
    ),
    (
        "松湖区绿地面积达1200公顷。",
        "松湖区绿地面积达1500公顷。",
        "松湖区绿地面积是多少?",
        templates.UNEXPLAINED,
    ),
    (
        "松湖区企业复工率达91.9%。",
        "松湖区企业复工率达95.2%。",
        "松湖区企业复工率是多少?",
        templates.UNEXPLAINED,
    ),
    (
        "松湖区已建成充电桩4200个。",
        "松湖区已建成充电桩4500个。",
        "松湖区建成了多少个充电桩?",
        templates.UNEXPLAINED,
    ),
    # another period
    (
        "2024年,松湖区外贸总额86亿元。",
        "2023年,松湖区外贸总额79亿元。",
        "松湖区外贸总额是多少?",
        templates.OTHER_PERIOD,
    ),
    (
        "2025年,松湖区接待游客310万人次。",
        "2024年,松湖区接待游客280万人次。",
        "松湖区接待游客多少人次?",
        templates.OTHER_PERIOD,
    ),
    (
        "2025年,松湖区粮食产量5.2万吨。",
        "2022年,松湖区粮食产量4.8万吨。",
        "松湖区粮食产量是多少?",
        templates.OTHER_PERIOD,
    ),
    # a plan and what came of it
    (
        "2025年,松湖区新建公园8个。",
        "2025年,松湖区计划新建公园10个。",
        "松湖区2025年新建公园多少个?",
        templates.PLAN_AND_RESULT,
    ),
    (
        "2025年,松湖区新增就业1.2万人。",
        "2025年,松湖区力争新增就业1.5万人。",
        "松湖区2025年新增就业多少人?",
        templates.PLAN_AND_RESULT,
    ),
    (
        "2025年,松湖区固定资产投资达62亿元。",
        "2025年,松湖区固定资产投资目标为70亿元。",
        "松湖区2025年固定资产投资是多少?",
        templates.PLAN_AND_RESULT,
    ),
    # another scope
    (
        "松湖区规模以上企业用电量3亿度。",
        "松湖区企业用电量5亿度。",
        "松湖区企业用电量是多少?",
        templates.OTHER_SCOPE,
    ),
    (
        "松湖区企业利润18亿元。",
        "松湖区规模以上企业利润12亿元。",
        "松湖区企业利润是多少?",
        templates.OTHER_SCOPE,
    ),
    (
        "松湖区规上工业企业复工率100%。",
        "松湖区企业复工率91.9%。",
        "松湖区企业复工率是多少?",
        templates.OTHER_SCOPE,
    ),
    # the same said roughly
    ("松湖区登记车辆98600辆。", "松湖区登记车辆约10万辆。", "松湖区登记车辆多少辆?", templates.ROUNDED),
    ("松湖区常住人口50.3万人。", "松湖区常住人口约50万人。", "松湖区常住人口是多少?", templates.ROUNDED),
    ("松湖区口罩库存19.8万只。", "松湖区口罩库存近20万只。", "松湖区口罩库存多少只?", templates.ROUNDED),
]
# As before, but each with its paper's day.
_VERSIONS = [
    ("松湖区累计排查车辆3.2万辆。", "松湖区累计已经排查车辆5.6万辆。", "松湖区累计排查车辆多少辆?"),
    (
        "松湖区已办理知识产权业务1800件。",
        "松湖区目前办理知识产权业务2300件。",
        "松湖区办理知识产权业务多少件?",
    ),
    ("松湖区累计兑现资金2.1亿元。", "松湖区已经累计兑现资金3.7亿元。", "松湖区累计兑现资金多少?"),
]
# What is of another thing, or the same in other words.
_NONE = [
    ("松湖区体育场馆共12座。", "松湖区文化场馆共15座。", "松湖区有多少座体育场馆?"),
    ("松湖区登记车辆98600辆。", "松湖区登记车辆9.86万辆。", "松湖区登记车辆多少辆?"),
    ("2024年,松湖区外贸总额86亿元。", "2023年,松湖区外贸总额79亿元。", "2024年松湖区外贸总额是多少?"),
    ("松湖区人均收入4万元。", "松湖区收入90亿元。", "松湖区人均收入是多少?"),
    ("松湖区粮食产量12吨。", "白石县粮食产量15吨。", "松湖区粮食产量是多少?"),
    ("松湖区外贸总额增长5.2%。", "松湖区外贸总额86亿元。", "松湖区外贸总额增长多少?"),
    ("松湖区新增就业1.2万人。", "松湖区累计就业35万人。", "松湖区新增就业多少人?"),
    ("松湖区签约项目6个。", "松湖区开工项目9个。", "松湖区签约项目多少个?"),
    ("松湖区签约项目总投资72.3亿元。", "松湖区开工项目总投资80.7亿元。", "松湖区签约项目总投资是多少?"),
    ("松湖区进口额20亿元。", "松湖区进出口额86亿元。", "松湖区进口额是多少?"),
    ("松湖区企业复工率91.9%。", "松湖区员工返岗率90%。", "松湖区企业复工率是多少?"),
    ("松湖区城镇居民人均可支配收入5.2万元。", "松湖区农村居民人均可支配收入3.1万元。", "松湖区城镇居民人均可支配收入是多少?"),
    ("松湖区第二产业增加值120亿元。", "松湖区第三产业增加值180亿元。", "松湖区第二产业增加值是多少?"),
    ("松湖区高新技术企业210家。", "松湖区科技型中小企业460家。", "松湖区高新技术企业多少家?"),
    ("松湖区隔离观察188人。", "松湖区解除隔离142人。", "松湖区隔离观察多少人?"),
    ("松湖区减免房租1711万元。", "松湖区减免房租0.1711亿元。", "松湖区减免房租多少?"),
    ("松湖区常住人口50.3万人。", "松湖区户籍人口42.1万人。", "松湖区常住人口是多少?"),
    ("松湖区小学在校生2.6万人。", "松湖区初中在校生1.4万人。", "松湖区小学在校生多少人?"),
    ("松湖区复工企业240家。", "澄江区复工企业310家。", "松湖区复工企业多少家?"),
    ("松湖区床位2771张。", "松湖区宾馆18家。", "松湖区床位多少张?"),
]  # fmt: skip
_MOST_MISSED, _MOST_FALSE = 2, 1  # of twenty: 90 % are to be found, 5 % may be false


def _why(over: Over, one: str, other: str, question: str, days: tuple[str, str] = ("", "")) -> str | None:
    """Return why the reply to a question says that two papers differ; None where it does not say that they do."""
    dates = [f"date: {day}\n" if day else "" for day in days]
    reply = over(
        one=_PAPER.format(title="松湖区工作简报", date=dates[0], text=one),
        other=_PAPER.format(title="松湖区情况通报", date=dates[1], text=other),
    ).reply(question)
    assert isinstance(reply, Answer), question
    return reply.conflicts[0].why if reply.conflicts else None


def test_nine_of_ten_planted_conflicts_are_told_with_their_kind(over: Over):
    found = [(question, why, _why(over, one, other, question)) for one, other, question, why in _CONFLICTS]
    days = ("2025-03-01", "2025-06-01")
    told = [(question, _why(over, one, other, question, days)) for one, other, question in _VERSIONS]

    missed = [(question, said) for question, why, said in found if why not in (said or "")]
    missed += [(question, said) for question, said in told if said is None]

    assert len(found) + len(told) == 20
    assert len(missed) <= _MOST_MISSED, missed


def test_of_twenty_pairs_that_only_look_like_conflicts_one_at_most_is_told(over: Over):
    told = [(question, why) for one, other, question in _NONE if (why := _why(over, one, other, question))]

    assert len(_NONE) == 20
    assert len(told) <= _MOST_FALSE, told
