"""Cells of a table that are asked for one by one, and the reply that shows them: a line each."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from answers import templates
from answers.compose import numbered
from answers.matching import SAME
from answers.pile.rows import lead_of
from answers.pile.trades import asks_trade, trade_in
from answers.questions.parts import Part
from answers.questions.understanding import Understanding
from answers.sources import Source, Sources
from answers.spans.figures import with_hedge
from answers.tools import Tools
from answers.types import Answer, Citation, Kind, Place, Question, Quote, Row, Turn
from answers.vocabulary import any_of, vocabulary
from retrieval.normalise import normalise
from retrieval.quantities import find_dates, find_figures
from retrieval.types import Document, DocumentId, Span

_LONGEST_FIGURE = 40  # code points of what is shown for a figure, with what stands beside it
_SEVERAL = 2
_FEWEST_SAID = 2  # words of a question, beside names, that a later sentence must say to be of the same
_ITEMS = "\u3001"  # between those of a list
# Code points of a list that is one row, as a cell is read at a glance; at 0 one cell of 302 over fifteen reports is lost, at 24 none.
_LONGEST_LIST = 24
# 2017年落户,是一家从事芯片设计的企业: what whom a sentence is about is
_IS = re.compile(r"(?<=[,;])是(?P<what>一[^,;。]{3,38})(?=[,;。]|$)")
_STATE = re.compile("的(?P<of>[^的,。?]{2,10})怎么样[?]?$")  # 甲公司的订单怎么样
_CLAUSES = re.compile("[,;\uff0c\uff1b\u3002]")
_EDGES = ' \n\u201c\u201d"'
_ENDS_OF_PERIODS = re.compile(rf"(?:{any_of(vocabulary('ends-of-periods'))})(?:之前|以前|前)?")
_OF_TIMES = re.compile(any_of(vocabulary("time-signs")))
CellPlace = tuple[str, int, str | None]  # a passage, where its quotation begins, the value


@dataclass(frozen=True, slots=True)
class Cell:
    """What was found of one of several: a value as printed, or None where the document speaks of it without one.

    `confidence` is the probability that it is right, `matched` are the words of the question that its sentence bears out, `items` those
    of a value that is a list.
    """

    quote: Quote
    document: Document
    value: str | None
    as_of: str | None
    confidence: float
    matched: tuple[str, ...] = ()
    items: tuple[str, ...] = ()

    @property
    def article(self) -> Place:
        """The article that says it."""
        return self.quote.passage.document_id, self.quote.passage.article

    @property
    def place(self) -> CellPlace:
        """Where the value stands: one figure is not of two things."""
        return self.quote.passage.id, self.quote.span.start, self.value


def is_same_value(one: Cell, other: Cell) -> bool:
    """Return whether two cells show one value of one sentence, be it that one of them prints what hedges it: 5个月, 不超过5个月."""
    if one.value is None or other.value is None or one.place[:-1] != other.place[:-1]:
        return False
    return one.value == other.value or _one_figure(one.value) == _one_figure(other.value) != ""


def _one_figure(value: str) -> str:
    """Return the one figure that a value holds, empty where it holds none or several."""
    text = normalise(value).text
    found = find_figures(text)
    return found[0].span.of(text) if len(found) == 1 else ""


Places = Collection[Place]


class Facts(Protocol):
    """What is asked of a library's facts; `taken` are the places of figures that are another's."""

    def fact_of(
        self,
        understanding: Understanding,
        within: frozenset[DocumentId] | None,
        taken: Collection[CellPlace] = (),
    ) -> Cell | None:
        """Return the likeliest figure of the one subject that a question names."""

    def fact_of_thing(
        self,
        understanding: Understanding,
        name: str,
        within: frozenset[DocumentId] | None,
        taken: Collection[CellPlace] = (),
    ) -> Cell | None:
        """Return the likeliest figure of a thing that a question names and no article is about."""

    def fact_in(
        self,
        understanding: Understanding,
        places: Places,
        taken: Collection[CellPlace] = (),
        known: Collection[str] = (),
    ) -> Cell | None:
        """Return the likeliest figure of some articles; `known` are names that these need not say beside it."""

    def fact_beside(
        self, cell: Cell, words: Collection[str], taken: Collection[CellPlace] = ()
    ) -> Cell | None:
        """Return the one figure in the sentence of a cell whose indicator says some words."""

    def is_aimed_at(self, cell: Cell) -> bool:
        """Return whether the value of a cell is known for a target and for nothing else."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What fits into a cell: a reply of a least confidence, a value of so many code points at most."""

    least: float
    longest: int


def find_cell(
    text: str,
    tools: Tools,
    within: frozenset[DocumentId] | None,
    limits: Limits,
    beside: Turn | None = None,
) -> Cell | None:
    """Return what a normalised question about one of several finds, in some documents alone where they are given; None for nothing sure.

    `beside` is what was answered before it, and is not meant again.
    """
    understanding = tools.understand(text)
    question = Question(text, text, understanding.kind)
    reply = tools.find(question, understanding, beside, within=within)
    if not isinstance(reply, Answer) or not reply.is_sure or reply.confidence < limits.least:
        return None
    if (asked := _STATE.search(text)) is not None:
        return _state(reply, asked["of"], tools)
    if asks_trade(text):
        return to_cell(reply, _trade(reply))
    value = reply.answer or _only_value(reply, understanding, tools.sources)
    if value is not None and understanding.kind is Kind.NUMBER and len(value) > _LONGEST_FIGURE:
        value = _only_value(reply, understanding, tools.sources)  # a sentence is no figure
    if value is not None and understanding.kind is Kind.DEFINITION:
        value = _only_value(reply, understanding, tools.sources) or value
    if value is not None and _is_otherwise_counted(value, understanding):
        return None
    if value is not None and understanding.kind is Kind.DATE and not _says_when(value):
        value = None
    if value is not None and len(value) > limits.longest:
        return None
    if value is None and (later := _told_later(reply, understanding, tools)) is not None:
        return later
    cell = to_cell(reply, value)
    is_list = understanding.kind is Kind.LIST and not cell.items
    return replace(cell, items=_listed(cell, tools.sources)) if is_list else cell


def _trade(reply: Answer) -> str | None:
    """Return in which trade a reply's first sentence says that a body is, as printed."""
    quote = normalise(reply.citations[0].quote.text)
    span = trade_in(quote.text)
    return quote.as_written(span.of(quote.text)) if span is not None else None


def _state(reply: Answer, of: str, tools: Tools) -> Cell:
    """Return the cell of how something is: the shortest clause that says it, to the letter if one does, in the reply's first passage."""
    for cited in reply.citations:
        if cited.quote.passage.id != reply.citations[0].quote.passage.id:
            continue
        clauses = [clause.strip(_EDGES) for clause in _CLAUSES.split(cited.quote.text)]
        said = [one for one in clauses if tools.matcher.strength(of, normalise(one).text) >= SAME]
        if said:
            return replace(
                to_cell(reply, min(said, key=lambda one: (of not in normalise(one).text, len(one)))),
                quote=cited.quote,
            )
    return to_cell(reply, None)


def _listed(cell: Cell, sources: Sources) -> tuple[str, ...]:
    """Return the items of a value that is read as one piece and ends with a list of its sentence, the first from where it begins."""
    source, value = sources.find(cell.quote.passage.id), cell.value or ""
    begin = cell.quote.passage.text.find(value, cell.quote.span.start, cell.quote.span.end)
    if source is None or not value or begin < 0:
        return ()
    for one in source.enumerations:
        first, *others = [source.to_original(item) for item in one.items]
        if begin <= first.start and others and others[-1].end == begin + len(value):
            return tuple(span.of(cell.quote.passage.text) for span in (Span(begin, first.end), *others))
    return ()


def _is_otherwise_counted(value: str, asked: Understanding) -> bool:
    """Return whether a value holds several figures and none in the units that are asked for: 7800家企业,其中5302家 for 多少项."""
    figures = find_figures(normalise(value).text)
    if asked.kind is not Kind.NUMBER or not asked.units or len(figures) < _SEVERAL:
        return False
    return all(one.unit and one.unit not in asked.units for one in figures)


def _says_when(value: str) -> bool:
    """Return whether a value says a time: a date, or what only times have, 年底前, but not 41名."""
    text = normalise(value).text
    return bool(find_dates(text)) or _OF_TIMES.search(text) is not None


def to_cell(reply: Answer, value: str | None) -> Cell:
    """Return the cell of a reply whose first quotation bears out a value."""
    cited = reply.citations[0]
    items = reply.items if value == _ITEMS.join(reply.items) else ()
    return Cell(cited.quote, cited.document, value, reply.as_of, reply.confidence, reply.matched, items)


def _only_value(reply: Answer, asked: Understanding, sources: Sources) -> str | None:
    """Return the one figure, date or clause of what something is that a sentence holds, as printed, where a single one would answer."""
    return _only_value_in(reply.citations[0].quote, asked, sources)


def _only_value_in(quote: Quote, asked: Understanding, sources: Sources) -> str | None:
    told = _values_in(quote, asked, sources)
    return told[0].of(quote.passage.text) if len(told) == 1 else None


def _values_in(quote: Quote, asked: Understanding, sources: Sources) -> list[Span]:
    source = sources.find(quote.passage.id)
    spans = [source.to_original(span) for span in _values(asked, source)] if source is not None else []
    return [span for span in spans if quote.span.start <= span.start and span.end <= quote.span.end]


def _told_later(reply: Answer, asked: Understanding, tools: Tools) -> Cell | None:
    """Return the cell of the one figure in a later sentence of a reply's first article that says all it bears out but names: 3次测量体温.

    None where the first sentence holds a figure in the units asked for, or names nobody.
    """
    names = {term.text for term in asked.of_part(Part.ENTITY)}
    said = [word for word in reply.matched if word not in names]
    first, *others = reply.citations
    is_named = asked.kind is Kind.NUMBER and bool(names.intersection(reply.matched))
    if not is_named or len(said) < _FEWEST_SAID or _values_in(first.quote, asked, tools.sources):
        return None
    for cited in others:
        text = normalise(cited.quote.text).text
        if _article(cited.quote) != _article(first.quote):
            continue
        if all(tools.matcher.strength(word, text) >= SAME for word in said):
            value = _only_value_in(cited.quote, asked, tools.sources)
            return replace(to_cell(reply, value), quote=cited.quote) if value is not None else None
    return None


def _article(quote: Quote) -> Place:
    return quote.passage.document_id, quote.passage.article


def _values(asked: Understanding, source: Source) -> list[Span]:
    if asked.kind is Kind.DATE:
        dates = [date.span for date in source.dates]
        return dates + [Span(*match.span()) for match in _ENDS_OF_PERIODS.finditer(source.text)]
    if asked.kind is Kind.DEFINITION:
        return [Span(*match.span("what")) for match in _IS.finditer(source.text)]
    if asked.kind is Kind.NUMBER and asked.units is not None:
        return [with_hedge(source.text, one.span) for one in source.figures if one.unit in asked.units]
    return []


def values(cells: Iterable[Cell | None]) -> int:
    """Return how many cells hold a value."""
    return sum(cell is not None and cell.value is not None for cell in cells)


def is_full(table: Answer) -> bool:
    """Return whether all cells of a table hold a value."""
    return all(row.value is not None for row in table.table)


def to_table(question: Question, cells: Mapping[str, Cell | None], of: int | None = None) -> Answer:
    """Return the reply that shows what was found under each name, None where nothing was; one at least must be found.

    A list is one line, and if it is long a row of the table for each of its items. `of` is how many were looked at, where those of whom nothing was found have no line.
    """
    rows: list[Row] = []
    citations: list[Citation] = []
    for name, cell in cells.items():
        if cell is None:
            rows.append(Row(name, None))
            continue
        rows.append(Row(name, cell.value, cell.as_of, numbered(citations, cell.quote, cell.document)))
    told = [row.value for row in rows if row.value is not None]
    sure = sum(cell.confidence for cell in cells.values() if cell is not None and cell.value is not None)
    return Answer(
        question,
        lead_of(templates.told_of(of or len(rows), len(told) if of is None else len(rows)), rows),
        _ITEMS.join(told),
        tuple(citations),
        round(sure / len(rows), 4),
        table=tuple(one for row, cell in zip(rows, cells.values(), strict=True) for one in _apart(row, cell)),
        items=tuple(row.name for row in rows),
    )


def _apart(row: Row, cell: Cell | None) -> tuple[Row, ...]:
    """Return a row for each item of a long list, else the row itself."""
    items = cell.items if cell is not None and len(row.value or "") > _LONGEST_LIST else ()
    return tuple(replace(row, value=item) for item in items) or (row,)
