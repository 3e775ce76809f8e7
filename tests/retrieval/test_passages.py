"""Passages are ranges of the document: nothing is lost, nothing said twice, sentences stay whole."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.passages import LONGEST, LONGEST_SENTENCE, SHORT, passages
from retrieval.types import Article, Document, DocumentId, Paragraph, Passage, Role, Span

_pieces = st.text(st.sampled_from("复工率达企业员返岗。,;\n!”“ a1"), min_size=1, max_size=120).filter(
    lambda text: text.strip() != ""
)


@st.composite
def laid_out(draw: st.DrawFn) -> tuple[Document, tuple[Article, ...]]:
    text, articles = "", []
    for number in range(draw(st.integers(1, 3))):
        paragraphs = []
        for _ in range(draw(st.integers(1, 6))):
            pieces = []
            for piece in draw(st.lists(_pieces, min_size=1, max_size=3)):
                piece = piece * draw(st.sampled_from([1, 1, 1, 12]))
                pieces.append(Span(len(text), len(text) + len(piece)))
                text += piece + draw(st.sampled_from(["\n", "\n\n", " \n", "图注"]))
            role = draw(st.sampled_from([Role.BODY, Role.BODY, Role.CAPTION]))
            paragraphs.append(Paragraph(tuple(pieces), draw(st.sampled_from([None, "节"])), role))
        articles.append(Article(f"第{number}篇", tuple(paragraphs)))
    return Document(DocumentId("d"), "题", "d.txt", text, Span(0, len(text))), tuple(articles)


@given(laid_out())
@settings(max_examples=50, deadline=None)
def test_the_slices_of_the_spans_are_the_text(given_):
    document, articles = given_

    for passage in passages(document, articles):
        assert "".join(span.of(document.text) for span in passage.spans) == passage.text


@given(laid_out())
@settings(max_examples=50, deadline=None)
def test_nothing_is_lost_and_nothing_stands_twice(given_):
    document, articles = given_

    covered = sorted(
        place for p in passages(document, articles) for s in p.spans for place in range(s.start, s.end)
    )
    wanted = {
        place
        for article in articles for paragraph in article.paragraphs for piece in paragraph.pieces
        for place in range(piece.start, piece.end)
    }  # fmt: skip

    assert len(covered) == len(set(covered))
    assert wanted <= set(covered)
    assert all(document.text[place] == "\n" for place in set(covered) - wanted)


@given(laid_out())
@settings(max_examples=50, deadline=None)
def test_passages_are_numbered_in_order_and_none_is_too_long(given_):
    made = passages(*given_)

    assert [passage.number for passage in made] == list(range(1, len(made) + 1))
    for article in {passage.article for passage in made}:
        places = [passage.place for passage in made if passage.article == article]
        assert places == list(range(1, len(places) + 1))
    assert all(0 < len(passage.text) <= LONGEST_SENTENCE for passage in made)
    assert [passage.id for passage in made] == sorted(passage.id for passage in made)


def document_of(*paragraphs: str, section: str | None = None) -> tuple[Document, tuple[Article, ...]]:
    text = "\n\n".join(paragraphs)
    starts = [sum(len(p) + 2 for p in paragraphs[:place]) for place in range(len(paragraphs))]
    made = tuple(Paragraph((Span(s, s + len(p)),), section) for s, p in zip(starts, paragraphs, strict=True))
    return Document(DocumentId("d"), "题", "d.txt", text, Span(0, len(text))), (Article("题", made),)


def texts(*paragraphs: str) -> list[str]:
    return [passage.text for passage in passages(*document_of(*paragraphs))]


def test_a_long_paragraph_is_cut_at_sentence_ends_into_even_parts():
    sentence = "截至目前,全区规上工业企业复工率为百分之九十五,员工返岗率逐日上升。"

    parts = texts(sentence * 30)

    assert all(part.endswith("。") for part in parts)
    assert max(map(len, parts)) <= LONGEST
    assert max(map(len, parts)) - min(map(len, parts)) <= 2 * len(sentence)


def test_a_sentence_stays_whole_unless_no_passage_could_hold_it():
    long = "一是抓好防控,二是抓好复工," * 45

    assert texts(long + "。") == [long + "。"]
    cut = texts(long * 2 + "。")
    assert len(cut) > 1
    assert all(re.search("[,。]$", part) for part in cut)


def test_text_without_any_punctuation_is_cut_all_the_same():
    assert [len(part) for part in texts("复" * 3000)] == [LONGEST] * 7 + [3000 - 7 * LONGEST]


def test_the_closing_quotation_mark_stays_with_its_sentence():
    assert all(part.endswith("”") for part in texts("“我们对全年目标很有信心,一定能完成。”" * 30))


def test_short_paragraphs_of_a_section_are_put_together_line_by_line():
    assert texts("一是抓好防控。", "二是抓好复工。") == ["一是抓好防控。\n二是抓好复工。"]


def test_paragraphs_long_enough_stay_apart():
    one = "复" * SHORT + "。"

    assert texts(one, one) == [one, one]
    assert max(map(len, texts(*["短句。"] * 200))) <= LONGEST


def test_a_line_break_stays_between_paragraphs_even_after_a_blank():
    document = Document(DocumentId("d"), "题", "d.txt", "甲。  \n\n乙。", Span(0, 8))
    article = Article("题", (Paragraph((Span(0, 2),)), Paragraph((Span(6, 8),))))

    (passage,) = passages(document, (article,))

    assert passage.text == "甲。\n乙。"
    assert passage.locate(Span(3, 5)) == (Span(6, 8),)


def test_captions_and_sections_are_not_mixed_with_others():
    document = Document(DocumentId("d"), "题", "d.txt", "甲。\n图注\n乙。", Span(0, 8))
    article = Article(
        "题",
        (
            Paragraph((Span(0, 2),), "一"),
            Paragraph((Span(3, 5),), None, Role.CAPTION),
            Paragraph((Span(6, 8),), "二"),
        ),
    )

    made: tuple[Passage, ...] = passages(document, (article,))

    assert [(p.text, p.section, p.role) for p in made] == [
        ("甲。", "一", Role.BODY), ("图注", None, Role.CAPTION), ("乙。", "二", Role.BODY),
    ]  # fmt: skip
