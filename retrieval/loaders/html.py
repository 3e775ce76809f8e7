"""Web pages by trafilatura: what the page says of itself in its meta tags first, then its text without its frame."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from retrieval.errors import LoadError
from retrieval.layout.cells import is_caption
from retrieval.layout.dates import find_date
from retrieval.layout.grid import Merge, table_of
from retrieval.layout.pieces import Piece, cleaned, paragraphs
from retrieval.layout.sheets import pieces_of
from retrieval.loaders.encoding import decode
from retrieval.loaders.extras import library
from retrieval.loaders.office import damage_named, document_of, pictures_named
from retrieval.normalise import in_place
from retrieval.types import Basis, BlockKind, Document, DocumentId, HeadValue, IsWord
from retrieval.vocabulary import pairs

_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w-]{2,20})""", re.IGNORECASE)
_LOOKED_AT = 4096  # bytes, in which a page says its charset
_ALIKE = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030"}
_DAYS = frozenset({"date", "posted"})
_LONGEST_VALUE = 200
_FARTHEST = 200  # columns or rows that one cell reaches over
_DEEPEST = 200  # elements within one another; more is no page but an attack
_HEADINGS = re.compile(r"h([1-6])$")


def load(identity: DocumentId, source: str, data: bytes, is_word: IsWord) -> Document:
    """Return the document; raise `LoadError` where the page has no text of its own."""
    text = _decoded(source, data)
    if "<" not in text:
        raise LoadError(source, "网页里没有正文")
    trafilatura = library("trafilatura", source, "网页")
    with damage_named(source):
        tree = trafilatura.load_html(text)
        said = _said(tree) if tree is not None else {}
        body = _body(trafilatura, text) if tree is not None else None
        walk = _Walk(_tables_of(tree) if tree is not None else {})
        pieces = list(walk.within(body)) if body is not None else []
        if tree is not None and not pieces:
            pieces = list(_all_text(tree))
    if not pieces:
        raise LoadError(source, "网页里没有正文")
    return document_of(identity, source, pieces, is_word, said, walk.remark)


def _decoded(source: str, data: bytes) -> str:
    """Return the text of a page by the charset that it names, else as any text is read."""
    named = _CHARSET.search(data[:_LOOKED_AT])
    if named is not None and not data.startswith(BOM_UTF8):
        name = named[1].decode("ascii", "ignore").lower()
        try:
            return data.decode(_ALIKE.get(name, name))
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(source, data)


def _said(tree: Any) -> Mapping[str, HeadValue]:
    """Return what the page's meta tags say, by the meanings of `meta-names.txt`; the first of each stands."""
    found: dict[str, HeadValue] = {}
    names = pairs("meta-names")
    tags = [
        (
            names.get((tag.get("name") or tag.get("property") or "").strip().lower()),
            cleaned(tag.get("content") or ""),
        )
        for tag in tree.iter("meta")
    ]
    for meaning in dict.fromkeys(names.values()):
        for said, content in tags:
            if said == meaning and meaning not in found and content:
                day = find_date(in_place(content)) if meaning in _DAYS else None
                if meaning not in _DAYS or day is not None:
                    text = day[0] if day is not None else content[:_LONGEST_VALUE]
                    found[meaning] = HeadValue(text, Basis.META)
    site = found.pop("site", None)
    if site is not None:
        found.setdefault("source", site)
    return found


def _body(trafilatura: Any, text: str) -> Any:
    """Return the page's text as trafilatura finds it, an element of TEI-like names; None where it finds none."""
    found = trafilatura.bare_extraction(
        text,
        include_tables=True,
        include_comments=False,
        include_images=True,
        favor_recall=True,
        with_metadata=False,
    )
    return found.body if found is not None else None


def _tables_of(tree: Any) -> dict[str, Any]:
    """Return the innermost tables of a page by what they say."""
    innermost = (table for table in tree.iter("table") if next(table.iterdescendants("table"), None) is None)
    return {_squeezed(table): table for table in innermost}


def _squeezed(element: Any) -> str:
    return "".join("".join(element.itertext()).split())


def _all_text(tree: Any) -> Iterator[Piece]:
    """Yield all text of a page in which no article was found."""
    for element in tree.iter():
        if isinstance(element.tag, str) and element.tag not in ("script", "style", "noscript"):
            yield from paragraphs(filter(None, (element.text,)))
            yield from paragraphs(filter(None, (element.tail,)))


class _Walk:
    """Goes through what trafilatura found, in order."""

    def __init__(self, tables_of_page: Mapping[str, Any]) -> None:
        self._tables_of_page = tables_of_page
        self._tables = 0
        self._pictures: list[str] = []
        self._last = ""

    def remark(self) -> str | None:
        """Return which tables are pictures."""
        return pictures_named(self._pictures)

    def within(self, element: Any, depth: int = 0) -> Iterator[Piece]:
        """Yield the paragraphs, headings and rows of an element's children."""
        if depth > _DEEPEST:
            return
        for child in element.iterchildren():
            match child.tag:
                case "table":
                    yield from self._table(child)
                case "graphic":
                    self._picture()
                case "head" | "p" | "item" | "quote" | "code" | "cell" | "ab":
                    yield from self._paragraph(child, depth)
                case "list" | "div" | "row" | "main" | "body":
                    yield from self.within(child, depth + 1)
                case _:
                    yield from self._taken(paragraphs(["".join(child.itertext())]))

    def _paragraph(self, element: Any, depth: int) -> Iterator[Piece]:
        level = _level(element)
        parts: list[str] = [element.text or ""]
        for child in element.iterchildren():
            if child.tag in ("table", "list", "p"):
                yield from self._texts(parts, level)
                parts = [child.tail or ""]
                yield from (
                    self._table(child)
                    if child.tag == "table"
                    else self.within(child, depth + 1)
                    if child.tag == "list"
                    else self._paragraph(child, depth + 1)
                )
                continue
            if child.tag == "graphic":
                yield from self._texts(parts, level)
                parts = []
                self._picture()
            else:
                parts.append("\n" if child.tag == "lb" else "".join(child.itertext()))
            parts.append(child.tail or "")
        yield from self._texts(parts, level)

    def _texts(self, parts: Sequence[str], level: int) -> Iterator[Piece]:
        made = paragraphs(["".join(parts)])
        kind = BlockKind.HEADING if level else BlockKind.PARAGRAPH
        yield from self._taken(piece._replace(kind=kind, level=level) for piece in made)

    def _taken(self, pieces: Iterator[Piece]) -> Iterator[Piece]:
        for piece in pieces:
            self._last = piece.text
            yield piece

    def _picture(self) -> None:
        """Note a picture that stands right below the caption of a table."""
        if is_caption(self._last) and self._last not in self._pictures:
            self._pictures.append(self._last)

    def _table(self, element: Any) -> Iterator[Piece]:
        as_written = self._tables_of_page.get(_squeezed(element))
        if as_written is not None:  # what was made of it may have lost which cells reach over several rows
            rows = [list(row.iterchildren("td", "th")) for row in as_written.iter("tr")]
        else:
            rows = [list(row.iterchildren("cell")) for row in element.iter("row")]
        self._last = ""
        if max(map(len, rows), default=0) <= 1:  # a frame around text
            for row in rows:
                for cell in row:
                    yield from self._paragraph(cell, 1)
            return
        self._tables += 1
        texts, merges = _cells(rows)
        made, _ = pieces_of(table_of(f"表{self._tables}", texts, merges), self._tables)
        yield from made


def _level(element: Any) -> int:
    """Return the level of a heading, 2 and more; 0 for what is none."""
    if element.tag != "head":
        return 0
    found = _HEADINGS.match(element.get("rend") or "")
    return max(2, int(found[1])) if found else 2


def _cells(rows: Sequence[Sequence[Any]]) -> tuple[list[list[str]], list[Merge]]:
    """Return the texts of a table's cells, row by row, and the cells that reach over several columns or rows."""
    texts: list[list[str]] = []
    merges: list[Merge] = []
    taken: set[tuple[int, int]] = set()  # by cells of rows above
    for place, row in enumerate(rows):
        made: list[str] = []
        for cell in row:
            while (place, len(made)) in taken:
                made.append("")
            width, height = _reach(cell, "colspan", "span"), min(_reach(cell, "rowspan"), len(rows) - place)
            left = len(made)
            if (width, height) != (1, 1):
                merges.append(Merge(place, left, place + height - 1, left + width - 1))
                taken.update(
                    (place + down, left + across) for down in range(1, height) for across in range(width)
                )
            made.extend([cleaned("".join(cell.itertext())), *[""] * (width - 1)])
        texts.append(made)
    return texts, merges


def _reach(cell: Any, *names: str) -> int:
    """Return over how many columns or rows a cell reaches."""
    said = next(filter(None, (cell.get(name) for name in names)), "1")
    return min(int(said), _FARTHEST) if said.isdigit() and int(said) else 1
