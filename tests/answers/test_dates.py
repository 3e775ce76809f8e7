from __future__ import annotations

import pytest

from answers.spans.dates import as_of, asks_for_a_date, chains, clock_times, fits
from answers.types import Answer
from retrieval.quantities import find_dates
from tests.answers.conftest import Over, answered, refused, short


@pytest.mark.parametrize(
    ("text", "ranges"),
    [
        ("4月19日、20日举办", ["4月19日、20日"]),
        ("1月24日至2月3日", ["1月24日至2月3日"]),
        ("3月5日和6日", ["3月5日和6日"]),
        ("2月12日上线,2月13日启用", ["2月12日", "2月13日"]),
        ("2020年2月21日", ["2020年2月21日"]),
        ("2020年底前交付", ["2020年底"]),
        ("2月中旬", ["2月中旬"]),
        ("2020-02-25公布", ["2020-02-25"]),
        ("二月二十一日", ["二月二十一日"]),
        ("37.3度", []),
        ("从1月起", ["1月"]),
        ("2020年年底前交付", ["2020年年底"]),
    ],
)
def test_dates_said_in_one_breath_are_one_range(text: str, ranges: list[str]):
    assert [span.of(text) for span in chains(text, find_dates(text))] == ranges


def test_clock_times_are_found():
    text = "2月19日上午9时进厂,下午3点30分消毒"

    assert [span.of(text) for span in clock_times(text)] == ["上午9时", "下午3点30分"]


@pytest.mark.parametrize(
    ("question", "date", "is_fine"),
    [
        ("是哪天签约的?", "2月21日", True),
        ("是哪天签约的?", "2020年2月", False),
        ("哪年落户?", "2017年", True),
        ("哪年落户?", "2月21日", False),
        ("几月投产?", "5月", True),
        ("什么时候投产?", "2021年", True),
    ],
)
def test_a_date_must_be_as_fine_as_asked(question: str, date: str, is_fine: bool):
    assert fits(question, date) is is_fine


def test_the_day_that_figures_hold_for_is_found():
    text = "截至2月25日,复工率为91.9%"
    span = as_of(text, text.index("91.9"))

    assert span is not None
    assert span.of(text) == "2月25日"
    assert as_of("复工率为91.9%", 4) is None


_BRIEF = """---
title: 青山园区:项目进展
date: 2021-06
---
青山园区于2018年3月1日设立。5月8日、9日举办招商会。光学项目2021年年底投产,电机项目6月12日签约,7月3日上午10时开工。

截至6月20日,青山园区入驻企业215家。青山园区的数据专班成立于一季度。
"""


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("青山园区是哪年设立的?", "2018年3月1日"),
        ("招商会是哪几天举办的?", "5月8日、9日"),
        ("光学项目什么时候投产?", "2021年年底"),
        ("电机项目哪天签约?", "6月12日"),
        ("电机项目哪天开工?", "7月3日"),
        ("电机项目几月签约?", "6月12日"),
    ],
)
def test_the_date_of_the_very_event_is_answered(over: Over, question: str, answer: str):
    assert short(over(qingshan=_BRIEF).reply(question)) == answer


def test_a_figure_is_given_with_the_day_it_holds_for(over: Over):
    reply = over(qingshan=_BRIEF).reply("青山园区入驻企业有多少家?")

    assert short(reply) == "215家"
    assert getattr(reply, "as_of", None) == "6月20日"


@pytest.mark.parametrize(
    "question",
    [
        "青山园区2019年入驻企业有多少家?",
        "截至5月20日青山园区入驻企业有多少家?",
        "光学项目哪天签约?",
        "电机项目什么时候投产?",
    ],
)
def test_another_period_or_event_is_refused(over: Over, question: str):
    refused(over(qingshan=_BRIEF).reply(question))


def test_a_day_a_month_or_a_year_is_asked_for_and_no_time_of_day():
    assert all(map(asks_for_a_date, ("哪天开工?", "是哪年设立的?", "几月签约?", "几号发的?")))
    assert not any(map(asks_for_a_date, ("什么时候开工?", "几点开工?", "多久?")))


def test_what_stands_for_a_name_that_is_not_told_is_no_candidate(over: Over):
    answerer = over(draft="# 设备评价\n\n本部分起草人:XX\n\n本部分审核人:\u25cb\u25cb\u25cb\n")
    for question in ("设备评价的起草人是谁?", "设备评价的审核人是谁?"):
        _, understanding = answerer.read(question)
        found = answerer.finder.find(understanding, answerer.matcher)

        assert not {one.candidate.text for one in found.options} & {"xx", "\u25cb\u25cb\u25cb"}


def test_the_day_a_paper_is_signed_on_answers_no_other_when(over: Over):
    canteen = "# 关于单位食堂防控的通知\n\n就餐时，坐下吃饭的最后一刻才摘口罩。\n\n青河市市场监督管理局\n2020年2月3日\n"
    answerer = over(canteen=canteen)

    reply = answerer.reply("单位食堂里吃饭，口罩什么时候摘？")

    assert isinstance(reply, Answer)
    assert reply.answer is None
    assert "最后一刻" in reply.citations[0].quote.text
    assert "2月3日" in answered(answerer, "关于单位食堂防控的通知是哪天发布的？")


_DEADLINE = """# 东陵市防控指挥部通告

自2月8日6时起\uff0c东陵收费站对运输车辆实行通行证管理\u3002各区联络人名单请于2月18日12:00前报送市政府办公室\u3002
"""


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("东陵的联络人名单最迟几号几点要交\uff1f", "2月18日12:00"),
        ("东陵收费站的通行证管理从几号几点开始\uff1f", "2月8日6时"),
        ("东陵的联络人名单最迟哪天要交\uff1f", "2月18日"),
    ],
)
def test_the_hour_is_told_with_the_day_where_both_are_asked_for(over: Over, question: str, answer: str):
    assert (short(over(deadline=_DEADLINE).reply(question)) or "").startswith(answer)
