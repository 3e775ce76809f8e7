"""Bringing a SQLite file up to date, step by step: the library's and the one of chats share it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence


def version_of(connection: sqlite3.Connection) -> int:
    """Return how many steps the file has had, 0 where it is empty."""
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version


def migrate(connection: sqlite3.Connection, steps: Sequence[str]) -> None:
    """Run the steps that a file has not had yet; nothing happens where it has had them all.

    A step is SQL, each statement ending at the end of a line. It is one transaction together with the number
    that it leaves behind: a process that is killed leaves the old file or the new one, and of two processes
    one waits for the other. The connection must be one without transactions of its own (`isolation_level`
    None). A step that has been released is never changed.
    """
    while version_of(connection) < len(steps):
        connection.execute("BEGIN IMMEDIATE")
        try:
            done = version_of(connection)  # another process may have been faster
            if done < len(steps):
                for statement in _statements(steps[done]):
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {done + 1}")
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")


def _statements(script: str) -> Iterator[str]:
    """Yield a script's statements: `executescript` would commit before each script."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
    if statement.strip():
        raise ValueError(f"a statement without an end: {statement.strip()[:60]}")
