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
