"""Facts as records, as rows and as a table in columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from answers.facts.fact import Fact
from bot import texts
from bot.rendering.plain import Line, Look
from bot.rendering.quotations import flat
from bot.rendering.tables import Cell
from bot.rendering.terminal import pad, width
from retrieval.types import DocumentId

# The keys of --json, in this order, are a promise.
COLUMNS: Final = (
    "id", "document_id", "source", "passage", "spans", "value", "number", "unit", "hedge", "indicator", "subject", "scope",
    "period", "status", "quote",
)  # fmt: skip
_WIDEST = (
    18,
    36,
    18,
    16,
)  # columns of subject, indicator, value and period before what is longer shifts its row
_GAP = "  "


def record(fact: Fact, source: str) -> dict[str, object]:
    """Return a fact as JSON has it: `spans` of the value in the document's text, `passage` counted within its article."""
    spans = [[span.start, span.end] for span in fact.spans]
    return dict(
        zip(
            COLUMNS,
            (fact.id, fact.passage.document_id, source, fact.passage.place, spans, *_texts(fact)),
            strict=True,
        )
    )


def row(fact: Fact, source: str) -> tuple[Cell, ...]:
    """Return a fact as a row of CSV."""
    spans = " ".join(f"{span.start}-{span.end}" for span in fact.spans)
    return (fact.id, fact.passage.document_id, source, fact.passage.place, spans, *_texts(fact))


def _texts(fact: Fact) -> tuple[str, ...]:
    told = (
        fact.value,
        fact.number,
        fact.unit,
        fact.hedge,
        fact.indicator,
        fact.subject,
        fact.scope,
        fact.period,
    )
    return *told, str(fact.status), fact.quote


def table(facts: Sequence[Fact], sources: Mapping[DocumentId, str]) -> tuple[Line, ...]:
    """Return facts as lines in columns under a head: subject, indicator, value, period, status, where it stands."""
    rows = [
        tuple(
            flat(cell) or texts.NOTHING for cell in (fact.subject, fact.indicator, fact.printed, fact.period)
        )
        for fact in facts
    ]
    columns = [
        min(widest, max(width(cell) for cell in cells))
        for widest, cells in zip(_WIDEST, zip(texts.FACT_HEAD[:4], *rows, strict=True), strict=True)
    ]
    lines = [_line(texts.FACT_HEAD[:4], columns, texts.FACT_HEAD[4], texts.FACT_HEAD[5], Look.FAINT)]
    for fact, cells in zip(facts, rows, strict=True):
        where = texts.fact_place(fact.passage.title, fact.passage.place, sources[fact.passage.document_id])
        lines.append(_line(cells, columns, texts.FACT_STATUS[fact.status], where, Look.TEXT))
    return tuple(lines)


def _line(cells: Sequence[str], columns: Sequence[int], status: str, where: str, look: Look) -> Line:
    text = _GAP.join(pad(cell, size) for cell, size in zip(cells, columns, strict=True))
    head = f"{text}{_GAP}{status}{_GAP}"
    return Line(f"{head}{where}", look, hanging=4)
