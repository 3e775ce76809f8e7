"""What a pile lacks: a table of subjects and indicators, as lines, records and rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from answers.coverage import Cell, Coverage, State
from bot import texts
from bot.rendering.plain import Line, Look
from bot.rendering.tables import Cell as Field
from bot.rendering.terminal import pad, width

# The keys of --json, in this order, are a promise.
COLUMNS: Final = ("subject", "indicator", "state", "values", "documents", "undated")
_GAP = "  "
_MOST_ASKED = 8  # subjects that are named as those to ask


def record(cell: Cell) -> dict[str, Any]:
    """Return a cell as JSON has it."""
    return dict(zip(COLUMNS, row(cell), strict=True)) | {
        "values": [f"{fact.hedge}{fact.value}" for fact in cell.facts]
    }


def row(cell: Cell) -> tuple[Field, ...]:
    """Return a cell as a row of CSV; several values stand side by side."""
    values = "、".join(f"{fact.hedge}{fact.value}" for fact in cell.facts)
    return cell.subject, cell.indicator, cell.state.value, values, cell.documents, cell.undated


def lines(coverage: Coverage) -> Iterator[Line]:
    """Yield the table with a line a subject, and what is to be said of the whole."""
    yield Line(texts.coverage_head(coverage.undated_documents, coverage.documents), Look.LEAD)
    head = (texts.FACT_HEAD[0], *coverage.indicators, texts.COVERED)
    rows = [
        (subject, *(texts.COVERAGE_STATES[cell.state] for cell in cells), f"{_covered(cells)}/{len(cells)}")
        for subject in coverage.subjects
        if (cells := coverage.row(subject))
    ]
    columns = [max(map(width, cells)) for cells in zip(head, *rows, strict=True)]
    for number, shown in enumerate((head, *rows)):
        text = _GAP.join(pad(one, size) for one, size in zip(shown, columns, strict=True)).rstrip()
        yield Line(text, Look.TEXT if number else Look.FAINT, hanging=4)
    lacking = sorted(coverage.subjects, key=lambda subject: _covered(coverage.row(subject)))
    asked = [(one, len(coverage.indicators) - _covered(coverage.row(one))) for one in lacking]
    asked = [pair for pair in asked if pair[1]]
    if asked:
        yield Line(texts.to_be_asked(asked[:_MOST_ASKED], len(asked) > _MOST_ASKED), hanging=4)
    valued = [cell for cell in coverage.cells if cell.state is State.VALUE]
    single = sum(cell.documents == 1 for cell in valued)
    yield Line(texts.covered_thinly(len(valued), single, sum(bool(cell.undated) for cell in valued)))


def _covered(cells: tuple[Cell, ...]) -> int:
    return sum(cell.state is State.VALUE for cell in cells)
