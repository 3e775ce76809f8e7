"""ZIP files of documents: what lies in them, one file after the other, within bounds."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Final
from zipfile import BadZipFile, ZipFile, ZipInfo

from retrieval.errors import LoadError
from retrieval.loaders.files import LARGEST_FILE_BYTES, read_bytes, read_head
from retrieval.loaders.folder import is_passed_over
from retrieval.loaders.kinds import Kind, kind_of
from retrieval.loaders.names import readable

_ZIP: Final = b"PK"
_MOST_FILES: Final = 500  # half an hour of reading at the worst
_MOST_BYTES: Final = 400 * 2**20  # of all files unpacked; an archive of 20 MB has 60
_OF_A_MAC: Final = "__MACOSX"
_UTF_8: Final = (
    0x800  # the flag of a name that is UTF-8 (APPNOTE 4.4.4); without it Chinese Windows writes GBK
)
_ENCRYPTED: Final = 1
_LONGEST_NAME: Final = 120


def is_archive(path: Path, name: str) -> bool:
    """Return whether a file is a ZIP file that is no document itself; raise `LoadError` where it cannot be read."""
    if read_head(path, name, len(_ZIP)) != _ZIP:
        return False
    return kind_of(name, read_bytes(path, name, LARGEST_FILE_BYTES)) is Kind.ARCHIVE


def unpacked(path: Path, name: str, folder: Path) -> Iterator[tuple[str, Path | LoadError]]:
    """Yield the files of a ZIP file by their names there, each unpacked into a folder until the next is asked for, or why it cannot be.

    What systems and programs leave beside documents is passed over. Raises `LoadError` for a file that is damaged, empty, or
    holds more than is unpacked.
    """
    file = folder / "unpacked"
    try:
        archive = ZipFile(path)
    except (BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise LoadError(name, "压缩包已损坏或不完整;请重新打包后再试") from error
    with archive:
        parts = [(shown, one) for one in archive.infolist() if (shown := _shown(one)) is not None]
        _check(name, [one for _, one in parts])
        for shown, part in parts:
            yield shown, _unpacked(archive, part, shown, file)


def _check(name: str, parts: list[ZipInfo]) -> None:
    if not parts:
        raise LoadError(name, "压缩包里没有文件")
    if len(parts) > _MOST_FILES:
        raise LoadError(name, f"压缩包里有 {len(parts)} 个文件(上限 {_MOST_FILES} 个);请分成几包")
    if sum(part.file_size for part in parts) > _MOST_BYTES:
        raise LoadError(
            name, f"解压后的内容超过 {_MOST_BYTES >> 20} MB,可能是恶意构造的文件,未读取;请分成几包"
        )


def _unpacked(archive: ZipFile, part: ZipInfo, shown: str, file: Path) -> Path | LoadError:
    if part.flag_bits & _ENCRYPTED:
        return LoadError(shown, "文件已加密;请去掉密码后再试")
    if part.file_size > LARGEST_FILE_BYTES:
        return LoadError(shown, f"文件太大(上限 {LARGEST_FILE_BYTES >> 20} MB)")
    try:  # no more is read than the size that was checked
        data = archive.read(part)
    except (BadZipFile, EOFError, NotImplementedError, OSError, RuntimeError, ValueError, zlib.error):
        return LoadError(shown, "压缩包里的这个文件已损坏;请重新打包后再试")
    file.write_bytes(data)
    return file


def _shown(part: ZipInfo) -> str | None:
    """Return a part's name as documents have names, which leads nowhere; None for folders and for what is passed over."""
    if part.is_dir():
        return None
    # Steps of nothing but dots and blanks lead nowhere, or up.
    steps = [step for step in _decoded(part).replace("\\", "/").split("/") if step.strip(" .")]
    if not steps or any(is_passed_over(step) or step == _OF_A_MAC for step in steps):
        return None
    shown = readable("/".join(steps))
    return shown if len(shown) <= _LONGEST_NAME else readable(PurePosixPath(shown).name)[-_LONGEST_NAME:]


def _decoded(part: ZipInfo) -> str:
    """Return a name as its writer meant it: zipfile reads those without a flag as a code page of 1981."""
    if part.flag_bits & _UTF_8:
        return part.filename
    try:
        raw = part.filename.encode("cp437")
    except UnicodeEncodeError:
        return part.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return part.filename
