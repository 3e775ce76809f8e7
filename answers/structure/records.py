"""Records of cells, as tables, forms and headings have them; all texts normalised."""

from __future__ import annotations

import re
from dataclasses import dataclass

from answers.sources import Source
from answers.structure.lines import Line
from answers.vocabulary import vocabulary
from retrieval.types import Span

IN_BRACKETS = re.compile(r"\([^()]*\)")
_NUMBERING = vocabulary("numbering-columns")


def core_of(key: str) -> str:
    """Return the name of a column without what it has in brackets.

    >>> core_of("投资额(亿元)")
    '投资额'
    """
    return IN_BRACKETS.sub("", key).strip() or key


@dataclass(frozen=True, slots=True)
class Cell:
    """A value with the name that its column or field has, normalised; `named` is where the name stands, if elsewhere."""

    key: str
    source: Source
    span: Span
    named: Line | None = None

    @property
    def text(self) -> str:
        """Return the value, normalised."""
        return self.span.of(self.source.text)

    @property
    def core(self) -> str:
        """Return the name of the column without what it has in brackets: 投资额 of 投资额(亿元)."""
        return core_of(self.key)


@dataclass(frozen=True, slots=True)
class Record:
    """Cells that belong together; `above` is what stands over them: a line, a heading; `is_header` a row of names."""

    cells: tuple[Cell, ...]
    above: str = ""
    is_header: bool = False

    @property
    def name(self) -> Cell:
        """Return the cell that tells the record from others: the first that does not merely number it."""
        is_name = (cell for cell in self.cells if cell.core not in _NUMBERING or not cell.text[:1].isdigit())
        return next(is_name, self.cells[0])

    def cell(self, key: str) -> Cell | None:
        """Return the cell of a column."""
        return next((cell for cell in self.cells if cell.key == key), None)


@dataclass(frozen=True, slots=True)
class Grid:
    """Records of the same kind; `context` is what stands around all of them, normalised.

    `form` is all that stands on a form of which they are: whatever it names, they are of. `paper` is the text of the paper
    that they are of, where they stand scattered in it: they are of the place that it names over and over.
    """

    records: tuple[Record, ...]
    context: str
    is_table: bool = False
    form: str = ""
    paper: str = ""

    @property
    def is_form(self) -> bool:
        """Whether they stand on a form, all of which is of one thing."""
        return bool(self.form)

    @property
    def keys(self) -> tuple[str, ...]:
        """Return the names of columns or fields, in their order."""
        return tuple(dict.fromkeys(cell.key for record in self.records for cell in record.cells))
