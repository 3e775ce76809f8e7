"""Values parted by commas, semicolons or tabs: one table."""

from __future__ import annotations

import csv
from io import StringIO

from retrieval.errors import LoadError
from retrieval.layout.grid import table_of
from retrieval.layout.sheets import pieces_of
from retrieval.loaders.encoding import decode
from retrieval.loaders.office import document_of
from retrieval.types import Document, DocumentId, IsWord

_DELIMITERS = ",;\t"
_LOOKED_AT = 20  # lines, among which the delimiter is the sign that stands most often
_NAME = "表1"


def load(identity: DocumentId, source: str, data: bytes, is_word: IsWord) -> Document:
    """Return the document; raise `LoadError` where the bytes are no text of a known encoding or no table."""
    text = decode(source, data)
    first = "\n".join(text.split("\n", _LOOKED_AT)[:_LOOKED_AT])
    delimiter = max(_DELIMITERS, key=first.count)
    try:
        rows = list(csv.reader(StringIO(text), delimiter=delimiter))
    except csv.Error as error:
        raise LoadError(source, "不是完整的 CSV 表格;请另存后再试") from error
    pieces, _ = pieces_of(table_of(_NAME, rows), 1)
    return document_of(identity, source, pieces, is_word)
