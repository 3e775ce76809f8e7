"""Replies made of what a structure says: cells and items as they are printed, each with its quotation."""

from __future__ import annotations

from dataclasses import replace

from answers import templates
from answers.compose import cite
from answers.sources import Source, Sources
from answers.structure.found import Found
from answers.structure.listed import Listed
from answers.structure.measuring import unit_of
from answers.types import Answer, Citation, Question
from retrieval.types import Span

# Of the small cases written for this, 19 in 20 such answers are right (tests/answers/test_tables.py and its neighbours).
CONFIDENCE = 0.95
_EDGES = " \t;,。、\uff1b\uff0c"
_LONGEST_LINE = 60  # code points of a line quoted whole
_SHORT = 20  # code points of items that 、 may part
# So many cells or items are shown with their lines; of more the rest is counted. Twice what a chat shows without paging.
_MOST_SHOWN = 20
_SHOWN_OF_A_COUNT = 5  # where more than those were counted: who wants them all asks which they are


def of_cells(question: Question, found: Found, sources: Sources) -> Answer:
    """Return the reply that cells give."""
    is_worked_out = found.count is not None or found.added is not None
    is_long = len(found.cells) > _MOST_SHOWN
    cells = found.cells[: _SHOWN_OF_A_COUNT if is_worked_out and is_long else _MOST_SHOWN]
    quoted = [_line_of(cell.source, cell.span) for cell in (*cells, *found.compared)]
    quoted += [
        (cell.named.source, cell.named.span)
        for cell in (*cells, *found.beside[: len(cells)])
        if cell.named is not None
    ]
    own = len(cite(sources, quoted[: len(cells)]))
    items = tuple(dict.fromkeys(printed(cell.source, cell.span) for cell in found.cells))
    answer = "、".join(items) if found.count is None else templates.records(found.count)
    lead = "、".join(_shown(found, at) for at in range(len(cells)))
    if found.count is not None:
        lead = templates.counted_items(found.count, lead)
    if found.added is not None:
        answer = f"{found.added.number}{found.added.unit}"
        lead = templates.added(answer, found.added.column, len(found.cells))
    made = _answer(question, lead, answer, cite(sources, quoted), own, items)
    return replace(made, notes=_left_out(len(found.cells) - len(cells)))


def of_items(question: Question, listed: Listed, sources: Sources) -> Answer:
    """Return the reply that the items of a list give."""
    shown = listed.items[:_MOST_SHOWN]
    citations = cite(sources, (_line_of(item.source, item.span) for item in shown))
    items = tuple(printed(item.source, item.span) for item in listed.items)
    between = "、" if all(len(item) <= _SHORT and "、" not in item for item in items) else ";"
    answer = listed.count or between.join(items)
    lead = between.join(items[: len(shown)])
    lead = templates.field(listed.count, lead) if listed.count else lead
    made = _answer(question, lead, answer, citations, len(citations), items)
    return replace(made, notes=_left_out(len(items) - len(shown)))


def _left_out(count: int) -> tuple[str, ...]:
    return (templates.more_lines(count),) if count else ()


def _answer(
    question: Question,
    lead: str,
    answer: str,
    citations: tuple[Citation, ...],
    own: int,
    items: tuple[str, ...],
) -> Answer:
    """Return a reply whose first line refers to the first `own` of its citations."""
    return Answer(
        question,
        templates.lead(lead, None, range(1, own + 1)),
        answer,
        citations,
        CONFIDENCE,
        items=items if len(items) > 1 else (),
    )


def _shown(found: Found, at: int) -> str:
    """Return a cell as it is printed, with its unit where its column has that, and with what its record is known by."""
    cell = found.cells[at]
    beside = found.beside[at] if at < len(found.beside) else None
    is_told = beside is not None and beside != cell and (len(found.cells) > 1 or found.compared)
    is_same = len(found.beside) > 1 and len({one.text for one in found.beside}) == 1  # 某校's, as was asked
    details = []
    text = printed(cell.source, cell.span)
    if (unit := unit_of(cell.key)) and not text.endswith(unit):
        details.append(unit)
    if beside is not None and is_told and not is_same:
        details.append(templates.field(beside.key, printed(beside.source, beside.span)))
    return templates.with_details(text, details) if details else text


def printed(source: Source, span: Span) -> str:
    """Return a range as its source prints it, on one line, without marks at its end."""
    text = source.to_original(span).of(source.passage.text)
    return " ".join(text.split()).rstrip(_EDGES)


def _line_of(source: Source, span: Span) -> tuple[Source, Span]:
    """Return the line that a range stands in; of a long one the sentence."""
    start = source.text.rfind("\n", 0, span.start) + 1
    end = source.text.find("\n", span.end)
    line = Span(start, end if end >= 0 else len(source.text))
    if len(line) > _LONGEST_LINE:
        line = next((sentence for sentence in source.sentences if sentence.holds(span)), line)
    return source, line
