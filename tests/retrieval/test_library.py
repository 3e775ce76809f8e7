"""The library keeps in step with a folder, whatever happens in between."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from retrieval import sync
from retrieval.analysis import Analyser
from retrieval.errors import (
    FolderError,
    LibraryError,
    LibraryFormatError,
    LibraryLockedError,
    LibraryReadOnlyError,
    LoadError,
    UnknownDocumentError,
)
from retrieval.library import Library, SyncReport
from retrieval.store import file as store
from retrieval.store import schema
from retrieval.types import Outline, PassageId, Sizes
from tests.timing import seconds

A = "江阴简报\n\n截至2月20日,江阴高新区员工到岗率为85%,企业复工有序推进。\n"
B = "滨江简报\n\n截至2月25日,滨江企业复工率91.9%,规上工业企业全部复工。\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "documents"
    made.mkdir()
    (made / "a.txt").write_text(A, "utf-8")
    (made / "b.txt").write_text(B, "utf-8")
    return made


def texts(library: Library) -> list[str]:
    return [passage.text for document in library.documents() for passage in library.passages(document.id)]


def touch(path: Path, text: str) -> None:
    path.write_text(text, "utf-8")
    stamp = path.stat().st_mtime_ns + 10**9
    os.utime(path, ns=(stamp, stamp))


def test_sync_takes_in_a_folder_once(library, folder):
    assert library.sync(folder) == SyncReport(added=("a.txt", "b.txt"))
    assert not library.sync(folder)
    assert library.count() == 2
    assert len(texts(library)) == 2


def test_sync_sees_what_changed_what_came_and_what_went(library, folder):
    library.sync(folder)
    before = library.version
    touch(folder / "a.txt", A.replace("85%", "90%"))
    (folder / "b.txt").unlink()
    (folder / "c.txt").write_text(B, "utf-8")

    report = library.sync(folder)

    assert report == SyncReport(added=("c.txt",), changed=("a.txt",), removed=("b.txt",))
    assert not any("85%" in text for text in texts(library))
    assert library.version != before


def test_a_touched_file_with_the_same_text_is_no_change(library, folder):
    library.sync(folder)
    before = library.version
    touch(folder / "a.txt", A)

    assert not library.sync(folder)
    assert library.version == before


def age(path: Path, by_s: int = 3600) -> None:
    """Make a file look as if it had been written long before it is looked at."""
    stamp = path.stat().st_mtime_ns - by_s * 10**9
    os.utime(path, ns=(stamp, stamp))


def write_unseen(path: Path, text: str) -> None:
    """Write a file so that its size and times show nothing: as within one tick of the clock."""
    before = path.stat()
    path.write_text(text, "utf-8")
    assert path.stat().st_size == before.st_size
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def forget_inode_times(library: Library) -> None:
    """Let the library know no more than size and time, as on a system without times of inodes."""
    with sqlite3.connect(library.folder / "library.sqlite") as connection:
        connection.execute("UPDATE documents SET changed_ns = NULL")
    connection.close()


def test_an_edit_that_keeps_size_and_time_is_seen(library, folder):
    library.sync(folder)
    write_unseen(folder / "a.txt", A.replace("85%", "90%"))

    assert library.sync(folder).changed == ("a.txt",)
    assert any("90%" in text for text in texts(library))


def test_an_edit_within_the_tick_in_which_the_file_was_read_is_seen(library, folder):
    library.sync(folder)
    forget_inode_times(library)
    write_unseen(folder / "a.txt", A.replace("85%", "90%"))

    assert library.sync(folder).changed == ("a.txt",)
    assert not library.sync(folder)


def test_a_full_sync_sees_what_no_stamp_shows(library, folder):
    age(folder / "a.txt")
    library.sync(folder)
    forget_inode_times(library)
    write_unseen(folder / "a.txt", A.replace("85%", "90%"))

    assert not library.sync(folder)
    assert library.sync(folder, full=True).changed == ("a.txt",)
    assert not library.sync(folder, full=True)


def test_a_full_sync_of_what_is_the_same_changes_nothing(library, folder):
    (folder / "坏.txt").write_bytes(b"\0")
    library.sync(folder)
    library.remove("b.txt")
    before = library.version

    assert not library.sync(folder, full=True)
    assert library.version == before
    assert [unread.source for unread in library.unread()] == ["b.txt", "坏.txt"]


def test_files_that_were_only_copied_or_given_other_rights_are_not_read_again(library, folder):
    library.sync(folder)
    before = library.version
    for path in folder.iterdir():
        path.chmod(0o600)

    assert not library.sync(folder)
    assert library.version == before


def test_a_file_that_is_the_same_is_looked_at_while_another_process_writes(library, folder):
    library.sync(folder)  # so soon after the files were written that their bytes are compared next time
    writer = sqlite3.connect(library.folder / "library.sqlite", isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")

    start = time.perf_counter()
    assert not library.sync(folder)

    assert time.perf_counter() - start < 10  # who waited for the other would wait a minute
    writer.close()


@pytest.mark.parametrize("year", [1, 1969, 2262, 2400])
def test_a_file_of_any_year_is_read_and_kept_in_step(library, folder, year):
    stamp = (year - 1970) * 31_556_952 * 10**9
    os.utime(folder / "a.txt", ns=(stamp, stamp))

    assert library.sync(folder).added == ("a.txt", "b.txt")
    assert not library.sync(folder)
    touch(folder / "a.txt", A.replace("85%", "90%"))
    assert library.sync(folder).changed == ("a.txt",)


def test_who_only_reads_sees_what_is_written_and_writes_nothing(library, folder, analyser):
    library.sync(folder)
    reads = Library(library.folder, analyser, reads_only=True)
    assert texts(reads) == texts(library)

    touch(folder / "a.txt", "又写了一次。\n")
    library.sync(folder)

    assert reads.refresh() == library.version
    assert texts(reads) == texts(library)
    with pytest.raises(LibraryReadOnlyError):
        reads.sync(folder)
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        reads._store.connection.execute("DELETE FROM meta")
    reads.close()


def test_who_only_reads_makes_no_library(tmp_path, analyser):
    with pytest.raises(LibraryError, match="youju sync"):
        Library(tmp_path / "none", analyser, reads_only=True)

    assert not (tmp_path / "none").exists()


def test_a_full_disk_is_told_and_what_was_committed_stays(library, folder, monkeypatch):
    monkeypatch.setattr(sync, "_FILES_A_COMMIT", 1)
    library.sync(folder)
    for number in range(40):
        (folder / f"{number}.txt").write_text(A * 20, "utf-8")
    connection = library._store.connection
    connection.execute("PRAGMA max_page_count = 60")  # SQLite says the same of a full disk

    with pytest.raises(LibraryError, match=r"磁盘已满.*请腾出空间"):
        library.sync(folder)

    held = library.count()
    assert 2 < held < 42
    connection.execute("PRAGMA max_page_count = 1000000")
    assert len(library.sync(folder).added) == 42 - held


def test_what_was_removed_stays_so_when_its_file_is_only_touched(library, folder):
    library.sync(folder)
    library.remove("a.txt")
    touch(folder / "a.txt", A)

    assert not library.sync(folder)
    assert not library.sync(folder, full=True)
    touch(folder / "a.txt", A.replace("85%", "90%"))
    assert library.sync(folder).added == ("a.txt",)


def test_what_was_removed_stays_so_when_files_are_read_otherwise(library, folder, monkeypatch):
    library.sync(folder)
    library.remove("a.txt")
    monkeypatch.setattr(schema, "READING", schema.READING + 1)

    assert library.sync(folder).changed == ("b.txt",)
    assert [document.source for document in library.documents()] == ["b.txt"]


def test_what_is_removed_while_all_is_read_anew_stays_so(library, folder, open_library, monkeypatch):
    library.sync(folder)
    other = open_library(library.folder)
    monkeypatch.setattr(schema, "READING", schema.READING + 1)

    library.sync(folder, lambda done, _: other.remove("b.txt") if done == 1 else None)

    assert [document.source for document in library.documents()] == ["a.txt"]
    assert not library.sync(folder)


def test_a_file_that_cannot_be_read_is_told_of_and_the_rest_goes_on(library, folder):
    (folder / "坏.txt").write_bytes(b"\x89PNG\x00\x00")
    (folder / "图.png").write_bytes(b"\x89PNG")

    report = library.sync(folder)

    assert report.added == ("a.txt", "b.txt")
    assert [unread.source for unread in report.unread] == ["图.png", "坏.txt"]
    assert [unread.source for unread in library.sync(folder).unread] == ["图.png", "坏.txt"]
    touch(folder / "坏.txt", "现在是文本,可以读了。\n")
    assert library.sync(folder).added == ("坏.txt",)


def test_a_file_that_turns_unreadable_is_gone_from_the_answers(library, folder):
    library.sync(folder)
    (folder / "a.txt").write_bytes(b"\x00\x01")

    report = library.sync(folder)

    assert [unread.source for unread in report.unread] == ["a.txt"]
    assert library.count() == 1


def test_an_empty_or_missing_folder_changes_nothing(library, folder, tmp_path):
    library.sync(folder)
    (tmp_path / "empty").mkdir()

    for wrong in (tmp_path / "empty", tmp_path / "没有"):
        with pytest.raises(FolderError, match=wrong.name):
            library.sync(wrong)
    assert library.count() == 2


def test_progress_counts_the_files_that_are_read(library, folder):
    seen: list[tuple[int, int]] = []

    library.sync(folder, lambda done, of: seen.append((done, of)))

    assert seen == [(1, 2), (2, 2)]


def test_an_added_file_stays_when_the_folder_is_synced(library, folder, tmp_path):
    (tmp_path / "手工.txt").write_text("手工添加\n\n这是手工添加的文档,有一段正文。\n", "utf-8")
    library.sync(folder)

    report = library.add_file(tmp_path / "手工.txt")

    assert (report.document.title, report.articles, report.passages) == ("手工添加", 1, 1)
    assert not library.sync(folder)
    assert library.count() == 3


def test_an_added_file_stands_before_the_folders_file_of_the_same_name(library, folder, tmp_path):
    library.sync(folder)
    (tmp_path / "a.txt").write_text("新的江阴简报\n\n到岗率已经升到百分之百,全部复工。\n", "utf-8")

    library.add_file(tmp_path / "a.txt")
    library.sync(folder)

    assert library.document("a.txt").title == "新的江阴简报"
    library.remove("a.txt")
    library.sync(folder)
    assert library.document("a.txt").title == "江阴简报"


def test_adding_what_cannot_be_read_changes_nothing(library, tmp_path):
    (tmp_path / "坏.txt").write_bytes(b"\x00")

    with pytest.raises(LoadError, match="坏"):
        library.add_file(tmp_path / "坏.txt")
    assert library.count() == 0


def test_remove_forgets_the_whole_document_until_its_file_changes(library, folder):
    library.sync(folder)
    document = library.document("a.txt")
    (passage,) = library.passages(document.id)

    library.remove(document.id)

    assert library.passage(passage.id) is None
    assert library.analysis(passage.id).words == ()
    assert not library.sync(folder)
    touch(folder / "a.txt", A.replace("85%", "90%"))
    assert library.sync(folder).added == ("a.txt",)


def test_the_articles_of_a_file_are_held_apart(library, folder):
    long = "各企业有序复工复产,员工陆续返岗,防疫物资供应充足。" * 3
    (folder / "三篇.md").write_text(
        f"# 甲\n\n{long}\n\n{long}\n\n# 乙\n\n{long}\n\n# 丙\n\n{long}\n\n{long}\n", "utf-8"
    )
    library.sync(folder)
    document = library.document("三篇.md")

    held = library.passages(document.id)

    assert [(passage.title, passage.number, passage.place) for passage in held] == [
        ("甲", 1, 1), ("甲", 2, 2), ("乙", 3, 1), ("丙", 4, 1), ("丙", 5, 2),
    ]  # fmt: skip
    assert [library.passage(passage.id) for passage in held] == list(held)
    assert library.article(document.id, 2) == held[3:]
    assert library.article(document.id, 3) == library.article("deadbeef", 0) == ()
    assert library.outline(document.id) == {
        0: Outline("甲", 2), 1: Outline("乙", 1), 2: Outline("丙", 2),
    }  # fmt: skip
    assert [library.numbers(document.id, article) for article in (0, 1, 2)] == [
        range(1, 3),
        range(3, 4),
        range(4, 6),
    ]
    assert library.sizes() == Sizes(documents=3, articles=5, passages=7)


def test_an_empty_library_holds_nothing(library):
    assert library.sizes() == Sizes(0, 0, 0)
    assert library.outline("deadbeef") == library.glances([]) == {}
    assert not library.numbers("deadbeef", 0)
    assert library.text_of("deadbeef") == ""


def test_an_unknown_document_is_named(library):
    with pytest.raises(UnknownDocumentError, match="deadbeef"):
        library.remove("deadbeef")
    assert library.passage(PassageId("deadbeef#00001")) is None
    assert library.passages("deadbeef") == ()


def test_the_version_is_the_same_on_two_machines(library, folder, tmp_path, open_library):
    other_folder = tmp_path / "elsewhere"
    other_folder.mkdir()
    for name in ("b.txt", "a.txt"):
        (other_folder / name).write_bytes((folder / name).read_bytes().replace(b"\n", b"\r\n"))
    other = open_library(tmp_path / "other")

    library.sync(folder)
    other.sync(other_folder)

    assert library.version == other.version != "empty"
    assert [passage.id for d in library.documents() for passage in library.passages(d.id)] == [
        passage.id for d in other.documents() for passage in other.passages(d.id)
    ]


def test_another_processes_changes_are_seen_from_a_refresh_on(library, folder, open_library):
    library.sync(folder)
    document = library.document("a.txt")
    (passage,) = library.passages(document.id)
    assert library.passage(passage.id) is not None

    open_library(library.folder).remove(document.id)

    assert library.refresh() == library.version != "empty"
    assert library.passage(passage.id) is None


def test_a_snapshot_does_not_change_while_another_process_writes(library, folder, open_library):
    library.sync(folder)

    with library.unchanged():
        version = library.version
        open_library(library.folder).remove("a.txt")
        assert library.version == version
        assert len(list(library.indexed(library.stamps()))) == 2
    assert library.version != version


def test_a_second_writer_is_told_that_the_library_is_locked(library, folder, monkeypatch, open_library):
    monkeypatch.setattr(store, "_LOCK_TIMEOUT_S", 0.05)
    library.sync(folder)
    holder = subprocess.Popen(
        [
            sys.executable, "-c",
            "import sqlite3, sys; c = sqlite3.connect(sys.argv[1], isolation_level=None);"
            "c.execute('BEGIN IMMEDIATE'); print('held', flush=True); sys.stdin.read()",
            str(library.folder / "library.sqlite"),
        ],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    try:
        second = open_library(library.folder)
        with pytest.raises(LibraryLockedError, match="另一个进程正在写资料库"):
            second.remove("a.txt")
        assert second.count() == 2
    finally:
        holder.communicate()


def test_a_library_of_a_newer_format_is_refused_with_the_remedy(library, open_library):
    with sqlite3.connect(library.folder / "library.sqlite") as connection:
        connection.execute("PRAGMA user_version = 99")

    with pytest.raises(LibraryFormatError, match="升级"):
        open_library(library.folder)


def test_a_folder_that_cannot_be_written_is_named(tmp_path, open_library):
    (tmp_path / "file").write_text("x")

    for folder in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(LibraryError, match="无法写入"):
            open_library(folder)


def test_a_file_that_is_no_library_is_named_and_left_alone(tmp_path, open_library):
    (tmp_path / "library.sqlite").write_text("this is no database " * 100)

    with pytest.raises(LibraryError, match="不是有效的资料库"):
        open_library(tmp_path)
    assert (tmp_path / "library.sqlite").read_text().startswith("this is no database")


_SYNC = """
import sys
from pathlib import Path
from retrieval import sync
from retrieval.store import schema
from retrieval.analysis import Analyser
from retrieval.library import Library
from retrieval.segmenter import open_segmenter
sync._FILES_A_COMMIT = 20
schema.READING = int(sys.argv[4]) if len(sys.argv) > 4 else schema.READING
opened = Library(Path(sys.argv[1]), Analyser(open_segmenter(Path(sys.argv[3]))))
opened.sync(Path(sys.argv[2]), lambda done, of: print(done, flush=True))
"""


def read_until_killed(home: Path, folder: Path, blocks: Path, reading: int = schema.READING) -> None:
    """Sync in a process of its own, and kill it when it has read fifty files."""
    process = subprocess.Popen(
        [sys.executable, "-c", _SYNC, str(home), str(folder), str(blocks), str(reading)],
        cwd=Path(__file__).parents[2], stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    while process.stdout.readline().strip() != "50":
        assert process.poll() is None
    process.send_signal(signal.SIGKILL)
    process.communicate()


def many(folder: Path) -> Path:
    folder.mkdir()
    for number in range(200):
        (folder / f"{number:03}.txt").write_text(A.replace("85", str(number)), "utf-8")
    return folder


def test_a_sync_killed_midway_leaves_a_library_that_the_next_sync_completes(tmp_path, open_library, blocks):
    folder = many(tmp_path / "many")

    read_until_killed(tmp_path / "library", folder, blocks)

    library = open_library(tmp_path / "library")
    taken = library.count()
    assert 40 <= taken < 200
    assert taken % 20 == 0
    read: list[int] = []
    assert len(library.sync(folder, lambda done, of: read.append(of)).added) == 200 - taken
    assert set(read) == {200 - taken}
    assert len(texts(library)) == 200


def test_reading_all_anew_goes_on_where_it_was_killed(tmp_path, open_library, blocks, monkeypatch):
    folder = many(tmp_path / "many")
    library = open_library(tmp_path / "library")
    library.sync(folder)
    before, version = texts(library), library.version

    read_until_killed(tmp_path / "library", folder, blocks, schema.READING + 1)

    halfway = library.version
    monkeypatch.setattr(schema, "READING", schema.READING + 1)
    read: list[int] = []
    report = library.sync(folder, lambda done, of: read.append(of))
    assert 0 < len(report.changed) <= 160
    assert set(read) == {len(report.changed)}
    assert len({version, halfway, library.version}) == 3
    assert texts(library) == before


def test_two_syncs_at_once_end_in_one_library(tmp_path, folder, open_library, blocks):
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", _SYNC, str(tmp_path / "library"), str(folder), str(blocks)],
            cwd=Path(__file__).parents[2], stdout=subprocess.DEVNULL,
        )
        for _ in range(2)
    ]  # fmt: skip

    assert [process.wait(timeout=60) for process in processes] == [0, 0]
    assert len(texts(open_library(tmp_path / "library"))) == 2


def test_a_bulk_sync_is_not_slow(library, tmp_path):
    folder = tmp_path / "bulk"
    folder.mkdir()
    for number in range(300):
        (folder / f"{number}.txt").write_text(A * 5, "utf-8")

    assert seconds(lambda: library.sync(folder)) < 10


def test_analyser_words_are_kept_with_the_passage(library, folder, analyser: Analyser):
    library.sync(folder)
    (passage,) = library.passages(library.document("b.txt").id)

    assert library.analysis(passage.id) == analyser.analyse(passage.text)
