"""Whatever is typed has a reply, or the error that says why not; `tests.benchmarks.fuzzed_inputs` tries far more."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from answers.answerer import Answerer
from answers.errors import QuestionError
from answers.questions.intake import LONGEST_QUESTION
from bot.rendering.plain import to_text
from bot.rendering.records import record
from bot.rendering.shown import show
from bot.telegram.rendering.chat import drafts_of
from tests.fuzzing import fuzzed_texts


@given(st.lists(fuzzed_texts(LONGEST_QUESTION), min_size=1, max_size=3))
@settings(max_examples=60, deadline=None)
def test_whatever_is_typed_is_replied_to(seeds_answerer: Answerer, turns: list[str]):
    earlier = []
    for text in turns:
        try:
            reply = seeds_answerer.reply(text, earlier)
        except QuestionError:
            continue
        earlier.append(seeds_answerer.turn(reply))
        shown = show(reply)
        assert to_text(shown)
        assert drafts_of(shown, 1)
        assert record(shown, "library", 0.0)["question"] == reply.question.text
