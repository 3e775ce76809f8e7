"""Turns as JSON, so that a conversation outlives a restart."""

from __future__ import annotations

import json
from dataclasses import asdict

from answers.types import Kind, Turn
from retrieval.types import DocumentId, PassageId


def dump(turn: Turn) -> str:
    """Return a turn as JSON."""
    return json.dumps(asdict(turn), ensure_ascii=False)


def load(text: str) -> Turn:
    """Return the turn that `dump` wrote.

    >>> load(dump(Turn("滨江的复工率是多少?", Kind.NUMBER, "91.9%"))).answer
    '91.9%'
    """
    values = json.loads(text)
    return Turn(
        understood=values["understood"],
        kind=Kind(values["kind"]),
        answer=values["answer"],
        items=tuple(values["items"]),
        document_ids=tuple(map(DocumentId, values["document_ids"])),
        passage_ids=tuple(map(PassageId, values["passage_ids"])),
        focus=values["focus"],
    )
