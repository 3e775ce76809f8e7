from __future__ import annotations

import pytest

from answers import templates
from answers.types import Answer
from tests.answers.conftest import Over

BODY = "截至目前,江阴高新区企业复工率为91%。\n"


def test_what_a_person_wrote_is_left_in_its_script():
    reason = templates.missing(["昆山高新区", "复工率"])

    assert templates.in_script(reason, True) == "資料中沒有同時提到“昆山高新区”、“复工率”的相應內容。"
    assert templates.in_script("没有“半句", True) == "沒有“半句"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["复工率"], "资料中没有提到“复工率”的相应内容。"),
        (["昆山", "复工率"], "资料中没有同时提到“昆山”、“复工率”的相应内容。"),
    ],
)
def test_one_word_is_not_said_to_be_missing_together(words: list[str], said: str):
    assert templates.missing(words) == said


@pytest.mark.parametrize(
    ("front", "as_of", "lead"),
    [
        ("---\ndate: 2020-02-21\n---\n", "2020-02-21", "91%(截至目前,资料发布于2020-02-21)[1]"),
        ("", None, "91%(截至目前,资料未注明日期)[1]"),
    ],
)
def test_as_of_now_is_as_of_the_day_of_the_source(over: Over, front: str, as_of: str | None, lead: str):
    reply = over(jiangyin=f"{front}# 江阴复工\n\n{BODY}").reply("江阴高新区企业复工率是多少?")

    assert isinstance(reply, Answer)
    assert (reply.answer, reply.as_of, reply.lead) == ("91%", as_of, lead)
