from __future__ import annotations

import pytest

from answers.errors import QuestionError
from answers.questions.intake import LONGEST_QUESTION, clean
from tests.answers.conftest import Ask, short


@pytest.mark.parametrize(
    "text", ["", "   ", "\n\t", "???", "。", "\x00\x07", "\u200b\u200e", "\x1b[31m\x1b[0m"]
)
def test_nothing_to_ask_is_refused(text: str):
    with pytest.raises(QuestionError, match="空"):
        clean(text)


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("  复工率\n是多少? ", "复工率 是多少?"),
        ("复工率\x00是多少", "复工率是多少"),
        ("复\u200b工率\ufeff", "复工率"),  # zero-width space, byte order mark: pasted from web pages
        ("\x1b[31m复工率\x1b[0m", "复工率"),
        ("复工率\u202e是多少", "复工率是多少"),  # right-to-left override
        ("复工率\t\t是多少", "复工率 是多少"),
        ("\u3000复工率\u3000", "复工率"),
    ],
)
def test_what_does_not_show_is_taken_out(text: str, cleaned: str):
    assert clean(text) == cleaned


def test_the_longest_question_is_taken_and_one_longer_is_not():
    assert len(clean("复" * LONGEST_QUESTION)) == LONGEST_QUESTION
    with pytest.raises(QuestionError, match=str(LONGEST_QUESTION)):
        clean("复" * (LONGEST_QUESTION + 1))


def test_ten_thousand_characters_are_refused_with_the_limit_named():
    with pytest.raises(QuestionError, match="10000 字"):
        clean("复工率" * 3333 + "?")


@pytest.mark.parametrize(
    "text",
    [
        "无锡高新区累计有多少家企业复工?\x07",
        "无锡高新区\n累计有多少家企业复工?",
        "无锡高新区累计有多少家企业复工",
        "無錫高新區累計有多少家企業復工?",
    ],
)
def test_dirt_does_not_change_the_answer(ask: Ask, text: str):
    assert short(ask(text)) == "7800家"


@pytest.mark.parametrize(
    "text",
    ["((((", "a", "复", "1", "?多少", "的的的", "“”", "《", "谁谁谁谁", "多少", "第", "一、二、三、", "呢"],
)
def test_nonsense_breaks_nothing(ask: Ask, text: str):
    if any(character.isalnum() for character in text):
        ask(text)
    else:
        with pytest.raises(QuestionError):
            ask(text)
