"""What a pile lacks: a table of subjects and indicators, as lines, records and rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from answers.coverage import Cell, Coverage, Spot, State
from bot import texts
from bot.rendering.plain import Line, Look
from bot.rendering.quotations import flat, quoted
from bot.rendering.tables import Cell as Field
from bot.rendering.terminal import pad, width

# The keys of --json, in this order, are a promise.
COLUMNS: Final = ("subject", "indicator", "state", "values", "documents", "undated")
_GAP = "  "
_MOST_SPOTS = 6  # places that are named
_MOST_ASKED = 8  # subjects that are named as those to ask


def record(cell: Cell) -> dict[str, Any]:
    """Return a cell as JSON has it."""
    return dict(zip(COLUMNS, row(cell), strict=True)) | {"values": [fact.printed for fact in cell.facts]}


def row(cell: Cell) -> tuple[Field, ...]:
    """Return a cell as a row of CSV; several values stand side by side."""
    values = "、".join(fact.printed for fact in cell.facts)
    return cell.subject, cell.indicator, cell.state.value, values, cell.documents, cell.undated


def lines(coverage: Coverage) -> Iterator[Line]:
    """Yield the table with a line a subject, and what is to be said of the whole."""
    yield Line(texts.coverage_head(coverage.undated_documents, coverage.documents), Look.LEAD)
    head = (texts.FACT_HEAD[0], *coverage.indicators, texts.COVERED)
    rows = [
        (subject, *map(_marked, cells), f"{_covered(cells)}/{len(cells)}")
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
    single = sum(cell.is_single for cell in valued)
    yield Line(texts.covered_thinly(len(valued), single, sum(bool(cell.undated) for cell in valued)))
    for say, spots in ((texts.floating, coverage.floating), (texts.misprints, coverage.misprints)):
        if spots:
            places = [_spot(one) for one in spots[:_MOST_SPOTS]]
            yield Line(say(places, len(spots) > _MOST_SPOTS), hanging=4)


def _marked(cell: Cell) -> str:
    """Return how a cell stands, a figure with what makes it thin: one source, no time."""
    state = texts.COVERAGE_STATES[cell.state]
    if cell.state is not State.VALUE:
        return state
    return f"{state}{texts.SINGLE * cell.is_single}{texts.UNDATED * bool(cell.undated)}"


def _spot(spot: Spot) -> str:
    passage = spot.passage
    return texts.spot(texts.check_place(flat(passage.title), passage.place), quoted(spot.text))


def _covered(cells: tuple[Cell, ...]) -> int:
    return sum(cell.state is State.VALUE for cell in cells)
