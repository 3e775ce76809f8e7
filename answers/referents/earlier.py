"""The passages before one in its article, read when they are asked for."""

from __future__ import annotations

from answers.sources import Source, Sources
from retrieval.errors import DamagedDocumentError, UnknownDocumentError

_MOST = 4  # that are read for a sentence: some twelve sentences


def passages_before(sources: Sources, source: Source) -> tuple[Source, ...]:
    """Return a few passages right before one in its article, the nearest first; none where they cannot be read."""
    passage = source.passage
    numbers = range(max(0, passage.number - _MOST), passage.number)
    try:
        return sources.between(passage.document_id, numbers, passage.article)[::-1]
    except (DamagedDocumentError, UnknownDocumentError):  # the library tells of it in the log
        return ()
