"""What kind of file some bytes are: told by their first bytes and what a container holds, never by the file's name.

Text has no such mark: of text alone the name says whether it is Markdown or values parted by commas.
"""

from __future__ import annotations

import re
from enum import StrEnum
from io import BytesIO
from pathlib import PurePosixPath


class Kind(StrEnum):
    """A kind of file, by the name under which people know it."""

    PLAIN = "纯文本"
    MARKDOWN = "Markdown"
    CSV = "CSV"
    HTML = "网页"
    PDF = "PDF"
    DOCX = "Word 文档"
    XLSX = "Excel 表格"
    PPTX = "PowerPoint 文档"
    OFD = "OFD"
    DOC = "Word 97-2003 文档"
    EPUB = "EPUB"
    RTF = "RTF"
    ODT = "OpenDocument 文本"
    PPT = "PowerPoint 97-2003 文档"
    MHT = "网页存档(MHT)"
    ENCRYPTED = "加密的 Office 文档"
    OLE = "无法辨认的 Office 文件"
    BROKEN_ZIP = "不完整的 Office 文件或压缩包"
    ARCHIVE = "压缩包"
    IMAGE = "图片"
    UNKNOWN = "无法辨认"


# How much of a file is looked at before it is read whole; a PDF's mark may stand behind some other bytes.
HEAD_BYTES = 4096
_PDF_WITHIN = 1024

_TEXT_SUFFIXES = {
    ".txt": Kind.PLAIN, ".text": Kind.PLAIN, ".md": Kind.MARKDOWN, ".markdown": Kind.MARKDOWN,
    ".csv": Kind.CSV, ".tsv": Kind.CSV,
}  # fmt: skip
# Under these names text is read too, whatever program it pretends to be of; any other suffix says that it is no document.
OFFICE_SUFFIXES = (
    ".html", ".htm", ".pdf", ".docx", ".doc", ".wps", ".xlsx", ".xls", ".et", ".ods", ".pptx", ".ofd", ".epub",
)  # fmt: skip
SUFFIXES = (*_TEXT_SUFFIXES, *OFFICE_SUFFIXES)

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BITMAP = b"BM"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_MARKS = (
    (b"{\\rtf", Kind.RTF),
    (b"\xff\xd8\xff", Kind.IMAGE),
    (b"\x89PNG\r\n", Kind.IMAGE),
    (b"GIF8", Kind.IMAGE),
    (b"II*\x00", Kind.IMAGE),
    (b"MM\x00*", Kind.IMAGE),
    (b"Rar!", Kind.ARCHIVE),
    (b"7z\xbc\xaf", Kind.ARCHIVE),
    (b"\x1f\x8b", Kind.ARCHIVE),
)
# Names of streams in an OLE file's directory, in UTF-16 as they stand there
_STREAMS = (
    ("EncryptedPackage", Kind.ENCRYPTED),
    ("WordDocument", Kind.DOC),
    ("Workbook", Kind.XLSX),
    ("Book", Kind.XLSX),
    ("PowerPoint Document", Kind.PPT),
)
_PARTS = (
    ("word/", Kind.DOCX),
    ("xl/", Kind.XLSX),
    ("ppt/", Kind.PPTX),
    ("OFD.xml", Kind.OFD),
)
_MIMETYPES = (
    (b"application/vnd.oasis.opendocument.spreadsheet", Kind.XLSX),
    (b"application/vnd.oasis.opendocument.text", Kind.ODT),
    (b"application/epub+zip", Kind.EPUB),
)
_LONGEST_MIMETYPE = 100
_BEFORE_MARKUP = re.compile(rb"\s*<(?:\?xml|!--)")
_MARKUP = re.compile(rb"\s*<(?:!doctype\s+html|html|head|body|meta|table|title)\b", re.IGNORECASE)
_MHT = re.compile(rb"(?:From: |MIME-Version: |Content-Type: multipart/related)", re.IGNORECASE)
_BLANKS = b"\xef\xbb\xbf \t\r\n"


def is_readable(name: str, head: bytes) -> bool:
    """Return whether a file that begins so may be a document: by its mark, else by a name that text may have."""
    return not is_text(head) or suffix_of(name) in ("", *SUFFIXES)


def is_text(head: bytes) -> bool:
    """Return whether a file that begins so bears no mark, or is a web page: then it is read as text."""
    return _kind_of_head(head) in (None, Kind.HTML, Kind.MHT)


def kind_of(name: str, data: bytes) -> Kind:
    """Return the kind of a file with these bytes; the name is asked where they are text.

    >>> kind_of("表.xls", b"<html><table>").value, kind_of("a.md", b"# a").value, kind_of("b.txt", b"%PDF-1.4").value
    ('网页', 'Markdown', 'PDF')
    """
    kind = _kind_of_head(data[:HEAD_BYTES])
    match kind:
        case Kind.ARCHIVE if data.startswith(_ZIP):
            return _kind_of_zip(data)
        case Kind.OLE:
            return next((kind for name, kind in _STREAMS if name.encode("utf-16-le") in data), Kind.OLE)
        case None:
            suffix = suffix_of(name)
            known = suffix in OFFICE_SUFFIXES or not suffix
            return _TEXT_SUFFIXES.get(suffix, Kind.PLAIN if known else Kind.UNKNOWN)
        case _:
            return kind


def suffix_of(name: str) -> str:
    """Return a name's suffix in small letters."""
    return PurePosixPath(name).suffix.lower()


def _kind_of_head(head: bytes) -> Kind | None:
    """Return the kind that the first bytes of a file tell; None for what bears no mark."""
    if b"%PDF-" in head[:_PDF_WITHIN]:
        return Kind.PDF
    if head.startswith(_ZIP):
        return Kind.ARCHIVE
    if head.startswith(_OLE):
        return Kind.OLE
    marked = next((kind for mark, kind in _MARKS if head.startswith(mark)), None)
    if marked is not None:
        return marked
    if head.startswith(_BITMAP) and head[6:10] == b"\0\0\0\0":
        return Kind.IMAGE
    plain = head.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").replace(b"\0", b"").lstrip(_BLANKS)
    while _BEFORE_MARKUP.match(plain):
        plain = plain.partition(b">")[2]
    if _MARKUP.match(plain):
        return Kind.HTML
    return Kind.MHT if _MHT.match(plain) and b"multipart/related" in plain.lower() else None


def _kind_of_zip(data: bytes) -> Kind:
    """Return what a ZIP file is by the names of its parts."""
    from zipfile import BadZipFile, ZipFile  # a few milliseconds, which a question need not wait for

    try:
        with ZipFile(BytesIO(data)) as archive:
            names = [name.replace("\\", "/").lstrip("/") for name in archive.namelist()]
            if "mimetype" in names and archive.getinfo("mimetype").file_size <= _LONGEST_MIMETYPE:
                said = archive.read("mimetype").strip()
                found = next((kind for mimetype, kind in _MIMETYPES if said == mimetype), None)
                if found is not None:
                    return found
    except (BadZipFile, KeyError, NotImplementedError, OSError, RuntimeError, ValueError, EOFError):
        return Kind.BROKEN_ZIP
    for beginning, kind in _PARTS:
        if any(name.startswith(beginning) for name in names):
            return kind
    return Kind.ARCHIVE
