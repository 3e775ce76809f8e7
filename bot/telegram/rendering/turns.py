"""Turns as JSON, so that a conversation outlives a restart."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable
from dataclasses import asdict
from functools import lru_cache
from typing import Final

from answers.types import Kind, Turn
from retrieval.types import DocumentId, PassageId

logger = logging.getLogger(__name__)

_KEPT: Final = 256


def dump(turn: Turn) -> str:
    """Return a turn as JSON."""
    return json.dumps(asdict(turn), ensure_ascii=False)


@lru_cache(_KEPT)
def load(text: str) -> Turn | None:
    """Return the turn that `dump` wrote; None, and a line in the log, for anything else.

    >>> load(dump(Turn("滨江的复工率是多少?", Kind.NUMBER, "91.9%"))).answer
    '91.9%'
    """
    try:
        values = json.loads(text)
        return Turn(
            understood=str(values["understood"]),
            kind=Kind(values["kind"]),
            answer=None if values["answer"] is None else str(values["answer"]),
            items=tuple(map(str, values["items"])),
            document_ids=tuple(map(DocumentId, values["document_ids"])),
            passage_ids=tuple(map(PassageId, values["passage_ids"])),
            focus=str(values["focus"]),
            limit=str(values.get("limit", "")),  # a turn of an earlier version has none
        )
    except (ValueError, TypeError, KeyError) as error:
        logger.warning("a turn of a conversation is damaged and passed over: %s", error)
        return None


def load_all(texts: Iterable[str]) -> tuple[Turn, ...]:
    """Return the turns that can be read, in their order."""
    return tuple(turn for text in texts if (turn := load(text)) is not None)
