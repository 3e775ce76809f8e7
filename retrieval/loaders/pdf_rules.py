"""What is ruled on a page of a PDF: whether a table may stand there, and whether its rules can be looked through in time."""

from __future__ import annotations

from typing import Any

_LEAST_RULE, _THICKEST_RULE = 12.0, 3.0  # points
_ONE_RULE = 3.0  # points within which two are one, as pdfplumber has it
# What pdfplumber looks at grows with the third power of a grid's edge: 63 rules either way take 1 s, 100 take 4.4, 140 take 17.
# Pages of annual reports have 40 by 60.
_MOST_CROSSINGS = 6_000
_MOST_OBJECTS = 30_000  # each of which pdfminer reads anew: 2 s


class Rules:
    """What is drawn on a page as far as the search for tables asks: pictures, rules across and down, boxes."""

    def __init__(self, raw: Any) -> None:
        self._raw = raw
        self.pictures = self._across = self._down = self._boxes = self._objects = 0
        self._rows: set[int] = set()
        self._columns: set[int] = set()

    def take(self, drawn: Any) -> None:
        """Count an object."""
        self._objects += 1
        if drawn.type == self._raw.FPDF_PAGEOBJ_IMAGE:
            self.pictures += 1
        if drawn.type != self._raw.FPDF_PAGEOBJ_PATH:
            return
        try:
            left, bottom, right, top = drawn.get_bounds()
        except RuntimeError:
            return
        width, height = right - left, top - bottom
        if height <= _THICKEST_RULE:
            self._across += width >= _LEAST_RULE
            self._rows.add(round((top + bottom) / 2 / _ONE_RULE))
        elif width <= _THICKEST_RULE:
            self._down += height >= _LEAST_RULE
            self._columns.add(round((left + right) / 2 / _ONE_RULE))
        else:
            self._boxes += width >= _LEAST_RULE and height <= 10 * _LEAST_RULE
            self._rows |= {round(bottom / _ONE_RULE), round(top / _ONE_RULE)}
            self._columns |= {round(left / _ONE_RULE), round(right / _ONE_RULE)}

    @property
    def are_ruled(self) -> bool:
        """Return whether lines are ruled as around a table's cells."""
        return (self._across > 1 and self._down > 1) or self._boxes > 3

    @property
    def are_too_many(self) -> bool:
        """Return whether more is ruled than can be looked through in some seconds."""
        crossings = len(self._rows) * len(self._columns)
        return crossings > _MOST_CROSSINGS or self._objects > _MOST_OBJECTS
