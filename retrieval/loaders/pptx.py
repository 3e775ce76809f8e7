"""Slides (.pptx) by python-pptx: titles, text of shapes and groups, tables, diagrams, notes; a slide is a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

from retrieval.layout.grid import Merge, table_of
from retrieval.layout.pieces import Piece, paragraphs
from retrieval.layout.sheets import pieces_of
from retrieval.loaders.extras import library
from retrieval.loaders.office import check_zip, damage_named, document_of
from retrieval.types import BlockKind, Document, DocumentId, IsWord

_TEXT = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"
_PARAGRAPH = "{http://schemas.openxmlformats.org/drawingml/2006/main}p"
_DIAGRAM = "/diagramData"
_ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_DEEPEST = 20  # groups within one another


def load(identity: DocumentId, source: str, data: bytes, is_word: IsWord) -> Document:
    """Return the document; raise `LoadError` for a file that is damaged, encrypted or unpacks to too much."""
    pptx = library("pptx", source, "PowerPoint 文档")
    check_zip(source, data)
    with damage_named(source):
        slides = pptx.Presentation(BytesIO(data)).slides
        pieces = list(_Walk().pieces(slides))
    return document_of(identity, source, pieces, is_word)


class _Walk:
    """Goes through the slides in order."""

    def __init__(self) -> None:
        self._tables = 0
        self._page = 0

    def pieces(self, slides: Iterable[Any]) -> Iterator[Piece]:
        for number, slide in enumerate(slides, 1):
            self._page = number
            _choose(slide.element)
            title = slide.shapes.title
            if title is not None and title.has_text_frame:
                yield from self._heading(title, is_first=number == 1)
            for shape in slide.shapes:
                if title is None or shape.shape_id != title.shape_id:
                    yield from self._shape(shape, 0)
            yield from self._diagrams(slide)
            if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
                yield from paragraphs([slide.notes_slide.notes_text_frame.text], number)

    def _heading(self, title: Any, *, is_first: bool) -> Iterator[Piece]:
        """Yield a slide's title on one line; that of the first is the document's, if it is any's."""
        text = " ".join(title.text_frame.text.split())
        for piece in paragraphs([text], self._page):
            yield piece if is_first else piece._replace(kind=BlockKind.HEADING, level=2)

    def _shape(self, shape: Any, depth: int) -> Iterator[Piece]:
        if getattr(shape, "has_table", False):
            yield from self._table(shape.table)
        elif shape.has_text_frame:
            yield from paragraphs((part.text for part in shape.text_frame.paragraphs), self._page)
        elif hasattr(shape, "shapes") and depth < _DEEPEST:
            for within in shape.shapes:
                yield from self._shape(within, depth + 1)

    def _table(self, table: Any) -> Iterator[Piece]:
        self._tables += 1
        rows = [["" if cell.is_spanned else cell.text for cell in row.cells] for row in table.rows]
        merges = [
            Merge(place, at, place + cell.span_height - 1, at + cell.span_width - 1)
            for place, row in enumerate(table.rows)
            for at, cell in enumerate(row.cells)
            if cell.is_merge_origin
        ]
        yield from pieces_of(table_of(f"表{self._tables}", rows, merges, self._page), self._tables)[0]

    def _diagrams(self, slide: Any) -> Iterator[Piece]:
        """Yield the text of diagrams, which stands in parts of their own."""
        from lxml import etree

        safe = etree.XMLParser(resolve_entities=False, no_network=True)
        for relation in slide.part.rels.values():
            if not relation.is_external and relation.reltype.endswith(_DIAGRAM):
                for part in etree.fromstring(relation.target_part.blob, safe).iter(_PARAGRAPH):
                    yield from paragraphs(["".join(text.text or "" for text in part.iter(_TEXT))], self._page)


def _choose(slide: Any) -> None:
    """Put in place of shapes that are given for newer and older programs (a text with a formula) those for newer ones.

    python-pptx passes over both.
    """
    for alternatives in list(slide.iter(_ALTERNATIVES)):
        around = alternatives.getparent()
        if around is not None:
            newer = next(alternatives.iterchildren(), ())  # the choices come first, the fallback last
            for shape in list(newer):
                alternatives.addprevious(shape)
            around.remove(alternatives)
