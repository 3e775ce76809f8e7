"""Questions that compare the rows of a grid: the greatest, one of a rank, those within a bound."""

from __future__ import annotations

import re
from dataclasses import replace

from answers.structure.asked import Asked
from answers.structure.found import (
    ASKS_CHANGE,
    HOW_MANY,
    Found,
    change_keys,
    numeric_keys,
    places_of,
    spans_of,
    values_of,
    wanted_key,
    weight_of,
)
from answers.structure.measuring import Ranking, bound_of, measure, ranking_of, which_more
from answers.types import Kind
from retrieval.types import Span

_FEWEST_COMPARED = 2
_MOST_COMPARED, _SHOWN_OF_MANY = 20, 5  # values that are all quoted beside the greatest; of more so many
_FALLEN = re.compile(r"[跌降减落]")


def rank_asked(asked: Asked) -> tuple[Ranking | None, str | None, list[Span]]:
    """Return the rank that a question asks for, the column that it is about, and what of the question says so.

    最高气温最高: a column's name may hold such a word itself.
    """
    numeric = numeric_keys(asked.grid)
    others = [key for key in asked.grid.keys if key not in numeric]
    named = asked.columns(asked.text, others)
    key, span = named[0] if named else (numeric[0] if len(numeric) == 1 else None, None)
    changes = change_keys(asked.grid)
    if len(changes) == 1 and any(word in asked.text for word in ASKS_CHANGE):
        key = changes[0]
    taken = [span] if span is not None else []
    ranking = ranking_of(asked.without(taken))
    if ranking is None and len(asked.mentions) >= _FEWEST_COMPARED:
        ranking = which_more(asked.without(taken))
    if ranking is not None and key in change_keys(asked.grid) and _FALLEN.search(asked.text):
        ranking = replace(ranking, direction=-ranking.direction)  # 跌得最多: the least of the changes
    if ranking is not None:
        said = spans_of(ASKS_CHANGE, asked.text)
        taken = [*taken, ranking.span]
        taken += [one for one in said if key in changes and not any(one.overlaps(other) for other in taken)]
    return ranking, key, taken


def ranked(asked: Asked) -> Found | None:
    """Return the cell of the rank that a question asks for: 投资额最低的是哪个区."""
    ranking, key, taken = rank_asked(asked)
    if ranking is None or key is None:
        return None
    mentions = [one for one in (*asked.filters, *asked.above) if not any(one.span.overlaps(t) for t in taken)]
    spans = [*taken, *(one.span for one in mentions)]
    records = places_of(asked.grid, asked.records(mentions))
    values = values_of(records, key)
    if not values or not asked.is_covered(records, spans):
        return None
    if key.startswith(("排名", "名次", "位次")):
        chosen = [(cell, record) for value, cell, record in values if value[0] == ranking.rank]
    else:
        ordered = sorted({value for value, _, _ in values}, reverse=ranking.direction > 0)
        if ranking.rank > len(ordered):
            return None
        chosen = [(cell, record) for value, cell, record in values if value == ordered[ranking.rank - 1]]
    if not chosen:
        return None
    wanted = wanted_key(asked, [key], spans)
    asks_value = asked.question.kind is Kind.NUMBER and not wanted
    cells = [
        cell if asks_value else (record.cell(wanted or record.name.key) or record.name)
        for cell, record in chosen
    ]
    beside = [record.name if asks_value else cell for cell, record in chosen]
    compared = values
    if len(values) > _MOST_COMPARED:  # of a long table those that come first
        compared = sorted(values, key=lambda one: one[0], reverse=ranking.direction > 0)[:_SHOWN_OF_MANY]
    cells_compared = tuple(cell for _, cell, _ in compared)
    return Found(tuple(cells), tuple(beside), weight_of(spans), compared=cells_compared)


def bounded(asked: Asked) -> Found | None:
    """Return the records whose value is within the bound that a question sets: 超过50亿元的区."""
    bound = bound_of(asked.text)
    if bound is None:
        return None
    numeric = numeric_keys(asked.grid)
    named = asked.columns(asked.without([bound.span]), [key for key in asked.grid.keys if key not in numeric])
    if not named and len(numeric) != 1:
        return None
    key, taken = (named[0][0], [named[0][1]]) if named else (numeric[0], [])
    spans = [*taken, bound.span]
    mentions = [one for one in asked.mentions if not any(one.span.overlaps(span) for span in spans)]
    spans += [one.span for one in mentions]
    records = places_of(asked.grid, asked.records(mentions))
    values = values_of(records, key)
    unit = measure(values[0][1]) if values else None
    if unit is None or (bound.unit and not unit[1].startswith(bound.unit) and unit[1]):
        return None
    within = [(cell, record) for value, cell, record in values if bound.holds(value)]
    if not within or not asked.is_covered(records, spans):
        return None
    count = len(within) if HOW_MANY.search(asked.without(spans)) else None
    names = tuple(record.name for _, record in within)
    return Found(names, tuple(cell for cell, _ in within), weight_of(spans), count)
