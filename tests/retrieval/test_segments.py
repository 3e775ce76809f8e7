"""The embedded postings' files: small changes, damage, kills, full disks, other processes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from errno import EACCES, ENOSPC, EROFS
from pathlib import Path

import filelock
import pytest

from retrieval.backends import arrays, embedded
from retrieval.backends.base import Indexed
from retrieval.backends.embedded import EmbeddedBackend
from retrieval.backends.manifest import Stamp
from retrieval.errors import PostingsError
from retrieval.ranking import View
from tests.retrieval.test_backends import ROWS, ask, df, documents, size

__all__ = ["ask", "documents"]

MANY = [(f"d{number}", "简报", f"第{number}家企业复工。") for number in range(300)]


@pytest.fixture
def without_small_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    """Segments of few passages stay as they are."""
    monkeypatch.setattr(embedded, "_SMALL", 0)


def files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.segment"))


def never() -> Iterator[Indexed]:
    raise AssertionError("indexed again")
    yield


# -- small changes ------------------------------------------------------------------------------------------


def test_each_change_is_a_small_file_of_its_own_beside_the_large_one(
    tmp_path, documents, ask, without_small_ones
):
    backend = EmbeddedBackend(tmp_path)
    backend.apply("1", documents(*MANY), [])
    (large,) = files(tmp_path)
    content, stamp = large.read_bytes(), large.stat().st_mtime_ns

    backend.apply("2", documents(("d7", "简报", "宜兴企业返岗。"), first=900), ["d8"])

    assert len(files(tmp_path)) == 2
    assert (large.read_bytes(), large.stat().st_mtime_ns) == (content, stamp)
    assert size(backend) == 299
    assert [match.passage_id for match in backend.search(ask("宜兴返岗"), 1)] == ["p900"]


def test_past_a_tenth_all_becomes_one_and_nothing_is_found_otherwise(
    tmp_path, documents, ask, without_small_ones
):
    backend = EmbeddedBackend(tmp_path)
    backend.apply("1", documents(*MANY), [])
    for number in range(5):
        some = [(f"e{number}{one}", "通报", f"员工{number}人返岗。") for one in "abc"]
        backend.apply(f"2.{number}", documents(*some, first=400 + 3 * number), [f"d{number}"])
    before = backend.search(ask("企业员工返岗"), 400)
    backend.tidy()
    assert len(files(tmp_path)) == 6  # 15 and 5 of 300: not yet
    backend.apply("3", [], [f"d{number}" for number in range(20, 35)])
    before = backend.search(ask("企业员工返岗"), 400)

    backend.tidy()

    (one,) = files(tmp_path)
    assert backend.refresh() == "3"
    assert backend.search(ask("企业员工返岗"), 400) == before
    backend.tidy()
    assert files(tmp_path) == [one]


def test_there_are_never_many_segments(tmp_path, documents, monkeypatch):
    backend = EmbeddedBackend(tmp_path)
    counts = []

    monkeypatch.setattr(embedded, "_MOST", 8)

    for number, (document, title, text) in enumerate(MANY[:60]):
        monkeypatch.setattr(embedded, "_SMALL", number % 3)
        backend.apply(str(number), documents((document, title, text), first=number), [])
        counts.append(len(files(tmp_path)))

    assert size(backend) == 60
    assert max(counts) <= embedded._MOST


# -- damage -------------------------------------------------------------------------------------------------


def flip(path: Path, share: float) -> None:
    """Turn a byte over, so far into the file: one that is written on, not one that fills up to a border."""
    data = bytearray(path.read_bytes())
    written = [place for place, byte in enumerate(data) if byte]
    data[written[int(share * len(written))]] ^= 0xFF
    path.write_bytes(data)


DAMAGES: dict[str, Callable[[Path], object]] = {
    **{f"flipped at {place} of 8": lambda path, place=place: flip(path, place / 8) for place in range(8)},
    "cut short": lambda path: os.truncate(path, path.stat().st_size // 2),
    "emptied": lambda path: path.write_bytes(b""),
    "longer": lambda path: path.write_bytes(path.read_bytes() + b"\0" * 64),
    "gone": Path.unlink,
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_segment_costs_its_own_documents_and_no_others(
    tmp_path, documents, ask, damage, caplog, without_small_ones
):
    added = documents(("e", "宜兴", "宜兴企业返岗。"), first=900)
    backend = EmbeddedBackend(tmp_path)
    backend.apply("1", documents(*MANY[:40]), [])
    large = files(tmp_path)
    backend.apply("2", added, [])
    (small,) = set(files(tmp_path)) - set(large)
    expected = backend.search(ask("宜兴企业复工"), 50)
    damage(small)
    assert EmbeddedBackend(tmp_path).damage("2") == (small.name,)

    backend = EmbeddedBackend(tmp_path)

    assert backend.refresh() == ""
    assert "索引有损坏" in caplog.text
    assert set(backend.documents()) == {f"d{number}" for number in range(40)}
    backend.apply("2", added, [])
    assert EmbeddedBackend(tmp_path).refresh() == "2"
    assert backend.search(ask("宜兴企业复工"), 50) == expected
    assert backend.damage("2") == ()


@pytest.mark.parametrize("broken", [b"", b"{}", b"no manifest\n{]", b"\xff\n"])
def test_with_a_damaged_manifest_nothing_is_held(tmp_path, documents, broken):
    EmbeddedBackend(tmp_path).apply("1", documents(*ROWS), [])
    (tmp_path / "manifest.json").write_bytes(broken)

    backend = EmbeddedBackend(tmp_path)

    assert backend.damage("1") == ("manifest.json",)
    assert (backend.refresh(), backend.documents()) == ("", {})
    backend.apply("1", documents(*ROWS), [])
    assert size(backend) == 4
    assert len(files(tmp_path)) == 1


def test_what_is_not_stored_is_not_damaged(tmp_path, documents):
    backend = EmbeddedBackend(tmp_path / "postings")
    assert backend.damage("1") is None

    backend.apply("1", documents(*ROWS), [])

    assert (backend.damage("1"), backend.damage("2")) == ((), None)


def test_damage_that_no_stamp_shows_is_seen_by_a_full_look_or_when_it_is_met(
    tmp_path, documents, ask, monkeypatch
):
    EmbeddedBackend(tmp_path).apply("1", documents(*ROWS), [])
    (path,) = files(tmp_path)
    stamp = Stamp.of(path)
    monkeypatch.setattr(Stamp, "of", lambda _: stamp)  # as where the disk itself decays
    content = path.read_bytes()
    rows = arrays.read(path)["words-rows"]
    place = content.index(rows.tobytes())
    path.write_bytes(content[:place] + b"\xff\xff\xff\x7f" * len(rows) + content[place + 4 * len(rows) :])

    backend = EmbeddedBackend(tmp_path)
    assert backend.refresh() == "1"
    assert backend.damage("1") == (path.name,)
    with pytest.raises(PostingsError, match="有损坏"):
        backend.search(ask("滨江复工率"), 10)
    assert (backend.refresh(), backend.documents()) == ("", {})
    backend.apply("1", documents(*ROWS), [])
    assert backend.search(ask("滨江复工率"), 10)[0].passage_id == "p003"

    (path,) = files(tmp_path)
    content = path.read_bytes()
    path.write_bytes(content.replace(b"p001", b"p009"))
    backend = EmbeddedBackend(tmp_path)
    assert backend.refresh() == "1"
    assert backend.refresh(full=True) == ""


def test_a_copy_is_looked_at_once_and_not_made_anew(tmp_path, documents, monkeypatch):
    EmbeddedBackend(tmp_path / "one").apply("1", documents(*ROWS), [])
    shutil.copytree(tmp_path / "one", tmp_path / "two")

    assert EmbeddedBackend(tmp_path / "two").refresh() == "1"

    monkeypatch.setattr(arrays, "check", never)
    assert EmbeddedBackend(tmp_path / "two").refresh() == "1"


# -- other processes, kills -----------------------------------------------------------------------------------


def test_former_segments_may_be_swept_away_while_they_are_searched(tmp_path, documents, ask):
    old, new = EmbeddedBackend(tmp_path), EmbeddedBackend(tmp_path)
    old.apply("1", documents(*ROWS), [])

    new.apply("2", documents(*ROWS[:1]), ["a", "b", "c"])

    assert len(files(tmp_path)) == 1
    assert old.search(ask("滨江复工率"), 10)[0].passage_id == "p003"
    assert old.refresh() == "2"
    assert old.search(ask("滨江复工"), 10) == ()


def test_what_an_earlier_format_and_killed_builds_left_is_swept_away(tmp_path, documents):
    (tmp_path / "0123456789ab-2").mkdir(parents=True)
    (tmp_path / "0123456789ab-2" / "ids.npy").write_bytes(b"old")
    (tmp_path / "0123.segment").write_bytes(b"half of one")

    EmbeddedBackend(tmp_path).apply("1", documents(*ROWS), [])

    assert {path.name for path in tmp_path.iterdir()} == {"lock", "manifest.json", files(tmp_path)[0].name}


def test_a_folder_that_is_taken_away_is_made_again(tmp_path, documents):
    backend = EmbeddedBackend(tmp_path / "postings")
    backend.apply("1", documents(*ROWS), [])
    shutil.rmtree(tmp_path / "postings")

    assert backend.refresh() == ""
    backend.apply("2", documents(*ROWS[:1]), [])

    assert size(backend) == 1


_APPLY = """
import os, signal, sys
from pathlib import Path
from retrieval.analysis import Analyser
from retrieval.backends import embedded, manifest, segments
from retrieval.segmenter import open_segmenter
from tests.retrieval.test_backends import make_documents

folder, blocks, what, first = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], int(sys.argv[4])

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

embedded._SMALL, embedded._MOST = 0, 8
if what == "while writing":
    whole = segments._arrays
    segments._arrays = lambda contents, views: whole(contents, map(die, views))
if what == "before the manifest":
    manifest.write = die
if what == "while merging":
    embedded.Merged = die
analyser = Analyser(open_segmenter(blocks))
for n in range(first, first + 10):
    rows = [(f"e{n}", "通报", f"员工{n}人返岗。")]
    embedded.EmbeddedBackend(folder).apply(f"{n}", make_documents(analyser, rows, 500 + n), [f"d{n}"])
backend = embedded.EmbeddedBackend(folder)
backend.refresh()
backend.tidy()
"""


def _run(folder: Path, blocks: Path, what: str, first: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", _APPLY, str(folder), str(blocks), what, str(first)]
    return subprocess.Popen(command, cwd=Path(__file__).parents[2])


@pytest.mark.parametrize(
    ("what", "version"), [("while writing", "1"), ("before the manifest", "1"), ("while merging", "6")]
)
def test_a_change_that_is_killed_leaves_everything_as_it_was(
    tmp_path, documents, ask, blocks, what, version, without_small_ones
):
    backend = EmbeddedBackend(tmp_path)
    backend.apply("1", documents(*MANY[:30]), [])

    assert _run(tmp_path, blocks, what, 0).wait(60) == -9

    again = EmbeddedBackend(tmp_path)
    assert again.refresh() == version
    done = range(7) if what == "while merging" else range(0)
    held = {f"d{number}" for number in range(30)} - {f"d{number}" for number in done}
    assert set(again.documents()) == held | {f"e{number}" for number in done}
    assert df(again, View.WORDS, "返岗") == len(done)
    again.apply("2", documents(("f", "宜兴", "宜兴企业返岗。"), first=900), [])
    assert size(again) == 31
    listed = {one.name for one in again._manifest.segments}
    assert {path.name for path in files(tmp_path)} == listed


def test_two_processes_that_write_at_once_lose_nothing(tmp_path, documents, blocks):
    backend = EmbeddedBackend(tmp_path)
    backend.apply("1", documents(*MANY[:30]), [])

    writers = [_run(tmp_path, blocks, "", first) for first in (0, 10)]

    assert [writer.wait(60) for writer in writers] == [0, 0]
    backend.refresh()
    assert set(backend.documents()) == {f"e{number}" for number in range(20)} | {
        f"d{number}" for number in range(20, 30)
    }
    assert df(backend, View.WORDS, "返岗") == 20
    assert size(backend) == 30


# -- where it cannot be written --------------------------------------------------------------------------------


def test_a_full_disk_is_told_the_former_postings_stay_and_nothing_half_written(
    tmp_path, documents, ask, monkeypatch
):
    backend = EmbeddedBackend(tmp_path)
    backend.apply("1", documents(*ROWS), [])
    before = {path.name for path in tmp_path.iterdir()}
    write = arrays.write

    def full(path: Path, some: object) -> None:
        path.write_bytes(b"as much as there was room for")
        raise OSError(ENOSPC, "No space left on device")

    monkeypatch.setattr(arrays, "write", full)
    with pytest.raises(PostingsError, match=r"磁盘已满\);请腾出空间"):
        backend.apply("2", documents(*ROWS[:1]), ["b"])

    assert {path.name for path in tmp_path.iterdir()} == before
    assert backend.refresh() == "1"
    assert backend.search(ask("滨江复工率"), 1)[0].passage_id == "p003"
    with pytest.raises(
        PostingsError, match="磁盘已满"
    ):  # not tried at once: that takes a minute where it is large
        backend.apply("2", never(), [])
    monkeypatch.setattr(arrays, "write", write)
    monkeypatch.setattr(embedded, "monotonic", lambda: float("inf"))
    backend.apply("2", documents(*ROWS[:1]), ["b", "c"])
    assert size(backend) == 1


def test_a_disk_that_takes_only_so_much_leaves_nothing_half_written(tmp_path):
    script = (
        "import resource, signal, sys; from pathlib import Path; from retrieval.backends.embedded import *;"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (40, 40));"
        "EmbeddedBackend(Path(sys.argv[1])).apply('1', [], [])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)],
        cwd=Path(__file__).parents[2], check=False, capture_output=True, text=True,
    )  # fmt: skip

    assert f"PostingsError: 索引写不进 {tmp_path}(磁盘已满)" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["lock"]


@pytest.mark.parametrize("error", [PermissionError(EACCES, "Permission denied"), OSError(EROFS, "Read-only")])
def test_where_the_folder_cannot_be_written_what_changes_stays_in_memory(
    tmp_path, documents, ask, monkeypatch, caplog, error
):
    EmbeddedBackend(tmp_path).apply("1", documents(*ROWS[:3]), [])
    content = {path: path.read_bytes() for path in tmp_path.iterdir()}

    def denied(*_: object, **__: object) -> None:
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(filelock, "FileLock", denied)
        backend = EmbeddedBackend(tmp_path)
        assert backend.refresh() == "1"
        backend.apply("2", documents(ROWS[3], first=4), ["a"])

        assert backend.refresh() == "2"
        assert set(backend.documents()) == {"b", "c"}
        assert backend.search(ask("南通签约项目"), 1)[0].passage_id == "p004"
        assert {path: path.read_bytes() for path in tmp_path.iterdir()} == content
        assert f"索引文件夹不能写入:{tmp_path}" in caplog.text

    backend.apply("3", documents(("d", "昆山", "昆山企业复工。"), first=5), [])  # it can be written again
    again = EmbeddedBackend(tmp_path)
    assert again.refresh() == "3"
    assert set(again.documents()) == {"b", "c", "d"}


@pytest.mark.parametrize("added", [ROWS[3:4], ()], ids=["added to", "taken from"])
def test_who_only_reads_is_complete_and_leaves_the_folder_to_the_one_who_writes(
    tmp_path, documents, added, caplog
):
    writes = EmbeddedBackend(tmp_path)
    writes.apply("1", documents(*ROWS[:3]), [])
    content = {path: path.read_bytes() for path in tmp_path.iterdir()}
    reads = EmbeddedBackend(tmp_path, reads_only=True)
    assert reads.refresh() == "1"

    reads.apply("2", documents(*added, first=4), ["a"])

    assert set(reads.documents()) == {"b", *(row[0] for row in added)}
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == content
    writes.apply("3", documents(*added, first=4), ["b"])
    assert reads.refresh() == "3"
    assert reads.documents() == writes.documents()
    assert not caplog.records


def test_postings_are_for_their_owner_alone(tmp_path, documents):
    (tmp_path / "postings").mkdir(mode=0o755)
    EmbeddedBackend(tmp_path / "postings").apply("1", documents(*ROWS), [])

    assert (tmp_path / "postings").stat().st_mode & 0o077 == 0
    assert [path.name for path in (tmp_path / "postings").iterdir() if path.stat().st_mode & 0o077] == []
