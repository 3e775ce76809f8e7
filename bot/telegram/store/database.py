"""The one connection: WAL, short transactions, one thread (the event loop's)."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from bot.errors import StoreError
from bot.telegram.store.migrations import MIGRATIONS
from bot.telegram.store.records import require_types
from retrieval.migrations import migrate, version_of
from retrieval.private import keep_private, make_folder
from retrieval.store.file import beside

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

logger = logging.getLogger(__name__)

_T = TypeVar("_T", bound="DataclassInstance")

FILE_NAME: Final = "chats.sqlite"
# Of the first version; later ones may have more.
_TABLES: Final = frozenset(
    "people chats access inbox questions answers outbox feedback pending subscriptions briefed".split()
)
_SCHEMA: Final = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name"
_BUSY_MS: Final = 5000
_PRAGMAS: Final = (
    "journal_mode = WAL",
    "synchronous = NORMAL",
    "secure_delete = ON",
    "wal_autocheckpoint = 4000",  # 16 MB: a checkpoint waits for the disk, on the event loop
)


class Database:
    """A connection whose statements commit at once, or together within `transaction()`."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path
        self._damaged: set[tuple[str, object]] = set()

    def execute(self, sql: str, parameters: tuple[object, ...] = ()) -> sqlite3.Cursor:
        """Run one statement."""
        return self._connection.execute(sql, parameters)

    def row(self, sql: str, parameters: tuple[object, ...] = ()) -> sqlite3.Row | None:
        """Return the first row, or None."""
        row: sqlite3.Row | None = self._connection.execute(sql, parameters).fetchone()
        return row

    def read(self, row: sqlite3.Row | None, parse: Callable[[sqlite3.Row], _T]) -> _T | None:
        """Return what a row holds, None for no row or one that is damaged: that is told of in the log, once."""
        if row is None:
            return None
        try:
            value = parse(row)
            require_types(value)
        except (ValueError, TypeError, LookupError) as error:
            place = (parse.__name__.strip("_").removesuffix("_from"), row[0])
            if place not in self._damaged:
                self._damaged.add(place)
                logger.warning("%s: %s %s is damaged and passed over: %s", self._path, *place, error)
            return None
        return value

    def read_all(self, rows: Iterable[sqlite3.Row], parse: Callable[[sqlite3.Row], _T]) -> tuple[_T, ...]:
        """Return what rows hold, the damaged ones passed over."""
        return tuple(value for row in rows if (value := self.read(row, parse)) is not None)

    def count(self, sql: str, parameters: tuple[object, ...] = ()) -> int:
        """Return the number that a statement counts."""
        (number,) = self._connection.execute(sql, parameters).fetchone()
        return int(number)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Commit everything within together, or nothing of it; one within another joins it."""
        if self._connection.in_transaction:
            yield
            return
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")

    @property
    def changes(self) -> int:
        """Return how many rows this connection has changed so far."""
        return self._connection.total_changes

    def empty_log(self) -> bool:
        """Take what was overwritten out of the write-ahead log too; return False where others were in the way.

        For a thread of its own: most of the log is merged first without keeping anybody from writing.
        """
        with closing(sqlite3.connect(self._path, timeout=_BUSY_MS / 1000)) as connection:
            connection.execute("PRAGMA wal_checkpoint(PASSIVE)")
            (busy, *_) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return not busy

    def close(self) -> None:
        """Close the connection; the write-ahead log is merged."""
        self._connection.close()


def open_database(folder: Path) -> Database:
    """Open the database in a folder, made where it is missing; raise `StoreError` where it cannot be used.

    Commits survive the death of the process (`synchronous=NORMAL` under WAL); a power cut may cost the last
    ones, never the file.
    """
    path = folder / FILE_NAME
    try:
        make_folder(folder)
        connection = sqlite3.connect(path, timeout=_BUSY_MS / 1000, isolation_level=None)
        for name in (path, *beside(path)):  # questions are their askers' business
            keep_private(name)
        connection.row_factory = sqlite3.Row
        connection.text_factory = partial(str, encoding="utf-8", errors="replace")  # of a damaged row
        _require_ours(connection, path)
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        migrate(connection, MIGRATIONS)
        _require_schema(connection, path)
    except (sqlite3.Error, UnicodeDecodeError, OSError) as error:
        raise StoreError(f"{path}: 无法打开会话数据库({error});请检查磁盘空间和权限") from error
    return Database(connection, path)


def _require_ours(connection: sqlite3.Connection, path: Path) -> None:
    """Raise `StoreError` for a database of a newer version, of another program, or one that is damaged."""
    version = version_of(connection)
    if not 0 <= version <= len(MIGRATIONS):
        raise StoreError(f"{path}: 由更新版本的程序写成(第 {version} 版),请先升级本程序")
    tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if tables and not version:
        raise StoreError(f"{path}: 是别的程序的数据库;请移走它,或用 --library 另指定一个文件夹")
    (told,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if told != "ok":
        raise StoreError(f"{path}: 会话数据库有损坏({told});请移走它(其中的会话会丢失),再启动")
    missing = sorted(_TABLES - tables) if version else []
    if missing:
        raise StoreError(f"{path}: 会话数据库缺少 {'、'.join(missing)};请移走它(其中的会话会丢失),再启动")


def _require_schema(connection: sqlite3.Connection, path: Path) -> None:
    """Raise `StoreError` where tables and columns are not called what we called them."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as fresh:
        migrate(fresh, MIGRATIONS)
        expected = fresh.execute(_SCHEMA).fetchall()
    if [tuple(row) for row in connection.execute(_SCHEMA)] != expected:
        raise StoreError(f"{path}: 会话数据库的表结构有损坏;请移走它(其中的会话会丢失),再启动")
