"""Questions put to a grid: a cell, the greatest, those within a bound, the sum, how many, all of a column."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from answers.structure.asked import Asked, Mention
from answers.structure.grids import Cell, Grid, Record
from answers.structure.measuring import Ranking, Value, bound_of, measure, ranking_of, which_more
from answers.types import Kind
from answers.vocabulary import vocabulary
from retrieval.types import Span

_WHOLES = vocabulary("whole-areas") | vocabulary("totals")
_ASKS_TOTAL = vocabulary("asks-total")
_FEWEST_COMPARED = 2
_MOST_UNNAMED = 5  # records whose fields are all given where the question names none of them
_HOW_MANY = re.compile(r"(?:多少|几)(?:个|家|项|名|位|条|处|所|座|种|类|人|支|只|辆|台|件)?")
_ALL_OF = re.compile(r"哪些|有什么|有哪|名单|都有谁|哪几|包括")
_WHICH = re.compile(r"(?:哪一?[个条家项座所处位名些]?|什么|谁|几[个条家项])(?P<noun>[\u4e00-\u9fff]{0,4})")
# Kinds of questions that no structure answers.
NEVER = (Kind.SUMMARY, Kind.QUOTE, Kind.REASON, Kind.COUNT)
_CHANGE_KEYS = vocabulary("change-columns")
_FORMER_KEYS = vocabulary("former-columns")
_ASKS_CHANGE = vocabulary("asks-change")
_DATE_KEYS = vocabulary("date-columns")
_PERSON_KEYS = vocabulary("person-columns")
_HAS_NUMBER = re.compile(r"[\d零一二两三四五六七八九十百千半免不无]")


@dataclass(frozen=True, slots=True)
class Found:
    """Cells that answer, with the cells that their records are known by and what is shown beside; `count` of records.

    `weight` is how many characters of the question the grid accounts for: the more, the likelier it is meant.
    """

    cells: tuple[Cell, ...]
    beside: tuple[Cell, ...]
    weight: int
    count: int | None = None
    compared: tuple[Cell, ...] = ()


def look_up(asked: Asked) -> Found | None:
    """Return what a grid says to a question, None where it does not bear on it."""
    if asked.question.kind in NEVER:
        return None
    ways: tuple[Callable[[Asked], Found | None], ...] = (
        _ranked,
        _bounded,
        _single,
        _summed,
        _counted,
        _listed,
    )
    if ranking_of(asked.text) is not None and _ranking(asked)[0] is not None:
        ways = (_ranked,)
    elif bound_of(asked.text) is not None:
        ways = (_bounded,)
    return next((found for way in ways if (found := way(asked)) is not None), None)


def _places(grid: Grid, places: Iterable[int]) -> list[Record]:
    """Return records but those of sums and of names of columns."""
    chosen = (grid.records[place] for place in places)
    return [record for record in chosen if not record.is_header and record.name.text not in _WHOLES]


def _weight(spans: Iterable[Span]) -> int:
    return sum(map(len, spans))


def _values(records: Sequence[Record], key: str) -> list[tuple[Value, Cell, Record]]:
    """Return the values of a column that can be compared: those of the unit that most have; none for fewer than two."""
    found = [
        (*measured, cell, record)
        for record in records
        if (cell := record.cell(key)) is not None and (measured := measure(cell)) is not None
    ]
    units = Counter(unit for _, unit, _, _ in found)
    if not found or 2 * max(units.values()) <= len(records):
        return []
    unit = units.most_common(1)[0][0]
    kept = [(value, cell, record) for value, own, cell, record in found if own == unit]
    return kept if len(kept) >= _FEWEST_COMPARED else []


def _numeric(grid: Grid) -> list[str]:
    """Return the columns whose values can be compared."""
    records = _places(grid, range(len(grid.records)))
    return [key for key in grid.keys if _values(records, key)]


def _ranking(asked: Asked) -> tuple[Ranking | None, str | None, list[Span]]:
    """Return the rank that a question asks for, the column that it is about, and what of the question says so.

    最高气温最高: a column's name may hold such a word itself.
    """
    numeric = _numeric(asked.grid)
    others = [key for key in asked.grid.keys if key not in numeric]
    named = asked.columns(asked.text, others)
    key, span = named[0] if named else (numeric[0] if len(numeric) == 1 else None, None)
    taken = [span] if span is not None else []
    ranking = ranking_of(asked.without(taken))
    if ranking is None and len(asked.mentions) >= _FEWEST_COMPARED:
        ranking = which_more(asked.without(taken))
    if ranking is not None:
        taken = [*taken, ranking.span]
    return ranking, key, taken


def _ranked(asked: Asked) -> Found | None:
    ranking, key, taken = _ranking(asked)
    if ranking is None or key is None:
        return None
    mentions = [
        one for one in (*asked.mentions, *asked.above) if not any(one.span.overlaps(t) for t in taken)
    ]
    spans = [*taken, *(one.span for one in mentions)]
    records = _places(asked.grid, asked.records(mentions))
    values = _values(records, key)
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
    wanted = _wanted(asked, [key], spans)
    asks_value = asked.question.kind is Kind.NUMBER and not wanted
    cells = [
        cell if asks_value else (record.cell(wanted or record.name.key) or record.name)
        for cell, record in chosen
    ]
    beside = [record.name if asks_value else cell for cell, record in chosen]
    compared = tuple(cell for _, cell, _ in values)
    return Found(tuple(cells), tuple(beside), _weight(spans), compared=compared)


def _wanted(asked: Asked, known: Sequence[str], spans: Sequence[Span]) -> str | None:
    """Return the column that 哪个项目 or 谁 asks for, beside those known and what was used; None for none."""
    rest = asked.without(spans)
    which = _WHICH.search(rest)
    left = [key for key in asked.grid.keys if key not in known]
    if which is not None and which["noun"]:
        named = asked.columns(which["noun"], known)
        if named:
            return named[0][0]
        by_sort = [key for key in left if which["noun"][:1] in key and len(which["noun"]) == 1]
        if by_sort:
            return by_sort[0]
    keys = {Kind.DATE: _DATE_KEYS, Kind.PERSON: _PERSON_KEYS}.get(asked.question.kind)
    return next((key for key in left if keys and key.endswith(tuple(keys))), None)


def _bounded(asked: Asked) -> Found | None:
    bound = bound_of(asked.text)
    if bound is None:
        return None
    numeric = _numeric(asked.grid)
    named = asked.columns(asked.without([bound.span]), [key for key in asked.grid.keys if key not in numeric])
    if not named and len(numeric) != 1:
        return None
    key, taken = (named[0][0], [named[0][1]]) if named else (numeric[0], [])
    spans = [*taken, bound.span]
    mentions = [one for one in asked.mentions if not any(one.span.overlaps(span) for span in spans)]
    spans += [one.span for one in mentions]
    records = _places(asked.grid, asked.records(mentions))
    values = _values(records, key)
    unit = measure(values[0][1]) if values else None
    if unit is None or (bound.unit and not unit[1].startswith(bound.unit) and unit[1]):
        return None
    within = [(cell, record) for value, cell, record in values if bound.holds(value)]
    if not within or not asked.is_covered(records, spans):
        return None
    count = len(within) if _HOW_MANY.search(asked.without(spans)) else None
    names = tuple(record.name for _, record in within)
    return Found(names, tuple(cell for cell, _ in within), _weight(spans), count)


def _single(asked: Asked) -> Found | None:
    """Return the cells of the records and the column that a question names."""
    mentions = [*asked.mentions, *asked.above]
    grid = asked.grid
    if not mentions and (grid.is_table or len(grid.records) > _MOST_UNNAMED):
        return None
    spans = [one.span for one in mentions]
    known = {key for one in mentions for key in one.keys if len(one.keys) == 1}
    named = asked.columns(asked.without(spans), known)
    spans += [span for _, span in named]
    keys = [key for key, _ in named] or (
        _only_key(asked, mentions, spans) if grid.is_table or asked.mentions else []
    )
    records = [grid.records[place] for place in asked.records(mentions)]
    if not keys or not records or not asked.is_covered(records, spans):
        return None
    if (
        asked.question.kind is Kind.COMPARE
        and len(records) > 1
        and (more := which_more(asked.text)) is not None
    ):
        return _ranked(asked) if more else None
    found = [(cell, record) for record in records for key in keys if (cell := record.cell(key)) is not None]
    found = [(cell, record) for cell, record in found if _may_answer(asked, cell, is_named=bool(named))]
    if not found or (len(found) > _MOST_UNNAMED and not _ALL_OF.search(asked.text)):
        return None
    beside = tuple(record.name for cell, record in found if cell != record.name)
    return Found(tuple(cell for cell, _ in found), beside, _weight(spans))


def _only_key(asked: Asked, mentions: Sequence[Mention], spans: Sequence[Span]) -> list[str]:
    """Return the column that is meant where none is named: by its sort, or the only one left."""
    known = [key for one in mentions for key in one.keys]
    wanted = _wanted(asked, known, spans)
    if wanted is not None:
        return [wanted]
    if asked.question.kind is Kind.YES_NO:
        return []
    left = [key for key in asked.grid.keys if key not in known]
    names = {record.name.key for record in asked.grid.records}
    by_name = not names & set(known) and asked.question.kind not in (Kind.NUMBER, Kind.DATE)
    if by_name and _WHICH.search(asked.text):
        return sorted(names)[:1]
    if asked.question.kind is Kind.NUMBER:
        named = [asked.grid.records[place] for place in asked.records(mentions)]
        left = _meant([key for key in left if _has_figures(named, key)], asked.text) or left
    return left if len(left) == 1 else []


def _has_figures(records: Sequence[Record], key: str) -> bool:
    """Return whether each of some records has a figure in a column."""
    cells = [record.cell(key) for record in records]
    return bool(cells) and all(cell is not None and measure(cell) is not None for cell in cells)


def _meant(keys: Sequence[str], text: str) -> list[str]:
    """Return those columns of figures that a question can mean which names none: of this period, of the one before, of the change."""
    change = [key for key in keys if any(word in key for word in _CHANGE_KEYS)]
    former = [key for key in keys if key not in change and any(word in key for word in _FORMER_KEYS)]
    if any(word in text for word in _ASKS_CHANGE):
        return change
    if any(word in text for word in _FORMER_KEYS):
        return former
    return [key for key in keys if key not in change and key not in former]


def _may_answer(asked: Asked, cell: Cell, *, is_named: bool) -> bool:
    match asked.question.kind:
        case Kind.PERSON:
            return not any(map(str.isdigit, cell.text))
        case Kind.NUMBER | Kind.DATE if not is_named:
            return bool(_HAS_NUMBER.search(cell.text))
        case _:
            return True


def _summed(asked: Asked) -> Found | None:
    """Return the cell of a row of sums."""
    said = [Span(at, at + len(word)) for word in _ASKS_TOTAL if (at := asked.text.find(word)) >= 0]
    totals = [record for record in asked.grid.records if record.name.text in _WHOLES]
    named = asked.columns(asked.without(said))
    mentions = [one for one in asked.mentions if not any(one.span.overlaps(span) for span in said)]
    if not said or not totals or not named or mentions:
        return None
    cell = totals[-1].cell(named[0][0])
    spans = [*said, named[0][1]]
    if cell is None or not asked.is_covered(totals[-1:], spans):
        return None
    return Found((cell,), (totals[-1].name,), _weight(spans))


def _counted(asked: Asked) -> Found | None:
    """Return how many records there are, of all or of those named, where the question counts what they are."""
    how_many = _HOW_MANY.search(asked.text)
    if how_many is None or not asked.grid.is_table:
        return None
    return _whole_column(asked, asked.text[how_many.end() :], Span(*how_many.span()), is_count=True)


def _listed(asked: Asked) -> Found | None:
    """Return all of a column that a question names."""
    all_of = _ALL_OF.search(asked.text)
    if all_of is None or not asked.grid.is_table:
        return None
    return _whole_column(asked, asked.text, Span(*all_of.span()), is_count=False)


def _whole_column(asked: Asked, named_in: str, asks: Span, *, is_count: bool) -> Found | None:
    mentions = asked.mentions
    records = _places(asked.grid, asked.records(mentions))
    if not records:
        return None
    key = records[0].name.key
    named = asked.columns(named_in, [other for other in asked.grid.keys if other != key])
    shift = len(asked.text) - len(named_in)
    spans = [asks, *(one.span for one in mentions), *(span.shift(shift) for _, span in named[:1])]
    if not named or not asked.is_covered(records, spans):
        return None
    cells = tuple(dict.fromkeys(record.name for record in records))
    return Found(cells, (), _weight(spans), len(cells) if is_count else None)
