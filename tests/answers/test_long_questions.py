"""The longest question that is taken is answered within half a second, whatever it is made of."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from answers.answerer import Answerer
from answers.errors import QuestionError
from answers.facts.storing import FactExtractor
from answers.questions.intake import LONGEST_QUESTION
from retrieval.analysis import Analyser
from retrieval.backends.embedded import EmbeddedBackend
from retrieval.library import Library
from retrieval.search import Searcher
from tests.timing import takes_at_most

_MOST_S = 0.5
_SEED = 8
_UNITS = [
    "一", "一千克", "1,", "2020年", "第二个", "哪", "几个", "的", "和", "呢?", "提到文档多少", "有多少篇文档提到",
    "江阴高新区员工到岗率是多少?", "江阴、无锡", "哪个高", "王", "王某某", "企业复工", "“", "(", "A1 ", "\ufdfa",
    "你好谢谢", "那么其中", "龘",
]  # fmt: skip


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory, analyser: Analyser, seeds: Path) -> Iterator[Answerer]:
    """An answerer over the briefs whose facts are kept, as those of console and bot are."""
    folder = tmp_path_factory.mktemp("long")
    library = Library(folder, analyser, FactExtractor(analyser.segmenter))
    library.sync(seeds)
    made = Answerer(Searcher(library, EmbeddedBackend(folder / "postings"), analyser))
    made.keep_step()
    yield made
    library.close()


def _answer(answerer: Answerer, question: str) -> None:
    """Answer a question as if it had never been asked; one that asks nothing is refused."""
    answerer.keep_step()
    try:
        answerer.turn(answerer.reply(question))
    except QuestionError:
        return


def _soup(answerer: Answerer, number: int) -> str:
    """Return a question of characters that the documents hold, none of them twice where there are enough."""
    said = sorted(
        {sign for document in answerer.sources.documents() for sign in document.text if sign.isalnum()}
    )
    return "".join(random.Random(_SEED + number).sample(said, LONGEST_QUESTION))


@pytest.mark.parametrize("unit", _UNITS)
def test_a_question_of_one_thing_over_and_over_is_answered_at_once(answerer: Answerer, unit: str):
    question = (unit * LONGEST_QUESTION)[:LONGEST_QUESTION]

    assert takes_at_most(_MOST_S, lambda: _answer(answerer, question))


def test_a_text_that_names_all_subjects_is_answered_at_once(answerer: Answerer):
    question = "各高新区复工率、返岗率和投资额各是多少、" * 40

    assert takes_at_most(_MOST_S, lambda: _answer(answerer, question[:LONGEST_QUESTION]))


@pytest.mark.parametrize("number", range(5))
def test_a_question_of_everything_that_the_documents_hold_is_answered_at_once(
    answerer: Answerer, number: int
):
    question = _soup(answerer, number)

    assert takes_at_most(_MOST_S, lambda: _answer(answerer, question))
