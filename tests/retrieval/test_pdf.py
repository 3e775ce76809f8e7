"""PDF becomes paragraphs and rows with their pages, without what a page puts around them."""

from __future__ import annotations

import tracemalloc
from io import BytesIO
from time import process_time

import pypdfium2
import pytest
from pdfminer import pdffont

from retrieval.errors import LoadError
from retrieval.loaders import load
from retrieval.loaders.pdf_glyphs import Plumbed
from retrieval.passages import passages
from retrieval.types import BlockKind, Document
from tests.retrieval.making import at, grid, pdf, rule
from tests.retrieval.reading import WORDS, of_kind

# A line of 38 characters of 12 points from the margin at 70 to the one at 526
LINE = "全市各级各部门要坚持以习近平新时代中国特色社会主义思想为指导全面贯彻落实党中央决策部"


def read(*pages: str) -> Document:
    return load("报告.pdf", pdf(*pages), WORDS.__contains__)


def lines(document: Document) -> list[str]:
    return document.text.rstrip("\n").split("\n")


def test_lines_make_paragraphs_across_pages_and_running_heads_are_no_text():
    first = (
        at(200, 40, "云岭市统计年鉴", 9)
        + at(94, 100, LINE[:36])
        + at(70, 120, LINE[:38])
        + at(290, 800, "- 1 -", 9)
    )
    second = (
        at(200, 40, "云岭市统计年鉴", 9)
        + at(70, 100, "署。")
        + at(94, 120, "第二段话说完了。")
        + at(290, 800, "- 2 -", 9)
    )
    third = at(200, 40, "云岭市统计年鉴", 9) + at(94, 100, "第三段话也说完了。") + at(290, 800, "- 3 -", 9)

    document = read(first, second, third)

    assert lines(document) == [LINE[:36] + LINE[:38] + "署。", "第二段话说完了。", "第三段话也说完了。"]
    assert [block.page for block in document.blocks] == [1, 2, 3]


def test_a_mark_of_a_footnote_is_no_part_of_a_figure_and_a_letter_drawn_twice_stands_once():
    line = at(70, 100, "年末常住人口") + at(142, 95, "1", 6) + at(146, 100, "1761.48万人。")
    bold = at(70, 140, "各位代表") + at(70.3, 140, "各位代表")

    assert lines(read(line + bold)) == ["年末常住人口1761.48万人。", "各位代表"]


ROWS = (("区县", "人口(万人)"), ("福田区", "156.23"), ("罗湖区", "114.82"), ("盐田区", "21.54"))


def test_a_ruled_table_is_read_row_by_row_and_goes_on_over_pages_with_its_names_said_once():
    first = at(70, 60, "人口公报", 18) + at(70, 100, "表1 分区常住人口") + grid(70, 120, (120, 120), ROWS)
    second = grid(70, 60, (120, 120), (ROWS[0], ("南山区", "181.41"), ("龙岗区", "397.9"))) + at(
        70, 200, "此外无其他情况。"
    )

    document = read(first, second)

    assert of_kind(document, BlockKind.ROW) == [
        "区县 | 人口(万人)", "福田区 | 156.23", "罗湖区 | 114.82", "盐田区 | 21.54", "南山区 | 181.41", "龙岗区 | 397.9",
    ]  # fmt: skip
    on_second = next(one for one in passages(document) if "龙岗区" in one.text)
    assert (on_second.page, on_second.text.split("\n")[0]) == (2, "区县 | 人口(万人)")
    assert (on_second.section or "").endswith("区县 人口(万人)")


def test_a_table_is_found_on_a_page_that_was_cut_out_of_a_larger_one():
    data = pdf(at(70, 60, "人口公报", 18) + grid(70, 120, (120, 120), ROWS))
    cut = data.replace(b"[0 0 595 842] ", b"[0 40 595 882]")

    document = load("报告.pdf", cut, WORDS.__contains__)

    assert cut != data
    assert of_kind(document, BlockKind.ROW)[1:] == ["福田区 | 156.23", "罗湖区 | 114.82", "盐田区 | 21.54"]


def test_a_file_without_text_is_refused_and_pages_of_gibberish_are_named():
    gibberish = at(70, 100, "1761.48 4.2% 12 30 85.1 220 33 41.5 1761.48 4.2% 12 30 85.1 220 33")

    with pytest.raises(LoadError, match="没有文字层"):
        read("")
    with pytest.raises(LoadError, match="乱码"):
        read(gibberish)
    document = read(at(70, 100, "正文在这里说完了。"), gibberish)
    assert document.remark == "第 2 页的文字层缺失或是乱码,未读取"


def test_lines_that_lead_to_pages_are_no_text():
    assert lines(read(at(70, 100, "第一章 总则................1") + at(70, 130, "本会依法成立。"))) == [
        "本会依法成立。"
    ]


def test_the_gap_around_a_figure_is_no_blank_and_a_line_of_figures_heads_nothing():
    gap = at(70, 100, "共有") + at(97, 100, "1761.48") + at(142, 100, "万人。")
    rows = at(70, 130, "大鹏区 5.05 2.58 2.47") + at(70, 150, "以上数据由市统计局核定。")

    document = read(gap + rows)

    assert lines(document)[0] == "共有1761.48万人。"
    assert all(one.section is None for one in passages(document))


@pytest.mark.parametrize(("rules", "is_read"), [(40, True), (140, False)])
def test_a_page_of_too_many_rules_is_read_as_text_and_said_so(rules, is_read):
    across = [rule(50, 50 + 750 * n / rules, 550, 50 + 750 * n / rules) for n in range(rules)]
    down = [rule(50 + 500 * n / rules, 50, 50 + 500 * n / rules, 800) for n in range(rules)]
    started = process_time()

    document = read(at(70, 30, "关于做好稳岗工作的通知"), at(70, 30, "附图如下。") + "".join(across + down))

    assert process_time() - started < 5  # 17 s without a bound
    assert "附图如下。" in document.text
    assert document.remark == (None if is_read else "第 2 页的表格线太多,只读了文字,没有按表格读")


def test_a_text_set_character_by_character_in_a_font_that_the_file_lacks_is_read_whole():
    title = "".join(at(100 + 18 * n, 60, one, 18) for n, one in enumerate("全县工作总结"))
    body = "".join(at(94 + 12 * n, 120, one) for n, one in enumerate("粮食产量12.5万吨,比上年增长3%。"))
    table = grid(70, 160, (100, 100), (("项", "数"), ("甲", "1"), ("乙", "2")))

    document = read(title + body + table)

    assert lines(document) == [
        "全县工作总结",
        "粮食产量12.5万吨,比上年增长3%。",
        "项 | 数",
        "甲 | 1",
        "乙 | 2",
    ]


def test_equal_cells_below_each_other_are_all_read_in_a_font_that_the_file_lacks():
    column = "".join(at(70, 100 + 40 * n, LINE[:20], 24) for n in range(6))

    assert read(column).text.count(LINE[:20]) == 6


def test_a_font_that_tells_of_millions_of_codes_takes_no_memory_for_them():
    data = pdf(at(70, 80, "甲") + at(100, 80, "乙丙丁戊已庚"))
    hostile = data.replace(b"/W [814 939 500]", b"/W [1 4999999 1]")
    assert (len(hostile), hostile == data) == (len(data), False)
    load("报告.pdf", data, WORDS.__contains__)  # libraries are there
    tracemalloc.start()

    text = load("报告.pdf", hostile, WORDS.__contains__).text

    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert "甲" in text
    assert peak < 60 * 2**20


def test_a_range_of_codes_in_a_character_map_is_unfolded_as_far_as_a_page_may_cost():
    with Plumbed("报告.pdf", pdf(at(70, 80, "甲"))).page(0):
        characters = pdffont.FileUnicodeMap()
        told = b"1 beginbfrange <00000000> <000fffff> <0041> endbfrange"
        pdffont.CMapParser(characters, BytesIO(told)).run()

    assert len(characters.cid2unichr) == 65_536


def test_what_pdfminer_stumbles_over_is_read_as_pdfium_reads_it(monkeypatch):
    def stumble(_):
        raise TypeError("'float' object is not iterable")

    monkeypatch.setattr("retrieval.loaders.pdf_glyphs._glyphs", stumble)
    monkeypatch.setattr("retrieval.loaders.pdf_tables._closed", stumble)

    document = read(at(70, 80, "甲") + at(100, 80, "乙丙丁戊已庚") + grid(70, 160, (100, 100), ROWS))

    assert lines(document)[0] == "乙丙丁戊已庚"
    assert "福田区" in document.text
    assert document.remark == "第 1 页的表格线无法读取,只读了文字,没有按表格读"


@pytest.mark.parametrize(
    ("turned", "rotation"),
    [("0 1 -1 0 595 0", 0), ("0 1 -1 0 595 0", 90), ("0 -1 1 0 0 842", 0), ("0 -1 1 0 0 842", 270), ("-1 0 0 -1 595 842", 0), ("-1 0 0 -1 595 842", 180)],
    ids=["up", "up, shown upright", "down", "down, shown upright", "over", "over, shown upright"],
)  # fmt: skip
def test_a_page_is_read_whichever_way_it_is_set(turned, rotation):
    page = at(70, 300, LINE[:38]) + at(70, 350, "表1 分区常住人口") + grid(70, 370, (120, 120), ROWS)
    drawn = pypdfium2.PdfDocument(pdf(f"q {turned} cm\n{page}Q\n"))
    drawn[0].set_rotation(rotation)
    out = BytesIO()
    drawn.save(out)

    document = load("报告.pdf", out.getvalue(), WORDS.__contains__)

    assert document.text == read(page).text
    assert "福田区 | 156.23" in document.text
