"""The one connection: WAL, short transactions, one thread (the event loop's)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from bot.errors import StoreError
from bot.store.migrations import MIGRATIONS
from retrieval.migrations import migrate, version_of
from retrieval.private import keep_private, make_folder
from retrieval.store import beside

FILE_NAME: Final = "chats.sqlite"
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

    def execute(self, sql: str, parameters: tuple[object, ...] = ()) -> sqlite3.Cursor:
        """Run one statement."""
        return self._connection.execute(sql, parameters)

    def row(self, sql: str, parameters: tuple[object, ...] = ()) -> sqlite3.Row | None:
        """Return the first row, or None."""
        row: sqlite3.Row | None = self._connection.execute(sql, parameters).fetchone()
        return row

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
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        if version_of(connection) > len(MIGRATIONS):
            raise StoreError(f"{path}: 由更新版本的程序写成(第 {version_of(connection)} 版),请先升级本程序")
        migrate(connection, MIGRATIONS)
    except (sqlite3.Error, OSError) as error:
        raise StoreError(f"{path}: 无法打开会话数据库({error});请检查磁盘空间和权限") from error
    return Database(connection, path)
