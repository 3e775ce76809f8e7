"""Which segments make up the postings, and which of their documents are gone: one small file, replaced whole."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from retrieval.private import keep_private

_FORMAT = 3  # 1 and 2 were a folder a version
_FRESH = ".new"


@dataclass(frozen=True, slots=True)
class Stamp:
    """How a file was when it was written: whoever writes to it changes that."""

    size_bytes: int
    modified_ns: int
    changed_ns: int

    @staticmethod
    def of(path: Path) -> Stamp:
        """Return a file's stamp; raise `OSError` where there is none."""
        status = path.stat()
        return Stamp(status.st_size, status.st_mtime_ns, status.st_ctime_ns)


@dataclass(frozen=True, slots=True)
class Listed:
    """A segment by the name of its file, how that is, and the numbers of its documents that are gone, ascending."""

    name: str
    stamp: Stamp
    gone: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Manifest:
    """The postings at one moment; `version` is the library's, empty where that is not known."""

    version: str = ""
    segments: tuple[Listed, ...] = ()


def read(path: Path) -> Manifest | None:
    """Return what a file says; None where it is missing, of another format, or not what was written."""
    try:
        check, _, text = path.read_text("utf-8").partition("\n")
        found = json.loads(text)
        if sha256(text.encode()).hexdigest() != check or found["format"] != _FORMAT:
            return None
    except (OSError, ValueError, KeyError, TypeError):
        return None
    segments = (Listed(name, Stamp(*stamp), tuple(gone)) for name, stamp, gone in found["segments"])
    return Manifest(found["version"], tuple(segments))


def write(path: Path, manifest: Manifest) -> None:
    """Put a manifest in the place of the one that is there; raise `OSError` where that cannot be done."""
    segments = [
        (one.name, (one.stamp.size_bytes, one.stamp.modified_ns, one.stamp.changed_ns), one.gone)
        for one in manifest.segments
    ]
    text = json.dumps({"format": _FORMAT, "version": manifest.version, "segments": segments})
    fresh = path.with_suffix(_FRESH)
    fresh.write_text(f"{sha256(text.encode()).hexdigest()}\n{text}", "utf-8")
    keep_private(fresh)
    fresh.replace(path)
