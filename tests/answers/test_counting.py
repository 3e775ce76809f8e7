from __future__ import annotations

import pytest

from answers.types import Answer
from tests.answers.conftest import Ask, Over, refused

_TEXTS = {
    "one": "东岭新区推行云招商。云招商签约项目3个。\n\n东岭新区发放口罩。",
    "two": "西岭新区也推行云招商,举办视频会5次。\n\n西岭新区减免房租。",
    "three": "南岭新区举办招聘会。\n\n南岭新区补贴通勤。",
}


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("有多少篇文档提到云招商?", "2篇"),
        ("提到云招商的文档有几篇?", "2篇"),
        ("几份材料提到了口罩?", "1篇"),
        ("有多少篇文档提到“新区”?", "3篇"),
        ("有多少段提到云招商?", "2段"),
    ],
)
def test_all_documents_are_counted(over: Over, question: str, answer: str):
    reply = over(**_TEXTS).reply(question)

    assert isinstance(reply, Answer)
    assert reply.answer == answer


def test_the_count_names_how_many_were_looked_at(over: Over):
    reply = over(**_TEXTS).reply("有多少篇文档提到云招商?")

    assert isinstance(reply, Answer)
    assert "3 篇" in reply.lead
    assert len({citation.document.id for citation in reply.citations}) == 2
    assert all("云招商" in citation.quote.text for citation in reply.citations)


def test_what_nothing_mentions_is_no_count_of_something_else(over: Over):
    reply = over(**_TEXTS).reply("有多少篇文档提到地铁?")

    assert not isinstance(reply, Answer) or reply.answer in ("0篇", None)


def test_readme_is_not_counted(ask: Ask):
    reply = ask("有多少篇文档提到复工?")

    assert isinstance(reply, Answer)
    assert "9 篇" in reply.lead


_ONE_FILE = {
    "all": "# 东岭新区\n\n东岭新区推行云招商。\n\n# 西岭新区\n\n西岭新区也推行云招商。\n\n西岭新区减免房租,云招商不停。\n\n# 南岭新区\n\n南岭新区举办招聘会。\n",
    "more": "# 北岭新区\n\n北岭新区发放口罩。\n",
}


@pytest.mark.parametrize(
    ("question", "answer", "lead"),
    [
        ("有多少篇文档提到云招商?", "2篇", "4 篇文档中有 2 篇"),
        ("有多少个文件提到云招商?", "1个", "2 个文件中有 1 个"),
        ("几个文件提到了新区?", "2个", "2 个文件中有 2 个"),
        ("西岭新区这篇文章里有几处提到云招商?", "1段", "全文 1 段中有 1 段"),
        ("有多少篇文章提到“区”?", "4篇", "4 篇文档中有 4 篇"),
    ],
)
def test_articles_are_counted_not_the_files_that_hold_them(over: Over, question: str, answer: str, lead: str):
    reply = over(**_ONE_FILE).reply(question)

    assert isinstance(reply, Answer)
    assert reply.answer == answer
    assert lead in reply.lead


def test_a_refusal_says_how_many_articles_were_searched(over: Over):
    assert refused(over(**_ONE_FILE).reply("火星的失业率是多少?")).searched == 4
