"""Passages, glances and analyses of sound rows; those that are damaged are passed over, and told of once."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from typing import Any

from retrieval.analysis import Analyser, Analysis
from retrieval.store import rows
from retrieval.store.file import Store
from retrieval.store.rows import RowError
from retrieval.types import Glance, Passage, PassageId

_log = logging.getLogger(__name__)

Analysed = tuple[Passage, Analysis]


class SoundRows:
    """The passages of a library's file that a query finds, without those that are damaged."""

    def __init__(self, store: Store, analyser: Analyser) -> None:
        self._store = store
        self._analyser = analyser
        self._told_damaged: set[str] = set()

    def glances(self, which: str, parameters: Sequence[object]) -> dict[PassageId, Glance]:
        """Return glances at passages in the order of a query; those that are damaged are told of in the log."""
        seen = {}
        for row in self._store.rows(f"SELECT {rows.GLANCE} FROM passages WHERE {which}", parameters):
            try:
                seen[row[0]] = rows.to_glance(row)
            except RowError:
                self.tell_damaged(row[1])
        return seen

    def texts(self, which: str, parameters: Sequence[object]) -> Iterator[str]:
        """Yield the normalised texts of passages in the order of a query, those left out that are damaged."""
        for row in self._store.rows(f"SELECT {rows.COMPARABLE_TEXT} FROM passages WHERE {which}", parameters):
            try:
                yield rows.to_comparable_text(row)
            except RowError:
                self.tell_damaged(row[0])

    def analysed(self, which: str, parameters: Sequence[object]) -> Iterator[Analysed]:
        """Yield passages with their analyses in the order of a query, those left out that are damaged."""
        for row in self._store.rows(f"SELECT {rows.ANALYSED} FROM passages WHERE {which}", parameters):
            passage = self.passage(row[:-2])
            if passage is not None:
                yield passage, self._sound_analysis(passage, *row[-2:])

    def passage(self, row: Sequence[Any]) -> Passage | None:
        """Return the passage of a row; None, and a line in the log, where it is damaged."""
        try:
            return rows.to_passage(row)
        except RowError:
            self.tell_damaged(row[1])
            return None

    def _sound_analysis(self, passage: Passage, normalised: str | None, words: bytes) -> Analysis:
        """Return the analysis of a passage; worked out anew where what was kept of it is damaged."""
        try:
            return rows.to_analysis(passage.text, normalised, words)
        except RowError:
            self.tell_damaged(passage.document_id)
            return self._analyser.analyse(passage.text)

    def tell_damaged(self, document_id: str) -> None:
        """Name a damaged document in the log, once."""
        if document_id not in self._told_damaged:
            self._told_damaged.add(document_id)
            _log.warning("%s", rows.damage_of(self._store.connection, document_id))
