"""Keeping a library in step with a folder: what is to be read, read, and written down with each batch.

A file is read again when its stamp changes, when it may have changed without its stamp showing it, or when files
are read otherwise than it was (`schema.READING`). Every batch of files is a transaction of its own, and each
file's row says how it was read: a process that is killed loses a batch, never what came before.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from retrieval import planning
from retrieval.analysis import Analyser
from retrieval.backends.base import Indexed
from retrieval.errors import FolderError, LibraryLockedError, LoadError
from retrieval.intake import Intake, Taken, entries
from retrieval.loaders.files import Stamp
from retrieval.loaders.folder import File, Listing, list_folder
from retrieval.loaders.kinds import SUFFIXES, Kind, kind_of
from retrieval.loaders.names import readable, shown
from retrieval.loaders.table import load, may_be_document
from retrieval.planning import Plan
from retrieval.reading import AGAIN, Request
from retrieval.recognition.wanted import SAID
from retrieval.sharing import read_in_order
from retrieval.store import rows, schema
from retrieval.store.damage import heal
from retrieval.store.file import Store
from retrieval.store.rows import Kept, Origin, RowError

_log = logging.getLogger(__name__)

Progress = Callable[[int, int], None]
# Told of documents that have come into the library, in place of what it had of them.
Follow = Callable[[Sequence[Indexed]], None]

_LOST = "资料库中的内容已损坏,原文不在文档文件夹里,无法恢复;请重新添加"

# What a kill costs at most: some two and a half seconds of reading; and what is held in memory, some 40 MB.
_FILES_A_COMMIT = 200
_BYTES_A_COMMIT = 2**20
_OF_TEXT = (Kind.PLAIN, Kind.MARKDOWN)


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that is not taken in, and why: it could not be, or its document was removed by hand."""

    source: str
    reason: str
    is_removed: bool = False


@dataclass(frozen=True, slots=True)
class Remark:
    """A file that was read all the same, and what was odd about it."""

    source: str
    text: str


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What a sync did, by source; `unread` are the files that could not be taken in, `remarks` on what it read."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unread: tuple[Unread, ...] = ()
    remarks: tuple[Remark, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)

    def followed_by(self, later: SyncReport) -> SyncReport:
        """Return what both syncs did, as if they were one."""
        added = dict.fromkeys((*self.added, *later.added))
        changed = [one for one in dict.fromkeys((*self.changed, *later.changed)) if one not in added]
        removed = dict.fromkeys((*self.removed, *later.removed))
        return SyncReport(tuple(added), tuple(changed), tuple(removed), later.unread, later.remarks)


def bring_in_step(
    store: Store,
    intake: Intake,
    listing: Listing,
    progress: Progress | None,
    follow: Follow | None,
    *,
    full: bool,
) -> SyncReport:
    """Bring a library in step with what lies in a folder; see `Library.sync`."""
    store.require_writable()
    lost = heal(store, listing.files) if full else ()
    with store.translated():
        known = rows.manifest(store.connection)
    plan = planning.plan(listing, known, full=full)
    taken: dict[str, bool] = {}
    if plan.stale or plan.gone or plan.refused:
        taken = _carry_out(store, intake, plan, listing, progress, follow)
    else:
        _note_if_free(store, plan, listing)
    if any(kept.origin is Origin.ADDED and kept.reading != schema.READING for kept in known.values()):
        _tell(follow, _read_added_anew(store, intake), intake.analyser)
    documents = {source for source, kept in known.items() if kept.origin is Origin.FOLDER}
    new = [source for source, is_new in taken.items() if is_new]
    return SyncReport(
        tuple(source for source in new if source not in documents),
        tuple(source for source in new if source in documents),
        tuple(source for source in plan.gone if source in documents),
        (*unread(store), *(Unread(source, _LOST) for source in lost)),
        tuple(remark for remark in remarks(store) if taken.get(remark.source)),
    )


def list_documents(folder: Path, exclude: Sequence[str] = ()) -> Listing:
    """Return what lies in a folder of documents, what a pattern of `exclude` fits left out.

    Raises `FolderError` where not one file is of a kind we read.
    """
    listing = list_folder(folder, exclude)
    if not any(may_be_document(file.path) for file in listing.files.values()):
        raise FolderError(f"文件夹里没有可读的文档:{shown(folder)};支持的文件类型:{'、'.join(SUFFIXES)}")
    return listing


def unread(store: Store) -> tuple[Unread, ...]:
    """Return the files of the folder that are not taken in, in order of source."""
    found = store.rows("SELECT source, reason, removed FROM unread ORDER BY source")
    return tuple(
        Unread(readable(str(source)), str(reason), bool(removed)) for source, reason, removed in found
    )


def without_text(store: Store) -> list[str]:
    """Return the files of the folder of which pages wait for their text to be recognised, by what was said of them; in order."""
    held = " OR ".join(["instr(said, ?)"] * len(SAID))
    found = store.rows(
        "SELECT source FROM (SELECT source, reason AS said FROM unread WHERE NOT removed UNION ALL"
        f" SELECT source, remark FROM documents WHERE origin = 'folder') WHERE {held} ORDER BY source",
        SAID,
    )
    return [str(source) for (source,) in found]


def read_again(store: Store, source: str) -> None:
    """Let the next sync read a file anew, though it is as it was."""
    with store.writing() as connection:
        for table in ("documents", "unread"):
            connection.execute(f"UPDATE {table} SET reading = ? WHERE source = ?", (AGAIN, source))


def remarks(store: Store) -> tuple[Remark, ...]:
    """Return what was odd about files that were read, in order of source."""
    found = store.rows("SELECT source, remark FROM documents WHERE remark IS NOT NULL ORDER BY source")
    return tuple(Remark(readable(str(source)), str(text)) for source, text in found)


def _carry_out(
    store: Store,
    intake: Intake,
    plan: Plan,
    listing: Listing,
    progress: Progress | None,
    follow: Follow | None,
) -> dict[str, bool]:
    """Do what is planned; return the sources read, each with whether its text is new in the library.

    Files are read before the library is locked: that takes seconds, writing them milliseconds.
    """
    taken: dict[str, bool] = {}
    requests = (_request(store, source, listing.files[source]) for source in plan.stale)
    size_bytes = sum(listing.files[source].stamp.size_bytes for source in plan.stale)
    is_first = True
    with closing(read_in_order(intake, requests, size_bytes)) as outcomes:
        for batch in _batches(plan.stale, listing.files):
            read = {}
            for source in batch:
                read[source] = next(outcomes)
                if progress is not None:
                    progress(len(taken) + len(read), len(plan.stale))
            with store.writing() as connection:
                if is_first:
                    _drop(connection, plan, listing)
                made = {source: _write(connection, source, *outcome) for source, outcome in read.items()}
            taken |= made
            new = [
                taken_in for source, (_, taken_in) in read.items() if taken_in is not None and made[source]
            ]
            _tell(follow, new, intake.analyser)
            is_first = False
    return taken


def _tell(follow: Follow | None, taken: Sequence[Taken], analyser: Analyser) -> None:
    """Tell of what has come into the library."""
    if follow is not None and taken:
        follow([_indexed(one, analyser) for one in taken])


def _indexed(taken: Taken, analyser: Analyser) -> Indexed:
    stamp = rows.stamp(schema.READING, rows.text_digest(taken.document))
    return Indexed(taken.document.id, stamp, tuple(entries(taken.passages, analyser)))


def _batches(sources: Sequence[str], files: Mapping[str, File]) -> Iterator[list[str]]:
    """Yield the sources in batches, at least one, which may be empty."""
    batch: list[str] = []
    size_bytes = 0
    for source in sources:
        size_bytes += files[source].stamp.size_bytes
        if len(batch) == _FILES_A_COMMIT or (batch and size_bytes > _BYTES_A_COMMIT):
            yield batch
            batch, size_bytes = [], files[source].stamp.size_bytes
        batch.append(source)
    yield batch


def _drop(connection: sqlite3.Connection, plan: Plan, listing: Listing) -> None:
    """Forget what is gone, note what is refused, and what was looked at and is the same."""
    for source in plan.gone:
        connection.execute("DELETE FROM documents WHERE source = ? AND origin = ?", (source, Origin.FOLDER))
        connection.execute("DELETE FROM unread WHERE source = ?", (source,))
    for source in plan.refused:
        reason = listing.refused[source]
        kept = Kept(Origin.UNREAD, Stamp(0, 0, 0), None, None, schema.READING, reason)
        rows.put_unread(connection, source, kept)
    for source, kept in plan.same.items():
        rows.note(connection, source, kept)


def _note_if_free(store: Store, plan: Plan, listing: Listing) -> None:
    """Note what was looked at and is the same; where that cannot be written now, it is looked at again."""
    if not plan.same:
        return
    try:
        with store.writing(is_patient=False) as connection:
            _drop(connection, plan, listing)
    except LibraryLockedError:
        pass


def _request(store: Store, source: str, file: File) -> Request:
    held = store.row("SELECT digest, reading FROM documents WHERE source = ?", (source,))
    kept = Kept(Origin.FOLDER, file.stamp, None, None, schema.READING)
    return Request(source, file.path, kept, held)


def _write(connection: sqlite3.Connection, source: str, kept: Kept, taken: Taken | None) -> bool:
    """Write down what was read of a file; return whether its text is new in the library, or read anew."""
    held = connection.execute("SELECT origin FROM documents WHERE source = ?", (source,)).fetchone()
    if held == (Origin.ADDED,) or rows.was_removed(connection, source, kept):  # by another process, meanwhile
        return False
    try:
        if taken is not None:
            rows.put(connection, taken, kept)
            return True
    except LoadError as error:
        kept = replace(kept, origin=Origin.UNREAD, file_digest=None, reason=error.reason)
    if kept.origin is Origin.UNREAD:
        rows.put_unread(connection, source, kept)
    else:
        rows.note(connection, source, kept)
    return False


def _read_added_anew(store: Store, intake: Intake) -> list[Taken]:
    """Read what was added by hand, by an earlier way of reading, from its own text; return what that holds.

    What cannot be read so stays as it is.
    """
    made: list[Taken] = []
    which = "origin = 'added' AND source = ? AND reading <> ?"
    sources = store.rows(
        "SELECT source, ? FROM documents WHERE origin = 'added' AND reading <> ?", (schema.READING,) * 2
    )
    for key in sources:
        row = store.row(f"SELECT {_KEPT}, {rows.DOCUMENT} FROM documents WHERE {which}", key)
        if row is None:  # removed, or read by another process, meanwhile
            continue
        stamp, (looked_ns, file_digest, *columns) = Stamp(*row[:3]), row[3:]
        try:
            held = rows.to_document(columns)
            if (
                kind_of(held.source, held.text.encode()) not in _OF_TEXT
            ):  # its text is an extract of what it was
                continue
            taken = intake.take_in(load(held.source, held.text.encode(), intake.analyser.segmenter.is_word))
        except (RowError, LoadError):
            _log.warning(
                "手工添加的 %s 无法重新读入,暂按原样保留;请运行 youju doctor 检查", readable(str(key[0]))
            )
            continue
        with store.writing() as connection:
            if connection.execute(f"SELECT 1 FROM documents WHERE {which}", key).fetchone():
                rows.put(connection, taken, Kept(Origin.ADDED, stamp, looked_ns, file_digest, schema.READING))
                made.append(taken)
    return made


_KEPT = "size_bytes, modified_ns, changed_ns, looked_ns, file_digest"
