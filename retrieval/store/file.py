"""The library's SQLite file: opened or refused, a connection a thread, transactions, SQLite's errors as ours."""

from __future__ import annotations

import os
import sqlite3
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from functools import partial
from hashlib import sha256
from pathlib import Path
from threading import local
from typing import Any
from urllib.parse import quote

from retrieval.errors import LibraryError, LibraryFormatError, LibraryLockedError, LibraryReadOnlyError
from retrieval.ids import document_id
from retrieval.loaders.names import readable, shown
from retrieval.migrations import migrate, version_of
from retrieval.private import keep_private, make_folder
from retrieval.reasons import why
from retrieval.store import schema

FILE_NAME = "library.sqlite"
_LOCK_TIMEOUT_S = 10.0
_CACHE_KIB = 8_000  # a connection: both indexes of 100,000 passages fit in it, in the 2,000 of SQLite itself neither does
_FRESH = ".library-"
_LONGEST_MAKING_S = 60.0  # takes milliseconds; what is older was left by a process that was killed
_VERSION_DIGITS = 12

# Bytes that are no UTF-8 come out as lone surrogates, by which `rows` tells a damaged row.
_to_text = partial(str, encoding="utf-8", errors="surrogateescape")


class Store:
    """The library's file; may be used from several threads, and by several processes."""

    def __init__(self, folder: Path, *, reads_only: bool = False) -> None:
        """Open the file in `folder`, made where it is not there yet, brought up where it is of an older format.

        Raises `LibraryFormatError` for a file of a newer format, `LibraryError` for one that is no library or
        cannot be used; neither is changed. A file that cannot be written is opened for reading alone. With `reads_only`
        it is neither made nor written, though it could be: another process looks after it.
        """
        self.folder = folder
        self.file = folder / FILE_NAME
        self._connections = local()
        try:
            if not self.file.exists():
                if reads_only:
                    raise LibraryError(f"没有资料库:{shown(folder)};请先运行 youju sync")
                _make(self.file)
            elif self.file.stat().st_size == 0:
                raise LibraryError(f"{shown(self.file)} 不是有效的资料库(文件是空的);{_REBUILD}")
        except OSError as error:
            raise LibraryError(
                f"资料库文件夹无法写入:{shown(folder)}({why(error)});请用 --library 指定一个可写的文件夹"
            ) from error
        self._may_be_written = os.access(folder, os.W_OK) and os.access(self.file, os.W_OK)
        self.is_read_only = reads_only or not self._may_be_written
        with self.translated():
            self._check()
            if not self.is_read_only:
                self._bring_up()

    def _check(self) -> None:
        """Refuse what is no library of ours, or one that cannot be read as it is."""
        connection = self.connection
        version = version_of(connection)
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        is_first_format = (application, version) == (0, 1) and {"meta", "documents"} <= tables
        if application != schema.APPLICATION_ID and not is_first_format:
            raise LibraryError(
                f"{shown(self.file)} 不是有效的资料库(是别的程序的数据库);请移走它,或用 --library 另指定一个文件夹"
            )
        if not 0 <= version <= schema.FORMAT:
            raise LibraryFormatError(
                f"资料库 {shown(self.file)} 由更新的版本写成(格式 {version},本程序认得 {schema.FORMAT});"
                "请升级本程序,或用 --library 另指定一个文件夹"
            )
        missing = sorted(schema.tables_of(version) - tables)
        if missing:
            raise LibraryError(f"{shown(self.file)} 不是有效的资料库(缺少 {'、'.join(missing)});{_REBUILD}")
        if self.is_read_only and version < schema.FORMAT:
            raise LibraryFormatError(
                f"资料库 {shown(self.file)} 是旧格式(格式 {version}),而且只读,无法升级;请先使它可写,再运行 youju sync"
            )

    def _bring_up(self) -> None:
        _sweep(self.folder)
        for name in (self.file, *beside(self.file)):
            keep_private(name)
        connection = self.connection
        connection.execute("PRAGMA journal_mode = WAL")  # kept in the file; a backup's copy may have lost it
        if version_of(connection) < schema.FORMAT:
            # Dropping a table would empty those that refer to it.
            connection.execute("PRAGMA foreign_keys = OFF")
            migrate(connection, schema.MIGRATIONS)
            connection.execute("PRAGMA foreign_keys = ON")
        is_named = connection.execute("SELECT 1 FROM meta WHERE key = 'version'").fetchone()
        if not is_named and connection.execute("SELECT 1 FROM documents").fetchone():
            with self.writing():
                pass  # the step to format 2 leaves the version to be worked out

    @property
    def connection(self) -> sqlite3.Connection:
        """Return this thread's connection."""
        connection: sqlite3.Connection | None = getattr(self._connections, "open", None)
        if connection is None:
            connection = _connected(self.file, self._mode())
            self._connections.open = connection
        return connection

    def _mode(self) -> str:
        if not self.is_read_only:
            return "rw"
        log, _ = beside(self.file)
        # Without a log beside it nobody is writing; SQLite would have to make one to read the file otherwise.
        return "ro" if self._may_be_written or (log.exists() and log.stat().st_size) else "ro&immutable=1"

    def close(self) -> None:
        """Close this thread's connection."""
        connection = getattr(self._connections, "open", None)
        if connection is not None:
            connection.close()
            del self._connections.open

    @contextmanager
    def translated(self) -> Iterator[None]:
        """Turn SQLite's errors into ours."""
        try:
            yield
        except (sqlite3.Error, UnicodeDecodeError) as error:  # what it says of a damaged file may be no UTF-8
            raise _in_our_words(self.file, error) from error

    @contextmanager
    def writing(self, *, is_patient: bool = True) -> Iterator[sqlite3.Connection]:
        """Hold the library's write lock for a transaction; renew the version at its end.

        Raises `LibraryLockedError` where another process writes: after some seconds, or at once.
        """
        self.require_writable()
        with self.translated():
            connection = self.connection
            _begin(connection, _LOCK_TIMEOUT_S if is_patient else 0.0)
            try:
                yield connection
                _renew_version(connection)
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:  # a full disk ends it by itself
                    connection.execute("ROLLBACK")
                raise

    def require_writable(self) -> None:
        """Raise `LibraryReadOnlyError` where the library can only be read."""
        if self.is_read_only:
            raise LibraryReadOnlyError(
                f"资料库 {shown(self.folder)} 是只读的,不能随文件夹更新;请使它可写,或用 --library 另指定一个文件夹"
            )

    @contextmanager
    def unchanged(self) -> Iterator[None]:
        """Read the library as it is now, whatever other processes write meanwhile."""
        with self.translated():
            self.connection.execute("BEGIN")
            try:
                yield
            finally:
                self.connection.execute("ROLLBACK")

    def rows(self, sql: str, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Return the rows that a query finds; none for a key of a damaged row, which may be no text."""
        with self.translated():
            try:
                return self.connection.execute(sql, parameters).fetchall()
            except UnicodeEncodeError:
                return []

    def row(self, sql: str, parameters: Sequence[object] = ()) -> tuple[Any, ...] | None:
        """Return the first row that a query finds, or None; see `rows`."""
        return next(iter(self.rows(sql, parameters)), None)

    def require_whole(self) -> None:
        """Raise `LibraryError` where SQLite finds the file damaged."""
        found = self.rows("PRAGMA quick_check(1)")
        if found != [("ok",)]:
            raise LibraryError(f"{shown(self.file)} 有损坏({found[0][0]});{_REBUILD}")

    def version(self) -> str:
        """Return what tells this content from any other: twelve digits, the same on every machine."""
        row = self.row("SELECT value FROM meta WHERE key = 'version'")
        return readable(str(row[0])) if row else "empty"


_REBUILD = "请把它移走,再运行 youju sync 重建(管理员添加的文档要重新添加)"


def beside(file: Path) -> tuple[Path, Path]:
    """Return SQLite's write-ahead log and its index."""
    return file.with_name(f"{file.name}-wal"), file.with_name(f"{file.name}-shm")


def _connected(file: Path, mode: str) -> sqlite3.Connection:
    """Return a connection to a file that is there: SQLite would make an empty one in place of a file that is gone."""
    address = f"file:{quote(os.fsencode(file))}?mode={mode}"
    connection = sqlite3.connect(address, uri=True, timeout=_LOCK_TIMEOUT_S, isolation_level=None)
    connection.text_factory = _to_text
    connection.create_function("document_id", 1, document_id, deterministic=True)
    connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def _make(file: Path) -> None:
    """Make an empty library: under another name, then put in place, so that no half-made one is ever seen."""
    make_folder(file.parent)
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=_FRESH)
    os.close(handle)
    fresh = Path(name)
    try:
        with closing(_connected(fresh, "rw")) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            migrate(connection, schema.MIGRATIONS)
        _put_in_place(fresh, file)
    except sqlite3.Error as error:
        raise _in_our_words(file, error) from error
    finally:
        for path in (fresh, *beside(fresh)):
            path.unlink(missing_ok=True)


def _sweep(folder: Path) -> None:
    """Remove half-made libraries that killed processes left."""
    for left in folder.glob(f"{_FRESH}*"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > _LONGEST_MAKING_S:
                left.unlink()


def _begin(connection: sqlite3.Connection, timeout_s: float) -> None:
    connection.execute(f"PRAGMA busy_timeout = {round(timeout_s * 1000)}")
    try:
        connection.execute("BEGIN IMMEDIATE")
    finally:
        connection.execute(f"PRAGMA busy_timeout = {round(_LOCK_TIMEOUT_S * 1000)}")


def _put_in_place(fresh: Path, file: Path) -> None:
    """Give a file its name, unless another process was faster."""
    try:
        os.link(fresh, file)
    except FileExistsError:
        pass
    except OSError:  # a file system without links, such as exFAT
        if not file.exists():
            fresh.rename(file)


def _renew_version(connection: sqlite3.Connection) -> None:
    digest = sha256()
    for row in connection.execute("SELECT id, digest, reading FROM documents ORDER BY id"):
        digest.update("{} {} {}\n".format(*row).encode(errors="surrogateescape"))
    version = digest.hexdigest()[:_VERSION_DIGITS]
    connection.execute("INSERT OR REPLACE INTO meta VALUES ('version', ?)", (version,))


def _in_our_words(file: Path, error: Exception) -> LibraryError:
    """Return what SQLite reports as an error that names the file and the remedy."""
    # SQLITE_BUSY_SNAPSHOT, SQLITE_CANTOPEN, SQLITE_FULL …: the second word is the kind (sqlite.org/rescode.html).
    kind = f"{getattr(error, 'sqlite_errorname', '')}__".split("_")[1]
    match kind:
        case "BUSY" | "LOCKED":
            return LibraryLockedError(
                f"另一个进程正在写资料库 {shown(file.parent)};请等它结束后再试,或用 --library 另指定一个文件夹"
            )
        case "FULL":
            return LibraryError(
                f"磁盘已满,写不进资料库 {shown(file.parent)};请腾出空间后再试,已经写入的都还在"
            )
        case "READONLY" | "CANTOPEN" | "PERM" | "IOERR":
            return LibraryError(
                f"资料库文件夹无法写入:{shown(file.parent)}({error});请检查权限和磁盘,或用 --library 指定一个可写的文件夹"
            )
        case _:
            return LibraryError(f"{shown(file)} 不是有效的资料库({error});{_REBUILD}")
