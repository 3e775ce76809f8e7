"""Examples for fitting, made of a small library; nothing is fitted here."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from answers.compose import printed_answer
from answers.fit.examples import examples
from answers.fit.gathering import Gatherer
from answers.fit.piles import Pile, PileQuestion
from answers.fit.reading import Tables, pile_spans, understood
from answers.model import load

HARBOUR = (
    "云溪港是一座河港。全港有12个泊位,2019年吞吐量达3400万吨。首任港务局局长是沈望舒。"
    "2018年全港有10个泊位。港区设有东作业区和西作业区。"
)
THEATRE = "云溪大剧院由建筑师罗明设计,2015年开业。剧院有1600个座位。增长4.5%。"
BERTHS = PileQuestion(
    "a", "云溪港有多少个泊位?", "harbour", (("12个", "12"),), ("全港有12个泊位,2019年吞吐量达3400万吨。",)
)
AREAS = PileQuestion(
    "b",
    "云溪港设有哪些作业区?",
    "harbour",
    (("东作业区",), ("西作业区",)),
    ("港区设有东作业区和西作业区。",),
)
SEATS = PileQuestion("c", "云溪大剧院有多少个座位?", "theatre", (("1600个",),), ("剧院有1600个座位。",))
UNSAID = PileQuestion("d", "云溪港有多少名职工?", "harbour", (), ("全港有12个泊位。",))
QUESTIONS = (BERTHS, AREAS, SEATS, UNSAID)


@pytest.fixture(scope="module")
def answerer(over):
    return over(harbour=HARBOUR, theatre=THEATRE)


def made(answerer, question):
    (example,) = examples(answerer, [question], load())
    understanding = understood(answerer, question)
    return example, answerer.finder.gather(understanding, answerer.matcher)


def test_candidates_are_right_that_give_every_part_and_stand_in_the_evidence(answerer):
    example, gathered = made(answerer, BERTHS)
    texts = [printed_answer(draft.candidate) for draft in gathered.drafts]

    right = [text for text, is_right in zip(texts, example.right, strict=True) if is_right]

    assert right
    assert all("12个" in text or text == "12" for text in right)
    assert not any(is_right for text, is_right in zip(texts, example.right, strict=True) if text == "10个")


def test_of_the_right_candidates_those_are_closest_that_say_the_least_beside_the_answer(answerer):
    example, gathered = made(answerer, BERTHS)
    texts = [draft.candidate.text for draft in gathered.drafts]

    assert not example.closest[~example.right].any()
    assert {texts[place] for place in np.flatnonzero(example.closest)} == {"12个", "12"} & set(texts)


def test_an_answer_of_two_parts_is_held_by_the_sentence_with_both(answerer):
    example, gathered = made(answerer, AREAS)
    sentences = [one.sentence.text for one in gathered.weighed]

    both = [text for text, is_answering in zip(sentences, example.answering, strict=True) if is_answering]

    assert both == ["港区设有东作业区和西作业区。"]
    place = sentences.index(both[0])
    assert example.is_held([place])
    assert not example.is_held([other for other in range(len(sentences)) if other != place])


def test_without_an_answer_nothing_is_right_and_nothing_is_held(answerer):
    example, gathered = made(answerer, UNSAID)

    assert not example.is_answerable
    assert not example.right.any()
    assert not example.answering.any()
    assert not example.is_held(range(len(gathered.weighed)))


def test_a_figure_is_not_found_as_the_end_of_a_longer_one(answerer):
    example, _ = made(answerer, replace(SEATS, answers=(("5%",),), evidence=()))

    assert not example.held.any()
    assert not example.hits.any()


def test_too_long_an_answer_is_not_right(answerer):
    example, gathered = made(answerer, replace(BERTHS, answers=(("12",),), evidence=()))
    texts = [printed_answer(draft.candidate) for draft in gathered.drafts]

    assert max(len(text) for text, is_right in zip(texts, example.right, strict=True) if is_right) <= 16


def test_the_reader_is_fitted_on_the_answer_in_its_evidence_alone(answerer):
    again = replace(BERTHS, text="2018年云溪港有多少个泊位?", answers=(("10个",),))
    moved = replace(again, evidence=("2018年全港有10个泊位。",))

    found = list(pile_spans(answerer, [BERTHS, again, moved, UNSAID], load()))

    assert [one.question for one in found] == [BERTHS, moved]
    values = found[0].example.values
    first, last = (places[found[0].example.right] for places in (values.found.first, values.found.last))
    starts, ends = values.source.start[first], values.source.end[last]
    assert {values.source.text[start:end] for start, end in zip(starts, ends, strict=True)} == {"12个", "12"}


@pytest.fixture
def pile(tmp_path):
    documents = tmp_path / "documents"
    documents.mkdir()
    (documents / "harbour.txt").write_text(HARBOUR, "utf-8")
    (documents / "theatre.txt").write_text(THEATRE, "utf-8")
    return Pile("some", documents, QUESTIONS, is_split=False)


@pytest.fixture
def gatherer(tmp_path, analyser):
    whole = load()
    return Gatherer(Tables(whole, (whole, whole)), analyser, tmp_path)


def test_each_question_is_asked_of_the_pile_and_of_its_document_alone(pile, gatherer):
    asked = [example.question.id for example in gatherer.fitted_on(pile)]

    assert sorted(asked) == sorted(2 * ["a", "b", "c", "d"])


def test_where_its_document_is_missing_a_question_has_no_answer(pile, gatherer, monkeypatch):
    monkeypatch.setattr("answers.fit.piles._KEPT_BACK", 10**10)  # keep neither of the two documents back
    monkeypatch.setattr("answers.fit.gathering._EVERY", 1)
    monkeypatch.setattr("answers.fit.gathering._side", ["harbour", "theatre"].index)
    split = replace(pile, is_split=True)

    found = list(gatherer.fitted_on(split))

    assert len(found) == 2 * len(QUESTIONS) + 3
    elsewhere = found[2 * len(QUESTIONS) :]
    assert sorted(example.question.id for example in elsewhere) == ["a", "b", "c"]
    assert not any(example.is_answerable or example.right.any() for example in elsewhere)


def test_features_of_an_example_are_those_of_answering(answerer):
    example, gathered = made(answerer, BERTHS)

    assert np.array_equal(example.gathering.candidates, gathered.features.candidates)
    assert np.array_equal(example.gathering.sentences, gathered.features.sentences)
