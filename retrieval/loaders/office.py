"""What loaders of office formats share: limits on what a file may hold, and the step from pieces to a document."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from retrieval.collector import collector_paused
from retrieval.errors import LoadError
from retrieval.layout.pieces import Piece
from retrieval.types import Document, DocumentId, HeadValue, IsWord

# A report of 300 pages with its pictures has some 30 MB; unpacked its XML has ten times what it has packed.
_LARGEST_UNPACKED_BYTES = 400 * 2**20
_LARGEST_PART_BYTES = 100 * 2**20
# As `files.LARGEST_BYTES`, for text that is taken out of a file: some 20 s of a processor.
LARGEST_TEXT = 4 * 2**20  # code points
_PANIC = "PanicException"  # of libraries in Rust, no `Exception`, and nowhere to be imported from
_PROLOGUE_BYTES = 4096  # in which a part of markup declares what it is
_MARKUP = (".xml", ".rels")
TOO_LONG = "文字太多(上限 400 万字);请拆分成几个文件"
DAMAGED = "文件已损坏或不完整;请用原来的程序打开,另存后再试"


def document_of(
    identity: DocumentId,
    source: str,
    pieces: Iterable[Piece],
    is_word: IsWord,
    said: Mapping[str, HeadValue] | None = None,
    remark: Callable[[], str | None] = lambda: None,
    recognised: frozenset[int] = frozenset(),
) -> Document:
    """Return the document that pieces make; raise `LoadError` for more text than can be read in good time.

    `said` is what the file says of itself beside its text, `remark` is asked when all pieces are taken; `recognised` are
    the pages whose text was recognised.
    """
    from retrieval.layout.extracts import read_extract

    with collector_paused():
        taken = list(_limited(source, pieces))
        text, head, blocks = read_extract(taken, source, is_word, said or {})
    return Document(identity, source, text, head, blocks, remark(), recognised)


def _limited(source: str, pieces: Iterable[Piece]) -> Iterator[Piece]:
    length = 0
    for piece in pieces:
        length += len(piece.text) + 1
        if length > LARGEST_TEXT:
            raise LoadError(source, TOO_LONG)
        yield piece


def pictures_named(captions: Sequence[str]) -> str | None:
    """Return the remark on tables that are pictures; None where there are none."""
    return f"{'、'.join(dict.fromkeys(captions))} 是图片,其中的数据未读取" if captions else None


def check_zip(source: str, data: bytes) -> None:
    """Raise `LoadError` for a ZIP file that is damaged, encrypted, or unpacks to more than any document."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
            has_entities = any(
                _declares(archive, part) for part in parts if part.filename.lower().endswith(_MARKUP)
            )
    except (
        BadZipFile,
        OSError,
        ValueError,
        EOFError,
        NotImplementedError,
        RuntimeError,
        zlib.error,
    ) as error:
        raise LoadError(source, DAMAGED) from error
    if any(part.flag_bits & 1 for part in parts):
        raise LoadError(source, "文件已加密;请去掉密码后再试")
    texts = [part.file_size for part in parts if part.filename.lower().endswith(_MARKUP)]
    if (
        sum(part.file_size for part in parts) > _LARGEST_UNPACKED_BYTES
        or max(texts, default=0) > _LARGEST_PART_BYTES
    ):
        raise LoadError(source, "解压后的内容过大,可能是恶意构造的文件,未读取;请确认文件来源")
    if has_entities:
        raise LoadError(source, "含有实体定义,可能是恶意构造的文件,未读取;请确认文件来源")


def _declares(archive: ZipFile, part: ZipInfo) -> bool:
    """Return whether a part declares entities of its own, which no office program writes: they may grow without end."""
    if part.flag_bits & 1:
        return False
    with archive.open(part) as opened:
        return b"<!ENTITY" in opened.read(_PROLOGUE_BYTES)


@contextmanager
def damage_named(source: str) -> Iterator[None]:
    """Turn whatever a library raises over a file's bytes into a `LoadError` that names the file.

    The libraries raise whatever the place in the file is that they stumbled over: KeyError, struct.error, lxml's own.
    """
    try:
        yield
    except (LoadError, MemoryError):
        raise
    except Exception as error:
        raise LoadError(source, DAMAGED) from error
    except BaseException as error:
        if type(error).__name__ != _PANIC:
            raise
        raise LoadError(source, DAMAGED) from error
