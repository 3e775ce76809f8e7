"""Tables as CSV (RFC 4180), for spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Final

from bot.rendering.visible import visible
from retrieval.normalise import normalise

Cell = str | int | float | bool | None

# Excel takes a file without it for the code page of the machine (GBK in China) and shows other characters.
BYTE_ORDER_MARK: Final = "\ufeff"

# What begins a formula (OWASP, "CSV Injection"), in either width: some Excels take the wide ones too.
_FORMULA_SIGNS: Final = frozenset("=+-@")


def to_csv(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    r"""Return the table with its head: fields quoted where they must be, lines ended as RFC 4180 has them.

    Numbers stay numbers. A text that a spreadsheet would run as a formula gets an apostrophe before it.

    >>> to_csv(["title", "passages"], [["=1+1", 3], ["江阴、复工", None]])
    "title,passages\r\n'=1+1,3\r\n江阴、复工,\r\n"
    """
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([_field(cell) for cell in row] for row in rows)
    return written.getvalue()


def _field(cell: Cell) -> Cell:
    if not isinstance(cell, str):
        return cell
    shown = visible(cell)
    return f"'{shown}" if normalise(shown.lstrip()[:1]).text in _FORMULA_SIGNS else shown
