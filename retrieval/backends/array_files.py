"""Arrays in a folder: written beside it and put in place whole, with a seal that shows whether they still are.

The seal has each file's size, CRC-32 and stamp. Opening compares sizes and stamps alone (26 files in 0.2 ms;
checksums of 300 MB take 0.27 s of a processor): whoever writes to a file changes its stamp, so only then, or when
asked for, are the bytes looked at. What changes on the disk without being written to shows there alone.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from time import time
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from retrieval.private import keep_private, make_folder

_SEAL = "seal.json"
_LOCK = "lock"
_SCRATCH = ".building-"
_LONGEST_UNLOCKED_S = 60.0  # after a scratch folder is made, before it is put in place: milliseconds
_PIECE_BYTES = 2**22


class BrokenArraysError(Exception):
    """The files of a folder are not what was written."""


def load(folder: Path, *, full: bool) -> dict[str, NDArray[Any]] | None:
    """Map the arrays of a folder by name, None where there is no such folder.

    Their bytes are compared with the seal where the stamps differ from it, and always where `full`. Raises
    `BrokenArraysError` where something is not what was written.
    """
    if not folder.is_dir():
        return None
    seal = _read_seal(folder)
    try:
        if full or any(_stamp(folder / name) != told["stamp"] for name, told in seal.items()):
            broken = broken_files(folder)
            if broken:
                raise BrokenArraysError(f"{', '.join(broken)} in {folder}")
            with suppress(OSError):  # copied, or given other rights: the next time stamps will do
                _write_seal(
                    folder, {name: told | {"stamp": _stamp(folder / name)} for name, told in seal.items()}
                )
        return {name.removesuffix(".npy"): _mapped(folder / name, told) for name, told in seal.items()}
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise BrokenArraysError(f"{folder}: {error}") from error


def broken_files(folder: Path) -> tuple[str, ...]:
    """Return the files of a folder that are not what was written, every byte compared."""
    try:
        seal = _read_seal(folder)
    except BrokenArraysError:
        return (_SEAL,)
    return tuple(name for name, told in seal.items() if _checksum(folder / name) != told.get("crc32"))


def write(home: Path, arrays: Iterable[tuple[str, NDArray[Any]]]) -> dict[str, NDArray[Any]]:
    """Write one-dimensional arrays beside `home`, put them in its place, and return them, mapped.

    Where another process was faster its files stay. Raises `OSError`, before the first array is asked for where
    the folder cannot be written at all; nothing half-written is left.
    """
    with _scratch(home.parent) as scratch:
        seal = {f"{name}.npy": _written(scratch / f"{name}.npy", values) for name, values in arrays}
        _write_seal(scratch, seal)
        mapped = {name.removesuffix(".npy"): _mapped(scratch / name, told) for name, told in seal.items()}
        (scratch / _LOCK).unlink()
        try:
            scratch.rename(home)
        except OSError:
            if not home.is_dir():
                raise
    return mapped


def sweep(folder: Path, keep: Path) -> None:
    """Remove all other folders and what killed processes left, but not what is being written.

    A process that has them open keeps its maps.
    """
    for other in folder.iterdir():
        is_used = other.name.startswith(_SCRATCH) and not _is_abandoned(other)
        if other != keep and other.is_dir() and not is_used:
            shutil.rmtree(other, ignore_errors=True)


@contextmanager
def _scratch(parent: Path) -> Iterator[Path]:
    """Give a folder to write in, locked as long as this process is at it; it is removed if it is still there."""
    make_folder(parent)
    keep_private(parent)
    scratch = Path(tempfile.mkdtemp(dir=parent, prefix=_SCRATCH))  # for its owner alone
    try:
        with (scratch / _LOCK).open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield scratch
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _is_abandoned(scratch: Path) -> bool:
    """Return whether nobody writes in a scratch folder any more."""
    try:
        with (scratch / _LOCK).open("r+") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
    except FileNotFoundError:
        with suppress(OSError):
            return time() - scratch.stat().st_mtime > _LONGEST_UNLOCKED_S
        return False
    except OSError:
        return False


def _read_seal(folder: Path) -> Mapping[str, dict[str, Any]]:
    try:
        seal = json.loads((folder / _SEAL).read_bytes())
    except (OSError, ValueError) as error:
        raise BrokenArraysError(f"{folder / _SEAL}: {error}") from error
    if not isinstance(seal, dict) or not all(isinstance(told, dict) for told in seal.values()):
        raise BrokenArraysError(f"{folder / _SEAL} is no seal")
    return seal


def _write_seal(folder: Path, seal: Mapping[str, dict[str, Any]]) -> None:
    fresh = folder / f"{_SEAL}.{os.getpid()}"
    fresh.write_text(json.dumps(seal), "utf-8")
    keep_private(fresh)
    fresh.replace(folder / _SEAL)


def _written(path: Path, values: NDArray[Any]) -> dict[str, Any]:
    """Write an array as numpy does; return what the seal says of it."""
    header = np.lib.format.header_data_from_array_1_0(values)
    with path.open("wb") as file:
        keep_private(path)
        np.lib.format.write_array_header_1_0(file, header)
        file.write(values.data)  # `np.save` would not say why a disk took less
    return {"crc32": _checksum(path), "stamp": _stamp(path), "dtype": values.dtype.str, "length": len(values)}


def _stamp(path: Path) -> list[int]:
    status = path.stat()
    return [status.st_size, status.st_mtime_ns, status.st_ctime_ns]


def _checksum(path: Path) -> int | None:
    """Return a file's CRC-32, None where it cannot be read."""
    value = 0
    try:
        with path.open("rb", buffering=0) as file:
            while piece := file.read(_PIECE_BYTES):
                value = crc32(piece, value)
    except OSError:
        return None
    return value


def _mapped(path: Path, told: Mapping[str, Any]) -> NDArray[Any]:
    """Map an array's file; as a plain array, since each slice of a `memmap` costs ten times as much."""
    dtype = np.dtype(told["dtype"])
    offset = (
        path.stat().st_size - told["length"] * dtype.itemsize
    )  # numpy's header, which the seal stands for
    mapped: NDArray[Any] = np.memmap(path, dtype, "r", offset, (told["length"],)).view(np.ndarray)
    return mapped
