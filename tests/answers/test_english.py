"""Questions in English: answered from English documents, and from Chinese ones where their terms are said there."""

from __future__ import annotations

import pytest

from answers import templates
from answers.questions.english import is_english
from answers.spans.sentences import sentences
from answers.types import Answer
from retrieval.quantities import find_figures
from tests.answers.conftest import Over, refused, short, shown

_PORT = """# Port Bulletin

The new container terminal cost US$320 million and opened on 12 March 2024. Director: Li Wei. The port handled 4.2 million
TEU in 2024, up 6.5 percent. The port employs 1,840 workers. The headquarters are located in Ningbo.
"""
_LIBRARY = """# Newsletter

Maria Chen, head of the city library, said 35,000 books were purchased last year. A budget of RMB 12 million was approved by
the council in May 2023. Chairman Robert Hall visited the site.
"""
_CHINESE = "# 空气质量\n\n本市PM2.5浓度为28微克/立方米。Intel公司投资30亿元。\n"


@pytest.mark.parametrize(
    ("text", "question", "answer"),
    [
        (_PORT, "Who is the director of the port?", "Li Wei"),
        (_PORT, "How much did the new terminal cost?", "US$320 million"),
        (_PORT, "How many workers does the port employ?", "1,840"),
        (_PORT, "How many TEU did the port handle?", "4.2 million"),
        (_LIBRARY, "HOW MANY BOOKS WERE PURCHASED?", "35,000"),
        ("The bridge cost 1.2 billion yuan.\n", "How much did the bridge cost?", "1.2 billion yuan"),
        (_LIBRARY, "How large is the budget?", "12 million"),
        (_CHINESE, "How much did Intel invest?", "30亿元"),
    ],
)
def test_an_english_question_is_answered(over: Over, text: str, question: str, answer: str):
    assert short(over(text=text).reply(question)) == answer


@pytest.mark.parametrize(
    ("text", "question", "answer"),
    [
        (_PORT, "When did the terminal open?", "12 March 2024"),
        (_PORT, "Where are the headquarters?", "Ningbo"),
        (_LIBRARY, "Who is the head of the city library?", "Maria Chen"),
        (_LIBRARY, "Who approved the budget?", "council"),
    ],
)
def test_the_sentence_that_answers_is_shown(over: Over, text: str, question: str, answer: str):
    reply = over(text=text).reply(question)

    assert isinstance(reply, Answer)
    assert answer in shown(reply)
    assert reply.question.understood == question


def test_what_no_document_speaks_of_is_refused(over: Over):
    refused(over(text=_PORT).reply("What is the population of the city?"))


def test_who_asks_chinese_documents_in_english_is_told_so(over: Over):
    reply = refused(over(text="# 港口简报\n\n港务局局长为李卫。\n").reply("Who is the director of the port?"))

    assert reply.reason == templates.IN_CHINESE


def test_a_question_with_one_chinese_character_is_chinese():
    assert not is_english("intel在本市的投资是多少")
    assert not is_english("gdp?")


def test_english_sentences_end_at_full_stops_but_not_behind_abbreviations():
    text = "it opened in march. the port of dr. li grew by 6.5 percent. e.g. in no. 5 dock."

    assert [span.of(text) for span in sentences(text)][:2] == [
        "it opened in march.",
        "the port of dr. li grew by 6.5 percent.",
    ]


def test_english_magnitudes_belong_to_the_figure():
    figures = find_figures("us$320 million, 1.3 billion, up 6.5 percent, 35,000 books, 3 millionaires")

    assert [figure.value for figure in figures] == [320e6, 1.3e9, 6.5, 35_000, 3]
    assert figures[2].unit == "percent"
