"""Terms as numbers: the same for much text at once as for one term of one text."""

from __future__ import annotations

from collections import defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.analysis import Analyser, Analysis
from retrieval.keys import Occurrences, Texts, term_key

# What lies at the borders of the rules: runs of letters with stops, figures and dates, single characters, characters
# outside the basic plane, marks, blanks, letters of other scripts.
PIECES = (
    "江阴高新区", "复工率91.9%", "2020年2月25日", "1,200", "v2.0.1", "wps", "12nm", "..", ",", "一", "三个", "\U00020000", "〇",
    "ñandú", "привет", "ａｂｃ", "\n", " ", "　", "。", "-", "_", "5-7", "二十余万份", "é", "½", "٣", "三分之一", "ok",
)  # fmt: skip
texts = st.lists(st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=8).map("".join), max_size=6)


def _by_text(found: Occurrences, count: int) -> list[list[int]]:
    by_text = defaultdict(list)
    for key, row in zip(found.keys.tolist(), found.rows.tolist(), strict=True):
        by_text[row].append(key)
    return [sorted(by_text[row]) for row in range(count)]


@given(texts)
@settings(deadline=None)
def test_many_texts_at_once_hold_the_terms_that_each_holds(analyser: Analyser, texts):
    analyses = [analyser.analyse(text) for text in texts]
    together = Texts(analyses)

    for found, terms in (
        (together.words(), [analysis.word_terms for analysis in analyses]),
        (together.bigrams(), [analysis.bigram_terms for analysis in analyses]),
        (together.characters(), [analysis.character_terms for analysis in analyses]),
        (together.pairs(), [analysis.pair_terms for analysis in analyses]),
    ):
        assert found.rows.tolist() == sorted(found.rows.tolist())
        assert _by_text(found, len(texts)) == [sorted(map(term_key, of_text)) for of_text in terms]


@given(st.sets(st.text(min_size=1, max_size=3).filter(lambda text: " " not in text), max_size=50))
def test_short_terms_never_share_a_key(terms):
    assert len({term_key(term) for term in terms if "\0" not in term}) == len(
        {term for term in terms if "\0" not in term}
    )


def test_keys_are_the_same_on_every_machine():
    assert term_key("复工") == 0x5DE5 << 21 | 0x590D
    assert term_key("南通开发区") == 0xE55E50DCF4F599E7
    assert term_key("复工 复产") == 0xDFAE656948AC25F3


@pytest.mark.parametrize("count", [0, 1])
def test_texts_without_a_term_have_none(analyser, count):
    together = Texts([analyser.analyse("。")] * count)

    assert len(together.words().keys) == len(together.bigrams().keys) == len(together.pairs().keys) == 0


def test_an_analysis_says_where_its_words_lie(analyser):
    analysis = analyser.analyse("滨江复工率为91.9%。")

    assert [word.of(analysis.text) for word in analysis.words] == ["滨江", "复工", "率", "为", "91.9%"]
    assert Analysis.of(analysis.normalised, analysis.words) == analysis
