"""Telephone numbers: a cell without one answers no question for one, and of several in a cell the one that is named is meant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from answers.questions.understanding import Understanding
from answers.structure.found import Found
from answers.structure.records import Cell
from answers.vocabulary import any_of, vocabulary
from retrieval.types import Span

_CALLED = re.compile(any_of(vocabulary("call-words")))
_ASKS = re.compile(rf"(?:{_CALLED.pattern})(?:[是为有]?(?:多少|什么|哪[些个]|几号)?)[?。呢]*$")
_CALL = re.compile(r"\d[\d-]{3,18}\d")
_SHORTEST_NAME = 2  # code points


def with_calls(question: Understanding, found: Found | None) -> Found | None:
    """Return what was found for a question, cut to the numbers that it asks for; None where it asks for one and none was found."""
    if found is None or _ASKS.search(question.text) is None:
        return found
    names = [
        term.text
        for term in question.terms
        if len(term.text) >= _SHORTEST_NAME and not _CALLED.search(term.text)
    ]
    cells = [call for cell in found.cells for call in _calls(cell, names)]
    named = [cell for cell, is_named in cells if is_named]
    kept = tuple(named or [cell for cell, _ in cells])
    return replace(found, cells=kept, beside=found.beside if kept == found.cells else ()) if kept else None


def _calls(cell: Cell, names: Sequence[str]) -> list[tuple[Cell, bool]]:
    """Return a cell that holds one number as it is, and each number of several of which one is named; whether it is named."""
    found = list(_CALL.finditer(cell.text))
    if not found:
        return []
    starts = [0, *(match.end() for match in found[:-1])]
    named = [
        any(name in cell.text[start : match.start()] for name in names)
        for start, match in zip(starts, found, strict=True)
    ]
    if len(found) == 1 or not any(named):
        return [(cell, any(named) and len(found) == 1)]
    return [
        (replace(cell, span=Span(*match.span()).shift(cell.span.start)), True)
        for match, is_named in zip(found, named, strict=True)
        if is_named
    ]
