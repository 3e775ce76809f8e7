"""Tables as a workbook (.xlsx) of one sheet, the same bytes each time."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from io import BytesIO
from pathlib import Path
from typing import Final

from bot.errors import UsageError
from bot.rendering.tables import Cell
from bot.rendering.visible import visible
from retrieval.loaders.extras import library
from retrieval.loaders.names import shown

SUFFIX: Final = ".xlsx"
_WHAT: Final = "或写出电子表格"
_NO_TIME: Final = datetime.datetime(1980, 1, 1)  # noqa: DTZ001 -- the writer wants no zone; a sheet has no hour
_WIDEST: Final = 60  # characters of a column
_NARROWEST: Final = 8
_LONGEST: Final = 32_767  # characters that a cell may hold


def check_target(file: Path) -> None:
    """Raise `UsageError` where a file to be written is no .xlsx by its name.

    Raises `MissingExtraError` without the extra `office`: both are told before any work is done.
    """
    library("xlsxwriter", shown(file), _WHAT)
    if file.suffix.lower() != SUFFIX:
        raise UsageError(f"--out 写出的是电子表格,文件名应以 {SUFFIX} 结尾:{shown(file)}")


def to_workbook(name: str, head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return a table as a file: a head that stays in sight and can be filtered by, texts as texts and never as formulas."""
    xlsxwriter = library("xlsxwriter", name, _WHAT)
    packed = BytesIO()
    book = xlsxwriter.Workbook(
        packed, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"created": _NO_TIME})
    sheet = book.add_worksheet()
    bold = book.add_format({"bold": True})
    sheet.write_row(0, 0, head, bold)
    widths = [max(_NARROWEST, 2 * len(title)) for title in head]
    last = 0
    for last, row in enumerate(rows, 1):
        for column, cell in enumerate(row):
            text = visible(cell)[:_LONGEST] if isinstance(cell, str) else cell
            sheet.write(last, column, text)
            widths[column] = max(widths[column], 2 * len(str(text or "")))
    for column, width in enumerate(widths):
        sheet.set_column(column, column, min(width, _WIDEST))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, last, len(head) - 1)
    book.close()
    return packed.getvalue()
