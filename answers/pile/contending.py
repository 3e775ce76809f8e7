"""Which of several things a value belongs to that was found for more than one, and which cells hold a target among results."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from decimal import Decimal

from answers.constraints import asks_done
from answers.pile.cells import Cell, CellPlace, is_same_value
from answers.pile.rows import Ranked
from answers.questions.pieces import Each
from answers.spans.dates import asks_for_a_date
from answers.spans.figures import is_of_another_sort, units_said
from answers.spans.wholes import is_inexact
from answers.vocabulary import any_of, vocabulary
from retrieval.normalise import normalise
from retrieval.quantities import HEDGES, find_figures

_PLANNED = re.compile(any_of(vocabulary("planned-words") | vocabulary("expected-words") | {"将"}))
_NO_PLANS = re.compile(any_of(vocabulary("no-plans")))
# 每月提了多少钱, 降了几个百分点; 提到多少 asks for what it came to
_ASKS_HOW_FAR = re.compile(
    rf"(?<!最)(?:{any_of(vocabulary('growth-verbs') | {'提', '加'})})了?(?:{any_of(vocabulary('asks-how-much'))})"
)
_COMES_TO = re.compile(rf"[到至](?:{any_of(HEDGES)})?$")
_TARGET = "目标"  # one is told by a section as often as by its sentence


def of_one_status(
    cells: Mapping[Each, Cell | None], is_aimed_at: Callable[[Cell], bool]
) -> dict[Each, Cell | None]:
    """Return cells of which the same is asked without the targets among them, where others tell results, but for those asked for as planned."""
    aimed = {
        each: cell is not None and not _asks_planned(each.text) and is_aimed_at(cell)
        for each, cell in cells.items()
    }
    is_same = len({each.text.removeprefix(each.name) for each in cells}) == 1
    done = {
        _unit(cell)
        for each, cell in cells.items()
        if cell is not None and not aimed[each] and not _asks_planned(each.text)
    }
    return {
        each: None if is_same and aimed[each] and cell is not None and _unit(cell) in done else cell
        for each, cell in cells.items()
    }


def told_together(
    cells: Mapping[Each, Cell | None], beside: Callable[[Each, Cell, Collection[CellPlace]], Cell | None]
) -> dict[Each, Cell | None]:
    """Return cells with the figure that the sentence of another one tells, under things that stand alone in theirs.

    9个工作组和6个专业组 tells both, 45个工作组 one: `beside` finds a thing's figure in the sentence of a cell, none of those taken.
    """
    told = {each: cell for each, cell in cells.items() if cell is not None and cell.value is not None}
    taken = {cell.place for cell in told.values()}
    made = dict(cells)
    for each, cell in told.items():
        others = [one for one in told.values() if one.place != cell.place]
        if any(_sentence(one) == _sentence(cell) for one in others):
            continue
        found = [one for other in others if (one := beside(each, other, taken)) is not None]
        if len({one.place for one in found}) == 1 and _unit(found[0]) == _unit(cell):
            made[each] = found[0]
    return made


def _sentence(cell: Cell) -> tuple[str, int]:
    return cell.quote.passage.id, cell.quote.span.start


def of_asked_status(
    cells: Mapping[Each, Cell | None], is_aimed_at: Callable[[Cell], bool]
) -> dict[Each, Cell | None]:
    """Return cells without what no text tells as planned, where that is asked for (打算再发的资金), and without targets under what is done.

    What is known for a target is planned, and so is what stands in a sentence that says so (拟, 近期将).
    """
    return {
        each: cell if cell is None or _is_of_status(each, cell, is_aimed_at(cell)) else None
        for each, cell in cells.items()
    }


def of_asked_sort(cells: Mapping[Each, Cell | None]) -> dict[Each, Cell | None]:
    """Return cells without figures of another sort than is asked for: 50亿元 under 项目有几个, 7家 under 人数."""
    return {
        each: cell if cell is None or is_of_asked_sort(each, cell) else None for each, cell in cells.items()
    }


def is_of_asked_sort(each: Each, cell: Cell) -> bool:
    """Return whether a cell holds no figure of another sort than is asked for; a day asked for is none: 几个时间点,…几号.

    To what something was raised is no answer to how far it was: 提高到700元 for 提高了多少钱.
    """
    if _ASKS_HOW_FAR.search(each.text) is not None and _is_level(cell):
        return False
    units = () if asks_for_a_date(each.text) else units_said(each.text)
    figures = find_figures(normalise(cell.value or "").text)
    return not units or not figures or not all(is_of_another_sort(one.unit, units) for one in figures)


def _is_level(cell: Cell) -> bool:
    """Return whether the sentence of a cell tells its value behind 到 or 至 alone, as what something came to."""
    value, text = normalise(cell.value or "").text, normalise(cell.quote.text).text
    before = text.split(value)[:-1] if value else []
    return bool(before) and all(_COMES_TO.search(one) for one in before)


def _is_of_status(each: Each, cell: Cell, is_aimed: bool) -> bool:
    if _asks_planned(each.text):
        return is_aimed or _tells_planned(cell)
    return not (is_aimed and asks_done(_NO_PLANS.sub("", each.name)) is True)


def _asks_planned(text: str) -> bool:
    return asks_done(_NO_PLANS.sub("", text)) is False and _TARGET not in text


def _tells_planned(cell: Cell) -> bool:
    return _PLANNED.search(normalise(cell.quote.text).text) is not None


def _unit(cell: Cell) -> str:
    figures = find_figures(normalise(cell.value or "").text)
    return figures[0].unit if figures else ""


def contending(asked: Sequence[Each], cells: Mapping[Each, Cell | None]) -> list[Each]:
    """Return those for which one figure was found that is not of several."""
    told = [cell for cell in cells.values() if cell is not None]
    return [
        each
        for each in asked
        if (cell := cells[each]) is not None and sum(is_same_value(cell, other) for other in told) > 1
    ]


def losers(asked: Sequence[Each], cells: Mapping[Each, Cell | None]) -> list[Each]:
    """Return those whose value was found for another as well, of which it is surer."""
    return [each for each in asked if owner_of_value(each, cells) is not None]


def owner_of_value(each: Each, cells: Mapping[Each, Cell | None]) -> Cell | None:
    """Return the cell of another thing that has the same value of the same place, and has it more surely."""
    own = cells[each]
    if own is None or own.value is None:
        return None
    others = [
        cell for one, cell in cells.items() if one != each and cell is not None and is_same_value(cell, own)
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
