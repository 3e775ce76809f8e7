"""Documents and passages as rows of the library's tables (see `schema`), and back."""

from __future__ import annotations

import json
from array import array
from collections.abc import Sequence

from retrieval.analysis import Analysis
from retrieval.normalise import normalise
from retrieval.types import Document, DocumentId, Layout, Passage, PassageId, Role, Span

DOCUMENT = "id, source, title, text, body_start, body_end, layout, published, publisher, region"
PASSAGE = "id, document_id, number, article, title, section, role, text, spans"


def to_document(row: Sequence[str]) -> Document:
    """Return the document that the columns `DOCUMENT` hold."""
    identity, source, title, text, start, end, layout, published, publisher, region = row
    body = Span(int(start), int(end))
    return Document(
        DocumentId(identity), title, source, text, body, Layout(layout), published, publisher, region
    )


def to_passage(row: Sequence[str]) -> Passage:
    """Return the passage that the columns `PASSAGE` hold."""
    identity, document_id, number, article, title, section, role, text, spans = row
    return Passage(
        PassageId(identity),
        DocumentId(document_id),
        title,
        section,
        int(number),
        text,
        tuple(Span(start, end) for start, end in json.loads(spans)),
        int(article),
        Role(role),
    )


def to_analysis(text: str, words: bytes) -> Analysis:
    """Return the analysis of a passage's text, its words where they lay when it was taken in."""
    edges = array("I")
    edges.frombytes(words)
    return Analysis(normalise(text), tuple(map(Span, edges[::2], edges[1::2])))


def of_passage(passage: Passage, words: Sequence[Span]) -> tuple[object, ...]:
    """Return a passage as a row of `passages`, with the words of its normalised text."""
    edges = array("I", [edge for word in words for edge in (word.start, word.end)])
    spans = json.dumps([[span.start, span.end] for span in passage.spans])
    return (
        passage.id, passage.document_id, passage.number, passage.article, passage.title, passage.section,
        passage.role, passage.text, spans, edges.tobytes(),
    )  # fmt: skip
