"""Whether what was found of a body stands in an article that names it, or in its own document."""

from __future__ import annotations

from collections.abc import Collection

from answers.facts.owners import owner_of
from answers.pile.cells import Cell, Places
from answers.questions.parts import Part
from answers.questions.pieces import Each
from answers.questions.understanding import Understanding
from answers.sources import Sources
from answers.types import Abstention, Answer


def bodies_of(each: Each, known: Collection[str], understanding: Understanding) -> list[str]:
    """Return the names of bodies and places that a thing is called by, without those that are known of all things."""
    names = [term.text for term in understanding.of_part(Part.ENTITY)]
    return [name for name in names if name in each.name and name not in known]


def is_told_of(cell: Cell, names: Collection[str], sources: Sources) -> bool:
    """Return whether the article of a cell says one of some names; True where there are none."""
    source = sources.find(cell.quote.passage.id)
    if source is None or not names:
        return not names
    return any(name in text for name in names for text in (source.context.heading, source.context.text))


def is_from_its_own(cell: Cell, each: Each, sources: Sources) -> bool:
    """Return whether the article of a cell is about the body that a thing is called by."""
    source = sources.find(cell.quote.passage.id)
    return source is not None and owner_of(source.context.heading, source.context.text).is_called([each.name])


def places_of(plain: Answer | Abstention) -> Places:
    """Return the article in which a question is answered as a whole."""
    cited = plain.citations[:1] if isinstance(plain, Answer) else ()
    return {(one.quote.passage.document_id, one.quote.passage.article) for one in cited}
