"""100 SIGKILLs of `youju sync` at random moments, files changed in between: `python -m tests.benchmarks.library_kills [seed [kills]]`.

Every sync reads with a second process, however little has changed; it has to end with the first.
Afterwards one sync completes, and the library is the one that is made from scratch: nothing lost, nothing doubled.
"""

# ruff: noqa: T201 -- what it prints is what it is for

import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from bot.services import open_library
from bot.settings import Settings
from retrieval.backends import manifest
from retrieval.loaders.names import readable

_ROOT = Path(__file__).parents[2]
_KILLS, _FILES = 100, 400
_SHOWN = 5  # rows of each sort of difference
_REMOVED, _ADDED = "removed.txt", "by-hand.txt"
_SHARED = (
    "import sys; from retrieval import sharing; sharing._ENOUGH_BYTES = 0;"
    "from bot.cli import main; sys.exit(main(sys.argv[1:]))"
)
_LONGEST_END_S = 5.0


class Stage:
    """A folder of documents, a library, and the command that keeps them in step."""

    def __init__(self, home: Path, dice: random.Random, files: int) -> None:
        self.documents = home / "documents"
        self.library = home / "library"
        self._home = home
        self.dice = dice
        self._made = 0
        (self.documents / "区县").mkdir(parents=True, exist_ok=True)
        for _ in range(files):
            self._add()
        (self.documents / _REMOVED).write_text(self.text(), "utf-8")
        (home / _ADDED).write_text("补充\n\n由管理员添加,园区共有十二个。\n", "utf-8")
        (self.documents / "坏.txt").write_bytes(b"\0\1\2")

    def start(self, library: Path) -> subprocess.Popen[str]:
        """Start a sync of the folder."""
        return self.run("sync", library=library)

    def run(self, *words: str, library: Path) -> subprocess.Popen[str]:
        """Start a command on the folder and a library."""
        where = ("--documents", str(self.documents), "--library", str(library))
        return subprocess.Popen(
            [sys.executable, "-c", _SHARED, *where, *words],
            cwd=_ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip

    def sync(self, library: Path) -> float:
        """Run a sync to its end; return how many seconds it took."""
        started = time.monotonic()
        process = self.start(library)
        out, err = process.communicate()
        if process.returncode not in (0, 1):  # 1: some files cannot be read
            raise RuntimeError(f"the sync ended with {process.returncode}: {out}{err}")
        return time.monotonic() - started

    def fill(self, library: Path) -> None:
        """Make a library as it should be: a document added by hand, one removed, the rest as in the folder."""
        services = open_library(Settings(documents=self.documents, library=library))
        services.library.add_file(self._home / _ADDED)
        services.library.sync(self.documents)
        services.library.remove(_REMOVED)
        services.close()

    def kill_a_sync(self, longest_s: float) -> tuple[int, int]:
        """Change some files, start a sync, and kill it at a random moment, files changing meanwhile now and then.

        Return how many second processes it had, and how many of them go on.
        """
        self.change()
        process = self.start(self.library)
        time.sleep(self.dice.uniform(0, longest_s))
        if self.dice.random() < 0.3:
            self.change()
        others = _started_by(process.pid)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        until = time.monotonic() + _LONGEST_END_S
        while (left := sum(map(_is_running, others))) and time.monotonic() < until:
            time.sleep(0.01)
        return len(others), left

    def change(self) -> None:
        """Add, write, touch, rename and remove a few files."""
        for _ in range(self.dice.randrange(1, 30)):
            files = [path for path in self.documents.rglob("*.*") if path.name not in (_REMOVED, "坏.txt")]
            path = self.dice.choice(files)
            match self.dice.randrange(6):
                case 0:
                    path.unlink()
                case 1:
                    path.rename(path.with_name(f"renamed{self._number()}{path.suffix}"))
                case 2:
                    os.utime(path)
                case 3:  # size and time as they were
                    before = path.stat()
                    data = path.read_bytes()
                    path.write_bytes(data.replace(b"1", b"7"))
                    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
                case 4:
                    path.write_bytes(self.data(path.suffix))
                case _:
                    self._add()

    def _add(self) -> None:
        number, suffix = self._number(), self.suffix()
        name = f"简报{number}{suffix}"
        name = os.fsdecode(name.encode("gbk")) if number % 40 == 0 else name
        folder = self.documents / "区县" if number % 3 else self.documents
        (folder / name).write_bytes(self.data(suffix))

    def suffix(self) -> str:
        """Return the format of the next file."""
        return ".txt"

    def data(self, suffix: str) -> bytes:
        """Return a file of that format."""
        return self.text().encode()

    def _number(self) -> int:
        self._made += 1
        return self._made

    def text(self) -> str:
        """Return a brief that is like no other."""
        figures = (self.dice.randrange(10, 99) for _ in range(12))
        body = "\n\n".join(
            f"截至2月{figure % 28 + 1}日,第{figure}园区企业复工率为{figure}.1%,员工陆续返岗。"
            for figure in figures
        )
        return f"复工简报{self._number()}\n\n{body}\n"


def _started_by(process_id: int) -> list[int]:
    try:
        return list(map(int, Path(f"/proc/{process_id}/task/{process_id}/children").read_text().split()))
    except OSError:  # it has ended already
        return []


def _is_running(process_id: int) -> bool:
    try:
        return Path(f"/proc/{process_id}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def content(library: Path) -> list[tuple[object, ...]]:
    """Return all rows that a library holds, but for how and when its files were looked at."""
    with closing(sqlite3.connect(library / "library.sqlite")) as connection:
        return [row for query in _CONTENT for row in connection.execute(query)]


_CONTENT = (
    "SELECT value FROM meta WHERE key = 'version'",
    "SELECT id, source, origin, digest, reading, head, remark, text FROM documents ORDER BY id",
    "SELECT * FROM passages ORDER BY id",
    "SELECT * FROM sketches ORDER BY hash, document_id, article",
    "SELECT source, reason, removed FROM unread ORDER BY source",
)


def sound(library: Path) -> Iterator[str]:
    """Yield what is wrong with a library's file as such."""
    with closing(sqlite3.connect(library / "library.sqlite")) as connection:
        (told,) = connection.execute("PRAGMA integrity_check").fetchone()
        if told != "ok":
            yield told
        if connection.execute("PRAGMA foreign_key_check").fetchone():
            yield "passages without a document"


def faults(library: Path) -> Iterator[str]:
    """Yield what is wrong with a library between two kills."""
    yield from sound(library)
    with closing(sqlite3.connect(library / "library.sqlite")) as connection:
        for source, origin in connection.execute("SELECT source, origin FROM documents"):
            if source == _REMOVED or (source == _ADDED) != (origin == "added"):
                yield f"{readable(source)} is there as {origin}"


def left_over(library: Path) -> list[str]:
    """Return what kills left in the folder of the postings."""
    found = manifest.read(library / "postings" / "manifest.json")
    listed = {one.name for one in found.segments} if found is not None else set()
    return [
        path.name
        for path in (library / "postings").iterdir()
        if path.name not in listed | {"manifest.json", "lock"}
    ]


def run(home: Path, seed: int, kills: int, files: int) -> list[str]:
    """Kill so many syncs; return everything that is wrong afterwards, nothing where all is right."""
    stage = Stage(home, random.Random(seed), files)
    longest_s = stage.sync(home / "measured")
    stage.fill(stage.library)
    found: list[str] = []
    seconds = 0
    for number in range(kills):
        started, left = stage.kill_a_sync(longest_s)
        seconds += started
        if left:
            found.append(f"after kill {number}: its second process goes on")
        found += (f"after kill {number}: {fault}" for fault in faults(stage.library))
    print(f"{seconds} of {kills} had a second process when they were killed")
    stage.sync(stage.library)
    stage.fill(home / "from-scratch")
    return found + differences(stage.library, home / "from-scratch")


def differences(library: Path, fresh: Path) -> list[str]:
    """Return what a library lacks or has beyond one that was filled afresh, and what lies about in its folder."""
    kept, expected = content(library), content(fresh)
    found = [f"only kept: {row[:3]}" for row in kept if row not in expected][:_SHOWN]
    found += [f"missing: {row[:3]}" for row in expected if row not in kept][:_SHOWN]
    return found + [f"left over: {name}" for name in left_over(library)]


def main() -> int:
    """Kill a hundred syncs over four hundred files; return 1 where something is wrong afterwards."""
    seed = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    kills = int(sys.argv[2]) if len(sys.argv) > 2 else _KILLS
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as home:
        found = run(Path(home), seed, kills, _FILES)
        count = len(content(Path(home) / "library"))
    print(*found, sep="\n")
    print(
        f"seed {seed}: {kills} kills, {count} rows at the end, {len(found)} faults, {time.monotonic() - started:.0f} s"
    )
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
