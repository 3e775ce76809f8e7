from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from answers.model import PassageView, Reader, Reading, Style, load
from answers.questions.kinds import classify
from retrieval.analysis import Analyser
from retrieval.dictionary import Dictionary
from retrieval.segmenter import Segmenter

HARBOUR = (
    "云溪港位于云溪市东部,是一座河港。港口于1998年5月动工,2003年9月1日建成通航。"
    "首任港务局局长是沈望舒,他此前在临川大学任教。全港有12个泊位,2019年吞吐量达3400万吨。"
    "由于航道淤积,港口在2011年停航了三个月。"
)
THEATRE = "云溪大剧院由建筑师罗明设计,2015年开业。剧院有1600个座位。票价从80元到680元不等。"
TITLES = ("云溪港", "云溪大剧院")

QUESTIONS = [
    # question, the short answer, what its sentence holds
    ("云溪港是什么时候建成通航的?", "2003年9月1日", "建成通航"),
    ("云溪港有多少个泊位?", "12个", "泊位"),
    ("云溪港首任港务局局长是谁?", "沈望舒", "局长"),
    ("云溪大剧院是由谁设计的?", "罗明", "设计"),
    ("云溪港为什么在2011年停航?", "航道淤积", "停航"),
]


def idf(term: str) -> float:
    return 1.0 if term in "云溪港剧院" else 3.0


@pytest.fixture(scope="module")
def read(analyser: Analyser) -> Callable[..., Reading]:
    return reading_with(analyser)


def reading_with(analyser: Analyser) -> Callable[..., Reading]:
    reader = Reader(analyser.segmenter, load())
    views = [
        PassageView(analyser.analyse(text), title)
        for text, title in zip((HARBOUR, THEATRE), TITLES, strict=True)
    ]

    def read(question: str, passages: list[PassageView] | None = None, style: Style = Style.BRIEF) -> Reading:
        analysis = analyser.analyse(question)
        passages = views if passages is None else passages
        scores = [9.0 if "剧院" in question and passage.title == TITLES[1] else 8.0 for passage in passages]
        return reader.read(analysis, classify(analysis.text), passages, idf, scores, style)

    return read


def text_of(reading: Reading, place: int = 0) -> str:
    span = reading.spans[place]
    return span.span.of((HARBOUR, THEATRE)[span.passage])


@pytest.mark.parametrize(("question", "answer", "held"), QUESTIONS)
def test_the_best_sentence_holds_the_answer(read, question, answer, held):
    best = read(question).sentences[0]

    sentence = best.span.of((HARBOUR, THEATRE)[best.passage])
    assert answer in sentence
    assert held in sentence


@pytest.mark.parametrize(("question", "answer", "held"), QUESTIONS)
def test_the_best_span_is_the_answer_with_a_word_more_at_most(read, question, answer, held):
    best = text_of(read(question))

    assert answer in best
    assert len(best) <= len(answer) + 3


def test_spans_lie_within_their_sentences_and_begin_and_end_with_words(read):
    for question, _, _ in QUESTIONS:
        reading = read(question)
        for span in reading.spans:
            sentence = reading.sentences[span.sentence]
            assert sentence.passage == span.passage
            assert sentence.span.holds(span.span)
            text = span.span.of((HARBOUR, THEATRE)[span.passage])
            assert text[0].isalnum()
            assert text[-1].isalnum()


def test_every_sentence_is_there_once_best_first(read):
    reading = read("云溪港有多少个泊位?")

    assert len({(sentence.passage, sentence.span) for sentence in reading.sentences}) == 8
    scores = [sentence.score for sentence in reading.sentences]
    assert scores == sorted(scores, reverse=True)
    assert sum(sentence.probability for sentence in reading.sentences) == pytest.approx(1.0)


def test_probabilities_of_spans_add_up_to_one_at_most(read):
    probabilities = [span.probability for span in read("云溪港有多少个泊位?").spans]

    assert probabilities == sorted(probabilities, reverse=True)
    assert 0.0 < sum(probabilities) <= 1.0 + 1e-9


def test_every_span_that_was_scored_has_its_probability_and_no_other_has(read):
    reading = read("云溪港有多少个泊位?")

    assert len(set(reading.every)) == len(reading.every) > len(reading.spans)
    assert sum(reading.every.values()) == pytest.approx(1.0)
    for span in reading.spans:
        assert reading.every[span.passage, span.span.start, span.span.end] == span.probability
    assert reading.every.get((0, 1, 999)) is None
    assert reading.every.get((9, 0, 1)) is None


def test_reading_twice_gives_the_same(read, analyser):
    for question, _, _ in QUESTIONS:
        assert read(question) == read(question) == reading_with(analyser)(question)


def test_both_segmenters_give_the_same(blocks: Path, read):
    pytest.importorskip("rjieba")
    dictionary = Dictionary(next(blocks.glob("*.blocks")))
    others = [reading_with(Analyser(Segmenter(dictionary, fast=fast))) for fast in (False, True)]

    for question, _, _ in QUESTIONS:
        assert others[0](question) == others[1](question) == read(question)


def test_the_style_of_long_answers_gives_no_shorter_ones(read):
    question = "云溪港为什么在2011年停航?"

    brief, full = (read(question, style=style).spans[0].span for style in (Style.BRIEF, Style.FULL))

    assert len(full) >= len(brief)


def test_nothing_to_read_gives_nothing(read):
    assert read("云溪港在哪里?", passages=[]) == Reading()


@pytest.mark.parametrize("text", ["", "  \n ", "……", "。。。!?", "()《》"])
def test_passages_without_words_are_read_without_harm(read, analyser, text):
    reading = read("云溪港在哪里?", passages=[PassageView(analyser.analyse(text))])

    assert reading.spans == ()


@pytest.mark.parametrize("question", ["?", "什么", "的", "云", "a" * 300, "2020年"])
def test_odd_questions_are_read_without_harm(read, question):
    assert len(read(question).sentences) == 8


def test_a_long_sentence_is_read(read, analyser):
    passage = PassageView(
        analyser.analyse("云溪港" + "、".join(f"第{number}号泊位" for number in range(300)) + "。")
    )

    reading = read("云溪港有哪些泊位?", passages=[passage])

    assert len(reading.sentences) == 1
    assert all(len(span.span) <= 100 for span in reading.spans)


def test_only_so_many_passages_are_kept(analyser, monkeypatch):
    monkeypatch.setattr("answers.model.reader._DIGESTS_KEPT", 2)
    reader = Reader(analyser.segmenter, load())
    views = [PassageView(analyser.analyse(text)) for text in ("一。", "二。", "三。")]

    first = reader.digest(views[0])
    reader.digest(views[1])

    assert reader.digest(views[0]) is first
    reader.digest(views[2])
    assert reader.digest(views[0]) is first
