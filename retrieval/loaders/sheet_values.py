"""What the cells of a spreadsheet show: 2.0 as 2, a share as a percentage, a day as 2022-05-01."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import Any

_INTEGERS_END = (
    10**15
)  # beyond it a float does not hold each integer: such numbers are text in a careful file
_DIGITS = 10  # after the point; what a float adds beyond them is no one's figure (0.1 + 0.2)
# 0.00% · 0% · what a number format says in quotes or for other signs is left out of it
_PLACES = re.compile(r"\.([0#]{1,10})")


def shown(value: Any, number_format: str = "") -> str:
    """Return a cell's value as a person reads it; `number_format` is how the sheet shows it, as far as it is known.

    >>> shown(2.0), shown(0.1 + 0.2), shown(0.456, "0.0%"), shown(-0.05, "0%"), shown(True)
    ('2', '0.3', '45.6%', '-5%', '是')
    """
    match value:
        case None:
            return ""
        case bool():
            return "是" if value else "否"
        case int() | float() if is_share(number_format):
            return _percentage(float(value), number_format)
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


def is_share(number_format: str) -> bool:
    """Return whether a number format shows a share as a percentage."""
    return "%" in number_format.partition(";")[0].replace('"%"', "").replace("\\%", "")


def _decimal(value: float) -> str:
    text = f"{value:.{_DIGITS}f}".rstrip("0").rstrip(".")
    return text if text not in ("0", "-0", "") else repr(value)


def _percentage(value: float, number_format: str) -> str:
    """Return a share with the places that the sheet shows, no fewer digits than the figure has lost by them."""
    places = _PLACES.search(number_format)
    return f"{100 * value:.{len(places[1]) if places else 0}f}%"
