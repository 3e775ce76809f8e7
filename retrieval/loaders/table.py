"""Which loader reads which file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

from retrieval.errors import FolderError, LoadError
from retrieval.loaders import markdown, plain
from retrieval.loaders.encoding import decode
from retrieval.types import Document, DocumentId

Loader = Callable[[DocumentId, str, str], Document]

SUFFIXES: dict[str, Loader] = {
    ".txt": plain.load,
    ".text": plain.load,
    ".md": markdown.load,
    ".markdown": markdown.load,
}

_LARGEST_FILE_BYTES = 50 * 2**20
# What a folder says of itself is no document of its own.
_ABOUT_THE_FOLDER = frozenset({"readme.md", "readme.txt", "readme.zh-cn.md"})


def document_id(source: str) -> DocumentId:
    """Return a document's id: eight hexadecimal digits of its source, the same on every machine."""
    return DocumentId(sha256(source.encode()).hexdigest()[:8])


def load_file(path: Path, source: str) -> Document:
    """Read one file; raise `LoadError` where it cannot be read or is not text.

    `source` is how the document is known: the path within its folder, with forward slashes.
    """
    loader = SUFFIXES.get(path.suffix.lower())
    if loader is None:
        raise LoadError(source, f"不支持的文件类型 {path.suffix or '(无后缀)'};支持:{'、'.join(SUFFIXES)}")
    try:
        if path.stat().st_size > _LARGEST_FILE_BYTES:
            raise LoadError(source, f"文件超过 {_LARGEST_FILE_BYTES // 2**20} MB;请拆分后再试")
        data = path.read_bytes()
    except OSError as error:
        raise LoadError(source, f"无法读取({error.strerror or error});请检查文件权限") from error
    text = decode(source, data)
    if not text.strip():
        raise LoadError(source, "文件是空的")
    return loader(document_id(source), source, text)


def readable_files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield (source, path) of every file below `folder`, in order of source; hidden ones are left out.

    Raises `FolderError` where there is no such folder.
    """
    if not folder.exists():
        raise FolderError(f"没有这个文件夹:{folder};请用 --documents 指定存放文档的文件夹")
    if not folder.is_dir():
        raise FolderError(f"{folder} 不是文件夹;请用 --documents 指定存放文档的文件夹")
    found = []
    for path in folder.rglob("*"):
        relative = path.relative_to(folder)
        if any(part.startswith(".") for part in relative.parts) or path.name.lower() in _ABOUT_THE_FOLDER:
            continue
        if path.is_file():
            found.append((relative.as_posix(), path))
    yield from sorted(found)
