"""Word documents (.docx) by python-docx, with repairs: relations that lead nowhere, content controls, text boxes.

Styles say little of what is a heading (a notice may be set in one style throughout); what they say of an outline is
taken, the rest is read off the lines. Numbers that Word counts itself are no part of the text: what is quoted stands
in the file. There are no pages: where they break is decided by who prints it. Comments of reviewers are no text of the
document either, and stay out: nobody has said yet that they hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from retrieval.layout.cells import is_caption
from retrieval.layout.grid import Merge, table_of
from retrieval.layout.pieces import Piece, leads_to_page, paragraphs
from retrieval.layout.sheets import pieces_of
from retrieval.loaders.extras import library
from retrieval.loaders.office import check_zip, damage_named, document_of, pictures_named
from retrieval.types import BlockKind, Document, DocumentId, IsWord

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_RELATIONSHIP = re.compile(rb"<Relationship\b[^>]*?/>")
_NOWHERE = re.compile(rb'Target="(?:\.\./)?(?:NULL|#[^"]*)"')
_HEADING = re.compile(r"(?:heading|标题) ?([1-9])", re.IGNORECASE)
_TITLE_STYLES = frozenset({"title", "标题"})
# A table of contents: Word's own styles for its lines
_CONTENTS = re.compile(r"(?:toc|目录|index) ?\d", re.IGNORECASE)
TEXT = f"{WORD}t"
_SIGNS = {f"{WORD}br": "\n", f"{WORD}cr": "\n", f"{WORD}tab": "\t", f"{WORD}noBreakHyphen": "-"}
# What stands within a paragraph and is none of its text: boxes, what was deleted or moved away, how it looks, instructions of fields
_NO_TEXT = frozenset(
    {
        f"{WORD}txbxContent",
        f"{WORD}del",
        f"{WORD}moveFrom",
        f"{WORD}pPr",
        f"{WORD}rPr",
        f"{WORD}instrText",
        f"{_MC}Fallback",
    }
)
_MOST_COLUMNS = 64  # a row of more is damaged


def load(identity: DocumentId, source: str, data: bytes, is_word: IsWord) -> Document:
    """Return the document; raise `LoadError` for a file that is damaged, encrypted or unpacks to too much."""
    docx = library("docx", source, "Word 文档")
    check_zip(source, data)
    with damage_named(source):
        opened = docx.Document(BytesIO(repaired(data)))
        walk = _Walk(opened)
        pieces = list(walk.pieces())
    return document_of(identity, source, pieces, is_word, remark=walk.remark)


def repaired(data: bytes) -> bytes:
    """Return the file without relations that lead to no part of it (pictures that were deleted: ../NULL)."""
    with ZipFile(BytesIO(data)) as archive:
        names = set(archive.namelist())
        mended = {
            name: _RELATIONSHIP.sub(
                lambda found: b"" if _NOWHERE.search(found[0]) else found[0], archive.read(name)
            )
            for name in names
            if name.endswith(".rels") and _NOWHERE.search(archive.read(name))
        }
        if not mended:
            return data
        made = BytesIO()
        with ZipFile(made, "w", ZIP_DEFLATED) as repaired:
            for part in archive.infolist():
                repaired.writestr(part, mended.get(part.filename) or archive.read(part))
        return made.getvalue()


class _Walk:
    """Goes through the body in order."""

    def __init__(self, opened: Any) -> None:
        self._body = opened.element.body
        self._levels, self._contents = _styles(opened)
        self._tables = 0
        self._pictures: list[str] = []  # the captions of tables that are pictures
        self._last = ""
        self._notes = _notes(opened)
        self._cited: list[str] = []

    def remark(self) -> str | None:
        """Return which tables are pictures."""
        return pictures_named(self._pictures)

    def pieces(self) -> Iterator[Piece]:
        """Yield what the document holds, its notes behind the text that they belong to."""
        yield from self._within(self._body)
        for mark in dict.fromkeys(self._cited):
            for piece in paragraphs([self._notes.get(mark, "")]):
                yield piece._replace(kind=BlockKind.NOTE)

    def _within(self, element: Any) -> Iterator[Piece]:
        for child in element.iterchildren():
            match child.tag:
                case tag if tag == f"{WORD}p":
                    yield from self._paragraph(child)
                case tag if tag == f"{WORD}tbl":
                    yield from self._table(child)
                case tag if tag in (
                    f"{WORD}sdt",
                    f"{WORD}sdtContent",
                    f"{WORD}customXml",
                    f"{WORD}ins",
                    f"{WORD}smartTag",
                ):
                    yield from self._within(child)

    def _paragraph(self, element: Any) -> Iterator[Piece]:
        style = element.find(f"{WORD}pPr/{WORD}pStyle")
        name = style.get(f"{WORD}val") if style is not None else ""
        text = _text_of(element)
        if name in self._contents or leads_to_page(text):
            return
        if (
            not text.strip()
            and is_caption(self._last)
            and next(element.iter(f"{WORD}drawing", f"{WORD}pict"), None) is not None
        ):
            self._pictures.append(self._last)
        self._last = text.strip() or self._last
        level = self._levels.get(name, 0) or _outline(element)
        kind = BlockKind.HEADING if level else BlockKind.PARAGRAPH
        for piece in paragraphs([text]):
            yield piece._replace(kind=kind, level=level and level + 1)
            kind, level = BlockKind.PARAGRAPH, 0
        self._cited.extend(
            found.get(f"{WORD}id")
            for found in element.iter(f"{WORD}footnoteReference", f"{WORD}endnoteReference")
        )
        for box in _boxes(element):
            yield from self._within(box)

    def _table(self, element: Any) -> Iterator[Piece]:
        rows, merges = _cells(element)
        self._tables += 1
        self._last = ""
        yield from pieces_of(table_of(f"表{self._tables}", rows, merges), self._tables)[0]


def _styles(opened: Any) -> tuple[dict[str, int], frozenset[str]]:
    """Return the outline levels of styles, by id, and the ids of those for lines of a table of contents."""
    levels: dict[str, int] = {}
    contents: set[str] = set()
    for style in opened.styles.element.iterchildren(f"{WORD}style"):
        identity, named = style.get(f"{WORD}styleId"), style.find(f"{WORD}name")
        name = (named.get(f"{WORD}val") or "") if named is not None else ""
        heading = _HEADING.fullmatch(name)
        if heading:
            levels[identity] = int(heading[1])
        elif _CONTENTS.fullmatch(name):
            contents.add(identity)
        elif (level := _outline(style)) and name.lower() not in _TITLE_STYLES:
            levels[identity] = level
    return levels, frozenset(contents)


def _outline(element: Any) -> int:
    """Return the outline level that a paragraph or a style has of its own, from 1; 0 for none."""
    found = element.find(f"{WORD}pPr/{WORD}outlineLvl")
    value = found.get(f"{WORD}val") if found is not None else None
    return int(value) + 1 if value is not None and value.isdigit() and int(value) < 9 else 0


def _text_of(element: Any) -> str:
    r"""Return the text of a paragraph, line breaks as \n, without what stands in boxes and what was deleted."""
    return "".join(_SIGNS.get(node.tag) or node.text or "" for node in text_nodes(element))


def text_nodes(element: Any) -> Iterator[Any]:
    """Yield what a paragraph's text is made of, in order: pieces of text (`w:t`), line breaks, tabs, hyphens."""
    waiting = list(reversed(list(element.iterchildren())))
    while waiting:
        node = waiting.pop()
        if node.tag == TEXT or node.tag in _SIGNS:
            yield node
        elif node.tag not in _NO_TEXT:
            waiting.extend(reversed(list(node.iterchildren())))


def _boxes(element: Any) -> Iterator[Any]:
    """Yield the text boxes of a paragraph; of a box that is given twice, for newer and older programs, the first."""
    for box in element.iter(f"{WORD}txbxContent"):
        around = [above.tag for above in box.iterancestors()]
        is_within_another = f"{WORD}txbxContent" in around[: around.index(f"{WORD}p") + 1]
        has_newer = f"{_MC}Fallback" in around and any(
            next(above.iter(f"{_MC}Choice"), None) is not None
            and next(next(above.iter(f"{_MC}Choice")).iter(f"{WORD}txbxContent"), None) is not None
            for above in box.iterancestors(f"{_MC}AlternateContent")
        )
        if not (has_newer or is_within_another):
            yield box


def _cells(element: Any) -> tuple[list[list[str]], list[Merge]]:
    """Return the texts of a table's cells, and its merged cells by their identity, not by equal texts."""
    rows: list[list[str]] = []
    merges: list[Merge] = []
    open_down: dict[
        int, tuple[int, int]
    ] = {}  # by column: where a cell began that reaches down, and its last column
    for row in _rows(element):
        place, texts = len(rows), list[str]()
        texts.extend([""] * _skipped(row))
        going_on: dict[int, tuple[int, int]] = {}
        for cell in row.iterchildren(f"{WORD}tc", f"{WORD}sdt"):
            for one in [cell] if cell.tag == f"{WORD}tc" else cell.iter(f"{WORD}tc"):
                at = len(texts)
                right = at + _span(one) - 1
                down = one.find(f"{WORD}tcPr/{WORD}vMerge")
                is_below = down is not None and down.get(f"{WORD}val") in (None, "continue")
                if is_below and at in open_down:
                    going_on[at] = open_down[at]
                    texts.extend([""] * (right - at + 1))
                    continue
                texts.extend([_cell_text(one), *[""] * (right - at)])
                if down is not None:
                    going_on[at] = place, right
                elif right > at:
                    merges.append(Merge(place, at, place, right))
        merges.extend(_ended(open_down, going_on, place))
        open_down = going_on
        rows.append(texts[:_MOST_COLUMNS])
    merges.extend(_ended(open_down, {}, len(rows)))
    return rows, merges


def _ended(
    before: dict[int, tuple[int, int]], now: dict[int, tuple[int, int]], place: int
) -> Iterator[Merge]:
    """Yield the cells that reached down to the row before `place` and no further."""
    for at, (top, right) in before.items():
        if now.get(at) != (top, right):
            yield Merge(top, at, place - 1, right)


def _rows(table: Any) -> Iterator[Any]:
    for child in table.iterchildren():
        if child.tag == f"{WORD}tr":
            yield child
        elif child.tag in (f"{WORD}sdt", f"{WORD}sdtContent", f"{WORD}ins", f"{WORD}customXml"):
            yield from _rows(child)


def _span(cell: Any) -> int:
    return _count(cell.find(f"{WORD}tcPr/{WORD}gridSpan"), 1)


def _skipped(row: Any) -> int:
    return _count(row.find(f"{WORD}trPr/{WORD}gridBefore"), 0)


def _count(element: Any, default: int) -> int:
    value = element.get(f"{WORD}val") if element is not None else None
    return min(int(value), _MOST_COLUMNS) if value is not None and value.isdigit() else default


def _cell_text(cell: Any) -> str:
    """Return what a cell holds on one line; a table within it cell by cell."""
    return " ".join(text for part in cell.iter(f"{WORD}p") if (text := _text_of(part).strip()))


def _notes(opened: Any) -> dict[str, str]:
    """Return the footnotes and endnotes by the id that marks in the text refer to."""
    from lxml import etree

    found: dict[str, str] = {}
    for relation in opened.part.rels.values():
        if not relation.is_external and relation.reltype.endswith(("/footnotes", "/endnotes")):
            safe = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
            for note in etree.fromstring(relation.target_part.blob, safe):
                found[note.get(f"{WORD}id")] = " ".join(
                    _text_of(part) for part in note.iter(f"{WORD}p")
                ).strip()
    return found
