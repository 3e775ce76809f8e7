"""Spreadsheets (.xlsx, .xls, .et, .ods) by python-calamine: each sheet a table, its figures as they are shown.

Values are read, not formulas; a formula that was never worked out is empty, and that is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from retrieval.errors import LoadError
from retrieval.layout.pieces import Piece
from retrieval.layout.sheets import Merge, Table, pieces_of, table_of
from retrieval.loaders.extras import library
from retrieval.loaders.office import check_zip, damage_named, document_of
from retrieval.types import BlockKind, Document, DocumentId, IsWord

_MOST_CELLS = 2_000_000  # filled and empty ones; a sheet may claim 16 billion
_INTEGERS_END = (
    10**15
)  # beyond it a float does not hold each integer: such numbers are text in a careful file
_DIGITS = 10  # after the point; what a float adds beyond them is no one's figure (0.1 + 0.2)
# A formula without its value: <c r="B2"><f>SUM(A1:A3)</f></c>
_UNWORKED = re.compile(rb"<f\b[^>]*(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>")
_SECTOR = 512
_NAMELESS = re.compile(r"(?:sheet|table|工作表) ?\d+", re.IGNORECASE)


def load(identity: DocumentId, source: str, data: bytes, is_word: IsWord) -> Document:
    """Return the document; raise `LoadError` for a file that is damaged, encrypted or too large."""
    calamine = library("python_calamine", source, "表格文件")
    unworked = 0
    if data.startswith(b"PK"):
        check_zip(source, data)
        with damage_named(source):
            unworked = _unworked(data)
    with damage_named(source):
        book = calamine.CalamineWorkbook.from_filelike(BytesIO(_whole_sectors(data)))
        pieces = list(_pieces(book, source))
    remark = (
        f"有 {unworked} 个公式没有算出的值,未读取;请在 Excel 或 WPS 里打开并保存一次" if unworked else None
    )
    return document_of(identity, source, pieces, is_word, remark=lambda: remark)


def _whole_sectors(data: bytes) -> bytes:
    """Return an OLE file with its last sector filled up: on one that is cut off the library panics, and prints so."""
    return data if data.startswith(b"PK") else data + bytes(-len(data) % _SECTOR)


def _unworked(data: bytes) -> int:
    """Return how many formulas of an XLSX file have no value."""
    with ZipFile(BytesIO(data)) as archive:
        sheets = [
            name for name in archive.namelist() if name.startswith("xl/worksheets/") and name.endswith(".xml")
        ]
        return sum(len(_UNWORKED.findall(archive.read(name))) for name in sheets)


def _pieces(book: Any, source: str) -> Iterator[Piece]:
    names: tuple[str, ...] = ()
    sheets = book.sheet_names
    for number, name in enumerate(sheets, 1):
        sheet = book.get_sheet_by_name(name)
        if sheet.total_height * sheet.total_width > _MOST_CELLS:
            raise LoadError(source, f"工作表 {name} 太大;请拆分成几个文件")
        table = _table(name, sheet)
        made, names = pieces_of(table, number, names)
        if made and len(sheets) > 1 and not _NAMELESS.fullmatch(name) and len(name) > 1:
            yield Piece(name, BlockKind.HEADING, level=2)
        yield from made


def _table(name: str, sheet: Any) -> Table:
    rows = [[_shown(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
    ranges = sheet.merged_cell_ranges or ()
    merges = [Merge(top, left, bottom, right) for (top, left), (bottom, right) in ranges]
    return table_of(name, rows, [merge for merge in merges if merge.bottom < len(rows)])


def _shown(value: Any) -> str:
    """Return a cell's value as a person reads it: 2.0 as 2, a day as 2022-05-01."""
    match value:
        case bool():
            return "是" if value else "否"
        case float():
            whole = value.is_integer() and abs(value) < _INTEGERS_END
            return str(int(value)) if whole else _decimal(value)
        case datetime():
            has_time = value.time() != time()
            return value.strftime("%Y-%m-%d %H:%M") if has_time else value.strftime("%Y-%m-%d")
        case date():
            return value.strftime("%Y-%m-%d")
        case timedelta() | time():
            return str(value)
        case _:
            return str(value)


def _decimal(value: float) -> str:
    text = f"{value:.{_DIGITS}f}".rstrip("0").rstrip(".")
    return text if text not in ("0", "-0", "") else repr(value)
