"""The folder of the postings: segments and the manifest that lists them, read, written, compared with their stamps.

Opening compares sizes and stamps alone (checksums of 250 MB take 0.1 s of a processor): whoever writes to a file
changes its stamp, so only then, or when asked for, are the bytes looked at. What changes on the disk without being
written to shows there alone.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from errno import EACCES, EROFS
from pathlib import Path
from uuid import uuid4

import numpy as np

from retrieval.backends import arrays, manifest, segments
from retrieval.backends.arrays import DamagedError
from retrieval.backends.manifest import Listed, Manifest, Stamp
from retrieval.backends.segments import Contents, Held, Segment, Views
from retrieval.private import keep_private, make_folder

_MANIFEST, _LOCK, _SUFFIX = "manifest.json", "lock", ".segment"
_READINGS = 5  # of the manifest, while another process replaces it and sweeps its former segments away
_OWNERS = 0o600


class SegmentFolder:
    """Segments on the disk; several processes may read, one writes at a time."""

    def __init__(self, path: Path, *, reads_only: bool = False) -> None:
        self.path = path
        self.reads_only = reads_only

    def read(
        self, known: Sequence[Held], *, full: bool
    ) -> tuple[Manifest, tuple[Held, ...], tuple[str, ...]]:
        """Return the manifest, the segments that it lists, and why some of them are left out.

        What is `known` already is not read again; the bytes of all are looked at where `full`, of others where their
        stamps differ. A manifest that is not what was written is empty.
        """
        mapped = {held.file.name: held.segment for held in known if held.file is not None}
        for _ in range(_READINGS):
            found = self._manifest()
            held, damage = self._opened(found, mapped, full=full)
            if not damage or self._manifest() == found:
                break
        if not damage and any(one.file not in found.segments for one in held):
            self._note_stamps(found, held)
        return found, held, damage

    def _manifest(self) -> Manifest:
        return manifest.read(self.path / _MANIFEST) or Manifest()

    def _opened(
        self, found: Manifest, mapped: Mapping[str, Segment], *, full: bool
    ) -> tuple[tuple[Held, ...], tuple[str, ...]]:
        held: list[Held] = []
        damage: list[str] = []
        for listed in found.segments:
            path = self.path / listed.name
            try:
                stamp = Stamp.of(path)
                if full or stamp != listed.stamp:
                    arrays.check(path)
                segment = mapped.get(listed.name) or segments.read(path)
            except (DamagedError, OSError) as error:
                damage.append(str(error))
            else:
                gone = np.array(listed.gone, dtype=np.int64)
                held.append(Held(segment, replace(listed, stamp=stamp), gone))
        return tuple(held), tuple(damage)

    def _note_stamps(self, found: Manifest, held: Sequence[Held]) -> None:
        """Write down the stamps of files that were found to be right: copied, or given other rights.

        The next time their stamps will do. Nothing happens where others write, or nobody may.
        """
        from filelock import Timeout

        with suppress(OSError, Timeout), self.writing(timeout_s=0):
            if self._manifest() == found:
                self.put(found.version, held)

    def damage(self) -> tuple[str, ...]:
        """Return the files that are not what was written, every byte compared."""
        path = self.path / _MANIFEST
        found = manifest.read(path)
        if found is None:
            return (path.name,) if path.exists() else ()
        damaged = []
        for listed in found.segments:
            try:
                arrays.check(self.path / listed.name)
            except DamagedError:
                damaged.append(listed.name)
        return tuple(damaged)

    @contextmanager
    def writing(self, timeout_s: float = -1) -> Iterator[None]:
        """Keep other writers waiting, as long as need be; what the manifest does not list is swept up at the end.

        Raises `OSError` where the folder cannot be written, `Timeout` where another is writing.
        """
        if self.reads_only:
            raise OSError(EROFS, os.strerror(EROFS), str(self.path))
        from filelock import FileLock  # who only reads does without, and it takes 12 ms

        make_folder(self.path)
        keep_private(self.path)
        if not os.access(self.path, os.W_OK):
            raise PermissionError(EACCES, os.strerror(EACCES), str(self.path))
        with FileLock(self.path / _LOCK, timeout=timeout_s, mode=_OWNERS):
            try:
                yield
            finally:
                self._sweep()

    def write(self, contents: Contents, views: Views) -> Held:
        """Write a segment; raise `OSError` where it cannot be written."""
        path = self.path / f"{uuid4().hex}{_SUFFIX}"
        segments.write(path, contents, views)
        return Held(segments.read(path), Listed(path.name, Stamp.of(path)), np.empty(0, dtype=np.int64))

    def put(self, version: str, held: Sequence[Held]) -> Manifest:
        """Make some segments those of the postings, at a version of the library; return the manifest."""
        found = Manifest(version, tuple(one.listed for one in held))
        manifest.write(self.path / _MANIFEST, found)
        return found

    def mapped_anew(self, held: Held) -> Held:
        """Return a segment mapped once more: what is read of it leaves memory together with this value."""
        return replace(held, segment=segments.read(self.path / held.listed.name)) if held.file else held

    def _sweep(self) -> None:
        """Remove former segments, other formats, and what killed builds left; who has them open keeps them."""
        found = self._manifest()
        kept = {_MANIFEST, _LOCK, *(listed.name for listed in found.segments)}
        for path in self.path.iterdir():
            if path.name not in kept:
                with suppress(OSError):
                    shutil.rmtree(path) if path.is_dir() else path.unlink()
