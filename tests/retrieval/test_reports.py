"""Reports and bulletins as they were copied from web pages: their heads, their glossaries, nothing of the pages.

The documents are not part of the project: YOUJU_REPORTS names the folders where they lie.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from retrieval.analysis import Analyser
from retrieval.layout.debris import is_debris, is_tool
from retrieval.loaders import load_file
from retrieval.passages import passages
from retrieval.types import BlockKind, Document

_TABLE = Path(__file__).with_name("reports.tsv")
_FIELDS = ("title", "subtitle", "region", "date", "publisher", "speaker")
_TOOLS = frozenset(
    "下载 打印 全屏 收藏 字号 字体 加大 还原 减小 大 中 小 分享 首页 政务信息 宁夏要闻 当前位置 阅读量 打印本页 关闭窗口 "
    "相关报道 扫一扫在手机打开当前页 责任编辑 李莎莎 编辑:何继红 编辑\uff1a何继红".split()
)
_MARKS = " :>\uff1a\u3010\u3011"
_KEY = re.compile(r"[0-9a-f]{24}")
_ENTRIES = (BlockKind.ENTRY, BlockKind.NOTE)
# Rules that knew each document would get all right; each field may fail in one of twenty.
_MOST_WRONG = 1


def _rows() -> dict[str, list[str]]:
    """Return what stands in the table, by file: a value for each field, and the number of entries."""
    lines = _TABLE.read_text("utf-8").splitlines()
    cells = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {file: values for file, *values in cells}


@pytest.fixture(scope="module")
def reports(analyser: Analyser) -> dict[str, Document]:
    folders = os.environ.get("YOUJU_REPORTS")
    if not folders:
        pytest.skip("YOUJU_REPORTS does not say where the reports lie")
    files = [file for folder in folders.split(os.pathsep) for file in Path(folder).glob("*.txt")]
    named = [file for file in files if file.name in _rows()]
    return {file.name: load_file(file, file.name, analyser.segmenter.is_word) for file in named}


def _said(document: Document, field: str) -> str:
    value = getattr(document.head, field)
    return " ".join(value.text.split()) if value else "-"


@pytest.mark.originals
@pytest.mark.parametrize("field", _FIELDS)
def test_heads_are_what_a_reader_finds(reports, field):
    place = _FIELDS.index(field)
    wanted = {file: row[place] for file, row in _rows().items() if file in reports}

    wrong = {
        file: _said(reports[file], field) for file in wanted if _said(reports[file], field) != wanted[file]
    }

    assert len(wrong) <= _MOST_WRONG, wrong


@pytest.mark.originals
def test_each_value_of_a_head_stands_where_it_says(reports):
    for document in reports.values():
        for field in ("title", "subtitle", "region", "publisher", "speaker"):
            value = getattr(document.head, field)
            printed = "".join(span.of(document.text) for span in value.spans) if value else ""
            assert value is None or "".join(printed.split()) == "".join(value.text.split())


@pytest.mark.originals
@pytest.mark.parametrize("is_of_a_page", [is_debris, is_tool])
def test_no_line_of_the_page_stands_in_a_passage_or_a_title(reports, is_of_a_page: Callable[[str], bool]):
    found = [
        line
        for document in reports.values()
        for passage in passages(document)
        for line in (passage.title, *passage.text.split("\n"))
        if is_of_a_page(line)
    ]

    assert found == []


@pytest.mark.originals
def test_nothing_that_a_reader_knows_for_a_tool_stands_in_a_passage_or_a_title(reports):
    """The same by words that were written down while reading the files."""
    found = [
        line
        for document in reports.values()
        for passage in passages(document)
        for line in (passage.title, passage.section or "", *passage.text.split("\n"))
        if line.strip(_MARKS) in _TOOLS or _KEY.search(line)
    ]

    assert found == []


@pytest.mark.originals
def test_each_entry_of_a_glossary_is_one_passage(reports):
    found = {
        file: [passage.kind in _ENTRIES for passage in passages(document)].count(True)
        for file, document in reports.items()
    }

    assert found == {file: int(row[-1]) for file, row in _rows().items() if file in found}


@pytest.mark.originals
def test_each_report_is_one_article(reports):
    assert {
        file: {passage.article for passage in passages(document)} for file, document in reports.items()
    } == {file: {0} for file in reports}
