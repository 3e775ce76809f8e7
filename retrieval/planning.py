"""What a sync has to do: which files are to be read, which are gone, by comparing a folder with what was kept of it."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum, auto
from pathlib import Path

from retrieval.errors import LoadError
from retrieval.loaders.files import Stamp, digest_of, read_bytes
from retrieval.loaders.folder import Listing
from retrieval.store import schema
from retrieval.store.rows import Kept, Origin

# The coarsest clock of a file system in use: FAT keeps even seconds. A file that was written so shortly before it
# was looked at may have been written once more without its time showing it (git calls such a file racy).
_CLOCK_TICK_NS = 2 * 10**9


class _Need(Enum):
    NOTHING = auto()
    COMPARING = auto()  # its bytes with what they were
    READING = auto()


@dataclass(frozen=True, slots=True)
class Plan:
    """What a sync has to do, by source; `same` are files whose bytes are what they were, as they are kept now."""

    stale: tuple[str, ...]
    same: Mapping[str, Kept]
    gone: tuple[str, ...]
    refused: tuple[str, ...]


def plan(listing: Listing, known: Mapping[str, Kept], *, full: bool) -> Plan:
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
    return Plan(
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
