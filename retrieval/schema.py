"""The library's tables, and how an older file is brought up to them."""

from __future__ import annotations

import sqlite3
import time

_PAUSE_S = 0.02

FORMAT = 1
# How files become passages and words; to be raised with every change of loaders, layout, passages or analysis, so
# that the next sync reads anew what an earlier program stored (tests/retrieval/test_reading.py watches over it).
READING = 3

_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE documents (
    id TEXT PRIMARY KEY,
    source TEXT NOT NULL,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    body_start INTEGER NOT NULL,
    body_end INTEGER NOT NULL,
    layout TEXT NOT NULL,
    published TEXT,
    publisher TEXT,
    region TEXT,
    origin TEXT NOT NULL,       -- folder: kept in step with the folder; added: put in by hand
    size_bytes INTEGER NOT NULL,
    modified_ns INTEGER NOT NULL,
    digest TEXT NOT NULL        -- SHA-256 of the text
) WITHOUT ROWID;
CREATE TABLE passages (
    id TEXT PRIMARY KEY,
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    article INTEGER NOT NULL,
    title TEXT NOT NULL,
    section TEXT,
    role TEXT NOT NULL,
    text TEXT NOT NULL,
    spans TEXT NOT NULL,        -- JSON: [[start, end], …] in documents.text
    words BLOB NOT NULL         -- array("I"): start, end, start, end … in the normalised text
) WITHOUT ROWID;
CREATE INDEX passages_of_document ON passages (document_id, number);
CREATE TABLE unread (
    source TEXT PRIMARY KEY,
    reason TEXT NOT NULL,
    size_bytes INTEGER,
    modified_ns INTEGER
) WITHOUT ROWID;
"""


def create(connection: sqlite3.Connection) -> None:
    """Make the tables in an empty file; raise `sqlite3.OperationalError` where they are there already."""
    try:
        connection.executescript(f"BEGIN IMMEDIATE; {_TABLES} PRAGMA user_version = {FORMAT}; COMMIT;")
    except sqlite3.OperationalError:
        if connection.in_transaction:  # another process was faster: the transaction is still open
            connection.execute("ROLLBACK")
        raise


def log_ahead(connection: sqlite3.Connection, timeout_s: float) -> None:
    """Turn write-ahead logging on; SQLite itself waits for no other process here, so this does."""
    deadline = time.monotonic() + timeout_s
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > deadline:
                raise
            time.sleep(_PAUSE_S)
        else:
            return


def version_of(connection: sqlite3.Connection) -> int:
    """Return the format of the file, 0 where it is empty."""
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version
