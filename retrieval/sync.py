"""Keeping a library in step with a folder: what is to be read, read, and written down with each batch.

A file is read again when its stamp changes, when it may have changed without its stamp showing it, or when files
are read otherwise than it was (`schema.READING`). Every batch of files is a transaction of its own, and each
file's row says how it was read: a process that is killed loses a batch, never what came before.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from pathlib import Path

from retrieval import rows, schema
from retrieval.analysis import Analyser
from retrieval.backends.base import Indexed
from retrieval.damage import heal
from retrieval.errors import FolderError, LibraryLockedError, LoadError
from retrieval.ids import document_id
from retrieval.intake import Taken, entries, take_in
from retrieval.loaders.files import Stamp, digest_of, read_bytes
from retrieval.loaders.folder import File, Listing, list_folder
from retrieval.loaders.names import readable, shown
from retrieval.loaders.table import SUFFIXES, load_with_digest
from retrieval.rows import Kept, Origin
from retrieval.store import Store

Progress = Callable[[int, int], None]
# Told of documents that have come into the library, in place of what it had of them.
Follow = Callable[[Sequence[Indexed]], None]

_LOST = "资料库中的内容已损坏,原文不在文档文件夹里,无法恢复;请重新添加"

# What a kill costs at most: some four seconds of reading.
_FILES_A_COMMIT = 200
_BYTES_A_COMMIT = 4 * 2**20
# The coarsest clock of a file system in use: FAT keeps even seconds. A file that was written so shortly before it
# was looked at may have been written once more without its time showing it (git calls such a file racy).
_CLOCK_TICK_NS = 2 * 10**9


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


class _Need(Enum):
    NOTHING = auto()
    COMPARING = auto()  # its bytes with what they were
    READING = auto()


@dataclass(frozen=True, slots=True)
class _Plan:
    """What a sync has to do, by source; `same` are files whose bytes are what they were, as they are kept now."""

    stale: tuple[str, ...]
    same: Mapping[str, Kept]
    gone: tuple[str, ...]
    refused: tuple[str, ...]


def bring_in_step(
    store: Store,
    analyser: Analyser,
    folder: Path,
    progress: Progress | None,
    follow: Follow | None,
    *,
    full: bool,
) -> SyncReport:
    """Bring a library in step with a folder; see `Library.sync`."""
    store.require_writable()
    listing = list_documents(folder)
    lost = heal(store, listing.files) if full else ()
    with store.translated():
        known = rows.manifest(store.connection)
    plan = _plan(listing, known, full=full)
    taken: dict[str, bool] = {}
    if plan.stale or plan.gone or plan.refused:
        taken = _carry_out(store, analyser, plan, listing, progress, follow)
    else:
        _note_if_free(store, plan, listing)
    if any(kept.origin is Origin.ADDED and kept.reading != schema.READING for kept in known.values()):
        _tell(follow, _read_added_anew(store, analyser), analyser)
    documents = {source for source, kept in known.items() if kept.origin is Origin.FOLDER}
    new = [source for source, is_new in taken.items() if is_new]
    return SyncReport(
        tuple(source for source in new if source not in documents),
        tuple(source for source in new if source in documents),
        tuple(source for source in plan.gone if source in documents),
        (*unread(store), *(Unread(source, _LOST) for source in lost)),
        tuple(remark for remark in remarks(store) if taken.get(remark.source)),
    )


def list_documents(folder: Path) -> Listing:
    """Return what lies in a folder of documents; raise `FolderError` where not one file is of a kind we read."""
    listing = list_folder(folder)
    if not any(file.path.suffix.lower() in SUFFIXES for file in listing.files.values()):
        raise FolderError(f"文件夹里没有可读的文档:{shown(folder)};支持的文件类型:{'、'.join(SUFFIXES)}")
    return listing


def unread(store: Store) -> tuple[Unread, ...]:
    """Return the files of the folder that are not taken in, in order of source."""
    found = store.rows("SELECT source, reason, removed FROM unread ORDER BY source")
    return tuple(
        Unread(readable(str(source)), str(reason), bool(removed)) for source, reason, removed in found
    )


def remarks(store: Store) -> tuple[Remark, ...]:
    """Return what was odd about files that were read, in order of source."""
    found = store.rows("SELECT source, remark FROM documents WHERE remark IS NOT NULL ORDER BY source")
    return tuple(Remark(readable(str(source)), str(text)) for source, text in found)


def _plan(listing: Listing, known: Mapping[str, Kept], *, full: bool) -> _Plan:
    """Return what is to be done; the bytes of files that may have changed are looked at for it."""
    stale: list[str] = []
    same: dict[str, Kept] = {}
    for source, file in listing.files.items():
        kept = known.get(source)
        need = _need(kept, file.stamp, full=full)
        if need is _Need.COMPARING and kept is not None:
            now = time.time_ns()
            if _digest(file.path) == kept.file_digest:
                same[source] = replace(kept, stamp=file.stamp, looked_ns=now)
            else:
                stale.append(source)
        elif need is _Need.READING:
            stale.append(source)
    by_hand = {source for source, kept in known.items() if kept.origin is Origin.ADDED}
    gone = known.keys() - listing.files.keys() - listing.refused.keys() - by_hand
    refused = (
        source
        for source, reason in listing.refused.items()
        if source not in known or known[source].origin is Origin.FOLDER or known[source].reason != reason
    )
    return _Plan(
        tuple(stale),
        same,
        tuple(sorted(source for source in gone if not source.startswith(listing.unreachable))),
        tuple(source for source in refused if source not in by_hand),
    )


def _need(kept: Kept | None, stamp: Stamp, *, full: bool) -> _Need:
    """Return what a file needs of which the library keeps `kept`."""
    if kept is None:
        return _Need.READING
    if kept.origin is Origin.ADDED:  # stands before the folder's file
        return _Need.NOTHING
    if kept.origin is not Origin.REMOVED and kept.reading != schema.READING:
        return _Need.READING
    has_changed = not kept.stamp.may_be(stamp)
    if not (has_changed or full or _is_racy(kept)):
        return _Need.NOTHING
    if kept.file_digest is not None:
        return _Need.COMPARING
    return _Need.NOTHING if kept.origin is Origin.REMOVED and not has_changed else _Need.READING


def _is_racy(kept: Kept) -> bool:
    written = max(kept.stamp.modified_ns, kept.stamp.changed_ns or 0)
    return kept.looked_ns is not None and written > kept.looked_ns - _CLOCK_TICK_NS


def _digest(path: Path) -> str | None:
    try:
        return digest_of(read_bytes(path, str(path)))
    except LoadError:
        return None


def _carry_out(
    store: Store,
    analyser: Analyser,
    plan: _Plan,
    listing: Listing,
    progress: Progress | None,
    follow: Follow | None,
) -> dict[str, bool]:
    """Do what is planned; return the sources read, each with whether its text is new in the library."""
    taken: dict[str, bool] = {}
    for batch in _batches(plan.stale, listing.files):
        new: list[Taken] = []
        with store.writing() as connection:
            if not taken:
                _drop(connection, plan, listing)
            for source in batch:
                read = _take_in(connection, analyser, source, listing.files[source])
                taken[source] = read is not None
                new += [read] if read is not None else []
                if progress is not None:
                    progress(len(taken), len(plan.stale))
        _tell(follow, new, analyser)
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


def _drop(connection: sqlite3.Connection, plan: _Plan, listing: Listing) -> None:
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


def _note_if_free(store: Store, plan: _Plan, listing: Listing) -> None:
    """Note what was looked at and is the same; where that cannot be written now, it is looked at again."""
    if not plan.same:
        return
    try:
        with store.writing(is_patient=False) as connection:
            _drop(connection, plan, listing)
    except LibraryLockedError:
        pass


def _take_in(connection: sqlite3.Connection, analyser: Analyser, source: str, file: File) -> Taken | None:
    """Read a file of the folder into the library; return what it holds, None where nothing new."""
    kept = Kept(Origin.FOLDER, file.stamp, time.time_ns(), None, schema.READING)
    held = connection.execute(
        "SELECT origin, digest, reading FROM documents WHERE source = ?", (source,)
    ).fetchone()
    if held is not None and held[0] == Origin.ADDED:  # by another process, meanwhile
        return None
    try:
        document, file_digest = load_with_digest(file.path, source)
        kept = replace(kept, file_digest=file_digest)
        if held == (Origin.FOLDER, rows.text_digest(document), schema.READING):
            rows.note(connection, source, kept)
            return None
        taken = take_in(document, analyser)
        rows.put(connection, taken, kept)
    except LoadError as error:
        unread = replace(kept, origin=Origin.UNREAD, file_digest=None, reason=error.reason)
        rows.put_unread(connection, source, unread)
        return None
    return taken


def _read_added_anew(store: Store, analyser: Analyser) -> list[Taken]:
    """Read what was added by hand, by an earlier way of reading, from its own text; return what that holds."""
    made: list[Taken] = []
    how = "size_bytes, modified_ns, changed_ns, looked_ns, file_digest"
    with store.writing() as connection:
        found = connection.execute(
            f"SELECT {how}, {rows.DOCUMENT} FROM documents WHERE origin = ? AND reading <> ?",
            (Origin.ADDED, schema.READING),
        ).fetchall()
        for size_bytes, modified_ns, changed_ns, looked_ns, file_digest, *columns in found:
            stamp = Stamp(size_bytes, modified_ns, changed_ns)
            kept = Kept(Origin.ADDED, stamp, looked_ns, file_digest, schema.READING)
            document = rows.to_document(columns)
            document = replace(document, id=document_id(document.source))
            made.append(take_in(document, analyser))
            rows.put(connection, made[-1], kept)
    return made
