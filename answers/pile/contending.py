"""Which of several things a value belongs to that was found for more than one, and which cells hold a target among results."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from answers.pile.cells import Cell
from answers.pile.rows import Ranked
from answers.questions.pieces import Each
from answers.spans.wholes import is_inexact
from retrieval.normalise import normalise
from retrieval.quantities import find_figures


def of_one_status(
    cells: Mapping[Each, Cell | None], is_aimed_at: Callable[[Cell], bool]
) -> dict[Each, Cell | None]:
    """Return cells of which the same is asked without the targets among them, where others tell results."""
    aimed = {each: cell is not None and is_aimed_at(cell) for each, cell in cells.items()}
    is_same = len({each.text.removeprefix(each.name) for each in cells}) == 1
    done = {_unit(cell) for each, cell in cells.items() if cell is not None and not aimed[each]}
    return {
        each: None if is_same and aimed[each] and cell is not None and _unit(cell) in done else cell
        for each, cell in cells.items()
    }


def _unit(cell: Cell) -> str:
    figures = find_figures(normalise(cell.value or "").text)
    return figures[0].unit if figures else ""


def contending(asked: Sequence[Each], cells: Mapping[Each, Cell | None]) -> list[Each]:
    """Return those for which one figure was found that is not of several."""
    counts = Counter(cell.place for cell in cells.values() if cell is not None and cell.value is not None)
    return [each for each in asked if (cell := cells[each]) is not None and counts[cell.place] > 1]


def losers(asked: Sequence[Each], cells: Mapping[Each, Cell | None]) -> list[Each]:
    """Return those whose value was found for another as well, of which it is surer."""
    return [each for each in asked if owner_of_value(each, cells) is not None]


def owner_of_value(each: Each, cells: Mapping[Each, Cell | None]) -> Cell | None:
    """Return the cell of another thing that has the same value of the same place, and has it more surely."""
    own = cells[each]
    if own is None or own.value is None:
        return None
    others = [
        cell for one, cell in cells.items() if one != each and cell is not None and cell.place == own.place
    ]
    surest = max(others, key=lambda cell: cell.confidence, default=None)
    return surest if surest is not None and surest.confidence >= own.confidence else None


def exact_figures(cells: Mapping[str, Cell | None]) -> list[Ranked]:
    """Return the cells that have one exact figure each."""
    found = []
    for name, cell in cells.items():
        value = cell.value if cell is not None else None
        own = find_figures(normalise(value or "").text)
        if value and len(own) == 1 and own[0].value is not None and not is_inexact(value):
            found.append(Ranked(name, value, Decimal(own[0].value), own[0].unit))
    return found
