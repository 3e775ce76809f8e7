"""Which meeting or event each of several subjects held on a day."""

from __future__ import annotations

import pytest

from answers.answerer import Answerer
from tests.answers.conftest import Over, rows_of

_ZONES = {
    "baishi": "# 白石高新区有序复工\n\n1月23日,白石高新区召开全区干部会议。\n\n经过努力,2月20日,白石高新区迎来了项目落地。现场以视频方式举行了春节后首场项目签约仪式,两个项目落户。另一批项目在谋划。企业随后自查,3月召开了年会。\n",
    "qinghe": "# 青河经开区保供稳产\n\n在2月20日举行的青河市2020年春季重大项目签约暨集中开工建设推进会上,青河经开区共6个项目签约。\n",
    "yunxi": "# 云溪开发区春耕\n\n2月18日,云溪开发区召开春耕现场会。2月20日,云溪开发区备好种子。\n",
}  # fmt: skip


@pytest.fixture(scope="module")
def zones(over: Over) -> Answerer:
    return over(**_ZONES)


@pytest.mark.parametrize(
    "question",
    [
        "2月20号那天白石高新区、青河经开区、云溪开发区各办了什么会或活动",
        "2月20日白石高新区、青河经开区和云溪开发区分别召开了什么会议?",
        "白石高新区、青河经开区、云溪开发区2月20日都搞了哪些会议和活动?",
    ],
)
def test_each_subject_has_its_meetings_of_the_day_or_an_empty_row(zones: Answerer, question: str):
    assert rows_of(zones.reply(question)) == [
        ("白石高新区", "春节后首场项目签约仪式"),
        ("青河经开区", "春季重大项目签约暨集中开工建设推进会"),
        ("云溪开发区", None),
    ]


def test_a_sentence_that_begins_on_the_spot_is_of_the_day_before_it(zones: Answerer):
    assert ("白石高新区", "年会") not in rows_of(zones.reply("2月20日白石高新区、青河经开区开了什么会?"))


@pytest.mark.parametrize("question", ["白石高新区办了什么活动?", "青河经开区搞什么会演?"])
def test_what_may_be_no_meeting_is_asked_another_way(zones: Answerer, question: str):
    reply = zones.reply(question)

    assert not getattr(reply, "table", ())


def test_a_name_that_several_articles_go_by_has_no_empty_row_beside_its_lines(over: Over):
    answerer = over(
        east="# 东陵高新区动态\n\n2月20日,东陵高新区召开动员会议。\n",
        bureau="# 东陵经开区动态\n\n东陵经开区稳步复工。\n",
        west="# 西原高新区动态\n\n2月20日,西原高新区召开调度会议。\n",
    )

    rows = rows_of(answerer.reply("2月20日东陵、西原高新区分别召开了什么会议?"))

    assert None not in [value for _, value in rows]
