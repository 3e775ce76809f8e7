"""Files read by two processes: the same library as by one, whatever becomes of the second."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from answers.facts.storing import FactExtractor
from retrieval import sharing, sync
from retrieval.analysis import Analyser, Analysis
from retrieval.backends import manifest
from retrieval.backends.embedded import EmbeddedBackend
from retrieval.facts import Extractor, FactRow
from retrieval.intake import Intake
from retrieval.library import Library
from retrieval.reading import Request
from retrieval.search import Searcher
from retrieval.second_reader import SecondReader
from retrieval.types import Document, Passage

_FILES = 60
_LONGEST_END_S = 10.0


class Prompt(SecondReader):
    """A second process that is ready at once, however short the reading; it counts what it is told of."""

    told = 0

    def __init__(self, intake: Intake) -> None:
        super().__init__(intake)
        while not self.is_ready and self.is_alive:
            assert not list(self.outcomes(waits=False))
            time.sleep(0.01)

    def ask(self, request: Request) -> None:
        type(self).told += 1
        super().ask(request)


class ShortLived(Prompt):
    """One that is killed when it has been told of five files."""

    def ask(self, request: Request) -> None:
        super().ask(request)
        if self.told == 5:
            self._process.kill()


@dataclass
class Sleeper:
    """Takes a minute over a document."""

    version: str = "1"

    def extract(
        self, document: Document, passages: Sequence[tuple[Passage, Analysis]]
    ) -> tuple[FactRow, ...]:
        time.sleep(60)
        return ()


@dataclass
class Broken:
    """Draws no facts, it is at fault."""

    version: str = "1"

    def extract(
        self, document: Document, passages: Sequence[tuple[Passage, Analysis]]
    ) -> tuple[FactRow, ...]:
        raise ZeroDivisionError(document.source)


class Untold(Broken):
    """One that another process cannot be told of."""

    def __reduce__(self) -> str:
        raise TypeError("it cannot be told")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "documents"
    made.mkdir()
    for number in range(_FILES):
        text = "\n\n".join(
            f"截至2月{day}日,第{number}园区复工企业{day * number}家,复工率为{day + 60}.1%。"
            for day in range(1, 15)
        )
        (made / f"{number:02}.md").write_text(f"# 第{number}期复工简报\n\n{text}\n", "utf-8")
    (made / "20a.txt").write_text("", "utf-8")
    (made / "30a.docx").write_bytes(b"PK\3\4 no document")
    (made / "40a.txt").write_text("# 只有标题\n", "utf-8")
    return made


@pytest.fixture
def shared(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a second process read, ready at once, however little there is to read; write three batches and more."""
    monkeypatch.setattr(sharing, "_ENOUGH_BYTES", 0)
    monkeypatch.setattr(sharing, "_cores", lambda: 2)
    monkeypatch.setattr(sharing, "SecondReader", Prompt)
    monkeypatch.setattr(Prompt, "told", 0)
    monkeypatch.setattr(sync, "_FILES_A_COMMIT", 17)


def filled(home: Path, folder: Path, analyser: Analyser, extractor: Extractor) -> list[str]:
    """Fill a library and its postings; return the sources of which progress was told at each file."""
    with closing(Library(home, analyser, extractor)) as library:
        searcher = Searcher(library, EmbeddedBackend(home / "postings"), analyser)
        done: list[str] = []
        library.sync(folder, lambda number, of: done.append(f"{number}/{of}"), searcher.follow)
        searcher.keep_step()
    return done


def content(home: Path) -> list[tuple[object, ...]]:
    """Return all rows of a library in the order in which they were written, but for when files were looked at."""
    found: list[tuple[object, ...]] = []
    with closing(sqlite3.connect(home / "library.sqlite")) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        for (table,) in tables.fetchall():
            columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
            kept = ", ".join(column for column in columns if column != "looked_ns")
            found += [(table, *row) for row in connection.execute(f"SELECT {kept} FROM {table}")]
    return found


def postings(home: Path) -> list[bytes]:
    """Return the bytes of the segments, in order."""
    found = manifest.read(home / "postings" / "manifest.json")
    assert found is not None
    return [(home / "postings" / one.name).read_bytes() for one in found.segments]


@pytest.fixture
def alone(tmp_path: Path, folder: Path, analyser: Analyser, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library that one process filled."""
    with monkeypatch.context() as patch:
        patch.setattr(sync, "_FILES_A_COMMIT", 17)
        filled(tmp_path / "alone", folder, analyser, FactExtractor(analyser.segmenter))
    return tmp_path / "alone"


def test_two_processes_make_the_library_and_the_postings_that_one_makes(
    tmp_path: Path, folder: Path, analyser: Analyser, alone: Path, shared: None
) -> None:
    home = tmp_path / "shared"

    done = filled(home, folder, analyser, FactExtractor(analyser.segmenter))

    assert 0 < Prompt.told < _FILES
    assert content(home) == content(alone)
    assert len([row for row in content(home) if row[0] == "facts"]) > _FILES
    assert postings(home) == postings(alone)
    assert done == [f"{number}/{_FILES + 3}" for number in range(1, _FILES + 4)]


def test_what_is_held_already_is_not_taken_in_again(
    tmp_path: Path, folder: Path, analyser: Analyser, alone: Path, shared: None
) -> None:
    for path in folder.iterdir():
        os.utime(path, (1, 1))
        if path.suffix == ".md":
            path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    with closing(Library(alone, analyser)) as library:
        before = library.version

        report = library.sync(folder)

        assert (bool(report), library.version) == (False, before)
        assert Prompt.told > 0


def test_one_that_is_killed_costs_nothing_but_time(
    tmp_path: Path,
    folder: Path,
    analyser: Analyser,
    alone: Path,
    shared: None,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(sharing, "SecondReader", ShortLived)
    monkeypatch.setattr(ShortLived, "told", 0)
    home = tmp_path / "shared"

    filled(home, folder, analyser, FactExtractor(analyser.segmenter))

    assert (content(home), postings(home)) == (content(alone), postings(alone))
    assert ShortLived.told >= 5
    assert caplog.messages == ["协助读取文件的进程已中止,其余文件由本进程读取"]


def test_one_that_cannot_be_started_is_done_without(
    tmp_path: Path,
    folder: Path,
    analyser: Analyser,
    alone: Path,
    shared: None,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "no-python"))
    home = tmp_path / "shared"

    filled(home, folder, analyser, FactExtractor(analyser.segmenter))

    assert (content(home), postings(home)) == (content(alone), postings(alone))
    (message,) = caplog.messages
    assert message.startswith("无法启动协助读取文件的进程(")


def test_one_that_cannot_be_told_what_to_read_with_is_done_without(
    tmp_path: Path, folder: Path, analyser: Analyser, shared: None, caplog: pytest.LogCaptureFixture
) -> None:
    with (
        closing(Library(tmp_path / "shared", analyser, Untold())) as library,
        pytest.raises(ZeroDivisionError),
    ):
        library.sync(folder)

    assert caplog.messages == ["无法启动协助读取文件的进程(it cannot be told),全部文件由本进程读取"]


def test_a_fault_of_the_program_is_raised_as_by_one_process(
    tmp_path: Path, folder: Path, analyser: Analyser, shared: None
) -> None:
    with (
        closing(Library(tmp_path / "shared", analyser, Broken())) as library,
        pytest.raises(ZeroDivisionError),
    ):
        library.sync(folder)


@pytest.mark.parametrize(("enough", "cores"), [(2**40, 2), (0, 1)])
def test_little_to_read_or_one_core_is_left_to_one_process(
    tmp_path: Path,
    folder: Path,
    analyser: Analyser,
    shared: None,
    monkeypatch: pytest.MonkeyPatch,
    enough: int,
    cores: int,
) -> None:
    monkeypatch.setattr(sharing, "_ENOUGH_BYTES", enough)
    monkeypatch.setattr(sharing, "_cores", lambda: cores)

    with closing(Library(tmp_path / "alone", analyser)) as library:
        assert len(library.sync(folder).added) == _FILES + 1

    assert Prompt.told == 0


_SYNC = """
import sys, time
from pathlib import Path
from retrieval import sharing
from retrieval.analysis import Analyser
from retrieval.library import Library
from retrieval.segmenter import open_segmenter
from tests.retrieval.test_sharing import Prompt, Sleeper

class Told(Prompt):
    def ask(self, request):
        super().ask(request)
        if len(self.asked) == 1:
            print(self._process.pid, flush=True)

sharing._ENOUGH_BYTES, sharing._cores, sharing.SecondReader = 0, lambda: 2, Told
library = Library(Path(sys.argv[1]), Analyser(open_segmenter(Path(sys.argv[3]))), Sleeper())
try:
    library.sync(Path(sys.argv[2]))
except KeyboardInterrupt:
    print("interrupted")
"""


def start(home: Path, folder: Path, blocks: Path) -> tuple[subprocess.Popen[str], int]:
    """Start a sync of which each file takes a minute; return it and its second process, which reads already."""
    process = subprocess.Popen(
        [sys.executable, "-c", _SYNC, str(home), str(folder), str(blocks)],
        cwd=Path(__file__).parents[2], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        start_new_session=True,
    )  # fmt: skip
    assert process.stdout is not None
    second = int(process.stdout.readline())
    assert is_running(second)
    time.sleep(0.3)  # both are at their first file
    return process, second


def is_running(process_id: int) -> bool:
    """Return whether there is a process that has not ended; one that nobody has waited for yet has."""
    try:
        status = Path(f"/proc/{process_id}/stat").read_text()
    except OSError:
        return False
    return status.rpartition(")")[2].split()[0] != "Z"


def ends(process_id: int) -> bool:
    """Wait for a process to end; return whether it does within some seconds."""
    until = time.monotonic() + _LONGEST_END_S
    while is_running(process_id):
        if time.monotonic() > until:
            return False
        time.sleep(0.02)
    return True


linux = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="/proc tells which processes run")


@linux
def test_it_ends_when_the_first_is_killed_though_it_is_at_a_long_file(
    tmp_path: Path, folder: Path, blocks: Path
) -> None:
    process, second = start(tmp_path / "home", folder, blocks)

    process.send_signal(signal.SIGKILL)
    process.communicate()

    assert ends(second)


@linux
def test_an_interruption_ends_both_at_once_and_nothing_else_is_said(
    tmp_path: Path, folder: Path, blocks: Path
) -> None:
    process, second = start(tmp_path / "home", folder, blocks)

    os.killpg(process.pid, signal.SIGINT)  # as a terminal does
    out, err = process.communicate(timeout=_LONGEST_END_S)

    assert (out, err, process.returncode) == ("interrupted\n", "", 0)
    assert not is_running(second)
