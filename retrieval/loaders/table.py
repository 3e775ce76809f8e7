"""Which loader reads which file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from retrieval.errors import LoadError
from retrieval.ids import document_id
from retrieval.loaders import markdown, plain
from retrieval.loaders.encoding import decode
from retrieval.loaders.files import digest_of, read_bytes
from retrieval.loaders.names import readable
from retrieval.types import Document, DocumentId

Loader = Callable[[DocumentId, str, str], Document]

SUFFIXES: dict[str, Loader] = {
    ".txt": plain.load,
    ".text": plain.load,
    ".md": markdown.load,
    ".markdown": markdown.load,
}


def load_file(path: Path, source: str) -> Document:
    """Read one file; raise `LoadError` where it cannot be read or is not text.

    `source` is how the document is known: the readable path within its folder, with forward slashes.
    """
    document, _ = load_with_digest(path, source)
    return document


def load_with_digest(path: Path, source: str) -> tuple[Document, str]:
    """Return what `load_file` returns, and the SHA-256 of the file's bytes."""
    loader = SUFFIXES.get(path.suffix.lower())
    if loader is None:
        kind = readable(path.suffix) or "(无后缀)"
        raise LoadError(source, f"不支持的文件类型 {kind};支持:{'、'.join(SUFFIXES)}")
    data = read_bytes(path, source)
    text = decode(source, data)
    if not text.strip():
        raise LoadError(source, "文件是空的")
    return loader(document_id(source), source, text), digest_of(data)
