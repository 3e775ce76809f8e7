from __future__ import annotations

import pytest

from answers import templates
from answers.types import Answer
from retrieval.normalise import normalise
from tests.answers.conftest import Ask


def _rows(reply: object) -> dict[str, str | None]:
    assert isinstance(reply, Answer)
    return {row.name: row.value and normalise(row.value).text for row in reply.table}


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("对比江阴高新区和杭州滨江的复工率", ["100%", "91.9%"]),
        ("江阴和无锡的员工返岗率哪个高?", ["90%", "80%"]),
        ("比较昆山高新区和南通开发区签约项目数", ["6个", "34个"]),
        ("劲胜和汉晟两个项目投资各多少?", ["30亿元", "10亿元"]),
        ("江阴、无锡的返岗率分别是多少?", ["90%", "80%"]),
        ("江阴跟无锡比,返岗率差多少?", ["90%", "80%"]),
        ("航天交通物联网产业基地和御霖国际智慧康养的总投资哪个多?", ["50亿元", "30亿元"]),
    ],
)
def test_each_name_has_its_row(ask: Ask, question: str, values: list[str]):
    assert list(_rows(ask(question)).values()) == values


def test_what_the_documents_lack_is_said_in_its_row(ask: Ask):
    reply = ask("对比江阴高新区和昆山高新区的员工到岗率")
    rows = _rows(reply)

    assert list(rows.values()) == ["90%", None]
    assert isinstance(reply, Answer)
    assert templates.NOT_SEEN in reply.lead
    assert "昆山" in next(name for name, value in rows.items() if value is None)


def test_every_value_of_a_comparison_stands_in_the_citation_that_it_names(ask: Ask):
    reply = ask("江阴、无锡、昆山的员工返岗率分别是多少?")

    assert isinstance(reply, Answer)
    for row in reply.table:
        if row.value is not None:
            citation = next(citation for citation in reply.citations if citation.n == row.n)
            assert row.value in citation.quote.text


def test_nothing_to_compare_is_refused(ask: Ask):
    assert not isinstance(ask("对比苏州工业园区和宁波高新区的用电量"), Answer)


def test_a_sentence_that_holds_several_values_is_cited_once(ask: Ask):
    reply = ask("航天交通物联网产业基地和御霖国际智慧康养的总投资哪个多?")

    assert isinstance(reply, Answer)
    assert [row.n for row in reply.table] == [1, 1]
    assert [citation.n for citation in reply.citations] == [1]
