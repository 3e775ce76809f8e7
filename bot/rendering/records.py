"""Replies as JSON records: the same keys in the same order, the same bytes for the same reply and library."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from answers.types import Abstention, Citation, Conflict, Kind, Question, Row
from bot.rendering.plain import to_text
from bot.rendering.shown import Shown, show


def record(shown: Shown, library: str, elapsed_ms: float) -> dict[str, Any]:
    """Return a reply as an object, its keys in the promised order; `library` is the version that it was answered from."""
    question = shown.question
    return {
        "question": question.text,
        "understood": question.understood,
        "status": shown.status.value,
        "kind": question.kind.value,
        "answer": "、".join(shown.answers) or None,
        "text": to_text(shown),
        "as_of": shown.as_of,
        "confidence": shown.confidence,
        "citations": [citation_record(citation) for citation in shown.citations],
        "table": [_row(row) for row in shown.table],
        "conflicts": [_conflict(conflict) for conflict in shown.conflicts],
        "matched": list(shown.matched),
        "unmatched": list(shown.unmatched),
        "nearest": citation_record(shown.first_nearest) if shown.first_nearest is not None else None,
        "library": library,
        "answer_id": answer_id(shown, library),
        "elapsed_ms": round(elapsed_ms, 1),
    }


def refusal(text: str, reason: str, library: str | None, elapsed_ms: float) -> dict[str, Any]:
    """Return the record of a line that is no question: abstained, its text the reason, nothing found.

    The keys are those of any reply, so that a reader of one record a line needs no second form; `library` is
    None where it was not looked at.
    """
    asked = Abstention(Question(text, text, Kind.OTHER), reason)
    values = record(show(asked), library or "", elapsed_ms)
    identity = sha256("\n".join((library or "", text, reason)).encode(errors="replace")).hexdigest()[:12]
    return values | {"text": reason, "library": library, "answer_id": identity}


def answer_id(shown: Shown, library: str) -> str:
    """Return twelve digits that tell this reply to this question from this library from any other."""
    material = "\n".join((library, shown.question.text, shown.question.understood, to_text(shown)))
    return sha256(material.encode()).hexdigest()[:12]


def _row(row: Row) -> dict[str, Any]:
    """Return a line of a table; what is no fact of a source is null."""
    return {
        "subject": row.name,
        "indicator": row.indicator,
        "value": row.value,
        "number": row.number,
        "unit": row.unit,
        "as_of": row.as_of,
        "scope": row.scope,
        "status": row.status,
        "n": row.n,
    }


def _conflict(conflict: Conflict) -> dict[str, Any]:
    """Return what papers say otherwise, the newest first."""
    values = [
        {"value": row.value, "as_of": row.as_of, "scope": row.name, "n": row.n} for row in conflict.values
    ]
    return {
        "subject": conflict.subject,
        "indicator": conflict.indicator,
        "values": values,
        "why": conflict.why,
    }


def citation_record(citation: Citation) -> dict[str, Any]:
    """Return a quotation with its place."""
    passage, document = citation.quote.passage, citation.document
    return {
        "n": citation.n,
        "document_id": document.id,
        "title": passage.title,
        "section": passage.section,
        "source": document.source,
        "published": document.published,
        "passage": passage.place,
        "page": passage.page,
        "quote": citation.quote.text,
        "spans": [[span.start, span.end] for span in citation.quote.document_spans],
    }
