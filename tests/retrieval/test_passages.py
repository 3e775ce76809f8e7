"""Passages are ranges of the document: nothing is lost, nothing said twice, sentences stay whole."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.layout.outlines import with_bodies
from retrieval.passages import LONGEST, LONGEST_SENTENCE, SHORT, passages
from retrieval.types import Block, BlockKind, Document, Passage, Span
from tests.retrieval.reading import made_of

_pieces = st.text(st.sampled_from("复工率达企业员返岗。,;\n!”“ a1"), min_size=1, max_size=120).filter(
    lambda text: text.strip() != ""
)


_kinds = st.sampled_from([*[BlockKind.PARAGRAPH] * 4, *BlockKind])


@st.composite
def laid_out(draw: st.DrawFn) -> Document:
    """A document of blocks of all kinds; nothing stands below some of its headings."""
    text, blocks = "", []
    for _ in range(draw(st.integers(1, 15))):
        pieces = []
        for piece in draw(st.lists(_pieces, min_size=1, max_size=3)):
            piece = piece * draw(st.sampled_from([1, 1, 1, 12]))
            pieces.append(Span(len(text), len(text) + len(piece)))
            text += piece + draw(st.sampled_from(["\n", "\n\n", " \n", "图注"]))
        kind = draw(_kinds)
        level = draw(st.integers(1, 8)) if kind is BlockKind.HEADING else 0
        blocks.append(Block(kind, tuple(pieces), level, "标" if level else ""))
    return made_of(text, *with_bodies(blocks))


@given(laid_out())
@settings(max_examples=50, deadline=None)
def test_the_slices_of_the_spans_are_the_text(document):
    for passage in passages(document):
        assert "".join(span.of(document.text) for span in passage.spans) == passage.text


@given(laid_out())
@settings(max_examples=50, deadline=None)
def test_nothing_is_lost_and_nothing_stands_twice(document):
    covered = sorted(place for p in passages(document) for s in p.spans for place in range(s.start, s.end))
    wanted = {
        place for block in document.blocks for span in block.spans for place in range(span.start, span.end)
    }

    assert len(covered) == len(set(covered))
    assert wanted <= set(covered)
    assert all(document.text[place] == "\n" for place in set(covered) - wanted)


def test_a_line_break_within_a_caption_is_not_taken_for_that_below_the_heading():
    text = "标题图注照\n\n正文复工率"
    heading, caption, body = Span(0, 2), Span(4, 6), Span(7, 12)
    blocks = [
        Block(BlockKind.HEADING, (heading,), 1, "标"),
        Block(BlockKind.CAPTION, (caption,)),
        Block(BlockKind.PARAGRAPH, (body,)),
    ]

    spans = [span for passage in passages(made_of(text, *with_bodies(blocks))) for span in passage.spans]

    assert sorted(spans) == [heading, caption, Span(6, 7), body]


@given(laid_out())
@settings(max_examples=50, deadline=None)
def test_passages_are_numbered_in_order_and_none_is_too_long(document):
    made = passages(document)

    assert [passage.number for passage in made] == list(range(1, len(made) + 1))
    headings = sum(len(span) for b in document.blocks if b.kind is BlockKind.HEADING for span in b.spans)
    assert all(0 < len(passage.text) <= LONGEST_SENTENCE + headings for passage in made)
    assert [passage.id for passage in made] == sorted(passage.id for passage in made)


def document_of(*paragraphs: str) -> Document:
    text = "\n\n".join(paragraphs)
    starts = [sum(len(p) + 2 for p in paragraphs[:place]) for place in range(len(paragraphs))]
    return made_of(
        text,
        *(
            Block(BlockKind.PARAGRAPH, (Span(s, s + len(p)),))
            for s, p in zip(starts, paragraphs, strict=True)
        ),
    )


def texts(*paragraphs: str) -> list[str]:
    return [passage.text for passage in passages(document_of(*paragraphs))]


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
    document = made_of(
        "甲。  \n\n乙。",
        Block(BlockKind.PARAGRAPH, (Span(0, 2),)),
        Block(BlockKind.PARAGRAPH, (Span(6, 8),)),
    )

    (passage,) = passages(document)

    assert passage.text == "甲。\n乙。"
    assert passage.locate(Span(3, 5)) == (Span(6, 8),)


def test_captions_and_sections_are_not_mixed_with_others():
    document = made_of(
        "甲。\n图注\n二\n乙。",
        Block(BlockKind.PARAGRAPH, (Span(0, 2),)),
        Block(BlockKind.CAPTION, (Span(3, 5),)),
        Block(BlockKind.HEADING, (Span(6, 7),), 2, "二"),
        Block(BlockKind.PARAGRAPH, (Span(8, 10),)),
    )

    made: tuple[Passage, ...] = passages(document)

    assert [(p.text, p.section, p.kind) for p in made] == [
        ("甲。", None, BlockKind.PARAGRAPH), ("图注", None, BlockKind.CAPTION),
        ("二\n乙。", "二", BlockKind.PARAGRAPH),
    ]  # fmt: skip


def test_headings_stand_in_front_of_the_first_passage_below_them_and_name_all():
    long = "复" * LONGEST + "。"
    document = made_of(
        f"标题\n一、措施\n（一）稳岗\n{long}\n{long}",
        Block(BlockKind.HEADING, (Span(0, 2),), 1, "标题"),
        Block(BlockKind.HEADING, (Span(3, 7),), 4, "一、措施"),
        Block(BlockKind.HEADING, (Span(8, 13),), 5, "（一）稳岗"),
        Block(BlockKind.PARAGRAPH, (Span(14, 14 + len(long)),)),
        Block(BlockKind.PARAGRAPH, (Span(15 + len(long), 15 + 2 * len(long)),)),
    )

    first, *_, last = passages(document)

    assert first.text.startswith("标题\n一、措施\n（一）稳岗\n复")
    assert last.text.startswith("复")
    assert {p.section for p in (first, last)} == {"一、措施 （一）稳岗"}
    assert {p.title for p in (first, last)} == {"标题"}


def test_each_entry_of_a_glossary_is_one_passage_however_short_or_long():
    text = "两新：以旧换新。\n" + "两重：" + "建设。" * 200
    document = made_of(
        text, Block(BlockKind.ENTRY, (Span(0, 8),)), Block(BlockKind.ENTRY, (Span(9, len(text)),))
    )

    assert [p.text for p in passages(document)] == text.split("\n")


def test_the_lines_of_a_head_are_one_passage_with_the_title():
    document = made_of(
        "报告\n来源：日报\n市长 王强\n正文。",
        Block(BlockKind.HEADING, (Span(0, 2),), 1, "报告"),
        Block(BlockKind.HEAD, (Span(3, 8),)),
        Block(BlockKind.HEAD, (Span(9, 14),)),
        Block(BlockKind.PARAGRAPH, (Span(15, 18),)),
    )

    assert [(p.text, p.kind) for p in passages(document)] == [
        ("报告\n来源：日报\n市长 王强", BlockKind.HEAD), ("正文。", BlockKind.PARAGRAPH),
    ]  # fmt: skip


def test_page_and_cell_of_a_block_are_those_of_its_passage():
    document = made_of("甲。", Block(BlockKind.ROW, (Span(0, 2),), label="列", page=3, cell="表1!2"))

    (passage,) = passages(document)

    assert (passage.page, passage.cell, passage.section) == (3, "表1!2", "列")
