"""A draft's text out of a file: text as it is typed, nothing laid out, mended or left out; of other formats their blocks."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from retrieval.errors import LoadError
from retrieval.loaders.encoding import decode
from retrieval.loaders.files import LARGEST_BYTES, LARGEST_FILE_BYTES, read_bytes, read_head
from retrieval.loaders.kinds import HEAD_BYTES, Kind, is_text, kind_of
from retrieval.loaders.names import readable
from retrieval.loaders.table import load
from retrieval.types import text_of

_AS_TYPED = (Kind.PLAIN, Kind.MARKDOWN)


@dataclass(frozen=True, slots=True)
class DraftFile:
    """A draft that was read: its text, a block a line; `word` is the file's own bytes where it is a Word document."""

    text: str
    word: bytes | None = None


def read_draft(path: Path, source: str | None = None) -> DraftFile:
    """Return a draft, named `source` where its file has a name for the moment; raise `LoadError` for what cannot be read as one."""
    name = source or readable(path.name)
    if path.is_dir():
        raise LoadError(name, "是文件夹;请给出一份稿子")
    head = read_head(path, name, HEAD_BYTES)
    data = read_bytes(path, name, LARGEST_BYTES if is_text(head) else LARGEST_FILE_BYTES)
    if not data.strip() or (is_text(head) and kind_of(name, data) in _AS_TYPED):
        return DraftFile(decode(name, data))
    document = load(name, data, _is_no_word)
    text = "\n".join(text_of(block.spans, document.text) for block in document.blocks)
    return DraftFile(text, data if kind_of(name, data) is Kind.DOCX else None)


def _is_no_word(_: str) -> bool:
    """Return False: only torn lines of plain text are mended by words."""
    return False
