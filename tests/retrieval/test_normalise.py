"""What is compared is normalised, and every place in it leads back to the original."""

from __future__ import annotations

import tracemalloc

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from retrieval.normalise import in_place, is_traditional, normalise
from retrieval.types import Span

texts = st.text(
    st.sampled_from("复復工産产㎡℃①⑩㈱９％ＡaİßﬁΩ 　後后乾干著隻\n。,“”\U0002f81a\u0301")
    | st.characters(exclude_categories=["Cs"])
)


@given(texts)
@example("İ⑩復㎡")
def test_each_place_leads_back_to_the_character_it_came_from(text):
    normalised = normalise(text)

    for place in range(len(normalised.text)):
        original = normalised.to_original(Span(place, place + 1))
        assert len(original) == 1
        assert normalised.text[place] in normalise(original.of(text)).text or len(text) > 1


@given(texts, st.data())
def test_the_places_of_a_range_lead_back_in_order(text, data):
    normalised = normalise(text)
    start = data.draw(st.integers(0, len(normalised.text)))
    end = data.draw(st.integers(start, len(normalised.text)))

    original = normalised.to_original(Span(start, end))

    assert 0 <= original.start <= original.end <= len(text)
    assert bool(original) == (start < end)
    assert normalised.to_original(Span(0, len(normalised.text))) == Span(0, len(text))


@given(texts)
def test_normalising_loses_no_character(text):
    assert len(normalise(text).text) >= len(text)


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("復工復產", "复工复产"),
        ("９１．９％", "91.9%"),
        ("ＧＤＰ", "gdp"),
        ("⑩㎡", "10m2"),
        ("說明覆工", "说明复工"),
        ("企業（樓宇）", "企业(楼宇)"),
    ],
)
def test_width_case_and_script_are_folded(text, normal):
    assert normalise(text).text == normal


@pytest.mark.parametrize("text", ["复工\ud800率", "\udfff", "\ud83d\ude00", "𠮷\udc80"])
def test_halves_of_surrogate_pairs_are_replaced(text):
    normalised = normalise(text)

    assert len(normalised.text) == len(text)
    assert "\ufffd" in normalised.text
    assert normalised.to_original(Span(0, 1)) == Span(0, 1)
    assert "\ufffd" in in_place(text)
    assert not is_traditional(text)


def test_traditional_text_is_known():
    assert is_traditional("復工率")
    assert not is_traditional("复工率")
    assert not is_traditional("2.3万家")


def test_a_text_that_is_only_compared_makes_no_map():
    text = "各地复工\u2026" * 4_000
    normalise("\u2026")

    tracemalloc.start()
    normalised = normalise(text)
    _, compared_bytes = tracemalloc.get_traced_memory()
    normalised.to_original(Span(0, 1))
    _, mapped_bytes = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert 2 * compared_bytes < mapped_bytes
