"""Never one zone's figure for another: two made-up zones with like indicators, one of them lacking each time."""

from __future__ import annotations

import pytest

from answers.types import Answer
from retrieval.normalise import normalise
from tests.answers.conftest import Ask, Over, refused, short

_DONGLING = """---
title: 东陵高新区:复工与招商
date: 2021-03
---
东陵高新区企业复工率为88%,员工到岗率为75%。区内规上工业企业320家。

3月5日,东陵高新区集中签约项目4个,总投资12亿元。光谷激光项目总投资5亿元,年产值可达9亿元。海川药业项目总投资3亿元。

东陵高新区向企业发放口罩8万只,减免房租1200万元。全区还开通通勤专线15条。

东陵高新区管委会主任是周文斌。海川药业有限公司成立于2016年,员工260人。
"""
_XILING = """---
title: 西岭经开区:一季度经济
date: 2021-04
---
西岭经开区企业复工率为93.5%。一季度规上工业产值为210亿元,增长8.6%。

4月2日,西岭经开区集中开工项目7个,总投资30亿元。西岭经开区抽调机关干部90名下沉社区。

西岭经开区党工委书记是马明远,管委会副主任是何晓梅。第一批补贴6月底前发放。
"""
_JINSHAN = """金山街道和银河街道

金山街道党工委书记是段立新。金山街道有居民3200户。

银河街道有商户410家。银河街道开通热线2条。
"""


@pytest.fixture
def zones(over: Over) -> Ask:
    return over(dongling=_DONGLING, xiling=_XILING, jinshan=_JINSHAN).reply


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("东陵高新区企业复工率是多少?", "88%"),
        ("西岭经开区企业复工率是多少?", "93.5%"),
        ("东陵的复工率", "88%"),
        ("西岭复工率是多少", "93.5%"),
        ("東陵高新區企業復工率是多少?", "88%"),
        ("东陵高新区返岗率是多少?", "75%"),
        ("东陵高新区签约了几个项目?", "4个"),
        ("西岭经开区开工了几个项目?", "7个"),
        ("东陵高新区签约项目总投资多少?", "12亿元"),
        ("西岭经开区开工项目总投资多少?", "30亿元"),
        ("光谷激光项目总投资多少?", "5亿元"),
        ("海川药业项目总投资多少?", "3亿元"),
        ("光谷激光项目年产值多少?", "9亿元"),
        ("东陵高新区全区开通了几条通勤专线?", "15条"),
        ("东陵减免了多少房租?", "1200万元"),
        ("东陵高新区规模以上工业企业有多少家?", "320家"),
        ("西岭经开区一季度规上工业产值增长多少?", "8.6%"),
        ("西岭经开区抽调了多少名机关干部?", "90名"),
        ("海川药业有多少员工?", "260人"),
        ("海川药业哪年成立?", "2016年"),
        ("金山街道有多少户居民?", "3200户"),
        ("银河街道有多少家商户?", "410家"),
        ("东陵高新区管委会主任是谁?", "周文斌"),
        ("西岭经开区管委会副主任是谁?", "何晓梅"),
    ],
)
def test_each_zone_is_given_its_own(zones: Ask, question: str, answer: str):
    assert short(zones(question)) == answer


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("西岭经开区员工到岗率是多少?", "西岭|到岗率"),  # the other zone's indicator
        ("西岭经开区发放了多少只口罩?", "西岭|口罩"),
        ("西岭经开区减免了多少房租?", "西岭|房租"),
        ("西岭经开区签约了几个项目?", ""),  # it only began building
        ("东陵高新区开工了几个项目?", ""),
        ("东陵高新区一季度规上工业产值是多少?", "东陵|产值"),
        ("东陵高新区抽调了多少名机关干部?", "东陵|干部"),
        ("南陵高新区企业复工率是多少?", "南陵"),  # no such zone
        ("北岭经开区管委会副主任是谁?", "北岭"),
        ("东陵经开区企业复工率是多少?", ""),  # neither name
        ("西岭经开区管委会主任是谁?", ""),
        ("东陵高新区党工委书记是谁?", "东陵|书记"),
        ("海川药业项目年产值多少?", ""),
        ("海河药业项目总投资多少?", "海河"),
        ("光谷激光有多少员工?", ""),
        ("光谷激光哪年成立?", ""),
        ("东陵高新区2019年企业复工率是多少?", "2019年"),
        ("3月8日东陵高新区签约了几个项目?", "3月8日"),
        ("西岭经开区二季度规上工业产值是多少?", "二季度"),
        ("西岭经开区第二批补贴什么时候发放?", "第二批"),
        ("银河街道党工委书记是谁?", ""),
        ("银河街道有多少户居民?", ""),
        ("金山街道有多少家商户?", ""),
        ("金山街道开通了几条热线?", ""),
        ("东陵高新区规上服务业企业有多少家?", ""),
        ("西岭经开区进出口总额是多少?", "进出口"),
        ("西岭经开区的用电量是多少?", "用电量"),
    ],
)
def test_what_the_documents_lack_is_refused_and_named(zones: Ask, question: str, missing: str):
    reply = refused(zones(question))

    named = "".join((*reply.unmatched, reply.reason))
    assert any(word in named for word in missing.split("|"))


def test_a_traditional_question_finds_simplified_text_and_the_answer_stays_as_printed(over: Over):
    reply = over(dongling=_DONGLING).reply("光谷激光項目總投資多少?")

    assert isinstance(reply, Answer)
    assert reply.answer == "5亿元"
    assert "总投资" in reply.citations[0].quote.text


def test_a_simplified_question_finds_traditional_text_and_quotes_it_as_printed(ask: Ask):
    reply = ask("滨江开通了几条员工通勤专线?")

    assert isinstance(reply, Answer)
    assert reply.answer == "77條"
    assert "員工通勤專線" in reply.citations[0].quote.text


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("江阴高新区规上企业复工率", "100%"),
        ("江阴员工返岗率", "90%"),
        ("斯菲尔获得了多少贷款?", "400万元"),
        ("滨江区市监局的大数据平台录入了多少家企业?", "14474家"),
        ("昆山市监局高新区分局监管了几家规模企业?", "21家"),
        ("无锡规模以上工业企业返岗率", "80%"),
        ("南通开发区一季度固投增速是多少?", "10.1%"),
    ],
)
def test_synonyms_and_abbreviations_are_understood(ask: Ask, question: str, answer: str):
    assert normalise(short(ask(question)) or "").text == answer


_TIANJIN = """---
title: 天津出台措施稳定用工
---
我市对重点企业每新招一名员工补贴1500元,受理时间从2月9日起。咨询电话为022-12345678。

全市建筑工地实行封闭管理,市住建委主任孙立要求每日消毒两次。
"""
_GUIZHOU = """---
title: 本省下发通知支持春耕
publisher: 贵州日报
region: 贵州省
---
记者从省农业厅获悉,我省备足化肥120万吨。
"""


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("天津市对重点企业每新招一名员工补贴多少?", "1500元"),  # 天津 in the title, 我市 in the text
        ("天津咨询电话是多少?", "022-12345678"),
        ("天津市住建委主任是谁?", "孙立"),
        ("天津的建筑工地每日消毒几次?", "两次"),
        ("贵州省备足了多少化肥?", "120万吨"),  # the province stands in the front matter alone
    ],
)
def test_our_city_is_the_city_of_the_title(over: Over, question: str, answer: str):
    assert short(over(tianjin=_TIANJIN, guizhou=_GUIZHOU).reply(question)) == answer


@pytest.mark.parametrize(
    "question",
    [
        "重庆市对重点企业每新招一名员工补贴多少?",
        "重庆咨询电话是多少?",
        "天津市住建委副主任是谁?",
        "天津备足了多少化肥?",
        "云南省备足了多少化肥?",
    ],
)
def test_our_city_is_no_other_city(over: Over, question: str):
    refused(over(tianjin=_TIANJIN, guizhou=_GUIZHOU).reply(question))


def test_a_sentence_that_compares_with_another_year_is_of_the_year_of_its_paper(over: Over):
    """A bulletin names its year in the title alone, and nearly every sentence says by how much more it was than the year before."""
    answerer = over(
        a="# 白河市2022年国民经济和社会发展统计公报\n\n全年地区生产总值3207.7亿元,比上年增长4.7%。全年粮食总产量42.6万吨。\n"
    )

    def level_of_the_year(asked: str) -> float:
        question = answerer.read(asked)[1]
        best = answerer.finder.find(question, answerer.matcher).weighed[0]
        return next(
            level
            for term, level in zip(question.terms, best.evidence.levels, strict=True)
            if term.text == "2022年"
        )

    assert level_of_the_year("白河2022年地区生产总值是多少") == level_of_the_year(
        "白河2022年粮食总产量是多少"
    )
