"""A library of an earlier format is brought up; what is no library is refused by name and left alone."""

from __future__ import annotations

import os
import re
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from retrieval import ids
from retrieval.errors import LibraryError, LibraryFormatError
from retrieval.migrations import migrate, version_of
from retrieval.store import schema
from retrieval.types import PassageId

# What the program of format 1 made of the folder below, of added.txt, and of the removal of d.txt.
FORMAT_1 = (Path(__file__).parent / "format_1.sql").read_text("utf-8")
WRITTEN_NS = 1_700_000_000 * 10**9
FILES = {
    "a.txt": "江阴简报\n\n截至2月20日,江阴高新区员工到岗率为85%,企业复工有序推进。\n".encode(),
    "区县/滨江.md": (
        "---\ntitle: 滨江简报\npublisher: 滨江区管委会\ndate: 2020-02-25\nregion: 滨江\n---\n\n"
        "截至2月25日,滨江企业复工率91.9%。\n\n## 物资\n\n口罩发放八万只。\n"
    ).encode(),
    "c.txt": b"\x89PNG\0\0",
    "d.txt": "已撤下的简报\n\n这一篇已由管理员移除,不应再回来。\n".encode(),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "documents"
    for name, data in FILES.items():
        path = made / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        os.utime(path, ns=(WRITTEN_NS, WRITTEN_NS))
    return made


def lay_down_format_1(home: Path) -> None:
    home.mkdir()
    with closing(sqlite3.connect(home / "library.sqlite")) as connection:
        connection.executescript(FORMAT_1)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA user_version = 1")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    lay_down_format_1(tmp_path / "home")
    return tmp_path / "home"


def held(library) -> list[tuple[object, ...]]:
    return [
        (
            document.source,
            passage.id,
            passage.number,
            passage.place,
            passage.text,
            passage.spans,
            library.analysis(passage.id),
        )
        for document in library.documents()
        for passage in library.passages(document.id)
    ]


def test_a_library_of_format_1_holds_the_same_under_longer_ids(home, open_library):
    library = open_library(home)

    assert [(document.id, document.source, document.title) for document in library.documents()] == [
        (ids.document_id("a.txt"), "a.txt", "江阴简报"),
        (ids.document_id("added.txt"), "added.txt", "补充"),
        (ids.document_id("区县/滨江.md"), "区县/滨江.md", "滨江简报"),
    ]
    assert [passage.id for passage in library.passages(ids.document_id("区县/滨江.md"))] == [
        ids.passage_id(ids.document_id("区县/滨江.md"), number) for number in (1, 2)
    ]
    assert [(unread.source, unread.reason[:6]) for unread in library.unread()] == [
        ("c.txt", "无法识别编码"), ("d.txt", "已由管理员移"),
    ]  # fmt: skip


def test_a_library_of_format_1_holds_what_one_made_anew_holds(home, folder, tmp_path, open_library):
    brought_up, anew = open_library(home), open_library(tmp_path / "anew")
    anew.sync(folder)
    anew.remove("d.txt")
    brought_up.sync(folder)  # reads again only where files are read otherwise by now

    assert [row for row in held(brought_up) if row[0] != "added.txt"] == held(anew)


def test_a_library_of_format_1_is_not_read_again(home, folder, open_library, monkeypatch):
    monkeypatch.setattr(schema, "READING", 2)  # by which format_1.sql was read
    library = open_library(home)
    version = library.version
    read: list[tuple[int, int]] = []

    report = library.sync(folder, lambda done, of: read.append((done, of)))

    assert (bool(report), read) == (False, [])
    assert [unread.source for unread in report.unread] == ["c.txt", "d.txt"]
    assert library.version == version not in ("empty", "a71333ab3758")


def test_what_was_removed_and_what_was_added_by_hand_stays_so_when_all_is_read_anew(
    home, folder, open_library, monkeypatch
):
    monkeypatch.setattr(schema, "READING", 10**6)

    library = open_library(home)
    library.sync(folder)

    assert [document.source for document in library.documents()] == ["a.txt", "added.txt", "区县/滨江.md"]
    assert not library.sync(folder)


def test_ids_of_format_1_still_open_documents_and_passages(home, open_library):
    library = open_library(home)

    assert library.document("18b7cb09").source == "a.txt"
    passage = library.passage(PassageId("bd89eb04#00002"))
    assert passage is not None
    assert passage.text == "口罩发放八万只。"
    assert library.passage(PassageId("bd89eb04#00003")) is None
    assert library.passage(PassageId("00000000#00001")) is None


_MIGRATE = """
import os, signal, sqlite3, sys
from pathlib import Path
from retrieval.analysis import Analyser
from retrieval.segmenter import open_segmenter
from retrieval.store import file as store
def killing(connection, steps, real=store.migrate):
    count = 0
    def count_down():
        global left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
    connection.set_trace_callback(lambda _: count_down())
    real(connection, steps)
left = int(sys.argv[2])
store.migrate = killing
store.Store(Path(sys.argv[1]))
print("done")
"""


def test_a_migration_killed_at_any_statement_leaves_the_old_or_the_new(tmp_path, open_library):
    done = False
    for statement in (*range(0, 24, 4), 10**6):
        home = tmp_path / f"home{statement}"
        lay_down_format_1(home)
        process = subprocess.run(
            [sys.executable, "-c", _MIGRATE, str(home), str(statement)],
            cwd=Path(__file__).parents[2], capture_output=True, text=True, check=False,
        )  # fmt: skip
        done = process.returncode == 0
        assert process.returncode in (0, -signal.SIGKILL), process.stderr
        with closing(sqlite3.connect(home / "library.sqlite")) as connection:
            tables = {
                row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            }
            assert tables == schema.tables_of(version_of(connection))
            assert 1 <= version_of(connection) <= schema.FORMAT
            assert connection.execute("SELECT count(*) FROM passages").fetchone() == (4,)

        assert len(held(open_library(home))) == 4
    assert done


def test_what_was_killed_while_it_was_made_is_swept_away(tmp_path, open_library):
    (tmp_path / ".library-old").write_bytes(b"half")
    os.utime(tmp_path / ".library-old", (0, 0))
    (tmp_path / ".library-new").write_bytes(b"of a process that is at it")

    assert open_library(tmp_path).count() == 0

    assert {path.name for path in tmp_path.iterdir() if path.name.startswith(".")} == {".library-new"}


def test_a_step_that_fails_leaves_nothing_of_itself(tmp_path):
    with closing(sqlite3.connect(tmp_path / "x.sqlite", isolation_level=None)) as connection:
        with pytest.raises(sqlite3.OperationalError, match="no such table"):
            migrate(connection, ["CREATE TABLE one (x);\nINSERT INTO two VALUES (1);\n"])

        assert version_of(connection) == 0
        assert connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)


def of_format_1_without(table: str) -> str:
    return re.sub(rf"CREATE TABLE {table} .*?WITHOUT ROWID;|INSERT INTO \"{table}\".*?;\n|CREATE INDEX.*?;", "",
                  FORMAT_1, flags=re.DOTALL)  # fmt: skip


def database(script: str, version: int) -> bytes:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(script)
        connection.execute(f"PRAGMA user_version = {version}")
        return connection.serialize()


NOTES = "CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT); INSERT INTO notes VALUES (1, '不要丢');"
REFUSED = {
    "no database": (b"this is no database " * 100, "不是有效的资料库"),
    "an empty file": (b"", "文件是空的"),
    "half a header": (b"SQLite format 3\0" + b"\x10\0\1\1", "不是有效的资料库"),
    "another program's": (database(NOTES, 0), "别的程序的数据库"),
    "another program's, of version 1": (database(NOTES, 1), "别的程序的数据库"),
    "another program's, of version 99": (database(NOTES, 99), "别的程序的数据库"),
    "a database without tables": (database("PRAGMA user_version = 0; VACUUM;", 0), "别的程序的数据库"),
    "format 1 without passages": (database(of_format_1_without("passages"), 1), "缺少 passages"),
    "format 1 without unread": (database(of_format_1_without("unread"), 1), "缺少 unread"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "told"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_library_is_refused_by_name_and_left_as_it_is(tmp_path, open_library, data, told):
    file = tmp_path / "library.sqlite"
    file.write_bytes(data)

    with pytest.raises(LibraryError, match=told) as caught:
        open_library(tmp_path)

    assert str(file) in str(caught.value)
    assert "请" in str(caught.value)
    assert file.read_bytes() == data


@pytest.mark.parametrize("table", sorted(schema.TABLES))
def test_a_library_that_lacks_a_table_is_refused_by_name(tmp_path, open_library, folder, table):
    open_library(tmp_path / "home").sync(folder)
    with closing(sqlite3.connect(tmp_path / "home" / "library.sqlite")) as connection:
        connection.execute(f"DROP TABLE {table}")

    with pytest.raises(LibraryError, match=f"缺少 {table}"):
        open_library(tmp_path / "home")


def test_a_library_that_lacks_a_column_is_refused_by_name(tmp_path, open_library, folder):
    open_library(tmp_path / "home").sync(folder)
    with closing(sqlite3.connect(tmp_path / "home" / "library.sqlite")) as connection:
        connection.execute("ALTER TABLE documents DROP COLUMN head")

    with pytest.raises(LibraryError, match=r"library\.sqlite 不是有效的资料库"):
        open_library(tmp_path / "home").documents()


def test_a_library_of_a_newer_format_is_refused_and_left_as_it_is(tmp_path, open_library, folder):
    open_library(tmp_path / "home").sync(folder)
    file = tmp_path / "home" / "library.sqlite"
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA user_version = 99")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = file.read_bytes()

    with pytest.raises(LibraryFormatError, match="格式 99"):
        open_library(tmp_path / "home")
    assert file.read_bytes() == before
