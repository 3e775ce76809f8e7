"""A question put to the structures of the articles that were found for it."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from answers.questions.understanding import Understanding
from answers.sources import Source
from answers.structure.asked import Asked
from answers.structure.grids import grids
from answers.structure.lines import lines_around
from answers.structure.listed import Listed, look_up_listing
from answers.structure.listings import listings
from answers.structure.lookup import Found, look_up
from answers.structure.replying import of_cells, of_items
from answers.tools import Tools
from answers.types import Answer, Question
from retrieval.types import DocumentId

_HITS = 6
_ARTICLES = 3  # whose structure is looked at
# So few are looked at even for a question none of whose words they say: 第三步是什么, 在哪里办理.
_FEW_DOCUMENTS = 3


def answer_by_structure(
    tools: Tools,
    question: Question,
    understanding: Understanding,
    within: Collection[DocumentId] | None = None,
) -> Answer | None:
    """Return what a table, a field or a list says to a question, None where none bears on it."""
    best: Found | Listed | None = None
    for source in _articles(tools, understanding, within):
        lines = lines_around(tools.sources, source)
        found = [look_up(Asked(understanding, grid, tools.matcher)) for grid in grids(lines)]
        for one in (*found, look_up_listing(understanding, listings(lines), tools.matcher)):
            if one is not None and (best is None or one.weight > best.weight):
                best = one
    match best:
        case None:
            return None
        case Found():
            return of_cells(question, best, tools.sources)
        case Listed():
            return of_items(question, best, tools.sources)


def _articles(
    tools: Tools, understanding: Understanding, within: Collection[DocumentId] | None
) -> Iterator[Source]:
    """Yield a source of each of the articles found, the best first; of a small library where none is found."""
    seen = set()
    passages = [hit.passage for hit in tools.searcher.search(understanding.query, _HITS, within).hits]
    if not passages and len(names := tools.sources.names()) <= _FEW_DOCUMENTS:
        passages = [passage for name in names for passage in tools.sources.passages(name)[:1]]
    for passage in passages:
        place = (passage.document_id, passage.article)
        source = tools.sources.find(passage.id)
        if place in seen or source is None:
            continue
        seen.add(place)
        yield source
        if len(seen) == _ARTICLES:
            return
