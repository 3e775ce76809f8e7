"""Spreadsheets (.xlsx, .ods) by python-calamine, .xls and .et by xlrd: each sheet a table, its figures as they are shown.

Values are read, not formulas; a formula that was never worked out is empty, and that is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from retrieval.errors import LoadError
from retrieval.layout.grid import Merge, Table, table_of
from retrieval.layout.pieces import Piece
from retrieval.layout.sheets import pieces_of
from retrieval.loaders import old_sheets
from retrieval.loaders.extras import library
from retrieval.loaders.office import check_zip, damage_named, document_of
from retrieval.loaders.sheet_values import is_share, shown
from retrieval.types import BlockKind, Document, DocumentId, IsWord

_MOST_CELLS = 2_000_000  # filled and empty ones; a sheet may claim 16 billion
# A formula without its value: <c r="B2"><f>SUM(A1:A3)</f></c>
_UNWORKED = re.compile(rb"<f\b[^>]*(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>")
_STRINGS = "xl/sharedStrings.xml"
_NAMELESS = re.compile(r"(?:sheet|table|工作表) ?\d+", re.IGNORECASE)
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_BUILT_IN_SHARES = {"9": "0%", "10": "0.00%"}  # ECMA-376, 18.8.30
_ADDRESS = re.compile(r"([A-Z]{1,3})(\d{1,7})")
Places = Mapping[tuple[int, int], str]


def load(identity: DocumentId, source: str, data: bytes, is_word: IsWord) -> Document:
    """Return the document; raise `LoadError` for a file that is damaged, encrypted or too large."""
    remark: str | None = None
    if data.startswith(b"PK"):
        calamine = library("python_calamine", source, "表格文件")
        check_zip(source, data)
        with damage_named(source):
            unworked = _unworked(data)
            book = calamine.CalamineWorkbook.from_filelike(BytesIO(data))
            pieces = list(_pieces(_tables(book, source, _shares(data))))
        if unworked:
            remark = f"有 {unworked} 个公式没有算出的值,未读取;请在 Excel 或 WPS 里打开并保存一次"
    else:
        with damage_named(source):
            pieces = list(_pieces(old_sheets.tables(source, data)))
    return document_of(identity, source, pieces, is_word, remark=lambda: remark)


def _unworked(data: bytes) -> int:
    """Return how many formulas of an XLSX file have no value."""
    with ZipFile(BytesIO(data)) as archive:
        if _STRINGS in archive.namelist():
            archive.read(
                _STRINGS
            )  # raises where it unpacks to more than it says, which calamine would follow
        return sum(len(_UNWORKED.findall(archive.read(name))) for name in _sheets(archive))


def _sheets(archive: ZipFile) -> list[str]:
    return [
        name for name in archive.namelist() if name.startswith("xl/worksheets/") and name.endswith(".xml")
    ]


def _pieces(tables: Iterator[tuple[str, Table]]) -> Iterator[Piece]:
    names: tuple[str, ...] = ()
    sheets = list(tables)
    for number, (name, table) in enumerate(sheets, 1):
        made, names = pieces_of(table, number, names)
        if made and len(sheets) > 1 and not _NAMELESS.fullmatch(name) and len(name) > 1:
            # The first sheet's title is the paper's, above the sheet's own name
            rows = next((place for place, piece in enumerate(made) if piece.table is not None), 0)
            made.insert(rows if number == 1 else 0, Piece(name, BlockKind.HEADING, level=2))
        yield from made


def _tables(book: Any, source: str, shares: Mapping[str, Places]) -> Iterator[tuple[str, Table]]:
    for name in book.sheet_names:
        sheet = book.get_sheet_by_name(name)
        if sheet.total_height * sheet.total_width > _MOST_CELLS:
            raise LoadError(source, f"工作表 {name} 太大;请拆分成几个文件")
        known = shares.get(name, {})
        rows = [
            [shown(value, known.get((place, at), "")) for at, value in enumerate(row)]
            for place, row in enumerate(sheet.to_python(skip_empty_area=False))
        ]
        ranges = sheet.merged_cell_ranges or ()
        merges = [Merge(top, left, bottom, right) for (top, left), (bottom, right) in ranges]
        yield name, table_of(name, rows, [merge for merge in merges if merge.bottom < len(rows)])


def _shares(data: bytes) -> Mapping[str, Places]:
    """Return by sheet which cells of an XLSX file show percentages, by row and column from 0, with their formats."""
    with ZipFile(BytesIO(data)) as archive:
        names = archive.namelist()
        if "xl/styles.xml" not in names or "xl/workbook.xml" not in names:
            return {}
        from lxml import etree

        safe = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
        styles = _share_styles(etree.fromstring(archive.read("xl/styles.xml"), safe))
        if not styles:
            return {}
        found = {}
        for name, part in _parts(archive, etree, safe):
            if part in names:
                found[name] = dict(_styled(etree.fromstring(archive.read(part), safe), styles))
        return found


def _share_styles(styles: Any) -> dict[str, str]:
    """Return the numbers of the styles that show percentages, with their formats."""
    formats = {one.get("numFmtId"): one.get("formatCode") or "" for one in styles.iter(f"{_MAIN}numFmt")}
    shares = _BUILT_IN_SHARES | {number: code for number, code in formats.items() if is_share(code)}
    used = styles.find(f"{_MAIN}cellXfs")
    listed = list(used) if used is not None else []
    return {
        str(n): shares[one.get("numFmtId")] for n, one in enumerate(listed) if one.get("numFmtId") in shares
    }


def _parts(archive: ZipFile, etree: Any, safe: Any) -> Iterator[tuple[str, str]]:
    """Yield the names of the sheets, each with the part that it lies in."""
    if "xl/_rels/workbook.xml.rels" not in archive.namelist():
        return
    relations = etree.fromstring(archive.read("xl/_rels/workbook.xml.rels"), safe)
    targets = {one.get("Id"): one.get("Target", "") for one in relations}
    for sheet in etree.fromstring(archive.read("xl/workbook.xml"), safe).iter(f"{_MAIN}sheet"):
        key = next((value for name, value in sheet.attrib.items() if name.endswith("}id")), None)
        target = targets.get(key, "")
        yield sheet.get("name", ""), target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _styled(sheet: Any, styles: Mapping[str, str]) -> Iterator[tuple[tuple[int, int], str]]:
    for cell in sheet.iter(f"{_MAIN}c"):
        code = styles.get(cell.get("s"))
        address = _ADDRESS.fullmatch(cell.get("r") or "")
        if code is not None and address is not None:
            column = 0
            for letter in address[1]:
                column = 26 * column + ord(letter) - ord("A") + 1
            yield (int(address[2]) - 1, column - 1), code
