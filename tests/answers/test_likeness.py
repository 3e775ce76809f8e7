"""How much of a question a sentence says in like words, by word vectors."""

from __future__ import annotations

import numpy as np
import pytest

from answers.likeness import Likeness
from retrieval.types import Span
from tests.answers.conftest import Over

_TEXT = "犬只须由主人办理登记证。\n\n会议讨论了财政预算。\n"


def test_a_like_word_counts_nearly_as_the_word_itself(over: Over):
    answerer = over(notice=_TEXT)
    question = answerer.understand("养狗要办什么证?")
    likeness = Likeness(question)
    said = {}
    for source, _ in answerer.finder.look(answerer.understand("犬只登记证;会议财政预算"))[1]:
        for sentence in source.sentences:
            said[sentence.of(source.text)[:2]] = likeness.of(
                [(source, sentence)], np.zeros((1, len(question.terms)))
            )[0]

    assert said["犬只"][0] > said["会议"][0]
    assert said["犬只"][1] <= said["会议"][1]


def test_a_word_that_is_there_to_the_letter_lacks_nothing(over: Over):
    answerer = over(notice=_TEXT)
    question = answerer.understand("会议讨论了什么?")
    ((source, _), *_) = answerer.finder.look(question)[1]

    whole = (source, Span(0, len(source.text)))
    assert Likeness(question).of([whole], np.ones((1, len(question.terms)))).tolist() == [[1.0, 0.0]]


def test_sentences_together_are_as_like_as_each_alone(over: Over):
    answerer = over(notice=_TEXT)
    question = answerer.understand("养狗要办什么证?")
    found = answerer.finder.look(answerer.understand("犬只登记证;会议财政预算"))[1]
    sentences = [(source, sentence) for source, _ in found for sentence in source.sentences]
    sentences.append((found[0][0], Span(0, 0)))
    levels = np.zeros((len(sentences), len(question.terms)))

    together = Likeness(question).of(sentences, levels)

    alone = [Likeness(question).of([one], levels[:1])[0] for one in sentences]
    assert together == pytest.approx(np.array(alone), abs=1e-12)
