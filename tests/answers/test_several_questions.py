"""The questions of one message lean on each other: what one of them counts or names, the next is asked of, and of what document."""

from __future__ import annotations

from answers.answerer import Answerer
from answers.beside import beside_answered
from answers.types import Abstention, Answer, Compound, Kind, Question
from tests.answers.conftest import Over

_TEXTS = {
    "village": "# 蔬菜基地保供应\n\n云溪村有312个大棚\uff0c种植面积1200亩。\n\n村里每天往县城送菜40吨。\n",
    "mill": "# 白石面粉厂复工\n\n白石面粉厂在赤岭县\uff0c现有工人86名。\n\n厂里的三条线全部开动\uff0c日磨小麦350吨。\n",
    "other": "# 各乡镇农机\n\n青河镇的农机合作社占地30亩\uff0c每天检修拖拉机12台。\n",
}  # fmt: skip


def _parts(answerer: Answerer, question: str) -> list[tuple[str, str | None]]:
    reply = answerer.reply(question)
    assert isinstance(reply, Compound)
    return [
        (part.question.understood, part.answer if isinstance(part, Answer) else None) for part in reply.parts
    ]


def test_what_one_question_counts_is_no_unit_of_the_next(over: Over):
    (_, first), (understood, second) = _parts(over(**_TEXTS), "云溪村有多少个大棚\uff0c占了多少地\uff1f")

    assert (first, second) == ("312个", "1200亩")
    assert understood.endswith("占了多少地?")


def test_of_which_one_is_asked_is_not_counted_by_the_next(over: Over):
    (_, _), (understood, _) = _parts(over(**_TEXTS), "送菜给县城的是哪个村\uff0c每天送了几吨\uff1f")

    assert "吨村" not in understood


def test_a_part_among_what_was_counted_stays_one(over: Over):
    (_, _), (understood, _) = _parts(over(**_TEXTS), "白石面粉厂有多少工人\uff0c其中外地的有多少人\uff1f")

    assert "其中外地的有多少人" in understood


def test_a_question_not_answered_is_asked_of_the_document_that_answers_another(over: Over):
    answerer = over(**_TEXTS)
    answered = answerer.reply("白石面粉厂在哪个县\uff1f")
    question = Question("每天磨小麦几吨?", "每天磨小麦几吨?", Kind.NUMBER)
    unanswered = Abstention(question, "not found")
    assert isinstance(answered, Answer)

    reply = beside_answered(unanswered, [answered, unanswered], answerer)

    assert isinstance(reply, Answer)
    assert reply.answer == "350吨"
    assert beside_answered(answered, [answered, unanswered], answerer) is answered
    assert beside_answered(unanswered, [unanswered], answerer) is unanswered
