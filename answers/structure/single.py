"""Questions for single cells: of the records that a question names, in the column that it names or means."""

from __future__ import annotations

import re
from collections.abc import Sequence

from answers.spans.figures import fits
from answers.structure.adding import may_be_added
from answers.structure.asked import Asked
from answers.structure.compared import ranked
from answers.structure.found import (
    ALL_OF,
    ASKS_CHANGE,
    WHICH,
    Found,
    change_keys,
    each_once,
    is_total,
    spans_of,
    wanted_key,
    weight_of,
)
from answers.structure.measuring import measure, which_more
from answers.structure.mentions import Mention
from answers.structure.records import Cell, Record
from answers.types import Kind
from answers.vocabulary import vocabulary
from retrieval.quantities import find_dates, find_figures
from retrieval.types import Span

_MOST_UNNAMED = 5  # records whose fields are all given where the question names none of them
_CHANGE_KEYS = vocabulary("change-columns")
_FORMER_KEYS = vocabulary("former-columns")
_ASKS_TOTAL = vocabulary("asks-total")
_FEWEST_ALIKE = 2  # rows that say the same
_SEXES = ("男", "女")
_ASKS_TIME = re.compile(r"[时日号年月]|哪天|多久|几点|期")
_LEFT_BLANK = re.compile(
    r"x{2,}|\u00d7{2,}|[*_]{1,}|-{1,}|/{1,}|\u25cb{2,}|\u3007{2,}"
)  # XX, which is to be filled in
_CODE = re.compile(r"(?<![a-z0-9])[a-z][a-z0-9-]{0,30}")
_CODES = ("号", "码", "代号")  # how columns end whose figures may begin with letters
_MONEY = "钱"
_HAS_NUMBER = re.compile(r"[\d零一二两三四五六七八九十百千半免不无]")


def single(asked: Asked) -> Found | None:
    """Return the cells of the records and the column that a question names."""
    mentions = [*asked.mentions, *asked.above]
    found = _at(asked, mentions) or (None if mentions else _same_for_all(asked))
    if found is not None or not asked.grid.is_table:
        return found or _field(asked, mentions)
    apart = [one for one in mentions if not _names_the_paper(asked, one)]
    if apart != mentions:
        found = _at(asked, apart, [one.span for one in mentions if one not in apart])
    return found or _by_parts(asked)


def _names_the_paper(asked: Asked, mention: Mention) -> bool:
    """Return whether what names a record names the whole paper as well: 比亚迪 of its own report."""
    return mention.span.of(asked.text) in asked.grid.records[0].name.source.context.heading


def _is_of_all(record: Record) -> bool:
    """Return whether a record is the row of names or one of sums: 合计, 价税合计(大写)."""
    return record.is_header or is_total(record)


def _at(
    asked: Asked, mentions: Sequence[Mention], said: Sequence[Span] = (), most: int = _MOST_UNNAMED
) -> Found | None:
    """Return the cells of the records that some mentions agree on, in the column that the question names, or means.

    `said` is what names the paper: beside it a column has to be named. There are none where there were more than `most`.
    """
    grid = asked.grid
    rows = [place for place, record in enumerate(grid.records) if not _is_of_all(record)]
    is_only = len(rows) == 1
    if not mentions and (
        len(grid.records) > _MOST_UNNAMED or (grid.is_table and not (is_only and grid.is_form))
    ):
        return None
    spans = [*said, *(one.span for one in mentions)]
    known = {key for one in mentions for key in one.keys if len(one.keys) == 1}
    named = _of_change(asked, asked.columns(asked.without(spans), known), spans)
    sorts = {
        key for one in mentions for key in one.keys
    }  # 专业 of 小学教育专业 tells what sort of thing that is
    named = [(key, span) for key, span in named if key not in sorts] or named
    spans += [span for _, span in named]
    keys = list(dict.fromkeys(key for key, _ in named)) or (
        _only_key(asked, mentions, spans) if grid.is_table or asked.mentions else []
    )
    records = [grid.records[place] for place in asked.records(mentions)]
    if not mentions and is_only:
        records = [grid.records[rows[0]]]
    if (said and not named) or not keys or not records or not asked.is_covered(records, spans):
        return None
    if (
        asked.question.kind is Kind.COMPARE
        and len(records) > 1
        and (more := which_more(asked.text)) is not None
    ):
        return ranked(asked) if more else None
    found = [(cell, record) for record in records for key in keys if (cell := record.cell(key)) is not None]
    found = [(cell, record) for cell, record in found if _may_answer(asked, cell, is_named=bool(named))]
    if not found or (len(found) > most and not ALL_OF.search(asked.text)):
        return None
    if len(found) > 1 and asked.question.kind is Kind.NUMBER and spans_of(_ASKS_TOTAL, asked.text):
        return None  # their sum is asked for
    cells, names = tuple(cell for cell, _ in found), tuple(record.name for _, record in found)
    if cells == names:  # a name that several rows have is told once
        cells = names = each_once(cells)
    return Found(cells, names, weight_of(spans))


def _by_parts(asked: Asked) -> Found | None:
    """Return the cell of the rows that a question names by parts of their names, where they say the same: 某县 初中数学.

    None for rows that say different things: which of them is meant, or their sum, other ways tell.
    """
    records = [asked.grid.records[place] for place in asked.records(asked.filters)]
    if not asked.parts or not records:
        return None
    found = _at(asked, asked.filters, most=len(records))
    spans = [one.span for one in asked.filters]
    if found is None or asked.differ(records, spans):
        return None
    cells = each_once(found.cells)
    is_same = len(cells) == 1 and len(found.cells) == len(records)
    if len(records) > 1 and may_be_added(cells[0].key):
        return None
    return Found(cells, found.beside[:1], found.weight) if is_same else None


def _same_for_all(asked: Asked) -> Found | None:
    """Return the cell of a column that a question names where all rows say the same in it: 值班电话 of a roster."""
    named = asked.columns(asked.text)
    records = [record for record in asked.grid.records if not _is_of_all(record)]
    if len(named) != 1 or len(records) < _FEWEST_ALIKE or not asked.grid.is_table:
        return None
    key, span = named[0]
    if may_be_added(key):
        return None  # how many there are of each tells no number of all
    cells = [cell for record in records if (cell := record.cell(key)) is not None]
    is_same = len(cells) == len(records) and len({cell.text for cell in cells}) == 1
    if not is_same or not asked.is_covered(records[:1], [span]):
        return None
    return Found((cells[0],), (), weight_of([span])) if _may_answer(asked, cells[0], is_named=True) else None


def _field(asked: Asked, mentions: Sequence[Mention]) -> Found | None:
    """Return the field that a question names and that stands once; on a form also the first behind the party that it names."""
    spans = [one.span for one in mentions]
    named = asked.columns(asked.without(spans))
    if len({key for key, _ in named}) != 1:
        return None
    key, span = named[0]
    if span.of(asked.without(spans)).strip() in asked.grid.records[0].name.source.context.heading:
        return None  # what names the paper names no field of it
    held = [
        (place, cell)
        for place, record in enumerate(asked.grid.records)
        if (cell := record.cell(key)) is not None
    ]
    first = min((place for one in mentions for place in one.records), default=0)
    below = {place for one in asked.above for place in one.records}
    if any(place in below for place, _ in held):
        held = [one for one in held if one[0] in below]
        first = held[0][0]
    if len({cell.text for _, cell in held}) == 1:
        held = held[:1]  # who signed each of several tables
    if len(held) > 1:
        held = [one for one in held if asked.grid.is_form and mentions and one[0] >= first][:1]
    spans.append(span)
    if not held or not asked.is_covered([asked.grid.records[place] for place in {held[0][0], first}], spans):
        return None
    cell = held[0][1]
    spans += [term.span for term in asked.question.terms if term.text in cell.source.context.heading]
    is_fit = _may_answer(asked, cell, is_named=False) and (
        asked.question.kind is not Kind.DATE or bool(find_dates(cell.text))
    )
    return Found((cell,), (), weight_of(set(spans))) if is_fit else None


def _of_sex(asked: Asked, key: str, span: Span) -> str:
    """Return the column of women or men where the question says so before what a column is called, or apart: 女会员, 会员里女的."""
    before = asked.text[max(0, span.start - 1) : span.start]
    said = before if before in _SEXES else ""
    apart = [sex for sex in _SEXES if any(term.text in (sex, f"{sex}性") for term in asked.question.terms)]
    if not said and len(apart) == 1 and not any(sex in key for sex in _SEXES):
        said = apart[0]
    of_sex = [one for one in asked.grid.keys if said and one.startswith(said)]
    return of_sex[0] if of_sex and (before in _SEXES or len(of_sex) == 1) else key


def _of_change(
    asked: Asked, named: Sequence[tuple[str, Span]], spans: Sequence[Span]
) -> list[tuple[str, Span]]:
    """Return the columns that are named, that of the change instead where the question asks for it: 产量比上年增长多少."""
    rest = asked.without(spans)
    named = [(_of_sex(asked, key, span), span) for key, span in named]
    meant_by_time = _meant([key for key, _ in named], asked.text) if len(named) > 1 else []
    named = [(key, span) for key, span in named if key in meant_by_time] or named
    which = WHICH.search(rest)
    meant = asked.columns(which["noun"]) if which is not None and which["noun"] and len(named) > 1 else []
    if {key for key, _ in meant} < {key for key, _ in named}:  # 哪个基因 of 检测哪个基因
        named = [(key, span) for key, span in named if key in {meant_key for meant_key, _ in meant}] or named
    said = next(iter(spans_of(ASKS_CHANGE, rest)), None)
    changes = change_keys(asked.grid)
    if said is None or asked.question.kind is not Kind.NUMBER or len(changes) != 1:
        return list(named)
    beside = [] if "环比" in changes[0] else [Span(at, at + 2) for at in [rest.find("同比")] if at >= 0]
    return [(changes[0], one) for one in (said, *beside, *(span for _, span in named))]


def _only_key(asked: Asked, mentions: Sequence[Mention], spans: Sequence[Span]) -> list[str]:
    """Return the column that is meant where none is named: by its sort, or the only one left."""
    known = [key for one in mentions for key in one.keys]
    wanted = wanted_key(asked, known, spans)
    if wanted is not None:
        return [wanted]
    if asked.question.kind is Kind.YES_NO:
        return []
    left = [key for key in asked.grid.keys if key not in known]
    timed = list(dict.fromkeys(key for key, _ in asked.times if key in left))
    if len(timed) == 1:
        return timed
    names = {record.name.key for record in asked.grid.records}
    by_name = not names & set(known) and asked.question.kind not in (Kind.NUMBER, Kind.DATE)
    if by_name and WHICH.search(asked.text):
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
    if any(word in text for word in ASKS_CHANGE):
        return change
    if any(word in text for word in _FORMER_KEYS):
        return former
    return [key for key in keys if key not in change and key not in former]


def _may_answer(asked: Asked, cell: Cell, *, is_named: bool) -> bool:
    """Return whether a cell is of the kind asked for: no space left to be filled in, a figure for a figure, with a fitting unit."""
    if _LEFT_BLANK.fullmatch(cell.text):
        return False
    match asked.question.kind:
        case Kind.PERSON:
            return not any(map(str.isdigit, cell.text))
        case Kind.NUMBER if find_dates(cell.text) and not _ASKS_TIME.search(asked.text):
            return False
        case Kind.NUMBER:
            is_code = cell.core.endswith(_CODES)
            text = cell.text if is_code else _CODE.sub(" ", cell.text)  # BRCA1 tells no number
            return bool(_HAS_NUMBER.search(text)) and not _is_in_another_unit(asked, cell)
        case Kind.DATE if not is_named:
            return bool(_HAS_NUMBER.search(cell.text))
        case _:
            return True


def _is_in_another_unit(asked: Asked, cell: Cell) -> bool:
    """Return whether a question names a unit, or asks for money, and a cell says a figure in another: 15个工作日 for 多少钱."""
    units = asked.question.units or ()
    if not any(f"{many}{unit}" in asked.text for many in ("多少", "几") for unit in (*units, _MONEY) if unit):
        return False
    told = [figure for figure in find_figures(cell.text) if figure.unit]
    return bool(told) and not any(fits(figure, units) for figure in told)
