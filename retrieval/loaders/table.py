"""Which loader reads which file: by its kind, which its bytes tell (`kinds`)."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from retrieval.errors import LoadError
from retrieval.ids import document_id
from retrieval.loaders.files import LARGEST_BYTES, LARGEST_FILE_BYTES, digest_of, read_bytes, read_head
from retrieval.loaders.kinds import HEAD_BYTES, SUFFIXES, Kind, is_readable, is_text, kind_of, suffix_of
from retrieval.loaders.names import readable
from retrieval.types import Document, IsWord

if TYPE_CHECKING:
    from retrieval.recognition.shelf import Shelf

# Bytes to a document, given its id, its source and what tells a word of the language; of a scan also the shelf.
Loader = Callable[..., Document]

# The modules whose `load` reads a kind; imported when the first file of that kind is read.
_MODULES = {
    Kind.PLAIN: "plain",
    Kind.MARKDOWN: "markdown",
    Kind.CSV: "csv",
    Kind.HTML: "html",
    Kind.PDF: "pdf",
    Kind.DOCX: "docx",
    Kind.XLSX: "spreadsheet",
    Kind.PPTX: "pptx",
    Kind.OFD: "ofd",
    Kind.DOC: "doc",
    Kind.EPUB: "epub",
    Kind.IMAGE: "image",
}
_MAY_BE_RECOGNISED = (Kind.PDF, Kind.IMAGE)  # whose `load` takes a shelf
# What is not read, with the remedy
_REFUSED = {
    Kind.ENCRYPTED: "文件已加密;请去掉密码后再试",
    Kind.BROKEN_ZIP: "文件已损坏或不完整;请用原来的程序打开,另存后再试",
    Kind.ARCHIVE: "是压缩包;请解压后把里面的文档放进来",
    Kind.RTF: "是 RTF 文件,暂不支持;请在 Word 或 WPS 里另存为 .docx",
    Kind.ODT: "是 OpenDocument 文本,暂不支持;请另存为 .docx",
    Kind.PPT: "是旧版 PowerPoint 文件(.ppt),暂不支持;请另存为 .pptx",
    Kind.MHT: "是网页存档(.mht),暂不支持;请另存为 .html",
    Kind.OLE: "无法辨认的 Office 文件;请用 Word 或 WPS 打开,另存为 .docx 或 .xlsx",
}


def load_file(path: Path, source: str, is_word: IsWord, shelf: Shelf | None = None) -> Document:
    """Read one file; raise `LoadError` where it cannot be read or holds no text.

    `source` is how the document is known: the readable path within its folder, with forward slashes. `is_word`
    tells a word of the language from a chance meeting of characters, `shelf` holds what was recognised of scans.
    """
    document, _ = load_with_digest(path, source, is_word, shelf)
    return document


def load_with_digest(
    path: Path, source: str, is_word: IsWord, shelf: Shelf | None = None
) -> tuple[Document, str]:
    """Return what `load_file` returns, and the SHA-256 of the file's bytes."""
    head = read_head(path, source, HEAD_BYTES)  # before the file is read whole
    if not is_readable(source, head):
        raise LoadError(source, _unknown(source))
    data = read_bytes(path, source, LARGEST_BYTES if is_text(head) else LARGEST_FILE_BYTES)
    return load(source, data, is_word, shelf), digest_of(data)


def may_be_document(path: Path) -> bool:
    """Return whether a file begins as one of a kind that is read or named with its remedy."""
    try:
        return is_readable(path.name, read_head(path, path.name, HEAD_BYTES))
    except LoadError:
        return False


def may_be_recognised(path: Path, source: str) -> bool:
    """Return whether a file begins as one of a kind that may hold pictures of text."""
    try:
        return kind_of(source, read_head(path, source, HEAD_BYTES)) in _MAY_BE_RECOGNISED
    except LoadError:
        return False


def load(source: str, data: bytes, is_word: IsWord, shelf: Shelf | None = None) -> Document:
    """Return the document that the bytes of a file hold; of text the source says what kind it is.

    Raises `LoadError` where no loader reads that kind, and where there is nothing to read.
    """
    if not data.strip():
        raise LoadError(source, "文件是空的")
    further: dict[str, Any] = {"shelf": shelf} if kind_of(source, data) in _MAY_BE_RECOGNISED else {}
    document = loader_of(source, data)(document_id(source), source, data, is_word, **further)
    if not document.text.strip():
        raise LoadError(source, "文件是空的")
    return document


def loader_of(source: str, data: bytes) -> Loader:
    """Return what reads a file with these bytes; raise `LoadError` where nothing does."""
    kind = kind_of(source, data)
    if kind in _REFUSED:
        raise LoadError(source, _REFUSED[kind])
    if kind not in _MODULES:
        raise LoadError(source, _unknown(source))
    return cast(Loader, import_module(f"retrieval.loaders.{_MODULES[kind]}").load)


def _unknown(source: str) -> str:
    kind = readable(suffix_of(source)) or "(无后缀)"
    return f"不支持的文件类型 {kind};支持:{'、'.join(SUFFIXES)}"
