"""The second stage: where the terms stand, and that it scores no more candidates than it must."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from retrieval import second_stage
from retrieval.analysis import Analyser, to_query
from retrieval.backends.base import Match, View
from retrieval.bounds import occurrences
from retrieval.second_stage import Candidate
from retrieval.types import PassageId, Span


def candidate(number: int, text: str, title: str = "", siblings: int = 0) -> Candidate:
    return Candidate(Match(PassageId(f"p{number}"), 1.0, dict.fromkeys(View, 0.0), siblings), text, title)


def rank(question: str, *candidates: Candidate, analyser: Analyser) -> list[int]:
    query = to_query(analyser.analyse(question))
    ranked = second_stage.best(query, candidates, lambda *_: 1.0, len(candidates))
    return [candidates.index(found) for _, found in ranked]


def test_terms_in_one_sentence_beat_the_same_terms_in_two(analyser):
    one = candidate(1, "复工率达到九成。其他工作也在抓紧推进,员工情况良好。")
    two = candidate(2, "复工情况良好。其他工作也在抓紧推进,产能率达到九成。")

    assert rank("复工率达到", two, one, analyser=analyser) == [1, 0]


def test_an_opening_that_repeats_its_title_does_not_beat_the_paragraph_that_answers(analyser):
    title = "煤炭供应保障工作"
    opening = candidate(1, "煤炭供应保障工作。近日发出通知,煤炭供应保障工作全面展开。", title, siblings=1)
    answer = candidate(2, "严格执行基准价的定价机制,严禁随意涨价和限制外销。", title, siblings=1)

    assert rank("煤炭供应保障工作的定价机制", opening, answer, analyser=analyser) == [1, 0]


def test_a_long_run_of_the_question_beats_its_pieces_all_over_the_passage(analyser):
    pieces = candidate(1, "企业多,总部多。总结部署,香港来人,四十大类,富豪榜上。")
    run = candidate(2, "企业总部香港富豪榜上多,其他各处来人,总结部署,四十大类。")

    assert rank("企业总部香港富豪榜", pieces, run, analyser=analyser) == [1, 0]


def test_runs_are_the_question_without_what_asks(analyser):
    text = "滨江的复工率是多少,昨天?"

    assert to_query(analyser.analyse(text), (Span(6, 9),)).runs == ("滨江的复工率", "昨天")


def test_a_passage_alone_is_not_favoured_by_the_article_that_repeats_it(analyser):
    views = dict.fromkeys(View, 0.0)
    repeated = Candidate(Match(PassageId("p1"), 1.0, views | {View.ARTICLE: 9.0}), "产能恢复情况良好。", "")
    answer = Candidate(Match(PassageId("p2"), 1.0, views | {View.WORDS: 0.1}), "产能恢复情况良好。", "")

    assert rank("产能恢复", repeated, answer, analyser=analyser) == [1, 0]


def test_no_candidates_no_scores(analyser):
    assert second_stage.best(to_query(analyser.analyse("复工")), [], lambda *_: 1.0, 10) == []


_SAID = st.lists(
    st.sampled_from(["复工率", "复工", "率", "企业", "滨江", "人人", "pm2.5", "的", "。", ",", "\n"]),
    max_size=12,
)


@given(
    question=_SAID.map("".join),
    rows=st.lists(
        st.tuples(_SAID.map("".join), _SAID.map("".join), st.integers(0, 1)), min_size=1, max_size=9
    ),
    limit=st.integers(1, 10),
)
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_best_are_those_of_all_when_each_is_scored(analyser, monkeypatch, question, rows, limit):
    query = to_query(analyser.analyse(question))
    candidates = [
        candidate(number, text, title, siblings) for number, (text, title, siblings) in enumerate(rows)
    ]

    def best(limit: int, few: int) -> list[tuple[float, Candidate]]:
        monkeypatch.setattr(second_stage, "_FEW", few)
        return second_stage.best(query, candidates, lambda term, view: 1.0 + len(term) % 3, limit)

    assert best(limit, 0) == best(len(rows), len(rows))[:limit]


@given(
    st.lists(_SAID.map("".join).filter(bool), max_size=6),
    st.lists(_SAID.map("".join), min_size=1, max_size=5),
)
def test_a_term_stands_in_a_text_no_oftener_than_is_counted_for_all_at_once(terms, texts):
    terms = [term for term in terms if "\n" not in term]  # no query asks for a line break

    counted = occurrences(terms, texts)

    assert counted.shape == (len(terms), len(texts))
    for term, row in zip(terms, counted.tolist(), strict=True):
        assert all(count >= text.count(term) for count, text in zip(row, texts, strict=True))
        if len(term) < 3 and len(set(term)) == len(term):
            assert row == [text.count(term) for text in texts]
