"""Bytes of files: regular ones only, at once, and no more of them than can be read in good time."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from hashlib import sha256
from io import FileIO
from pathlib import Path

from retrieval.errors import LoadError
from retrieval.reasons import why

# Laying out, cutting and indexing take 2 to 2.6 s of a processor and 40 MB of memory a megabyte, whatever its lines
# (tests/benchmarks/library_sizes.py): 8 MB, a book of 5,000 pages, take 20 s.
LARGEST_BYTES = 8 * 2**20
# Of a file that holds pictures and fonts beside its text; it is held in memory while it is read.
LARGEST_FILE_BYTES = 100 * 2**20
_TRIES = 3
NOT_REGULAR = "不是普通文件(管道、套接字或设备);请换成普通文件"


@dataclass(frozen=True, slots=True)
class Stamp:
    """A file's size and times; whoever changes a file changes one of them, if not on purpose.

    `changed_ns` is when its inode changed last, which nobody can set; None where it is not known.
    """

    size_bytes: int
    modified_ns: int
    changed_ns: int | None

    @classmethod
    def of(cls, status: os.stat_result) -> Stamp:
        """Return the stamp that a file's status holds; times past the year 2262 are those of its end."""
        return cls(status.st_size, _in_64_bits(status.st_mtime_ns), _in_64_bits(status.st_ctime_ns))

    def may_be(self, other: Stamp) -> bool:
        """Return whether the two are alike as far as both are known."""
        if None in (self.changed_ns, other.changed_ns):
            return (self.size_bytes, self.modified_ns) == (other.size_bytes, other.modified_ns)
        return self == other


def _in_64_bits(time_ns: int) -> int:
    return max(-(2**63), min(time_ns, 2**63 - 1))


def read_bytes(path: Path, source: str, largest: int = LARGEST_FILE_BYTES) -> bytes:
    """Return a file's bytes; raise `LoadError`, which names `source`, for what is no file that can be read.

    A file that changes while it is read is read once more; one that goes on changing is refused.
    """
    for _ in range(_TRIES):
        data, size, is_settled = _read_once(path, source, largest)
        if size > largest:
            raise LoadError(
                source, f"文件太大({size / 2**20:.1f} MB,上限 {largest // 2**20} MB);请拆分成几个文件"
            )
        if is_settled:
            return data
    raise LoadError(source, "文件正在改动,暂未读取;请等写完后再同步")


def read_head(path: Path, source: str, count: int) -> bytes:
    """Return the first bytes of a file, `count` at most; raise what `read_bytes` raises but for its size."""
    with _opened(path, source) as (file, status):
        return _read(file, count) if status.st_size else b""


def _read_once(path: Path, source: str, largest: int) -> tuple[bytes, int, bool]:
    """Return the bytes of a file, its size, and whether it stayed as it was meanwhile."""
    with _opened(path, source) as (file, status):
        # A size of 0 is believed: files of /proc have it, and no end.
        data = _read(file, largest + 1) if 0 < status.st_size <= largest else b""
        size = max(status.st_size, len(data))
        after = os.fstat(file.fileno())
        return data, size, not data or Stamp.of(after) == Stamp.of(status)


@contextmanager
def _opened(path: Path, source: str) -> Iterator[tuple[FileIO, os.stat_result]]:
    try:
        # Without waiting: opening a pipe waits for its writer, some files of /proc for an event.
        with closing(FileIO(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC))) as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise LoadError(source, NOT_REGULAR)
            yield file, status
    except OSError as error:
        raise LoadError(source, f"无法读取({why(error)});请检查路径和权限") from error


def _read(file: FileIO, limit: int) -> bytes:
    """Return what a file holds, at most `limit` bytes of it."""
    parts: list[bytes] = []
    while limit > 0 and (part := file.read(limit)):
        parts.append(part)
        limit -= len(part)
    return b"".join(parts)


def digest_of(data: bytes) -> str:
    """Return the SHA-256 of a file's bytes."""
    return sha256(data).hexdigest()
