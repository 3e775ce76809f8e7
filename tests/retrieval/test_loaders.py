"""Files become documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.errors import FolderError, LoadError
from retrieval.layout.dates import iso_date
from retrieval.loaders import load_file, readable_files
from retrieval.types import Document
from tests.retrieval.reading import WORDS, text_of

BRIEF = """---
title: 江阴高新区复工简报
publisher: "江阴高新区管委会"
date: 2020年2月21日
region: 江阴
---

# 正文里的标题

截至2月20日,员工到岗率为85%。
"""


def load(tmp_path: Path, name: str, text: str) -> Document:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    return load_file(path, name, WORDS.__contains__)


def test_front_matter_gives_title_publisher_date_and_region(tmp_path):
    document = load(tmp_path, "a.md", BRIEF)

    assert (document.title, document.publisher, document.published, document.region) == (
        "江阴高新区复工简报", "江阴高新区管委会", "2020-02-21", "江阴",
    )  # fmt: skip
    assert document.text == BRIEF
    assert not any("publisher" in text_of(block, document) for block in document.blocks)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# 复工简报\n\n正文。\n", "复工简报"),
        ("正文,没有标题。\n", "a.md"),
        ("---\ntitle: 甲\n---\n# 乙\n\n正文。\n", "甲"),
        ("---\nregion: 江阴\n---\n# 乙\n\n正文。\n", "乙"),
        ("正文。\n\n---\n\n上面是一条线,不是文首信息。\n", "a.md"),
    ],
)
def test_a_markdown_files_title(tmp_path, text, title):
    assert load(tmp_path, "a.md", text).title == title


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("复工简报\n\n正文。\n", "复工简报"),
        ("\n\n  复工简报  \n正文。\n", "复工简报"),
        ("云岭市文件\n云政发〔2024〕1号\n关于印发\n若干措施的通知\n正文。\n", "关于印发若干措施的通知"),
        ("主题: 展厅开放时间\n\n各位同事:\n", "展厅开放时间"),
        ("长" * 61 + "\n正文。\n", "a.txt"),
    ],
)  # fmt: skip
def test_a_plain_files_title(tmp_path, text, title):
    assert load(tmp_path, "a.txt", text).title == title


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2020-02-21", "2020-02-21"),
        ("2020/2/1", "2020-02-01"),
        ("2020年2月", "2020-02"),
        ("去年", None),
        ("", None),
    ],
)
def test_dates_as_iso_writes_them(text, date):
    assert iso_date(text) == date


def test_an_empty_file_a_missing_one_and_an_unknown_kind_are_refused(tmp_path):
    (tmp_path / "空.txt").write_text(" \n\n", "utf-8")
    (tmp_path / "表.表格").write_text("x", "utf-8")

    with pytest.raises(LoadError, match="空的"):
        load_file(tmp_path / "空.txt", "空.txt", WORDS.__contains__)
    with pytest.raises(LoadError, match="无法读取"):
        load_file(tmp_path / "没有.txt", "没有.txt", WORDS.__contains__)
    with pytest.raises(LoadError, match=r"不支持的文件类型 \.表格"):
        load_file(tmp_path / "表.表格", "表.表格", WORDS.__contains__)


def test_an_id_depends_on_the_source_alone(tmp_path):
    assert load(tmp_path, "a.txt", "甲。").id == load(tmp_path, "a.txt", "乙。").id
    assert load(tmp_path, "a.txt", "甲。").id != load(tmp_path, "b.txt", "甲。").id


def test_hidden_files_and_what_a_folder_says_of_itself_are_left_out(tmp_path):
    for name in ("b.txt", "a/c.md", ".git/x.txt", "README.md", ".隐藏.txt", "~$报.docx", "Thumbs.db"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("正文。", "utf-8")

    assert [source for source, _ in readable_files(tmp_path)] == ["a/c.md", "b.txt"]


def test_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(FolderError, match="没有这个文件夹"):
        list(readable_files(tmp_path / "没有"))
    (tmp_path / "文件").write_text("x", "utf-8")
    with pytest.raises(FolderError, match="不是文件夹"):
        list(readable_files(tmp_path / "文件"))
