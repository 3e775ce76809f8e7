from __future__ import annotations

import pytest

from answers.types import Answer, Kind, Question, Quote
from retrieval.types import DocumentId, Passage, PassageId, Span

_PASSAGE = Passage(PassageId("a#1"), DocumentId("a"), "", None, 1, "设立卡口", (Span(5, 6), Span(20, 23)))


def test_a_quote_of_a_torn_passage_knows_both_its_places():
    quote = Quote(_PASSAGE, Span(0, 3))

    assert quote.text == "设立卡"
    assert quote.document_spans == (Span(5, 6), Span(20, 22))


@pytest.mark.parametrize("span", [Span(2, 5), Span(1, 1), Span(9, 12)])
def test_a_quote_past_its_passage_or_of_nothing_cannot_be_built(span: Span):
    with pytest.raises(ValueError, match="not within passage a#1"):
        Quote(_PASSAGE, span)


def test_an_answer_without_a_quotation_cannot_be_built():
    with pytest.raises(ValueError, match="without a quotation"):
        Answer(Question("?", "?", Kind.OTHER), "一", "一", (), 0.5)


def test_a_question_understood_as_it_was_asked_is_no_follow_up():
    assert not Question("复工率?", "复工率?", Kind.NUMBER).is_follow_up
    assert Question("那滨江呢?", "滨江复工率?", Kind.NUMBER).is_follow_up
