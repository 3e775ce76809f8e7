"""A draft's text out of a file: as it is typed, nothing laid out, mended or left out."""

from __future__ import annotations

from pathlib import Path

from retrieval.errors import LoadError
from retrieval.loaders.encoding import decode
from retrieval.loaders.files import LARGEST_BYTES, read_bytes
from retrieval.loaders.names import readable

SUFFIXES = (".txt", ".text", ".md", ".markdown")


def read_draft(path: Path) -> str:
    """Return the text of a draft; raise `LoadError` for a file that cannot be read as one."""
    name = readable(path.name)
    if path.is_dir():
        raise LoadError(name, "是文件夹;请给出一份稿子")
    if path.suffix and path.suffix.lower() not in SUFFIXES:
        raise LoadError(name, f"不支持的稿子类型 {readable(path.suffix)};支持:{'、'.join(SUFFIXES)}")
    return decode(name, read_bytes(path, name, LARGEST_BYTES))
