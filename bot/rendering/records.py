"""Replies as JSON records: the same keys in the same order, the same bytes for the same reply and library."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import Any, assert_never

from answers.types import Abstention, Answer, Citation, Compound, Kind, Question, Reply, Row
from bot.rendering.numbering import citations_of, parts_of
from bot.rendering.plain import to_text

KEYS = (
    "question", "understood", "status", "kind", "answer", "text", "as_of", "confidence", "citations", "table",
    "conflicts", "matched", "unmatched", "nearest", "library", "answer_id", "elapsed_ms",
)  # fmt: skip


def record(reply: Reply, library: str, elapsed_ms: float) -> dict[str, Any]:
    """Return a reply as an object with `KEYS`; `library` is the version that it was answered from."""
    question = reply.question
    values: dict[str, Any] = {
        "question": question.text,
        "understood": question.understood,
        "kind": question.kind.value,
        "text": to_text(reply),
        "conflicts": [],
        "library": library,
        "answer_id": answer_id(reply, library),
        "elapsed_ms": round(elapsed_ms, 1),
    }
    values |= _body(reply)
    return {key: values[key] for key in KEYS}


def refusal(text: str, reason: str, library: str | None, elapsed_ms: float) -> dict[str, Any]:
    """Return the record of a line that is no question: abstained, its text the reason, nothing found.

    The keys are those of any reply, so that a reader of one record a line needs no second form; `library` is
    None where it was not looked at.
    """
    asked = Abstention(Question(text, text, Kind.OTHER), reason)
    values = record(asked, library or "", elapsed_ms)
    identity = sha256("\n".join((library or "", text, reason)).encode(errors="replace")).hexdigest()[:12]
    return values | {"text": reason, "library": library, "answer_id": identity}


def answer_id(reply: Reply, library: str) -> str:
    """Return twelve digits that tell this reply to this question from this library from any other."""
    material = "\n".join((library, reply.question.text, reply.question.understood, to_text(reply)))
    return sha256(material.encode()).hexdigest()[:12]


def _body(reply: Reply) -> dict[str, Any]:
    match reply:
        case Answer():
            return {
                "status": "answered",
                "answer": reply.answer,
                "as_of": reply.as_of,
                "confidence": reply.confidence,
                "citations": [_citation(citation) for citation in reply.citations],
                "table": [_row(row) for row in reply.table],
                "matched": list(reply.matched),
                "unmatched": list(reply.unmatched),
                "nearest": None,
            }
        case Abstention():
            return {
                "status": "abstained",
                "answer": None,
                "as_of": None,
                "confidence": 0.0,
                "citations": [],
                "table": [],
                "matched": list(reply.matched),
                "unmatched": list(reply.unmatched),
                "nearest": _citation(reply.nearest) if reply.nearest else None,
            }
        case Compound():
            return _compound([_body(part) for part in parts_of(reply)], citations_of(reply))
        case _:
            assert_never(reply)


def _compound(bodies: Sequence[dict[str, Any]], citations: Sequence[Citation]) -> dict[str, Any]:
    """Return the parts as one: answered where one of them is."""
    answers = [body["answer"] for body in bodies if body["answer"]]
    answered = [body for body in bodies if body["status"] == "answered"]
    return {
        "status": "answered" if answered else "abstained",
        "answer": "、".join(answers) or None,
        "as_of": next((body["as_of"] for body in bodies if body["as_of"]), None),
        "confidence": min((body["confidence"] for body in answered), default=0.0),
        "citations": [_citation(citation) for citation in citations],
        "table": [row for body in bodies for row in body["table"]],
        "matched": list(dict.fromkeys(word for body in bodies for word in body["matched"])),
        "unmatched": list(dict.fromkeys(word for body in bodies for word in body["unmatched"])),
        "nearest": next((body["nearest"] for body in bodies if body["nearest"]), None),
    }


def _row(row: Row) -> dict[str, Any]:
    """Return a line of a table; what is not worked out of a source yet is null."""
    return {
        "subject": row.name,
        "indicator": None,
        "value": row.value,
        "number": None,
        "unit": None,
        "as_of": row.as_of,
        "scope": None,
        "status": None,
        "n": row.n,
    }


def _citation(citation: Citation) -> dict[str, Any]:
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
