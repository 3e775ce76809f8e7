"""Facts as rows of the library, and back; what draws them when a document is taken in."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from answers.facts.extraction import facts_of
from answers.facts.fact import Fact, Status
from answers.sources import sources_of
from retrieval.analysis import Analysis
from retrieval.facts import FactRow
from retrieval.normalise import normalise
from retrieval.segmenter import Segmenter
from retrieval.types import Document, Passage, Span

# How facts are drawn; to be raised with every change of extraction or its word lists, so that the next sync draws them anew
# (tests/answers/facts/test_storing.py watches over it).
EXTRACTION = 13
_KEPT = 4096  # many documents say the same indicators


@dataclass(frozen=True, slots=True)
class FactExtractor:
    """Draws the facts of documents that are taken in; `segmenter` tells the part of speech of a word."""

    segmenter: Segmenter

    @property
    def version(self) -> str:
        """What tells this way of drawing facts from any other."""
        return str(EXTRACTION)

    def extract(
        self, document: Document, passages: Sequence[tuple[Passage, Analysis]]
    ) -> tuple[FactRow, ...]:
        """Return the facts of a document as rows, in order."""
        return tuple(map(to_row, facts_of(sources_of(document, passages, self.segmenter.tag))))


def to_row(fact: Fact) -> FactRow:
    """Return a fact as the library keeps it; what can be read off its passage is left out."""
    told = [
        fact.statement.start, fact.statement.end, fact.number, fact.unit, fact.hedge, fact.indicator, fact.subject, fact.scope,
        fact.period, fact.year, fact.months, fact.status,
    ]  # fmt: skip
    indicator = _normalised(fact.indicator)
    return FactRow(
        fact.passage.number, fact.span.start, fact.span.end, indicator, json.dumps(told, ensure_ascii=False)
    )


@lru_cache(_KEPT)
def _normalised(indicator: str) -> str:
    return normalise(indicator).text


def from_row(passage: Passage, row: FactRow) -> Fact:
    """Return the fact of a row and its passage."""
    start, end, number, unit, hedge, indicator, subject, scope, period, year, months, status = json.loads(
        row.told
    )
    return Fact(
        passage,
        Span(row.start, row.end),
        Span(start, end),
        number,
        unit,
        hedge,
        indicator,
        subject,
        scope,
        period,
        year,
        tuple(months) if months else None,
        Status(status),
    )
