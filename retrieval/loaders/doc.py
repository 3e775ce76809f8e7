"""Word 97-2003 (.doc, and WPS's .wps of the same form): made a .docx by msdoc2docx; where it cannot, the bare text by unword.

Both libraries are young: whatever they raise is taken for damage, and what they need of time and memory is bounded by the
size of the file.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from retrieval.errors import LoadError
from retrieval.layout.pieces import paragraphs
from retrieval.loaders import docx
from retrieval.loaders.extras import library
from retrieval.loaders.office import damage_named, document_of
from retrieval.types import Document, DocumentId, IsWord

_LARGEST_BYTES = 30 * 2**20
# Of the OLE header: the class id, which has to be zero ([MS-CFB] 2.2); programs leave something there, and
# msdoc2docx then refuses the file (7 of 18).
_CLASS_ID = slice(8, 24)


def load(identity: DocumentId, source: str, data: bytes, is_word: IsWord) -> Document:
    """Return the document; raise `LoadError` for a file that is damaged, encrypted or too large."""
    if len(data) > _LARGEST_BYTES:
        raise LoadError(source, f"文件太大(上限 {_LARGEST_BYTES // 2**20} MB);请另存为 .docx 后再试")
    try:
        return docx.load(identity, source, _as_docx(source, data), is_word)
    except LoadError:
        bare = library("unword", source, "旧版 Word 文档")
        with damage_named(source), _silenced():
            parsed = bare.parse_doc(data)
            pieces = list(paragraphs([parsed.body_text, *(parsed.textboxes or ())]))
        return document_of(identity, source, pieces, is_word)


@contextmanager
def _silenced() -> Iterator[None]:
    """Keep what unword prints over damage, by itself, off the terminal."""
    try:
        kept = os.dup(2)
    except OSError:  # there is no standard error
        yield
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)


def _as_docx(source: str, data: bytes) -> bytes:
    converter = library("doc2docx", source, "旧版 Word 文档")
    mended = bytearray(data)
    mended[_CLASS_ID] = bytes(_CLASS_ID.stop - _CLASS_ID.start)
    with TemporaryDirectory(prefix="youju-") as folder, damage_named(source):
        before, after = Path(folder) / "a.doc", Path(folder) / "a.docx"
        before.write_bytes(mended)
        converter.convert(before, after)
        return after.read_bytes()
