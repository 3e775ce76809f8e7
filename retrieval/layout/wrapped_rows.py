"""Rows of printed tables that are one row whose text was broken: a rule or a shade per line makes them look like several.

归属于上市公司股东的扣除非经常性损益 | 8,171,627,000.00       (the figure's cell reaches over both)
的净利润(元)                         |
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from retrieval.layout.cells import is_figure
from retrieval.layout.grid import Merge


def joined_rows(
    rows: Sequence[Sequence[str]], merges: Sequence[Merge]
) -> tuple[list[list[str]], tuple[Merge, ...]]:
    """Return the rows, those put together that only one cell tells apart, and the merged cells among them.

    In the rows of names it may be any cell; below it is the first one, beside figures: a label that reaches over several
    rows has its values beside it, one each.
    """
    made, left = [list(row) for row in rows], tuple(merges)
    place = 0
    while place + 1 < len(made):
        at = _column_that_goes_on(made, left, place)
        if at is None:
            place += 1
            continue
        made[place][at] += made[place + 1][at]
        del made[place + 1]
        left = tuple(filter(None, (_without(merge, place + 1) for merge in left)))
    return made, left


def _column_that_goes_on(rows: Sequence[Sequence[str]], merges: Sequence[Merge], place: int) -> int | None:
    """Return the one column in which the row below a place says something of its own; None where there are more, or fewer."""
    own = [at for at, text in enumerate(rows[place + 1]) if text]
    over_both = [
        merge
        for merge in merges
        if merge.top <= place and merge.bottom > place and rows[merge.top][merge.left]
    ]
    held = {at for merge in over_both for at in range(merge.left, merge.right + 1)}
    others = [at for at, text in enumerate(rows[place]) if text and at not in held]
    texts = [rows[merge.top][merge.left] for merge in over_both]
    if len(own) != 1 or others != own or not texts or own[0] in held:
        return None
    is_of_names = place == 0 or not (rows[place][0] or any(map(is_figure, rows[place])))
    is_label = own[0] < min(held) and any(is_figure(text) for text in texts)
    return own[0] if is_of_names or is_label else None


def _without(merge: Merge, place: int) -> Merge | None:
    """Return a merged cell after a row has gone; None where it is one cell again."""
    top = merge.top - (merge.top >= place)
    bottom = merge.bottom - (merge.bottom >= place)
    is_merged = bottom > top or merge.right > merge.left
    return replace(merge, top=top, bottom=bottom) if is_merged else None
