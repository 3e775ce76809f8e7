from __future__ import annotations

import numpy as np
import pytest

from answers.model.asking import take_apart
from answers.model.candidates import candidates, repeats
from answers.model.digest import digest
from answers.model.excerpt import align, excerpt
from answers.model.fit.gold import right_candidates
from answers.model.fit.kernels import place
from answers.model.hashing import SIZE, places, under
from answers.model.lexicon import Lexicon
from answers.model.marks import Name
from answers.model.matching import longest_common_subsequence
from answers.model.sentence_features import FEATURES, sentence_features
from answers.model.types import PassageView
from answers.questions.kinds import classify
from answers.spans.sentences import sentences

TEXT = "区长黄瑾介绍,《云溪纪事》由周文渊于2004年3月写成。全书共150对人物,增长91.9%。《云溪纪事》在临川大学首发。"


@pytest.fixture(scope="module")
def lexicon(analyser):
    return Lexicon(analyser.segmenter)


@pytest.fixture(scope="module")
def passage(analyser, lexicon):
    return digest(PassageView(analyser.analyse(TEXT), "云溪纪事"), lexicon)


def asked(analyser, lexicon, question):
    analysis = analyser.analyse(question)
    return take_apart(analysis, classify(analysis.text), lexicon, lambda _: 2.0, lambda _: 1.0)


@pytest.mark.parametrize(
    ("question", "asking", "head", "left", "right"),
    [
        ("黄瑾是什么职务?", "什么", "职务", "是", "职务"),
        ("赵鹏的职业是什么?", "什么", "职业", "是", ""),
        ("此书由哪两位作家写成?", "哪几", "作家", "由", "作"),
        ("江阴有多少家企业复工?", "多少", "企业", "有", "家"),
        ("全书在何时写成?", "何时", "全书", "在", "写成"),
    ],
)
def test_a_question_is_taken_apart(analyser, lexicon, question, asking, head, left, right):
    found = asked(analyser, lexicon, question)

    assert (found.asking, found.head) == (asking, head)
    assert found.left.endswith(left[-1:])
    assert found.right.startswith(right[:1])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("黄瑾", Name.PERSON),
        ("周文渊", Name.PERSON),
        ("云溪纪事", Name.WORK),
        ("2004年3月", Name.DATE),
        ("150对", Name.NUMBER),
        ("临川大学", Name.ORGANISATION),
    ],
)
def test_names_are_found(passage, text, name):
    named = {(piece, found.name) for sentence in passage.sentences for found, piece in sentence.names}

    assert (text, name) in named


def test_figures_have_a_border_before_their_unit_but_not_before_a_percent_sign(passage):
    tokens = passage.tokens
    pieces = [TEXT[start:end] for start, end in zip(tokens.start.tolist(), tokens.end.tolist(), strict=True)]

    assert {"150", "对", "2004年", "3月", "91.9%"} <= set(pieces)


def test_candidates_begin_and_end_with_words_of_one_sentence(passage):
    source = excerpt([(passage, 0), (passage, 1)])
    found = candidates(source)

    for first, last in zip(found.first, found.last, strict=True):
        text = source.text[source.start[first] : source.end[last]]
        assert "\n" not in text
        assert text[0].isalnum()
        assert text[-1].isalnum() or text[-1] == "%"


def test_right_candidates_stand_wherever_the_answer_does(passage):
    source = excerpt([(passage, 0), (passage, 2)])
    found = candidates(source)

    right = right_candidates(source, found, [["《云溪纪事》"]])

    starts = source.start[found.first[right]].tolist()
    assert [source.text[start : start + 4] for start in starts] == ["云溪纪事", "云溪纪事"]


def right_texts(source, found, right):
    pairs = zip(source.start[found.first[right]], source.end[found.last[right]], strict=True)
    return [source.text[start:end] for start, end in pairs]


def test_the_right_candidate_of_several_parts_reaches_over_all_of_them(passage):
    source = excerpt([(passage, 0), (passage, 1)])
    found = candidates(source)

    right = right_candidates(source, found, [["2004年3月"], ["周文渊"]])

    assert right_texts(source, found, right) == ["周文渊于2004年3月"]


def test_no_candidate_is_right_where_a_part_is_missing(passage):
    source = excerpt([(passage, 0), (passage, 1)])
    found = candidates(source)

    assert not right_candidates(source, found, [["周文渊"], ["150对"]]).any()


def test_right_candidates_stand_in_the_evidence_alone_where_it_is_given(passage):
    source = excerpt([(passage, 0), (passage, 2)])
    found = candidates(source)

    right = right_candidates(source, found, [["云溪纪事"]], ["《云溪纪事》在 临川大学首发。"])

    assert right_texts(source, found, right) == ["云溪纪事"]
    assert source.sentence[found.first[right]].tolist() == [1]


def test_repeats_counts_texts_and_marks_those_in_the_title(passage):
    source = excerpt([(passage, 0)])
    found = candidates(source)

    counts = repeats(source, found, [passage])

    texts = [
        source.text[source.start[one] : source.end[other]]
        for one, other in zip(found.first, found.last, strict=True)
    ]
    by_text = dict(zip(texts, counts.tolist(), strict=True))
    assert by_text["云溪纪事"] == 2 + 4
    assert by_text["周文渊"] == 1


def test_alignment_measures_the_distance_to_the_words_of_the_question(analyser, lexicon, passage):
    source = excerpt([(passage, 0)])

    alignment = align(asked(analyser, lexicon, "云溪纪事由谁写成?"), source)

    start = TEXT.index("周文渊")
    assert alignment.before[start] in (0, 2)  # 由 is grammar, 》 stands between
    assert alignment.after[start + 3] == len("于2004年3月")


def test_sentence_features_are_the_same_in_company_but_for_nothing(analyser, lexicon, passage):
    other = digest(PassageView(analyser.analyse("全市下雨。道路湿滑。"), "天气"), lexicon)
    question = asked(analyser, lexicon, "云溪纪事共有多少对人物?")

    _, alone = sentence_features(question, [passage])
    layout, together = sentence_features(question, [other, passage])

    assert layout.passage.tolist() == [0, 0, 1, 1, 1]
    assert np.allclose(alone, together[2:])
    assert alone.shape[1] == len(FEATURES) == len(set(FEATURES))


def test_the_longest_common_subsequence_is_counted_bit_by_bit():
    assert longest_common_subsequence("由谁写成", ["由周文渊写成", "写成", "无关"]).tolist() == [
        3.0,
        2.0,
        0.0,
    ]


def test_fitting_and_answering_hash_alike():
    random = np.random.default_rng(7)
    values = random.integers(0, 2**32, (3, 50), dtype=np.uint32)
    contexts = random.integers(0, 2**32, 3, dtype=np.uint32)

    with np.errstate(over="ignore"):
        one_by_one = [
            [int(place(value, context)) for value in row]
            for row, context in zip(values, contexts, strict=True)
        ]

    assert places(under(values, contexts)).tolist() == one_by_one
    assert places(under(values, contexts)).max() < SIZE


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("他说:“都好。”走了。", ["他说:“都好。”", "走了。"]),
        ("一。\n\n 二 \n三", ["一。", "二", "三"]),
        ("真的?!好", ["真的?!", "好"]),
        ("增长3.5%。", ["增长3.5%。"]),
        ("", []),
    ],
)
def test_sentences(text, pieces):
    assert [span.of(text) for span in sentences(text)] == pieces
