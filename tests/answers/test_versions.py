"""Of two dated papers that differ in a figure the newer answers, and what the older says is told."""

from __future__ import annotations

import pytest

from answers.types import Answer
from tests.answers.conftest import Over, short

_PAPER = "---\ntitle: {title}\ndate: {date}\n---\n\n# {title}\n\n{text}\n"


def _paper(title: str, date: str, text: str) -> str:
    return _PAPER.format(title=title, date=date, text=text)


@pytest.mark.parametrize("names", [("a", "b"), ("b", "a")])
def test_the_newer_of_two_papers_answers_whatever_their_names(over: Over, names: tuple[str, str]):
    old, new = names
    papers = {
        old: _paper("社区服务简报", "2023-03-01", "全区社区食堂共18家。"),
        new: _paper("社区服务通报", "2024-03-01", "全区社区食堂共26家。"),
    }

    reply = over(**papers).reply("全区社区食堂共多少家?")

    assert short(reply) == "26家"
    assert isinstance(reply, Answer)
    assert any("社区服务简报" in note and "18家" in note for note in reply.notes)
    assert any("18家" in citation.quote.text for citation in reply.citations)
    (conflict,) = reply.conflicts
    assert [(row.name, row.value, row.as_of, row.n) for row in conflict.values] == [
        ("社区服务通报", "26家", "2024-03-01", 1),
        ("社区服务简报", "18家", "2023-03-01", 2),
    ]
    assert conflict.why in reply.notes


def test_papers_that_agree_need_no_note(over: Over):
    reply = over(
        a=_paper("甲简报", "2023-03-01", "全区社区食堂共18家。"),
        b=_paper("乙简报", "2024-03-01", "全区社区食堂共18家。"),
    ).reply("全区社区食堂共多少家?")

    assert short(reply) == "18家"
    assert isinstance(reply, Answer)
    assert reply.conflicts == ()
    assert not any("较早" in note for note in reply.notes)


def test_undated_papers_are_no_versions_of_each_other(over: Over):
    reply = over(a="# 甲\n\n全区公园共18座。\n", b="# 乙\n\n全区公园共26座。\n").reply("全区公园共多少座?")

    assert isinstance(reply, Answer)
    assert not any("较早" in note for note in reply.notes)
