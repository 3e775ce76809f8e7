"""What lies in a folder of documents: its files, and what is not to be read of it, with the reason."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from retrieval.errors import FolderError
from retrieval.loaders.files import NOT_REGULAR, Stamp
from retrieval.loaders.names import shown, told_apart
from retrieval.reasons import why

# What a folder says of itself is no document of its own.
_ABOUT_THE_FOLDER = frozenset({"readme.md", "readme.txt", "readme.zh-cn.md", "thumbs.db", "desktop.ini"})
# Hidden files, and what Office and WPS lay beside a file while it is open
_PASSED_OVER = (".", "~$")


@dataclass(frozen=True, slots=True)
class File:
    """A regular file, and its stamp when the folder was looked through."""

    path: Path
    stamp: Stamp


@dataclass(frozen=True, slots=True)
class Listing:
    """A folder's files by source, in order of source; hidden ones are left out.

    A source is how a document is known: its readable path within the folder, with forward slashes. `refused`
    says by source why something is not read; of `unreachable` folders (their sources end with a slash) nobody
    can say what they hold.
    """

    files: Mapping[str, File]
    refused: Mapping[str, str]
    unreachable: tuple[str, ...]


def list_folder(folder: Path, exclude: Sequence[str] = ()) -> Listing:
    """Return what lies below a folder. Links are followed within the folder only, and to files only.

    `exclude` are patterns of sources, or of names, that are left out: `*名单*`, `花名册/*`.

    Raises `FolderError` where there is no such folder or where it cannot be looked into.
    """
    if not folder.exists():
        raise FolderError(f"没有这个文件夹:{shown(folder)};请用 --documents 指定存放文档的文件夹")
    if not folder.is_dir():
        raise FolderError(f"{shown(folder)} 不是文件夹;请用 --documents 指定存放文档的文件夹")
    found = dict(_walk(folder))
    top = found.get("")
    if isinstance(top, OSError):
        raise FolderError(f"无法读取文件夹 {shown(folder)}({why(top)});请检查文件夹权限")
    names = told_apart(found)
    listed = {source: found[names[source]] for source in sorted(names) if not _is_excluded(source, exclude)}
    return Listing(
        {source: what for source, what in listed.items() if isinstance(what, File)},
        {
            source: f"无法读取文件夹({why(what)});请检查权限" if isinstance(what, OSError) else what
            for source, what in listed.items()
            if not isinstance(what, File)
        },
        tuple(f"{source.rstrip('/')}/" for source, what in listed.items() if isinstance(what, OSError)),
    )


def _is_excluded(source: str, patterns: Sequence[str]) -> bool:
    name = source.rpartition("/")[2]
    return any(fnmatchcase(source, pattern) or fnmatchcase(name, pattern) for pattern in patterns)


def is_passed_over(name: str) -> bool:
    """Return whether a file or folder of that name is no document and needs no word: hidden, a lock, about its folder."""
    return name.startswith(_PASSED_OVER) or name.lower() in _ABOUT_THE_FOLDER


def readable_files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield (source, path) of every file below a folder, in order of source; as `list_folder` finds them."""
    for source, file in list_folder(folder).files.items():
        yield source, file.path


def _walk(folder: Path) -> Iterator[tuple[str, File | str | OSError]]:
    """Yield each path below a folder with the file, the reason why it is none, or the error of a folder."""
    root = os.path.realpath(folder)
    waiting = [""]
    while waiting:
        below = waiting.pop()
        try:
            with os.scandir(folder / below) as entries:
                listed = list(entries)
        except OSError as error:
            yield below, error
            continue
        for entry in listed:
            if is_passed_over(entry.name):
                continue
            if entry.is_dir(follow_symlinks=False):
                waiting.append(f"{below}{entry.name}/")
            else:
                what = _what_is(entry, root)
                if what is not None:
                    yield f"{below}{entry.name}", what


def _what_is(entry: os.DirEntry[str], root: str) -> File | str | None:
    """Return the file, the reason why it is not to be read, or None where there is nothing to say."""
    try:
        if entry.is_symlink():
            target = os.path.realpath(entry.path, strict=True)
            if os.path.commonpath((root, target)) != root:
                return "链接指向文档文件夹之外;请把文件本身放进文件夹"
            if entry.is_dir():
                is_hidden = any(part.startswith(".") for part in Path(target).relative_to(root).parts)
                return "链接指向隐藏的文件夹;请把文件夹本身放进来" if is_hidden else None
        status = entry.stat()
    except FileNotFoundError:
        return "链接指向的文件不存在;请修正或删去它" if entry.is_symlink() else None
    except OSError as error:
        return f"无法读取({why(error)});请检查链接和权限"
    if not stat.S_ISREG(status.st_mode):
        return NOT_REGULAR
    return File(Path(entry.path), Stamp.of(status))
