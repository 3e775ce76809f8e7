"""Word documents that are written: opened by python-docx, and saved as the same bytes each time."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from bot.errors import OutputError, UsageError
from retrieval.loaders.extras import library
from retrieval.loaders.names import shown
from retrieval.reasons import why

SUFFIX: Final = ".docx"
_WHAT: Final = "或写出 Word 文档"
_NO_TIME: Final = (1980, 1, 1, 0, 0, 0)  # the first that a ZIP file can tell: a part's time says nothing here


def check_target(file: Path, draft: Path | None = None) -> None:
    """Raise `UsageError` where a file to be written is no .docx by its name, or is the draft itself.

    Raises `MissingExtraError` without the extra `office`: both are told before any work is done.
    """
    library("docx", shown(file), _WHAT)
    if file.suffix.lower() != SUFFIX:
        raise UsageError(f"--out 写出的是 Word 文档,文件名应以 {SUFFIX} 结尾:{shown(file)}")
    if draft is not None and file.exists() and draft.exists() and file.samefile(draft):
        raise UsageError(f"--out 不能是稿子本身:{shown(file)};请换一个文件名")


def open_word(data: bytes | None, name: str) -> Any:
    """Return a Word document of some bytes, an empty one of none; raise `MissingExtraError` without the extra `office`."""
    docx = library("docx", name, _WHAT)
    from docx.oxml.ns import qn

    from retrieval.loaders.docx import repaired

    if data is not None:
        return docx.Document(BytesIO(repaired(data)))
    made = docx.Document()
    # The day and the author of python-docx's own template say nothing of what is written into it.
    for element in list(made.core_properties._element):
        made.core_properties._element.remove(element)
    for language in made.styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")  # else Word takes a font for Japanese
    return made


def to_bytes(document: Any) -> bytes:
    """Return a document as a file, with no time of writing in it."""
    packed, out = BytesIO(), BytesIO()
    document.save(packed)
    with ZipFile(packed) as archive, ZipFile(out, "w", ZIP_DEFLATED) as fixed:
        for part in archive.infolist():
            entry = ZipInfo(part.filename, _NO_TIME)
            entry.compress_type, entry.create_system = ZIP_DEFLATED, 0  # the same on every system
            fixed.writestr(entry, archive.read(part))
    return out.getvalue()


def write(file: Path, data: bytes) -> None:
    """Write a file as a whole or not at all; raise `OutputError` where it cannot be written."""
    fresh = file.with_name(f".{file.name}.tmp")
    try:
        fresh.write_bytes(data)
        fresh.replace(file)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise OutputError(f"无法写出 {shown(file)}({why(error)});请检查文件夹和磁盘空间") from error
