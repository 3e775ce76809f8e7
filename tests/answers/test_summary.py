from __future__ import annotations

import pytest

from answers.answerer import Answerer
from answers.errors import QuestionError
from answers.types import Abstention, Answer
from tests.answers.conftest import Ask


@pytest.mark.parametrize(
    ("question", "document"),
    [
        ("总结一下昆山高新区的做法", "kunshan"),
        ("概括无锡高新区的复工进展", "wuxi"),
        ("介绍一下中关村的任务", "zhongguancun"),
    ],
)
def test_a_summary_is_made_of_quotations_of_the_subject(ask: Ask, question: str, document: str):
    reply = ask(question)

    assert isinstance(reply, Answer)
    assert reply.answer is None
    assert 2 <= len(reply.citations) <= 5
    assert all(citation.document.source.startswith(document) for citation in reply.citations)


def test_a_summary_of_something_unknown_is_refused(ask: Ask):
    assert isinstance(ask("总结一下深圳前海的金融改革"), Abstention)


def test_a_brief_keeps_to_the_documents_given(seeds_answerer: Answerer):
    wuxi = next(
        document for document in seeds_answerer.sources.documents() if document.source.startswith("wuxi")
    )
    reply = seeds_answerer.brief("复工", [wuxi.id])

    assert isinstance(reply, Answer)
    assert {citation.document.id for citation in reply.citations} == {wuxi.id}


def test_a_brief_of_no_documents_is_refused(seeds_answerer: Answerer):
    assert isinstance(seeds_answerer.brief("复工", []), Abstention)


def test_a_brief_of_nothing_is_an_error(seeds_answerer: Answerer):
    with pytest.raises(QuestionError):
        seeds_answerer.brief(" ")
