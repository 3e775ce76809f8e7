"""Arrays in one file, each with its checksum: written one after another, mapped into memory when read.

The file: the arrays, each at a multiple of 64 bytes; a table of them in JSON; the table's length and CRC-32 and
what the format is called, in 16 bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from mmap import ACCESS_READ, MADV_DONTNEED, mmap
from os import SEEK_END
from pathlib import Path
from struct import Struct, error
from typing import Any, BinaryIO
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from retrieval.private import keep_private

_FOOT = Struct("<II8s")
_MAGIC = b"YJARRAY1"
_ALIGNED = 64
_PIECE_BYTES = 1 << 20

Array = NDArray[Any]
_Row = tuple[str, str, int, int, int]  # name, type, place, length in bytes, CRC-32


class DamagedError(Exception):
    """The file is not what was written."""


@dataclass(frozen=True, slots=True)
class Streams:
    """Arrays of one length that are made together: a piece of each at a time, in the order of `types`, which are named."""

    types: Mapping[str, np.dtype[Any]]
    length: int
    pieces: Iterable[Sequence[Array]]


def write(path: Path, arrays: Iterable[tuple[str, Array] | Streams]) -> None:
    """Write arrays into a new file, for its owner alone; they may be made one after another, none is held.

    Raises `OSError` where it cannot be written; nothing half-written is left.
    """
    try:
        with path.open("xb") as file:
            keep_private(path)
            table: list[_Row] = []
            for some in arrays:
                if isinstance(some, Streams):
                    table.extend(_write_streams(file, some))
                else:
                    name, array = some
                    table.extend(_write_streams(file, Streams({name: array.dtype}, array.size, [[array]])))
            foot = json.dumps(table).encode()
            file.write(foot + _FOOT.pack(len(foot), crc32(foot), _MAGIC))
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _write_streams(file: BinaryIO, streams: Streams) -> list[_Row]:
    """Write arrays side by side behind what the file holds; return their rows of the table."""
    starts = []
    end = file.tell()
    for dtype in streams.types.values():
        starts.append(end + -end % _ALIGNED)
        end = starts[-1] + dtype.itemsize * streams.length
    places, checks = list(starts), [0] * len(starts)
    for pieces in streams.pieces:
        for number, piece in enumerate(pieces):
            data = np.ascontiguousarray(piece).reshape(-1).view(np.uint8).data
            file.seek(places[number])
            file.write(data)
            checks[number] = crc32(data, checks[number])
            places[number] += len(data)
    file.seek(end)
    rows = zip(streams.types.items(), starts, places, checks, strict=True)
    return [(name, dtype.str, start, place - start, check) for (name, dtype), start, place, check in rows]


def read(path: Path) -> Mapping[str, Array]:
    """Return the arrays of a file, mapped; raise `DamagedError` for one that is not there or has no table."""
    try:
        with path.open("rb") as file:
            mapped = memoryview(mmap(file.fileno(), 0, access=ACCESS_READ))
        return {
            name: np.frombuffer(mapped[start : start + length], dtype=dtype)
            for name, dtype, start, length, _ in _table(mapped)
        }
    except (OSError, ValueError, TypeError, error) as problem:
        raise DamagedError(f"{path.name}: {problem}") from problem


def let_go(array: Array) -> None:
    """Let a mapped array's file leave this process's memory; what is asked for again comes back from the system's."""
    owner = array.base.obj if isinstance(array.base, memoryview) else None
    if isinstance(owner, mmap):
        owner.madvise(MADV_DONTNEED)


def check(path: Path) -> None:
    """Compare each array of a file with its checksum; raise `DamagedError` where they differ.

    The file is read, not mapped: 3 GB a second where it lies in the system's memory, and none of it stays in ours.
    """
    try:
        with path.open("rb") as file:
            file.seek(-_FOOT.size, SEEK_END)
            size, *_ = _FOOT.unpack(file.read())
            file.seek(-_FOOT.size - size, SEEK_END)
            for name, _, start, length, expected in _table(memoryview(file.read())):
                file.seek(start)
                found = 0
                for begin in range(0, length, _PIECE_BYTES):
                    found = crc32(file.read(min(_PIECE_BYTES, length - begin)), found)
                if found != expected:
                    raise DamagedError(f"{path.name}: {name}")
    except (OSError, ValueError, TypeError, error) as problem:
        raise DamagedError(f"{path.name}: {problem}") from problem


def _table(data: memoryview) -> list[_Row]:
    """Return the table at the end of a file; raise `DamagedError` where it is not what was written."""
    size, expected, magic = _FOOT.unpack(data[-_FOOT.size :])
    foot = data[-_FOOT.size - size : -_FOOT.size]
    if magic != _MAGIC or crc32(foot) != expected:
        raise DamagedError("the table")
    table: list[_Row] = json.loads(bytes(foot))
    return table
