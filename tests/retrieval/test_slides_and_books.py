"""Slides, OFD, books and old Word files become documents; real files of all formats are read, or refused for the right reason."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from retrieval.errors import LoadError
from retrieval.loaders import load
from retrieval.passages import passages
from retrieval.types import BlockKind, Document
from tests.retrieval.making import changed, ofd, slides, zipped
from tests.retrieval.reading import WORDS, of_kind


def read(source: str, data: bytes) -> Document:
    return load(source, data, WORDS.__contains__)


def test_a_slide_is_a_page_with_its_title_its_groups_its_table_and_its_notes():
    table = (("指标", "数值"), ("粮食产量", "45.2万吨"))
    data = slides(("云岭市工作汇报", "全市复工率为九成。", ""), ("主要指标", table, "口径为规上企业。"))

    document = read("汇报.pdf", data)  # whatever it is called

    made = passages(document)
    assert document.title == "云岭市工作汇报"
    assert "全市复工率为九成。" in document.text
    row = next(one for one in made if one.kind is BlockKind.ROW)
    assert (row.page, row.cell, row.text.split("\n")[-1]) == (2, "表1!2", "粮食产量 | 45.2万吨")
    assert next(one.page for one in made if "口径" in one.text) == 2


def test_a_shape_that_is_given_for_newer_and_older_programs_is_read_once():
    marks = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    shape = "<p:sp><p:nvSpPr><p:cNvPr id='{0}' name='a'/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:p><a:r><a:t>{1}</a:t></a:r></a:p></p:txBody></p:sp>"
    both = (
        f"<mc:AlternateContent xmlns:mc='{marks}'><mc:Choice Requires='a14'>{shape.format(90, '增速的公式如下')}</mc:Choice>"
        f"<mc:Fallback>{shape.format(90, '公式的图片')}</mc:Fallback></mc:AlternateContent></p:spTree>"
    )
    data = changed(
        slides(("工作汇报", "全市复工率为九成。", "")),
        "ppt/slides/slide1.xml",
        {b"</p:spTree>": both.encode()},
    )

    document = read("汇报.pptx", data)

    assert document.text.splitlines() == ["工作汇报", "全市复工率为九成。", "增速的公式如下"]


def test_the_lines_of_an_ofd_make_paragraphs_with_their_pages():
    line = "全市各级各部门要坚持以习近平新时代中国特色社会主义思想为指导全面"
    first = [
        (60, 30, 6, "关于做好稳岗工作的通知"),
        (38, 60, 5, line[:-2]),
        (28, 68, 5, "贯彻落实。"),
        (100, 285, 4, "— 1 —"),
    ]
    second = [(38, 30, 5, "第二页的话在这里说完了。"), (100, 285, 4, "— 2 —")]

    document = read("通知.ofd", ofd(first, second))

    assert document.text.split("\n")[:3] == [
        "关于做好稳岗工作的通知",
        f"{line[:-2]}贯彻落实。",
        "第二页的话在这里说完了。",
    ]
    assert document.title == "关于做好稳岗工作的通知"
    assert [one.page for one in passages(document)] == [1, 2]


def test_a_permit_is_called_by_its_largest_letters_whatever_fields_stand_above_and_beside_it():
    permit = ofd(
        [
            (120, 18, 3.5, "建设单位"), (150, 18, 3.5, "云岭安保公司"),
            (30, 40, 9, "建筑工程施工许可证"), (130, 40, 3.5, "建设规模"), (150, 40, 3.5, "4101平方米"),
            (20, 60, 3, "购"), (20, 66, 3, "买"), (20, 72, 3, "方"), (20, 90, 4, "根据建筑法,经审查,准予施工。"),
        ]
    )  # fmt: skip

    document = read("扫描.ofd", permit)

    assert document.title == "建筑工程施工许可证"
    assert document.text.splitlines() == [
        "建设单位   云岭安保公司", "建筑工程施工许可证", "建设规模   4101平方米", "购买方", "根据建筑法,经审查,准予施工。"
    ]  # fmt: skip


def test_an_ofd_of_pictures_is_refused_with_the_remedy():
    with pytest.raises(LoadError, match="页面是图片"):
        read("章.ofd", ofd([]))


def test_a_book_is_read_in_the_order_of_its_spine():
    container = b'<container><rootfiles><rootfile full-path="o/c.opf"/></rootfiles></container>'
    package = (
        '<package xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata><dc:title>云岭志</dc:title></metadata><manifest>'
        '<item id="a" href="a.xhtml"/><item id="b" href="b.xhtml"/></manifest><spine><itemref idref="b"/><itemref idref="a"/></spine></package>'
    )
    page = "<html><body><h2>{}</h2><p>{}的正文在这里。</p></body></html>".format
    data = zipped(
        {
            "mimetype": b"application/epub+zip",
            "META-INF/container.xml": container,
            "o/c.opf": package.encode(),
            "o/a.xhtml": page("后篇", "后").encode(),
            "o/b.xhtml": page("前篇", "前").encode(),
        }
    )

    document = read("志.epub", data)

    assert document.title == "云岭志"
    assert of_kind(document, BlockKind.PARAGRAPH) == ["前的正文在这里。", "后的正文在这里。"]


_REASONS = {
    "rd-空白.docx": "空的",
    "mu-scanned.pdf": "没有文字层",
}


def _real_files() -> list[Path]:
    folder = os.environ.get("YOUJU_FILES")
    return sorted(path for path in Path(folder).rglob("*.*") if path.is_file()) if folder else []


@pytest.mark.originals
@pytest.mark.skipif(
    not _real_files(), reason="YOUJU_FILES does not say where real files of office formats lie"
)
@pytest.mark.parametrize("path", _real_files(), ids=lambda path: path.name)
def test_every_real_file_is_read_or_refused_for_the_right_reason(path):
    data = path.read_bytes()
    if path.name in _REASONS:
        with pytest.raises(LoadError, match=_REASONS[path.name]):
            read(path.name, data)
    else:
        document = read(path.name, data)
        assert passages(document)
        assert all(block.page for block in document.blocks) or path.suffix not in (".pdf", ".ofd", ".pptx")
