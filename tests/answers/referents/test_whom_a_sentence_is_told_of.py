"""A sentence that speaks of 公司, 他们 or 该项目 is told of whom its article named last: made-up firms, projects and people."""

from __future__ import annotations

import pytest

from answers.answerer import Answerer
from answers.evidence import Evidence
from answers.types import Answer
from tests.answers.conftest import Ask, Over, refused, short

_VISIT = """走进复工一线

2月19日上午,记者来到恒岳重工机械有限公司厂区门口,员工们依次进厂。公司负责人介绍说,我们是首批复工的企业之一。

恒岳重工是一家生产钻机的企业,产品远销海外。

“订单都排满了,公司很快复了工。”恒岳重工制造部经理陈小川戴着口罩说。

上午10时,记者来到生产区。几名工人背着器械在忙着消毒。他们说,复工期间有严格规定,所有公司员工必须佩戴口罩,每天早、中、晚3次测量体温。

中午12时,记者来到远川药业有限公司。“食堂实行分餐制。”远川药业负责人谢长林说。疫情发生以来,该公司及时调整了生产计划。企业共有260名员工,日产药片40万片。
"""
_PROJECTS = """云溪高新区招商再传捷报

2月21日,星澜新材料衬底制造项目在云溪高新区签约。

该项目计划用地50亩,主要从事衬底的研发和生产。项目全部建成投产后,年销售额可达30亿元。

3月2日,凌波光电模组项目开工,计划用地80亩。
"""
_PARK = """临江高新区招商

## 落户项目

2月21日,临江先锋新型功能材料产业园落户临江高新区,总投资150亿元。

预计该园5年利税可达50亿元;计划培养人才800名以上。

同期签约的青屿芯片项目是先锋产业园的首个项目。

## 新签项目

青禾电池模组项目,投资3亿元。

## 云澜电子

云澜电子是国内领先的服务商。该项目年产液晶模组90万片。
"""
_PEOPLE = """医疗队出征

在云溪市第一医院的队伍里,周敏行是最年长的医生。

17年前,她曾参加抗击疫情的战役。她的电脑里存了120份病例。

护士何晓梅也报了名。
"""


@pytest.fixture
def answerer(over: Over) -> Answerer:
    return over(visit=_VISIT, projects=_PROJECTS, park=_PARK, people=_PEOPLE)


@pytest.fixture
def ask(answerer: Answerer) -> Ask:
    return answerer.reply


def _evidence(answerer: Answerer, question: str, said: str) -> Evidence:
    """Return the evidence of the sentence that says something."""
    gathered = answerer.finder.gather(answerer.understand(question), answerer.matcher)
    return next(one.evidence for one in gathered.weighed if said in one.sentence.text)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("恒岳重工的员工每天测几次体温?", "3次"),
        ("恒岳重工每天给员工测量几次体温?", "3次"),
        ("远川药业有多少名员工?", "260名"),
        ("远川药业每天生产多少药片?", "40万片"),
        ("星澜新材料衬底制造项目建成后年销售额多少?", "30亿元"),
        ("星澜新材料项目计划用地多少?", "50亩"),
        ("凌波光电模组项目计划用地多少?", "80亩"),
        ("先锋产业园打算培养多少人才?", "800名以上"),  # its name without what stands in the middle
        (
            "云澜电子项目年产多少液晶模组?",
            "90万片",
        ),  # its owner's name, and another project in the section before
    ],
)
def test_a_name_further_back_is_whom_a_sentence_is_told_of(ask: Ask, question: str, answer: str) -> None:
    reply = ask(question)

    assert isinstance(reply, Answer)
    assert short(reply) == answer


@pytest.mark.parametrize(
    "question",
    [
        "远川药业的员工每天测几次体温?",
        "恒岳重工有多少名员工?",
        "恒岳重工每天生产多少药片?",
        "凌波光电模组项目建成后年销售额多少?",
    ],
)
def test_what_is_told_of_another_body_answers_nothing(ask: Ask, question: str) -> None:
    assert refused(ask(question))


@pytest.mark.parametrize(
    ("question", "said", "level"),
    [
        ("恒岳重工的员工每天测几次体温?", "3次测量", 0.8),  # 他们, two sentences and a passage after its name
        ("恒岳重工机械的员工每天测几次体温?", "3次测量", 0.8),  # its name in full
        ("远川药业有多少名员工?", "260名", 0.8),
        ("远川药业的员工每天测几次体温?", "3次测量", 0.0),  # named after it
        ("恒岳重工有多少名员工?", "260名", 0.0),  # another was named between
    ],
)
def test_the_name_of_whom_a_sentence_is_told_of_has_a_level(
    answerer: Answerer, question: str, said: str, level: float
) -> None:
    evidence = _evidence(answerer, question, said)

    assert evidence.levels[0] == level
    assert evidence.is_of_another is (level == 0.0)


def test_a_sentence_that_names_a_body_itself_is_told_of_that(answerer: Answerer) -> None:
    evidence = _evidence(answerer, "恒岳重工产品销往哪里?", "产品远销")

    assert evidence.levels[0] == 1.0
    assert not evidence.is_of_another


def test_a_pronoun_is_the_person_named_last(ask: Ask) -> None:
    reply = ask("周敏行的电脑里存了多少份病例?")

    assert isinstance(reply, Answer)
    assert short(reply) == "120份"


def test_a_pronoun_is_nobody_named_after_it(ask: Ask) -> None:
    assert refused(ask("何晓梅的电脑里存了多少份病例?"))
