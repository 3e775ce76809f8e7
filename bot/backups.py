"""The library in one file, and back: its documents, what users taught it, and the chats; postings are worked out anew.

SQLite copies a database that others read and write as it was at one moment. What is written is read again before it is
called done, and what is restored is checked before anything is touched.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from filelock import FileLock, Timeout

from bot.errors import BackupError
from retrieval.loaders.names import shown
from retrieval.private import keep_private, make_folder
from retrieval.reasons import why

_DATABASES: Final = ("library.sqlite", "chats.sqlite")
_LEXICON: Final = ("lexicon/synonyms.txt", "lexicon/names.txt", "lexicon/stopwords.txt")
_MANIFEST: Final = "manifest.json"
_FORMAT: Final = 1
_BOT_LOCK: Final = "telegram.lock"
_CHUNK_BYTES: Final = 2**20
_BUSY_S: Final = 30.0
_NO_BACKUP: Final = "不是完整的备份"


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back; `leaves_chats`: the bot is running, so that its chats stay as they are."""

    names: tuple[str, ...]
    leaves_chats: bool


def backup(folder: Path, file: Path) -> int:
    """Write what the library's folder holds into one file and read it again; return its size in bytes.

    Raises `BackupError` where there is no library, or the file cannot be written.
    """
    if not (folder / _DATABASES[0]).exists():
        raise BackupError(f"没有资料库:{shown(folder)};请先运行 youju sync")
    fresh = file.with_name(f".{file.name}.tmp")
    with _in_our_words(file), TemporaryDirectory(prefix="youju-") as place:
        try:
            copies = dict(_copies(folder, Path(place)))
            with ZipFile(fresh, "w", ZIP_DEFLATED) as archive:
                manifest = {
                    "format": _FORMAT,
                    "files": {name: _digest(path) for name, path in copies.items()},
                }
                archive.writestr(_MANIFEST, json.dumps(manifest))
                for name, path in copies.items():
                    archive.write(path, name)
            keep_private(fresh)
            _check(fresh, Path(place) / "again")
            fresh.replace(file)
        finally:
            fresh.unlink(missing_ok=True)
    return file.stat().st_size


def restore(folder: Path, file: Path) -> Restored:
    """Put back what a backup holds, in place of what the library's folder holds, also while others read there.

    Raises `BackupError` for a file that is no backup or is damaged; then nothing has changed.
    """
    with _in_our_words(file), TemporaryDirectory(prefix="youju-") as place:
        names = _check(file, Path(place))
        make_folder(folder)
        lock = FileLock(folder / _BOT_LOCK, timeout=0)
        try:
            lock.acquire()
        except Timeout:
            leaves_chats = _DATABASES[1] in names
        else:
            leaves_chats = False
        taken = [name for name in names if not (leaves_chats and name == _DATABASES[1])]
        try:
            for name in taken:
                _put_back(Path(place) / name, folder / name)
        finally:
            lock.release()
    return Restored(tuple(taken), leaves_chats)


def _copies(folder: Path, place: Path) -> Iterator[tuple[str, Path]]:
    """Yield what is to be kept, by its name in the backup, as a copy of this moment."""
    for name in _DATABASES:
        if (folder / name).exists():
            with closing(_opened(folder / name)) as source, closing(sqlite3.connect(place / name)) as copy:
                source.backup(copy)
                copy.execute("PRAGMA journal_mode = DELETE")  # one file
            yield name, place / name
    for name in _LEXICON:
        if (folder / name).is_file():
            yield name, folder / name


def _check(file: Path, place: Path) -> list[str]:
    """Unpack a backup and return what it holds; raise `BackupError` where a byte is not what was written."""
    with ZipFile(file) as archive:
        try:
            manifest = json.loads(archive.read(_MANIFEST))
            files = dict(manifest["files"])
            version = int(manifest["format"])
        except (KeyError, TypeError, ValueError) as error:
            raise BackupError(f"{shown(file)} {_NO_BACKUP};请换一份") from error
        if version > _FORMAT:
            raise BackupError(f"备份 {shown(file)} 由更新的版本写成;请升级本程序")
        for name, digest in files.items():
            if name not in (*_DATABASES, *_LEXICON):
                raise BackupError(f"{shown(file)} {_NO_BACKUP}(含有 {name});请换一份")
            target = place / name
            target.parent.mkdir(parents=True, exist_ok=True)
            with archive.open(name) as packed, target.open("wb") as unpacked:
                while part := packed.read(_CHUNK_BYTES):
                    unpacked.write(part)
            if _digest(target) != digest or not (name not in _DATABASES or _is_whole(target)):
                raise BackupError(f"备份 {shown(file)} 已损坏({name});请换一份")
    return list(files)


def _put_back(copy: Path, target: Path) -> None:
    if target.name in _DATABASES and target.exists() and target.stat().st_size:
        with closing(sqlite3.connect(copy)) as source, closing(_opened(target)) as live:
            source.backup(live)
        return
    make_folder(target.parent)
    fresh = target.with_name(f".{target.name}.tmp")
    fresh.write_bytes(copy.read_bytes())
    keep_private(fresh)
    fresh.replace(target)


def _opened(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=_BUSY_S)


def _is_whole(database: Path) -> bool:
    with closing(sqlite3.connect(database)) as connection:
        said: tuple[object, ...] | None = connection.execute("PRAGMA integrity_check").fetchone()
        return said == ("ok",)


def _digest(path: Path) -> str:
    digest = sha256()
    with path.open("rb") as file:
        while part := file.read(_CHUNK_BYTES):
            digest.update(part)
    return digest.hexdigest()


@contextmanager
def _in_our_words(file: Path) -> Iterator[None]:
    try:
        yield
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise BackupError(f"{shown(file)} {_NO_BACKUP};请换一份") from error
    except sqlite3.Error as error:
        raise BackupError(f"资料库或备份无法读写({error});请运行 youju doctor 检查") from error
    except OSError as error:
        raise BackupError(f"无法读写 {shown(file)}({why(error)});请检查路径、权限和剩余空间") from error
