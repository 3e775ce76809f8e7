"""The library: documents, their passages and the words of them in one SQLite file, the truth.

Everything else (postings) is derived from it. A manifest of sizes, times and digests makes `sync` touch only
what changed.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from threading import local

from retrieval import rows, schema
from retrieval.analysis import Analyser, Analysis
from retrieval.backends.base import Entry, View
from retrieval.errors import (
    FolderError,
    LibraryError,
    LibraryFormatError,
    LibraryLockedError,
    LoadError,
    UnknownDocumentError,
)
from retrieval.loaders import SUFFIXES, load_file, readable_files
from retrieval.normalise import normalise
from retrieval.types import Contents, Document, DocumentId, Glance, Passage, PassageId

Progress = Callable[[int, int], None]

_LOCK_TIMEOUT_S = 10.0
_FILES_A_COMMIT = 200
_CACHED_PASSAGES = 20_000
_FOLDER, _ADDED = "folder", "added"  # where a document came from


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that could not be taken in, and why."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What a sync did, by source; `unread` are the files that could not be taken in."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unread: tuple[Unread, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)


@dataclass(frozen=True, slots=True)
class AddReport:
    """What one added file holds."""

    document: Document
    articles: int
    passages: int


class Library:
    """Documents and passages; may be used from several threads, and read by several processes."""

    def __init__(self, folder: Path, analyser: Analyser) -> None:
        """Open the library in `folder`, making it where it is not there yet.

        Raises `LibraryFormatError` for a file of a newer version, `LibraryError` where the folder cannot be
        written or the file is no library.
        """
        self.folder = folder
        self._analyser = analyser
        self._connections = local()
        self._file = folder / "library.sqlite"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with self._translated():
                self._prepare()
        except OSError as error:
            raise LibraryError(
                f"资料库文件夹无法写入:{folder}({error.strerror});请用 --library 指定一个可写的文件夹"
            ) from error
        self._known_version = self.version
        self._passage = lru_cache(_CACHED_PASSAGES)(self._read_passage)
        self._analysis = lru_cache(_CACHED_PASSAGES)(self._read_analysis)
        self._comparable = lru_cache(_CACHED_PASSAGES)(self._normalise)

    def _prepare(self) -> None:
        found = schema.version_of(self._connection)
        if found > schema.FORMAT:
            raise LibraryFormatError(
                f"资料库 {self._file} 由更新的版本写成(格式 {found},本程序认得 {schema.FORMAT});"
                "请升级本程序,或用 --library 另指定一个文件夹"
            )
        if found == 0:
            try:
                schema.create(self._connection)
            except sqlite3.OperationalError:
                if schema.version_of(self._connection) == 0:  # else another process has just made it
                    raise

    @property
    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._connections, "open", None)
        if connection is None:
            connection = sqlite3.connect(self._file, timeout=_LOCK_TIMEOUT_S, isolation_level=None)
            schema.log_ahead(connection, _LOCK_TIMEOUT_S)
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA foreign_keys = ON")
            self._connections.open = connection
        return connection

    def close(self) -> None:
        """Close this thread's connection."""
        connection = getattr(self._connections, "open", None)
        if connection is not None:
            connection.close()
            del self._connections.open

    @contextmanager
    def _translated(self) -> Iterator[None]:
        """Turn SQLite's errors into ours."""
        try:
            yield
        except sqlite3.OperationalError as error:
            if "locked" in str(error) or "busy" in str(error):
                raise LibraryLockedError(
                    f"另一个进程正在写资料库 {self.folder};请等它结束后再试,或用 --library 另指定一个文件夹"
                ) from error
            raise LibraryError(
                f"资料库文件夹无法写入:{self.folder}({error});请用 --library 指定一个可写的文件夹"
            ) from error
        except sqlite3.DatabaseError as error:
            raise LibraryError(
                f"{self._file} 不是有效的资料库({error});请移走它,再运行 youju sync 重建"
            ) from error

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """Hold the library's write lock for a transaction; renew the version at its end."""
        with self._translated():
            connection = self._connection
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                self._renew_version(connection)
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")
        self._known_version = self.version

    @contextmanager
    def unchanged(self) -> Iterator[None]:
        """Read the library as it is now, whatever other processes write meanwhile."""
        with self._translated():
            self._connection.execute("BEGIN")
            try:
                yield
            finally:
                self._connection.execute("ROLLBACK")

    @staticmethod
    def _renew_version(connection: sqlite3.Connection) -> None:
        row = connection.execute("SELECT value FROM meta WHERE key = 'reading'").fetchone()
        digest = sha256(f"{row[0] if row else ''}\n".encode())
        for row in connection.execute("SELECT id, digest FROM documents ORDER BY id"):
            digest.update(f"{row[0]} {row[1]}\n".encode())
        version = digest.hexdigest()[:12]
        connection.execute("INSERT OR REPLACE INTO meta VALUES ('version', ?)", (version,))

    @property
    def version(self) -> str:
        """Return what tells this content from any other: twelve digits, the same on every machine.

        Whoever asks for it sees the passages of that version from then on, in this process.
        """
        self._known_version = self._meta("version") or "empty"
        return self._known_version

    def _meta(self, key: str) -> str | None:
        with self._translated():
            row = self._connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return row[0] if row else None

    # -- documents and passages -------------------------------------------------------------------------

    def documents(self) -> tuple[Document, ...]:
        """Return all documents in order of source."""
        with self._translated():
            found = self._connection.execute(
                f"SELECT {rows.DOCUMENT} FROM documents ORDER BY source"
            ).fetchall()
        return tuple(rows.to_document(row) for row in found)

    def count(self) -> int:
        """Return how many documents there are."""
        with self._translated():
            found: int = self._connection.execute("SELECT count(*) FROM documents").fetchone()[0]
        return found

    def passage_counts(self) -> dict[DocumentId, int]:
        """Return how many passages each document has."""
        with self._translated():
            found = self._connection.execute(
                "SELECT document_id, count(*) FROM passages GROUP BY document_id"
            ).fetchall()
        return {DocumentId(row[0]): int(row[1]) for row in found}

    def document(self, key: str) -> Document:
        """Return the document of an id or a source; raise `UnknownDocumentError` where there is none."""
        with self._translated():
            row = self._connection.execute(
                f"SELECT {rows.DOCUMENT} FROM documents WHERE id = ?", (key,)
            ).fetchone()
            if row is None:
                row = self._connection.execute(
                    f"SELECT {rows.DOCUMENT} FROM documents WHERE source = ?", (key,)
                ).fetchone()
        if row is None:
            raise UnknownDocumentError(f"没有编号为 {key} 的文档;可用 youju documents 查看全部文档")
        return rows.to_document(row)

    def passages(self, document_id: DocumentId) -> tuple[Passage, ...]:
        """Return the document's passages in order; none for an unknown document."""
        with self._translated():
            found = self._connection.execute(
                f"SELECT {rows.PASSAGE} FROM passages WHERE document_id = ? ORDER BY number", (document_id,)
            ).fetchall()
        return tuple(rows.to_passage(row) for row in found)

    def outline(self, document_id: DocumentId) -> dict[int, Contents]:
        """Return the articles of a document by number, in order; none for an unknown document."""
        with self._translated():
            found = self._connection.execute(
                "SELECT article, title, min(number), max(number) FROM passages WHERE document_id = ?"
                " GROUP BY article ORDER BY article",
                (document_id,),
            ).fetchall()
        return {row[0]: Contents(*row[1:]) for row in found}

    def stretch(self, document_id: DocumentId, first: int, last: int) -> tuple[Passage, ...]:
        """Return the document's passages from one number to another, both included."""
        with self._translated():
            found = self._connection.execute(
                f"SELECT {rows.PASSAGE} FROM passages WHERE document_id = ? AND number BETWEEN ? AND ?"
                " ORDER BY number",
                (document_id, first, last),
            ).fetchall()
        return tuple(rows.to_passage(row) for row in found)

    def text_of(self, document_id: DocumentId) -> str:
        """Return the text of a document's passages in order, one a line: what stands between them left out."""
        with self._translated():
            found = self._connection.execute(
                "SELECT text FROM passages WHERE document_id = ? ORDER BY number", (document_id,)
            ).fetchall()
        return "\n".join(row[0] for row in found)

    def glances(self, passage_ids: Sequence[PassageId]) -> dict[PassageId, Glance]:
        """Return what a search looks at in some passages, read in one go; those that are gone are left out."""
        marks = ",".join("?" * len(passage_ids))
        with self._translated():
            found = self._connection.execute(
                f"SELECT id, document_id, article, title, text FROM passages WHERE id IN ({marks})",
                passage_ids,
            ).fetchall()
        return {row[0]: Glance(row[0], row[1], row[2], row[3], self._comparable(row[4])) for row in found}

    def passage_ids(self) -> tuple[PassageId, ...]:
        """Return the ids of all passages in order."""
        with self._translated():
            found = self._connection.execute("SELECT id FROM passages ORDER BY id").fetchall()
        return tuple(row[0] for row in found)

    def sources(self) -> dict[DocumentId, str]:
        """Return the source of each document, in order of source."""
        with self._translated():
            found = self._connection.execute("SELECT id, source FROM documents ORDER BY source").fetchall()
        return dict(found)

    def passage(self, passage_id: PassageId) -> Passage | None:
        """Return a passage, None where it is gone."""
        return self._passage(self._known_version, passage_id)

    def analysis(self, passage_id: PassageId) -> Analysis:
        """Return a passage's analysis, cut as it was when it was taken in; empty where it is gone."""
        return self._analysis(self._known_version, passage_id)

    @staticmethod
    def _normalise(text: str) -> str:
        return normalise(text).text

    def unread(self) -> tuple[Unread, ...]:
        """Return the files of the folder that could not be taken in."""
        with self._translated():
            found = self._connection.execute("SELECT source, reason FROM unread ORDER BY source").fetchall()
        return tuple(Unread(*row) for row in found)

    def entries(self) -> Iterator[Entry]:
        """Yield all passages as they are indexed, in order of their ids; to be called within `unchanged`."""
        heading: tuple[tuple[str, str | None], tuple[str, ...], tuple[str, ...]] | None = None
        for row in self._connection.execute(f"SELECT {rows.PASSAGE}, words FROM passages ORDER BY id"):
            passage = rows.to_passage(row[:-1])
            if heading is None or heading[0] != (passage.title, passage.section):
                words = self._analyser.analyse(f"{passage.title}\n{passage.section or ''}").word_terms
                title = self._analyser.analyse(passage.title).bigram_terms
                heading = ((passage.title, passage.section), words, title)
            analysis = rows.to_analysis(passage.text, row[-1])
            terms = {
                View.WORDS: analysis.word_terms,
                View.BIGRAMS: analysis.bigram_terms,
                View.CHARACTERS: analysis.character_terms,
                View.PAIRS: analysis.pair_terms,
                View.HEADING: heading[1],
                View.ARTICLE: heading[2],
            }
            yield Entry(passage.id, f"{passage.document_id}/{passage.article}", terms)

    def _read_passage(self, _version: str, passage_id: PassageId) -> Passage | None:
        with self._translated():
            row = self._connection.execute(
                f"SELECT {rows.PASSAGE} FROM passages WHERE id = ?", (passage_id,)
            ).fetchone()
        return rows.to_passage(row) if row else None

    def _read_analysis(self, _version: str, passage_id: PassageId) -> Analysis:
        with self._translated():
            row = self._connection.execute(
                "SELECT text, words FROM passages WHERE id = ?", (passage_id,)
            ).fetchone()
        return rows.to_analysis(*row) if row else rows.to_analysis("", b"")

    # -- changes ----------------------------------------------------------------------------------------

    def sync(self, folder: Path, progress: Progress | None = None) -> SyncReport:
        """Bring the library in step with a folder: take in what is new or changed, drop what is gone.

        Documents that were added by hand stay. A folder without a single readable file changes nothing and
        raises `FolderError`: it is more likely a wrong path or an unplugged disk than an empty library.
        """
        files = dict(readable_files(folder))
        if not any(path.suffix.lower() in SUFFIXES for path in files.values()):
            raise FolderError(f"文件夹里没有可读的文档:{folder};支持的文件类型:{'、'.join(SUFFIXES)}")
        stamps = {source: stamp for source, path in files.items() if (stamp := _stamp(path)) is not None}
        known, skipped, by_hand = self._manifest()
        anew = self._meta("reading") != str(schema.READING)
        read = {} if anew else known | skipped
        stale = [
            source for source, stamp in stamps.items() if source not in by_hand and stamp != read.get(source)
        ]
        gone = sorted(set(known) - set(stamps))
        if not anew and not stale and not gone and not set(skipped) - set(stamps):
            return SyncReport(unread=self.unread())
        changes: dict[str, bool] = {}
        for start in range(0, max(1, len(stale)), _FILES_A_COMMIT):
            with self._writing() as connection:
                if start == 0:
                    self._drop(connection, gone, set(skipped) - set(stamps))
                for place, source in enumerate(stale[start : start + _FILES_A_COMMIT], start):
                    changes[source] = self._take_in(connection, files[source], source, stamps[source], anew)
                    if progress is not None:
                        progress(place + 1, len(stale))
        if anew:
            self._read_added_anew()
        new = [source for source, is_new in changes.items() if is_new]
        return SyncReport(
            tuple(source for source in new if source not in known),
            tuple(source for source in new if source in known),
            tuple(gone),
            self.unread(),
        )

    def _manifest(self) -> tuple[dict[str, tuple[int, int]], dict[str, tuple[int, int]], set[str]]:
        """Return (size, time) of the folder's files, read and unread; and what was added by hand."""
        with self._translated():
            found = self._connection.execute(
                "SELECT origin, source, size_bytes, modified_ns FROM documents"
            ).fetchall()
            skipped = self._connection.execute(
                "SELECT source, size_bytes, modified_ns FROM unread"
            ).fetchall()
        known = {row[1]: (row[2], row[3]) for row in found if row[0] == _FOLDER}
        return (
            known,
            {row[0]: (row[1], row[2]) for row in skipped},
            {row[1] for row in found if row[0] != _FOLDER},
        )

    @staticmethod
    def _drop(connection: sqlite3.Connection, gone: Sequence[str], gone_unread: set[str]) -> None:
        connection.executemany(
            "DELETE FROM documents WHERE source = ? AND origin = ?", [(source, _FOLDER) for source in gone]
        )
        connection.executemany("DELETE FROM unread WHERE source = ?", [(source,) for source in gone_unread])

    def _read_added_anew(self) -> None:
        """Read what was added by hand from its own text, and note that everything has been read as it is now."""
        with self._writing() as connection:
            found = connection.execute(
                f"SELECT {rows.DOCUMENT}, size_bytes, modified_ns FROM documents WHERE origin = ?", (_ADDED,)
            ).fetchall()
            for *columns, size_bytes, modified_ns in found:
                self._store(connection, rows.to_document(columns), _ADDED, (size_bytes, modified_ns))
            connection.execute("INSERT OR REPLACE INTO meta VALUES ('reading', ?)", (str(schema.READING),))

    def _take_in(
        self, connection: sqlite3.Connection, path: Path, source: str, stamp: tuple[int, int], anew: bool
    ) -> bool:
        """Read a file of the folder into the library; return whether its text is new there, or read `anew`."""
        connection.execute("DELETE FROM unread WHERE source = ?", (source,))
        try:
            document = load_file(path, source)
            held = connection.execute("SELECT digest FROM documents WHERE id = ?", (document.id,)).fetchone()
            if held is not None and held[0] == _digest(document) and not anew:
                connection.execute(
                    "UPDATE documents SET size_bytes = ?, modified_ns = ? WHERE id = ?", (*stamp, document.id)
                )
                return False
            self._store(connection, document, _FOLDER, stamp)
        except LoadError as error:
            connection.execute("DELETE FROM documents WHERE source = ?", (source,))
            connection.execute("INSERT INTO unread VALUES (?, ?, ?, ?)", (source, error.reason, *stamp))
            return False
        return True

    def _store(
        self, connection: sqlite3.Connection, document: Document, origin: str, stamp: tuple[int, int]
    ) -> AddReport:
        # Imported here: a question asked of a library that is in step needs none of it, and it takes 20 ms.
        from retrieval.layout import articles
        from retrieval.passages import passages as to_passages

        found = articles(document, self._analyser.segmenter.is_word)
        made = to_passages(document, found)
        if not made:
            raise LoadError(document.source, "文件里没有正文")
        connection.execute("DELETE FROM documents WHERE id = ?", (document.id,))
        connection.execute(
            "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                document.id, document.source, document.title, document.text, document.body.start,
                document.body.end, document.layout, document.published, document.publisher, document.region,
                origin, *stamp, _digest(document),
            ),
        )  # fmt: skip
        connection.executemany(
            "INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [rows.of_passage(passage, self._analyser.analyse(passage.text).words) for passage in made],
        )
        return AddReport(document, len(found), len(made))

    def add_file(self, path: Path, source: str | None = None) -> AddReport:
        """Take in one file by hand, in place of one of the same name; raise `LoadError` where it is no text.

        It stands before a file of the folder of the same name until it is removed.
        """
        document = load_file(path, source or path.name)
        stamp = _stamp(path) or (len(document.text), 0)
        with self._writing() as connection:
            return self._store(connection, document, _ADDED, stamp)

    def remove(self, key: str) -> Document:
        """Take a document out of every answer; one of the folder comes back when its file changes.

        Raises `UnknownDocumentError` where there is none.
        """
        document = self.document(key)
        with self._writing() as connection:
            row = connection.execute(
                "DELETE FROM documents WHERE id = ? RETURNING origin, size_bytes, modified_ns", (document.id,)
            ).fetchone()
            if row is not None and row[0] == _FOLDER:
                connection.execute(
                    "INSERT OR REPLACE INTO unread VALUES (?, ?, ?, ?)",
                    (document.source, "已由管理员移除", *row[1:]),
                )
        return document


def _stamp(path: Path) -> tuple[int, int] | None:
    """Return a file's size and time, None where it is gone."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns


def _digest(document: Document) -> str:
    return sha256(document.text.encode()).hexdigest()
