"""A question is answered though it says otherwise what the documents say: offices, indicators, talk, other regions."""

from __future__ import annotations

import pytest

from answers.abbreviations import names_of_bodies, shorter_names
from answers.answerer import Answerer
from answers.lexicon import Lexicon, built_in, parse_synonyms
from answers.types import Answer
from tests.answers.conftest import Over, refused, short

_OFFICES = """# 职业培训通报

县人力资源和社会保障局全年组织培训4200人次。县市场监督管理局抽检食品860批次。区纪律检查委员会立案88件。
县科学技术协会举办讲座65场。市住房公积金管理中心归集资金18.6亿元。县机关事务管理局压减车辆21辆。
"""
_SHORT_OFFICES = """# 季度工作

市住建局改造老旧小区37个。市发改委审批项目112个。区纪委查处问题46起。市教体局新增学位3600个。公积金中心放款3亿元。
"""
_INDICATORS = """# 统计公报

全年地区生产总值412.6亿元。社会消费品零售总额153.2亿元。居民消费价格指数上涨0.4%。研究与试验发展经费支出9.8亿元。
"""
_SHORT_INDICATORS = """# 运行分析

一季度GDP为98亿元。社零总额40.2亿元。规上企业321家。固投完成27亿元。R&D投入强度2.9%。
"""
_EVERYDAY = """# 村级简报

东岗村出资32万元修建文化广场。该村登记犬只214只。救助站救助未成年人13名。本月发生交通事故14起。农机购置480台。
"""
_MAINLAND = """# 采购通报

全市软件采购金额1.3亿元。信息系统42个。网络覆盖率99%。出租车3400辆。地铁客运量每日120万人次。
"""
_TAIWAN = """# 採購通報

本年度軟體採購支出2,450萬元。資訊安全演練8次。計程車1200輛。
"""
_SPELLED = "# 账务公告\n\n单位账户余额为52万元。其他支出8万元。合作社社员412名。\n"


def _ask(over: Over, text: str, question: str) -> Answer:
    reply = over(text=text).reply(question)
    assert isinstance(reply, Answer), reply
    return reply


@pytest.mark.parametrize(
    ("text", "question", "answer"),
    [
        (_OFFICES, "人社局组织了多少人次培训?", "4200人次"),
        (_OFFICES, "县市监局抽检了多少批次食品?", "860批次"),
        (_OFFICES, "区纪委立案多少件?", "88件"),
        (_OFFICES, "县科协办了多少场讲座?", "65场"),
        (_OFFICES, "市公积金中心归集了多少资金?", "18.6亿元"),
        (_OFFICES, "机关事务局压减了多少车辆?", "21辆"),  # by the rule, in no list with this ending
        (_SHORT_OFFICES, "住房和城乡建设局改造了多少个老旧小区?", "37个"),
        (_SHORT_OFFICES, "市发展和改革委员会审批了几个项目?", "112个"),
        (_SHORT_OFFICES, "区纪律检查委员会查处了多少起问题?", "46起"),
        (_SHORT_OFFICES, "教育和体育局新增了多少学位?", "3600个"),
        (_SHORT_OFFICES, "住房公积金管理中心放款多少?", "3亿元"),
        (_INDICATORS, "GDP是多少?", "412.6亿元"),
        (_INDICATORS, "社零是多少?", "153.2亿元"),
        (_INDICATORS, "CPI涨了多少?", "0.4%"),
        (_INDICATORS, "研发经费支出多少?", "9.8亿元"),
        (_INDICATORS, "R&D经费是多少?", "9.8亿元"),
        (_SHORT_INDICATORS, "地区生产总值是多少?", "98亿元"),
        (_SHORT_INDICATORS, "社会消费品零售总额是多少?", "40.2亿元"),
        (_SHORT_INDICATORS, "规模以上企业有多少家?", "321家"),
        (_SHORT_INDICATORS, "固定资产投资完成多少?", "27亿元"),
        (_SHORT_INDICATORS, "研发投入强度是多少?", "2.9%"),
        (_EVERYDAY, "东岗村修文化广场掏了多少钱?", "32万元"),
        (_EVERYDAY, "登记了多少只狗?", "214只"),
        (_EVERYDAY, "救助了多少孩子?", "13名"),
        (_EVERYDAY, "出了多少起车祸?", "14起"),
        (_EVERYDAY, "买了多少台农机?", "480台"),
        (_MAINLAND, "軟體採購金額是多少?", "1.3亿元"),
        (_MAINLAND, "資訊系統有幾個?", "42个"),
        (_MAINLAND, "網路覆蓋率是多少?", "99%"),
        (_MAINLAND, "計程車有多少輛?", "3400辆"),
        (_MAINLAND, "捷運客運量每日多少?", "120万人次"),
        (_TAIWAN, "软件采购支出是多少?", "2,450萬元"),
        (_TAIWAN, "信息安全演练几次?", "8次"),
        (_TAIWAN, "出租车有多少辆?", "1200輛"),
        (_SPELLED, "帐户余额是多少?", "52万元"),
        (_SPELLED, "其它支出是多少?", "8万元"),
        (_SPELLED, "合做社社员有多少?", "412名"),
    ],
)
def test_what_the_documents_say_otherwise_is_found(over: Over, text: str, question: str, answer: str):
    reply = _ask(over, text, question)

    assert answer in (short(reply) or ""), short(reply)
    assert reply.question.understood == question  # no slip, so no note
    assert not {"人社局", "狗", "车祸", "帐户", "gdp"} & set(reply.unmatched)


def test_a_word_that_a_document_says_is_taken_at_its_word(over: Over):
    reply = over(text="# 通报\n\n登记犬只214只。\n\n流浪的狗收容30条。\n").reply("收容的狗有多少条?")

    assert short(reply) == "30条"


def test_an_office_of_another_place_is_not_taken_for_the_one_asked_for(over: Over):
    refused(over(text=_OFFICES).reply("滨海县人社局组织了多少人次培训?"))


def test_a_name_in_quotation_marks_is_left_as_it_is(over: Over):
    answerer = over(text=_EVERYDAY)
    asked = answerer.understand("《狗》登记了多少?")

    assert "犬" not in answerer.wording.of(asked)


def test_an_abbreviation_is_found_by_rule_where_no_list_has_it(over: Over):
    text = "# 简报\n\n市综合交通运输事业发展中心新开线路5条。市数据资源管理局上线应用16个。\n"

    assert short(over(text=text).reply("交通运输中心新开了几条线路?")) == "5条"


def test_a_deputy_is_no_longer_form_of_the_head(over: Over):
    refused(over(text="# 简报\n\n云溪新区招商局副局长孙立介绍了进展。\n").reply("云溪新区招商局局长是谁?"))


def test_names_of_bodies_end_where_a_word_ends():
    assert [span.of("县人社局抽检") for span in names_of_bodies("县人社局抽检")] == ["县人社局", "人社局"]
    assert list(names_of_bodies("招商局长")) == []


def test_a_shorter_name_leaves_out_what_may_be_left_unsaid():
    assert "公积金中心" in shorter_names("住房公积金管理中心")
    assert shorter_names("文化宫") == ()


def test_offices_are_made_of_stems_and_endings():
    assert "人力资源和社会保障局" in built_in().others("人社局")
    assert "农业农村厅" in built_in().others("农业厅")


def test_what_users_teach_is_joined_to_what_comes_along():
    taught = built_in().with_more(Lexicon(parse_synonyms(["火炬中心 高企中心"])))

    assert taught.others("火炬中心") == ("高企中心",)
    assert taught.everyday["掏钱"] == built_in().everyday["掏钱"]


def test_what_users_teach_reaches_the_search(over: Over):
    answerer: Answerer = over(text="# 简报\n\n火炬中心认定企业23家。\n")

    answerer.teach(built_in().with_more(Lexicon(parse_synonyms(["火炬中心 高企办"]))))
    reply = answerer.reply("高企办认定了多少家企业?")
    answerer.teach(built_in())

    assert short(reply) == "23家"


_INSURANCE = """# 关于保障一线医务人员的若干措施

为一线医务人员办理一份保险额度不低于50万元的人身意外保险。税务部门为企业发放了1000份专用发票和3800份普通发票。
"""


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("意外险的保额至少多少?", "50万元"),
        ("发放了多少份专票?", "1000份"),
        ("发放了多少份普票?", "3800份"),
    ],
)
def test_two_words_that_are_abbreviated_by_their_first_characters_are_spelled_out(
    over: Over, question: str, answer: str
):
    assert answer in (short(over(text=_INSURANCE).reply(question)) or "")


def test_no_verb_is_the_first_half_of_an_abbreviation(over: Over):
    understood = over(text="# 通告\n\n患者进入门诊大厅需登记,特种车辆进出小区不需登记。\n").understand(
        "进门要登记吗?"
    )

    assert "进入门诊" not in understood.text


def test_the_office_of_a_body_is_no_other_body_of_it(over: Over):
    """市委办 is 市委办公室: neither 市委党校办公室 nor 市委改革办, whose characters it has."""
    answerer = over(a="# 遴选通告\n\n白河市委党校办公室招考4人。白河市委改革办招考2人。\n")
    assert "白河市委办招考" in answerer.read("白河市委办招考几个人?")[1].text
