"""Who spoke, what they said, what happened when, which meetings there were: told by the documents, line by line."""

from __future__ import annotations

import pytest

from answers.answerer import Answerer
from answers.types import Answer, Compound
from tests.answers.conftest import Over, rows_of, short, values_of

_LEFT, _RIGHT = "\u201c", "\u201d"
_BAISHI = f"""# 白石高新区复工复产

2月20日下午,白石高新区召开复工复产推进会。市委常委、白石高新区党工委书记郑海明出席会议并讲话,管委会副主任罗文静主持。

郑海明指出,要把防控抓细。各街道要守好卡口。管委会副主任罗文静要求,各部门要到企业去。

1月25日,白石高新区成立9个工作组。2月5日,又成立复工专班。

白石高新区推出十条措施,截至2月25日兑现资金3.7亿元。

{_LEFT}订单排到了六月。{_RIGHT}海川机械总经理周志强说。

春节后,白石高新区管委会主任何建军多次到企业调研。
"""
_QINGHE = """# 青河经开区保供稳产

青河经开区管委会主任孙丽华介绍,园区已有120家企业开工。

2月20日,青河经开区设立企业服务站,3月1日前全部建成。
"""
_YUNXI = """# 云溪开发区春耕

云溪开发区贯彻落实上级领导重要讲话精神,备好种子。
"""


@pytest.fixture(scope="module")
def zones(over: Over) -> Answerer:
    return over(baishi=_BAISHI, qinghe=_QINGHE, yunxi=_YUNXI)


@pytest.mark.parametrize(
    ("question", "people"),
    [
        ("白石高新区哪位领导讲了话?", ["郑海明", "罗文静"]),
        ("白石高新区谁主持了会议?", ["罗文静"]),
        ("哪些领导讲了话?", ["郑海明", "罗文静", "孙丽华"]),
        ("哪些领导到企业调研?", ["何建军"]),
        ("青河经开区是哪位领导讲的话?", ["孙丽华"]),
    ],
)
def test_those_who_do_what_is_asked_are_named(zones: Answerer, question: str, people: list[str]):
    assert values_of(zones.reply(question)) == people


def test_of_each_subject_those_who_lead_it_are_named(zones: Answerer):
    rows = rows_of(zones.reply("哪些园区有领导讲话或者提了要求?分别是谁?"))

    assert rows[0] == ("白石高新区", "郑海明")
    assert rows[-1] == ("青河经开区", "孙丽华")
    assert {name for name, _ in rows} == {"白石高新区", "青河经开区"}


def test_leaders_are_asked_for_by_the_body_that_they_lead(zones: Answerer):
    rows = rows_of(zones.reply("白石和青河经开区讲话的管委会领导分别是谁,什么职务?"))

    assert [rows[0], rows[-1]] == [("白石高新区", "郑海明"), ("青河经开区", "孙丽华")]


def test_a_manager_is_no_leader(zones: Answerer):
    assert "周志强" not in values_of(zones.reply("哪些领导讲了话?"))


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("郑海明提出了哪些要求?", ["郑海明指出,要把防控抓细。各街道要守好卡口"]),
        ("周志强怎么说?", [f"{_LEFT}订单排到了六月。{_RIGHT}海川机械总经理周志强说"]),
    ],
)
def test_what_somebody_says_is_quoted_whole_and_alone(zones: Answerer, question: str, said: list[str]):
    reply = zones.reply(question)

    assert isinstance(reply, Answer)
    assert [one.quote.text.rstrip("\u3002") for one in reply.citations] == said


def test_what_happened_is_told_in_the_order_of_time(zones: Answerer):
    rows = rows_of(zones.reply("白石高新区大事记"))

    assert [name for name, _ in rows] == ["1月25日", "2月5日", "2月20日"]
    assert rows[0][1] == "白石高新区成立9个工作组"


@pytest.mark.parametrize(
    ("question", "days"),
    [
        ("白石高新区2月做了哪些事?", ["2月5日", "2月20日"]),
        ("1月25日发生了什么?", ["1月25日"]),
        ("2月20日发生了什么?", ["2月20日", "2月20日"]),
    ],
)
def test_what_happened_on_a_day_or_in_a_month(zones: Answerer, question: str, days: list[str]):
    assert [name for name, _ in rows_of(zones.reply(question))] == days


def test_meetings_are_listed_with_their_day(zones: Answerer):
    reply = zones.reply("白石高新区召开了哪些会议?")

    assert rows_of(reply) == [("白石高新区", "复工复产推进会")]
    assert isinstance(reply, Answer)
    assert reply.table[0].as_of == "2月20日"


@pytest.mark.parametrize("question", ["白石高新区6月做了哪些事?", "云溪开发区哪位领导讲了话?"])
def test_what_no_document_tells_has_no_line(zones: Answerer, question: str):
    reply = zones.reply(question)

    assert not (isinstance(reply, Answer) and reply.table)


def test_every_line_is_borne_out_by_its_quotation(zones: Answerer):
    reply = zones.reply("白石高新区按时间顺序都做了什么?")

    assert isinstance(reply, Answer)
    for row in reply.table:
        cited = next(one for one in reply.citations if one.n == row.n)
        assert row.value is not None
        assert row.value in cited.quote.text
        assert row.name in cited.quote.text


def test_those_who_lead_companies_are_told_from_officials(zones: Answerer):
    assert values_of(zones.reply("哪些企业负责人说了话?")) == ["周志强"]


def test_what_several_people_say_is_one_row_each(zones: Answerer):
    names = [name for name, _ in rows_of(zones.reply("郑海明、周志强各说了什么?"))]

    assert len(names) == 2
    assert names[0].startswith("郑海明(")
    assert names[1].startswith("周志强(")


def test_what_somebody_says_is_no_deed_of_his(over: Over):
    pile = over(
        dongling="# 东陵高新区会议\n\n东陵高新区党工委书记郑海明说,市领导多次主持会议。管委会主任罗文静主持。\n"
    )

    assert values_of(pile.reply("谁主持了会议?")) == ["罗文静"]


def test_who_does_what_is_asked_may_stand_behind_the_deed(over: Over):
    pile = over(
        dongling="# 东陵高新区会议\n\n东陵高新区党工委书记郑海明讲话,主持会议的是管委会副主任罗文静。\n"
    )

    assert values_of(pile.reply("谁主持了会议?")) == ["罗文静"]
    assert values_of(pile.reply("谁讲了话?")) == ["郑海明"]


def test_papers_that_are_issued_are_listed(over: Over):
    pile = over(
        dongling="# 东陵高新区复工\n\n东陵高新区出台《企业复工指南》《商户报备办法》。工人们读了《红楼梦》。\n",
        beishan="# 北山经开区复工\n\n北山经开区印发《北山经开区错峰复工方案》。\n",
    )

    assert values_of(pile.reply("东陵高新区出台了哪些文件?")) == ["《企业复工指南》", "《商户报备办法》"]
    assert rows_of(pile.reply("各园区出台了哪些文件?")) == [
        ("北山经开区", "《北山经开区错峰复工方案》"),
        ("东陵高新区", "《企业复工指南》"),
        ("东陵高新区", "《商户报备办法》"),
    ]


@pytest.mark.parametrize(
    "question",
    [
        "东陵高新区和北山经开区各自出台了哪些指导企业复工的方案、指南?",
        "东陵高新区和北山经开区各自出台了哪些方案和指南?",
    ],
)
def test_papers_of_several_sorts_are_asked_for_by_what_they_are_about(over: Over, question: str):
    pile = over(
        dongling="# 东陵高新区复工\n\n东陵高新区出台《企业复工指南》《商户报备办法》,指导企业复工。\n",
        beishan="# 北山经开区复工\n\n北山经开区印发《北山经开区错峰复工方案》,指导企业复工。\n",
    )

    assert sorted(values_of(pile.reply(question))) == ["《企业复工指南》", "《北山经开区错峰复工方案》"]


def test_papers_without_a_title_are_told_where_their_subject_tells_no_title(over: Over):
    pile = over(
        dongling="# 东陵高新区复工\n\n东陵高新区出台了应急预案、报备方案等文件,推广《企业复工指南》。\n",
        beishan="# 北山经开区复工\n\n北山经开区印发《北山经开区错峰复工方案》,又制定值班办法。\n",
        xiling="# 西岭高新区复工\n\n疫情发生后,西岭高新区闻讯而动,迅速制订西岭管委会防疫工作方案,组建领导小组。\n\n"
        "西岭高新区还将出台扶持企业的意见,并指导企业评估制定风险应对方案。\n",
    )

    assert rows_of(pile.reply("各园区出台了哪些文件?")) == [
        ("北山经开区", "《北山经开区错峰复工方案》"),
        ("东陵高新区", "应急预案、报备方案"),
        ("西岭高新区", "西岭管委会防疫工作方案"),
    ]


_QUIET = """# 东陵高新区会议

东陵高新区党工委书记郑海明没有出席会议。管委会主任罗文静出席会议并讲话,要求周志强备案。

东陵高新区未召开防疫调度会。2月3日,东陵高新区召开招商推进会。公布值班电话,请职工阅读《红楼梦》。印发《企业复工办法》。
"""


@pytest.fixture(scope="module")
def quiet(over: Over) -> Answerer:
    return over(dongling=_QUIET)


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("谁出席了会议?", ["罗文静"]),
        ("召开了哪些会议?", ["招商推进会"]),
        ("印发了哪些办法?", ["《企业复工办法》"]),
        ("印发了哪些文件?", ["《企业复工办法》"]),
    ],
)
def test_what_was_left_undone_is_not_told(quiet: Answerer, question: str, values: list[str]):
    assert values_of(quiet.reply(question)) == values


@pytest.mark.parametrize(
    "question",
    [
        "谁没有出席会议?", "谁说了算?", "应该向谁说?", "罗文静要求谁备案?", "企业复工要求谁来审批?", "印发了哪些条例?", "公布了哪些文件的电话?",
        "复工时间表里企业什么时候复工?", "举行什么会演?",
    ],
)  # fmt: skip
def test_what_only_holds_the_same_words_is_another_question(quiet: Answerer, question: str):
    reply = quiet.reply(question)

    assert not (isinstance(reply, Answer) and reply.table)


def test_the_other_questions_of_a_message_are_answered_too(quiet: Answerer):
    reply = quiet.reply("东陵高新区管委会主任是谁?印发了哪些文件?")

    assert isinstance(reply, Compound)
    assert short(reply.parts[0]) == "罗文静"


def test_papers_are_of_the_day_that_is_asked_for(quiet: Answerer):
    reply = quiet.reply("2025年12月31日印发了哪些文件?")

    assert not (isinstance(reply, Answer) and reply.table)
