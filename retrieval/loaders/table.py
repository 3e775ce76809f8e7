"""Which loader reads which file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from retrieval.errors import LoadError
from retrieval.ids import document_id
from retrieval.loaders import markdown, plain
from retrieval.loaders.files import digest_of, read_bytes
from retrieval.loaders.names import readable
from retrieval.types import Document, DocumentId, IsWord

# Bytes to a document, given its id, its source and what tells a word of the language.
Loader = Callable[[DocumentId, str, bytes, IsWord], Document]

SUFFIXES: dict[str, Loader] = {
    ".txt": plain.load,
    ".text": plain.load,
    ".md": markdown.load,
    ".markdown": markdown.load,
}


def load_file(path: Path, source: str, is_word: IsWord) -> Document:
    """Read one file; raise `LoadError` where it cannot be read or is not text.

    `source` is how the document is known: the readable path within its folder, with forward slashes. `is_word`
    tells a word of the language from a chance meeting of characters.
    """
    document, _ = load_with_digest(path, source, is_word)
    return document


def load_with_digest(path: Path, source: str, is_word: IsWord) -> tuple[Document, str]:
    """Return what `load_file` returns, and the SHA-256 of the file's bytes."""
    _loader(path.suffix, source)  # before the file is opened
    data = read_bytes(path, source)
    return load(path.suffix, source, data, is_word), digest_of(data)


def load(suffix: str, source: str, data: bytes, is_word: IsWord) -> Document:
    """Return the document that the bytes of a file hold; `suffix` says what kind of file it is.

    Raises `LoadError` where no loader reads that kind, and where there is nothing to read.
    """
    document = _loader(suffix, source)(document_id(source), source, data, is_word)
    if not document.text.strip():
        raise LoadError(source, "文件是空的")
    return document


def _loader(suffix: str, source: str) -> Loader:
    loader = SUFFIXES.get(suffix.lower())
    if loader is None:
        kind = readable(suffix) or "(无后缀)"
        raise LoadError(source, f"不支持的文件类型 {kind};支持:{'、'.join(SUFFIXES)}")
    return loader
