"""A table that a question asks for by what it is called: all of its rows, with what they have in the columns that are meant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from answers import templates
from answers.compose import cite
from answers.periods import agreement, asked_periods, own_period
from answers.questions.parts import Part, Term
from answers.sources import Source, Sources
from answers.spans.runs import longest_run
from answers.structure.asked import Asked
from answers.structure.found import ASKS_CHANGE, WHOLES, change_keys, places_of, weight_of
from answers.structure.measuring import unit_of
from answers.structure.records import Grid, Record, core_of
from answers.structure.replying import CONFIDENCE, printed
from answers.types import Answer, Citation, Question, Row
from answers.vocabulary import any_of, vocabulary
from retrieval.types import PassageId, Span

_TABLE = "表"  # 主要产品产量表
ASKS_FOR_TABLE = re.compile(rf"(?:{any_of(vocabulary('asks-for-tables'))})|{_TABLE}(?=[?。,]?$)")
_OF_ALL = re.compile("各[种类项个]")  # 各类产品产量分别是多少
_UNITS = vocabulary("unit-columns")
_NUMBERING = vocabulary("numbering-columns")
# Of what stands around a table a question says so much in one go, in characters: 主要工业产品产量, and not 产量 alone. 3, 4 and 6 answer
# the same of 120 questions on office files and thirty on reports.
_LEAST_SAID = 4
_FEWEST, _MOST = 2, 30  # rows: one is no table, and of more nobody reads all
_MOST_COLUMNS = 5  # beside the names


@dataclass(frozen=True, slots=True)
class Tabled:
    """Rows of a table in some of its columns, and how many characters of the question it accounts for."""

    records: tuple[Record, ...]
    keys: tuple[str, ...]
    weight: int


def whole_table(asked: Asked) -> Tabled | None:
    """Return the table that a question asks for; None where it asks for no table, for some of its rows, or for another one."""
    asks = [
        Span(*match.span()) for pattern in (ASKS_FOR_TABLE, _OF_ALL) for match in pattern.finditer(asked.text)
    ]
    if ASKS_FOR_TABLE.search(asked.text) is None or not asked.grid.is_table or asked.filters:
        return None
    records = places_of(asked.grid, range(len(asked.grid.records)))
    if not _FEWEST <= len(records) <= _MOST:
        return None
    around = (longest_run(line, asked.text, _LEAST_SAID) for line in asked.grid.context.split("\n"))
    named = max(filter(None, around), key=len, default=None)
    if named is None:
        return None
    name = records[0].name.key
    if any(_is_of_another_year(term, asked.grid) for term in asked.question.terms):
        return None
    spans = [*asks, named]
    columns = [(key, span) for key, span in asked.columns(asked.without(asks)) if key != name]
    spans += [span for _, span in columns]
    if not asked.is_covered(records, spans):
        return None
    keys = _meant(asked, [key for key, _ in columns], name)
    return Tabled(tuple(records), tuple(keys), weight_of(spans)) if 0 < len(keys) <= _MOST_COLUMNS else None


def _is_of_another_year(term: Term, grid: Grid) -> bool:
    """Return whether a term is a time that neither what stands around a table says nor its paper is of."""
    if term.part is not Part.DATE or term.text in grid.context:
        return False
    anchor = grid.records[0].cells[0].source.context.anchor
    asked = asked_periods(term.text, anchor)
    return not any(agreement(one, own) > 0 for one in asked for own in own_period(anchor))


def _meant(asked: Asked, named: Sequence[str], name: str) -> list[str]:
    """Return the columns that a question names, with those of changes where it asks for these; all where it names none."""
    changes = change_keys(asked.grid) if any(word in asked.text for word in ASKS_CHANGE) else []
    return list(dict.fromkeys([*named, *changes])) or [
        key
        for key in asked.grid.keys
        if key != name and core_of(key) not in _UNITS | _NUMBERING and key not in WHOLES
    ]


def of_table(question: Question, tabled: Tabled, sources: Sources) -> Answer:
    """Return the reply that a table gives: a line a row, the lines of a passage quoted together."""
    citations = cite(sources, _lines(tabled.records))
    rows: list[Row] = []
    lines: list[str] = []
    for record in tabled.records:
        own = [row for key in tabled.keys if (row := _row(record, key, citations)) is not None]
        rows += own
        labels = [row.indicator or "" for row in own] if len(tabled.keys) > 1 else [""]
        told = [
            templates.with_details(row.value or "", [row.unit]) if row.unit else row.value or ""
            for row in own
        ]
        if own:
            lines.append(templates.cells(own[0].name, list(zip(labels, told, strict=True))))
    return Answer(
        question,
        "\n".join([templates.rows_of_table(len(tabled.records), range(1, len(citations) + 1)), *lines]),
        "、".join(row.value for row in rows if row.value and row.indicator == tabled.keys[0]),
        citations,
        CONFIDENCE,
        table=tuple(rows),
        items=tuple(dict.fromkeys(row.name for row in rows)),
    )


def _row(record: Record, key: str, citations: Sequence[Citation]) -> Row | None:
    cell = record.cell(key)
    if cell is None:
        return None
    quoted = next(
        (
            place
            for place, one in enumerate(citations, start=1)
            if one.quote.passage.id == cell.source.passage.id
        ),
        None,
    )
    value = printed(cell.source, cell.span)
    unit = unit_of(key) or next((one.text for one in record.cells if one.core in _UNITS), "")
    is_measured = value[-1:].isdigit() and "%" not in key
    return Row(
        printed(record.name.source, record.name.span),
        value,
        n=quoted,
        indicator=key,
        unit=(unit or None) if is_measured else None,
    )


def _lines(records: Sequence[Record]) -> list[tuple[Source, Span]]:
    """Return the lines of some records, those of one passage as one range."""
    ranges: dict[PassageId, tuple[Source, Span]] = {}
    for record in records:
        for cell in record.cells:
            source = cell.source
            start = source.text.rfind("\n", 0, cell.span.start) + 1
            end = source.text.find("\n", cell.span.end)
            line = Span(start, end if end >= 0 else len(source.text))
            before = ranges.get(source.passage.id)
            ranges[source.passage.id] = (
                source,
                line
                if before is None
                else Span(min(before[1].start, line.start), max(before[1].end, line.end)),
            )
    return list(ranges.values())
