"""Old spreadsheets (.xls, and WPS's .et) by xlrd, in Python throughout: what is damaged can end no process."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO
from typing import Any

from retrieval.errors import LoadError
from retrieval.layout.grid import Merge, Table, table_of
from retrieval.loaders.extras import library
from retrieval.loaders.sheet_values import shown

_MOST_CELLS = 2_000_000


def tables(source: str, data: bytes) -> Iterator[tuple[str, Table]]:
    """Yield the sheets by name; raise `LoadError` for one that is too large, and what xlrd raises for damage."""
    xlrd = library("xlrd", source, "旧版 Excel 表格")
    book = xlrd.open_workbook(file_contents=data, formatting_info=True, logfile=StringIO())
    for sheet in book.sheets():
        if sheet.nrows * sheet.ncols > _MOST_CELLS:
            raise LoadError(source, f"工作表 {sheet.name} 太大;请拆分成几个文件")
        rows = [[_text(xlrd, book, cell) for cell in sheet.row(place)] for place in range(sheet.nrows)]
        merges = [
            Merge(top, left, bottom - 1, right - 1)
            for top, bottom, left, right in sheet.merged_cells
            if bottom <= sheet.nrows and right <= sheet.ncols
        ]
        yield sheet.name, table_of(sheet.name, rows, merges)


def _text(xlrd: Any, book: Any, cell: Any) -> str:
    if cell.ctype == xlrd.XL_CELL_DATE:
        try:
            return shown(xlrd.xldate_as_datetime(cell.value, book.datemode))
        except (OverflowError, ValueError):  # no day of any calendar
            return shown(cell.value)
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return shown(bool(cell.value))
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(cell.value, ""))
    if cell.ctype == xlrd.XL_CELL_NUMBER and cell.xf_index is not None:
        style = book.xf_list[cell.xf_index]
        return shown(cell.value, book.format_map[style.format_key].format_str)
    return shown(cell.value)
