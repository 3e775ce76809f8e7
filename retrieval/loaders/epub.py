"""Books (.epub): the pages in the order of the spine, read by lxml."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from posixpath import dirname, join, normpath
from typing import Any
from urllib.parse import unquote
from zipfile import ZipFile

from retrieval.layout.pieces import Piece, cleaned
from retrieval.loaders.encoding import decode
from retrieval.loaders.extras import library
from retrieval.loaders.office import check_zip, damage_named, document_of
from retrieval.types import Basis, BlockKind, Document, DocumentId, HeadValue, IsWord

_CONTAINER = "META-INF/container.xml"
_HEADINGS = {f"h{level}": level + 1 for level in range(1, 7)}
_BLOCKS = frozenset({"p", "li", "td", "th", "dt", "dd", "blockquote", "div", "pre", "caption", *_HEADINGS})


def load(identity: DocumentId, source: str, data: bytes, is_word: IsWord) -> Document:
    """Return the document; raise `LoadError` for a file that is damaged, encrypted or unpacks to too much."""
    etree = library("lxml.etree", source, "EPUB ")
    html = library("lxml.html", source, "EPUB ")
    check_zip(source, data)
    with damage_named(source), ZipFile(BytesIO(data)) as book:
        safe = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
        package = _first(etree.fromstring(book.read(_CONTAINER), safe), "rootfile").get("full-path")
        contents = etree.fromstring(book.read(package), safe)
        title = _first(contents, "title")
        pieces = [
            piece
            for name in _spine(contents, dirname(package))
            if name in book.namelist()
            for piece in _pieces(html.fromstring(_markup(decode(name, book.read(name)))))
        ]
    said = {"title": HeadValue(cleaned(title.text), Basis.META)} if title is not None and title.text else {}
    return document_of(identity, source, pieces, is_word, said)


def _markup(text: str) -> str:
    """Return a page without the line that says its encoding, which lxml does not suffer in a text."""
    return text.partition("?>")[2] if text.lstrip().startswith("<?xml") else text


def _first(element: Any, name: str) -> Any:
    return next(element.iter(f"{{*}}{name}"), None)


def _spine(contents: Any, folder: str) -> Iterator[str]:
    """Yield the names of the pages in the order in which they are read."""
    pages = {item.get("id"): item.get("href") for item in contents.iter("{*}item")}
    for item in contents.iter("{*}itemref"):
        page = pages.get(item.get("idref"))
        if page:
            yield normpath(join(folder, unquote(page)))


def _pieces(page: Any) -> Iterator[Piece]:
    """Yield the innermost blocks of a page that hold text."""
    for element in page.iter(*_BLOCKS):
        if next(element.iterdescendants(*_BLOCKS), None) is None:
            text = cleaned(
                " ".join(element.itertext()) if element.tag == "pre" else "".join(element.itertext())
            )
            level = _HEADINGS.get(element.tag, 0)
            if text:
                yield Piece(text, BlockKind.HEADING if level else BlockKind.PARAGRAPH, level=level)
