"""Sums in what is quoted that do not add up, told once beside the quotation."""

from __future__ import annotations

from dataclasses import replace

from answers import templates
from answers.facts.sums import misfits
from answers.types import Abstention, Answer, Compound, Reply
from retrieval.normalise import normalise


def with_misfits(reply: Reply) -> Reply:
    """Return a reply with a note for each total in its quotations that its own parts do not add up to."""
    if isinstance(reply, Compound):
        return replace(reply, parts=tuple(_noted(part) for part in reply.parts))
    return _noted(reply)


def _noted(reply: Answer | Abstention) -> Answer | Abstention:
    if not isinstance(reply, Answer):
        return reply
    found: dict[str, None] = {}
    told = {
        (one.quote.passage.id, misfit): one.n
        for one in reversed(reply.citations)
        for misfit in misfits(normalise(one.quote.text).text)
    }
    for (_, misfit), n in reversed(told.items()):
        found[templates.does_not_add_up(n, misfit.parts, misfit.sum, misfit.total)] = None
    return replace(reply, notes=(*reply.notes, *found)) if found else reply
