"""The postings give rank-bm25's scores, and Lucene's lengths."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rank_bm25 import BM25Okapi

from retrieval import impacts, maxscore
from retrieval.bm25 import LuceneBM25, idf, quantise, quantised
from retrieval.okapi import PostingsOkapi
from retrieval.parts import Part, Parts
from retrieval.postings import Postings

terms = st.sampled_from(["复工", "复产", "企业", "江阴", "滨江", "园区", "的", "91.9%"])
passages = st.lists(st.lists(terms, min_size=1, max_size=12), min_size=1, max_size=12)


def parts_of(corpus: list[list[str]], cut: int, gone: set[int]) -> Parts:
    """Return a corpus in two parts, some of its passages gone."""
    return Parts(
        tuple(
            Part(
                Postings.of_terms(corpus[start:end]),
                np.array([row - start for row in sorted(gone) if start <= row < end], dtype=np.int64),
            )
            for start, end in ((0, cut), (cut, len(corpus)))
        )
    )


@given(passages, st.lists(terms, max_size=6), st.floats(0.1, 3), st.floats(0, 1))
@settings(deadline=None)
def test_with_okapis_idf_the_scores_are_rank_bm25s(corpus, query, k1, b):
    reference = BM25Okapi(corpus, k1=k1, b=b)

    ours = PostingsOkapi(corpus, k1=k1, b=b)

    np.testing.assert_allclose(ours.get_scores(query), reference.get_scores(query), rtol=0, atol=1e-9)


@given(st.data(), passages, st.lists(terms, max_size=6))
@settings(deadline=None)
def test_in_parts_of_which_some_are_gone_the_scores_are_those_of_what_is_left(data, corpus, query):
    cut = data.draw(st.integers(0, len(corpus)))
    gone = data.draw(st.sets(st.integers(0, len(corpus) - 1), max_size=len(corpus) - 1))
    left = [passage for row, passage in enumerate(corpus) if row not in gone]

    ours = PostingsOkapi(parts_of(corpus, cut, gone))

    assert ours.corpus_size == len(left)
    scores = ours.get_scores(query)
    assert all(scores[row] == 0 for row in gone)
    kept = [row for row in range(len(corpus)) if row not in gone]
    np.testing.assert_array_equal(scores[kept], PostingsOkapi(left).get_scores(query))
    np.testing.assert_allclose(scores[kept], BM25Okapi(left).get_scores(query), rtol=0, atol=1e-9)
    assert [ours.df(term) for term in query] == [sum(term in passage for passage in left) for term in query]
    holding = [row for row in kept if query and set(query) <= set(corpus[row])]
    assert ours.rows_of_all(query).tolist() == holding


@given(st.data(), passages, st.lists(terms, max_size=6))
@settings(deadline=None)
def test_some_passages_scores_are_those_that_they_have_among_all(data, corpus, query):
    wanted = data.draw(st.lists(st.integers(0, len(corpus) - 1), max_size=8))
    bm25 = LuceneBM25(corpus, k1=0.9, b=0.4)

    found = bm25.get_batch_scores(query, wanted)

    np.testing.assert_array_equal(found, bm25.get_scores(query)[wanted])


@given(passages, st.lists(terms, max_size=6), st.integers(1, 15))
@settings(deadline=None)
def test_the_best_n_come_in_order_and_ties_in_the_corpuss(corpus, query, n):
    bm25 = LuceneBM25(corpus)
    scores = bm25.get_scores(query)

    best = bm25.get_top_n(query, range(len(corpus)), n)

    assert best == sorted(range(len(corpus)), key=lambda place: (-scores[place], place))[:n]


# So few postings are a list of its own, a frequent term or a sample here that all ways of finding the best are gone.
SMALL = ((maxscore, "_FEW_POSTINGS", 5), (maxscore, "_FIRST_POSTINGS", 3), (maxscore, "_GROWTH", 1),
         (maxscore, "_SAMPLE", 2), (maxscore, "_REPEATED", 1), (impacts, "_SHORT", 2))  # fmt: skip


@pytest.mark.parametrize("short", [0, 4, 16_000])
@pytest.mark.parametrize("frequent", [0.0, 0.3, 1.0])
@given(data=st.data(), corpus=passages, query=st.lists(terms, max_size=8), limit=st.integers(1, 15))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_best_found_by_bounds_are_those_of_all_scores(
    monkeypatch, short, frequent, data, corpus, query, limit
):
    for module, name, value in (*SMALL, (maxscore, "_SHORT", short), (impacts, "_FREQUENT", frequent)):
        monkeypatch.setattr(module, name, value)
    cut = data.draw(st.integers(0, len(corpus)))
    gone = data.draw(st.sets(st.integers(0, len(corpus) - 1), max_size=len(corpus) - 1))
    bm25 = LuceneBM25(parts_of(corpus, cut, gone), k1=0.9, b=0.4)
    scores = bm25.get_scores(query)
    expected = sorted(np.flatnonzero(scores > 0).tolist(), key=lambda row: (-scores[row], row))[:limit]

    for _ in range(3):  # what is asked for again is looked up in another way
        rows, found = bm25.best(query, limit)

        assert rows.tolist() == expected
        assert found.tolist() == scores[expected].tolist()


@given(
    st.lists(st.lists(st.sampled_from([0.0, 0.0, 0.25, 1.0, 1.5]), min_size=6, max_size=6), min_size=1, max_size=12),
    st.integers(1, 8), st.integers(1, 8), st.floats(0, 1),
)  # fmt: skip
@settings(deadline=None)
def test_what_is_wanted_has_the_least_score_of_it_and_is_not_all(rows, limit, few, share):
    scores = np.array([sum(row) for row in rows], dtype=np.float32)
    wanted = maxscore.Wanted(max(limit, few), few, share)

    least = wanted.least(scores)

    ordered = sorted(scores.tolist(), reverse=True)
    kept = ordered[: max(few, sum(score >= share * ordered[0] for score in ordered))][: wanted.limit]
    assert all(score >= least for score in kept)


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_idf_is_never_negative_and_falls_with_the_number_of_passages(df, n):
    df = min(df, n)

    assert idf(df, n) >= 0
    assert idf(df, n + 1) > idf(df, n)


@given(st.integers(0, 2**30), st.integers(0, 2**30))
def test_quantised_lengths_keep_their_order_and_lose_less_than_an_eighth(one, other):
    low, high = sorted((one, other))

    assert quantise(low) <= quantise(high)
    assert high * 7 / 8 <= quantise(high) <= high


@given(st.lists(st.integers(0, 2**30), max_size=20))
def test_many_lengths_are_quantised_as_one_is(lengths):
    assert quantised(np.array(lengths, dtype=np.int32)).tolist() == [quantise(length) for length in lengths]


def test_an_empty_corpus_scores_nothing():
    assert len(LuceneBM25([]).get_scores(["复工"])) == 0
