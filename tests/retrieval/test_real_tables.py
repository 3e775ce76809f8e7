"""Real files as people see them: rows of their tables, marks of footnotes, page numbers; read where YOUJU_FILES says they lie."""

from __future__ import annotations

import os
import re
import unicodedata
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

from retrieval.loaders import load
from retrieval.types import BlockKind, Document, text_of

_HERE = Path(__file__).parent
_LEAST_RIGHT = 0.92  # of the rows


def _table(name: str) -> list[list[str]]:
    lines = (_HERE / name).read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


@pytest.fixture(scope="module")
def files() -> dict[str, Path]:
    folder = os.environ.get("YOUJU_FILES")
    if not folder:
        pytest.skip("YOUJU_FILES does not say where real files of office formats lie")
    return {path.name: path for path in Path(folder).rglob("*.*")}


@cache
def _read(path: Path) -> Document:
    return load(path.name, path.read_bytes(), frozenset[str]().__contains__)


def _bare(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def _cells(row: str) -> tuple[str, ...]:
    return tuple(cell for cell in map(_bare, row.split("|")) if cell)


@pytest.mark.originals
def test_rows_are_read_as_they_stand_on_the_page(files: dict[str, Path]):
    wanted: dict[str, list[str]] = defaultdict(list)
    for name, _, cells in _table("printed_rows.tsv"):
        wanted[name].append(cells)

    missed = []
    for name, rows in wanted.items():
        document = _read(files[name])
        read = {
            _cells(text_of(block.spans, document.text))
            for block in document.blocks
            if block.kind is BlockKind.ROW
        }
        missed += [f"{name}: {row}" for row in rows if _cells(row) not in read]

    assert len(missed) <= (1 - _LEAST_RIGHT) * sum(map(len, wanted.values())), "\n".join(missed)


# Marks of footnotes behind words and figures of a statistics report, six in its text and six at the notes: what stands there
# without them, and what a mark glued to a figure would make of it.
_MARKED = (
    ("常住人口1761.48万人", "11761.48"),
    ("常住人口性别比为122.44。", "122.443"),
    ("常住人口性别比为122.44", "常住人口性别比2为"),
    ("户籍人口630.94万人", "4630.94"),
    ("死亡率为0.77\u2030", "0.77\u20305"),
    ("房产户主人数为145.82万人", "房产户主6"),
    ("注:此数据不包含", "1注:此数据不包含深汕特别合作区常住人口数据。12012"),
    ("注:人口性别比是指", "2注:人口性别比"),
    ("注:本报告中的部分数据", "3注:本报告"),
    ("注:此处户籍人口数据", "4注:此处"),
    ("注:常住人口出生率", "5注:常住"),
    ("注:从2018年开始", "6注:从"),
)


@pytest.mark.originals
@pytest.mark.parametrize(("printed", "glued"), _MARKED)
def test_a_mark_of_a_footnote_is_glued_to_no_figure(files: dict[str, Path], printed: str, glued: str):
    text = _bare(_read(files["2021-性别数据.pdf"]).text)

    assert _bare(printed) in text
    assert _bare(glued) not in text


@pytest.mark.originals
@pytest.mark.parametrize(("name", "page", "words"), _table("printed_pages.tsv"))
def test_words_are_known_by_the_page_that_they_stand_on(
    files: dict[str, Path], name: str, page: str, words: str
):
    document = _read(files[name])

    found = [
        block.page for block in document.blocks if _bare(words) in _bare(text_of(block.spans, document.text))
    ]

    assert int(page) in found
