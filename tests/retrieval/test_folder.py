"""What lies in a folder of documents: every name can be shown and stored, and nothing hangs or leads outside."""

from __future__ import annotations

import json
import os
import socket
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.errors import FolderError, LoadError
from retrieval.library import SyncReport
from retrieval.loaders import load_file
from retrieval.loaders.files import LARGEST_BYTES
from retrieval.loaders.folder import list_folder
from retrieval.loaders.names import readable, told_apart
from tests.timing import takes_at_most

TEXT = "简报\n\n截至2月20日,企业复工率为85%,员工陆续返岗。\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "documents"
    made.mkdir()
    (made / "a.txt").write_text(TEXT, "utf-8")
    return made


def write(folder: Path, name: bytes, text: str = TEXT) -> None:
    path = os.path.join(os.fsencode(folder), name)  # noqa: PTH118 -- of bytes
    os.makedirs(os.path.dirname(path), exist_ok=True)  # noqa: PTH103, PTH120
    with open(path, "w", encoding="utf-8") as file:  # noqa: PTH123
        file.write(text)


def sources(library) -> list[str]:
    return [document.source for document in library.documents()]


NAMES = {
    "GBK out of a Windows archive": ("复工简报.txt".encode("gbk"), "复工简报.txt"),
    "GB18030 beyond GBK": ("复工㐂简报.txt".encode("gb18030"), "复工㐂简报.txt"),
    "a folder in GBK": ("区县".encode("gbk") + b"/" + "滨江.txt".encode(), "区县/滨江.txt"),
    "a folder in UTF-8, its file in GBK": ("区县/".encode() + "滨江.txt".encode("gbk"), "区县/滨江.txt"),
    "bytes of no encoding": (b"\xff\xfe\x80.txt", "\\xff\\xfe\\x80.txt"),
    "half a character": ("简报".encode()[:4] + b".txt", "简\\xe6.txt"),
    "Latin-1": (b"caf\xe9.txt", "caf\\xe9.txt"),
    "a newline": (b"a\nb.txt", "a\\x0ab.txt"),
    "control sequences": (b"\x1b[8mb\x1b]0;x\x07.txt", "\\x1b[8mb\\x1b]0;x\\x07.txt"),
    "C1 controls": ("b\x9b31m.txt".encode(), "b\\x9b31m.txt"),
    "text turned round": ("b\u202etxt.md".encode(), "b\\u202etxt.md"),
    "a line separator": ("b\u2028c.txt".encode(), "b\\u2028c.txt"),
    "emoji, joined": ("👩‍🚒简报👍🏽.txt".encode(), "👩‍🚒简报👍🏽.txt"),
    "as long as may be": ("长".encode() * 83 + b".txt", "长" * 83 + ".txt"),
    "quotes and marks": (b"b'\"%_\\{}#:.txt", "b'\"%_\\{}#:.txt"),
    "blanks alone": (b"  .txt", "  .txt"),
    "a combining accent": ("e\u0301.txt".encode(), "e\u0301.txt"),
}


@pytest.mark.parametrize(("name", "source"), NAMES.values(), ids=NAMES)
def test_a_file_is_read_whatever_its_name(library, folder, name, source):
    write(folder, name)

    assert set(library.sync(folder).added) == {"a.txt", source}
    assert not library.sync(folder)
    (document,) = [one for one in library.documents() if one.source == source]
    assert library.document(source).id == library.document(document.id).id
    assert library.passages(document.id)
    json.dumps([document.source, document.title], ensure_ascii=False).encode()
    library.remove(document.id)
    assert not library.sync(folder)


def test_a_file_whose_name_cannot_be_read_is_named_readably_when_it_cannot_be_read_either(library, folder):
    write(folder, "坏.txt".encode("gbk"), "\0")
    write(folder, "表.表格".encode("gbk"))

    unread = library.sync(folder).unread

    assert [one.source for one in unread] == ["坏.txt", "表.表格"]
    assert "不支持的文件类型 .表格" in unread[1].reason


def test_names_that_read_alike_are_documents_of_their_own_whatever_order_they_came_in(library, folder):
    write(folder, "简报.txt".encode("gbk"), TEXT.replace("85", "61"))
    library.sync(folder)
    assert sources(library) == ["a.txt", "简报.txt"]
    write(folder, "简报.txt".encode(), TEXT.replace("85", "62"))
    write(folder, b"b\nc.txt", TEXT.replace("85", "63"))
    write(folder, b"b\\x0ac.txt", TEXT.replace("85", "64"))

    library.sync(folder)

    held = {document.source: document.text for document in library.documents()}
    assert len(held) == 5
    assert ("62" in held["简报.txt"], "64" in held["b\\x0ac.txt"]) == (True, True)
    assert sum("61" in text or "63" in text for text in held.values()) == 2
    assert not library.sync(folder)


@given(
    st.lists(st.binary(min_size=1, max_size=12).filter(lambda name: not set(name) & {0, 0x2F}), unique=True)
)
def test_every_set_of_names_is_told_apart(raw):
    paths = [os.fsdecode(name) for name in raw]

    names = told_apart(paths)

    assert sorted(names.values()) == sorted(paths)
    assert told_apart(reversed(paths)) == names
    for name in names:
        name.encode()
        assert not any(sign in name for sign in "\n\r\x1b\x7f\x9b\u202e\u2028\0")


@given(st.text(max_size=20))
def test_a_name_that_is_readable_is_left_as_it_is(name):
    assert readable(readable(name)) == readable(name)


def test_a_name_from_a_chat_may_hold_half_a_character(library, tmp_path):
    (tmp_path / "x.txt").write_text(TEXT, "utf-8")

    assert library.add_file(tmp_path / "x.txt", "\ud83d简报\n.txt").document.source == "\\ud83d简报\\x0a.txt"


# -- what is not read ---------------------------------------------------------------------------------------


def refused(folder: Path) -> dict[str, str]:
    return {source: reason.split(";")[0] for source, reason in list_folder(folder).refused.items()}


def test_links_that_lead_out_of_the_folder_are_named_and_not_followed(library, folder, tmp_path):
    outside = tmp_path / "documents-outside"  # its name begins as the folder's does
    outside.mkdir()
    (outside / "secret.txt").write_text("口令\n\n口令是一二三四五六。\n", "utf-8")
    (folder / "p.txt").symlink_to("/etc/passwd")
    (folder / "k.txt").symlink_to("/proc/kmsg")
    (folder / "s.txt").symlink_to(Path("..") / outside.name / "secret.txt")
    (folder / "out").symlink_to(outside)
    (folder / "up").symlink_to("..")
    (folder / "root").symlink_to("/")
    (folder / "twice.txt").symlink_to("p.txt")

    report = library.sync(folder)

    assert report.added == ("a.txt",)
    assert {one.source for one in report.unread} == {
        "p.txt", "k.txt", "s.txt", "out", "up", "root", "twice.txt",
    }  # fmt: skip
    assert all(one.reason.startswith("链接指向文档文件夹之外;请") for one in report.unread)
    assert library.sync(folder) == library.sync(folder, full=True)
    assert library.unread() == report.unread


def test_a_file_that_becomes_a_link_out_of_the_folder_is_gone_from_the_answers(library, folder):
    (folder / "b.txt").write_text(TEXT, "utf-8")
    library.sync(folder)
    (folder / "b.txt").unlink()
    (folder / "b.txt").symlink_to("/etc/passwd")

    assert [one.source for one in library.sync(folder).unread] == ["b.txt"]
    assert sources(library) == ["a.txt"]
    (folder / "b.txt").unlink()
    assert library.sync(folder).unread == ()


def test_links_within_the_folder_are_followed_to_files_and_no_folder_is_read_twice(folder):
    (folder / "below").mkdir()
    (folder / "below" / "b.txt").write_text(TEXT, "utf-8")
    (folder / "c.txt").symlink_to("below/b.txt")
    (folder / "again").symlink_to("below")
    (folder / "below" / "round").symlink_to("..")
    # As Kubernetes lays a volume out: the files are links into a hidden folder.
    (folder / "..data").mkdir()
    (folder / "..data" / "d.txt").write_text(TEXT, "utf-8")
    (folder / "d.txt").symlink_to("..data/d.txt")
    (folder / "hidden").symlink_to("..data")

    assert list(list_folder(folder).files) == ["a.txt", "below/b.txt", "c.txt", "d.txt"]
    assert refused(folder) == {"hidden": "链接指向隐藏的文件夹"}


def test_the_folder_itself_may_be_a_link(folder, tmp_path):
    (tmp_path / "link").symlink_to(folder)
    (folder / "b.txt").symlink_to("a.txt")

    assert list(list_folder(tmp_path / "link").files) == ["a.txt", "b.txt"]


def test_dead_links_rings_pipes_sockets_and_devices_are_named_and_not_opened(folder):
    (folder / "dead.txt").symlink_to("nothing.txt")
    (folder / "ring.txt").symlink_to("other.txt")
    (folder / "other.txt").symlink_to("ring.txt")
    os.mkfifo(folder / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(folder / "socket.txt"))
        found = refused(folder)

    assert found == {
        "dead.txt": "链接指向的文件不存在",
        "ring.txt": "无法读取(链接互相指向,没有尽头)",
        "other.txt": "无法读取(链接互相指向,没有尽头)",
        "pipe.txt": "不是普通文件(管道、套接字或设备)",
        "socket.txt": "不是普通文件(管道、套接字或设备)",
    }


@pytest.mark.parametrize("path", ["/dev/zero", "/dev/tty", "/proc/kmsg", "/proc/self/maps"])
def test_a_file_without_an_end_is_refused_at_once_even_where_it_is_asked_for(tmp_path, path):
    link = tmp_path / "x.txt"
    link.symlink_to(path)

    start = time.perf_counter()
    with pytest.raises(LoadError):
        load_file(link, "x.txt", frozenset().__contains__)
    assert time.perf_counter() - start < 10


def test_a_file_that_is_too_large_is_refused_unread_with_the_remedy(library, folder):
    with (folder / "大.txt").open("wb") as file:
        file.truncate(LARGEST_BYTES + 1)
    with (folder / "片.mp4").open("wb") as file:
        file.truncate(10**12)

    reports: list[SyncReport] = []
    assert takes_at_most(1.0, lambda: reports.append(library.sync(folder, full=True)))

    report = reports[-1]
    assert [(one.source, one.reason.split(";")[0]) for one in report.unread] == [
        ("大.txt", "文件太大(8.0 MB,上限 8 MB)"),
        ("片.mp4", "不支持的文件类型 .mp4"),
    ]
    assert "拆分" in report.unread[0].reason


def test_a_folder_that_cannot_be_looked_into_is_named_and_keeps_its_documents(library, folder, monkeypatch):
    (folder / "区县").mkdir()
    (folder / "区县" / "b.txt").write_text(TEXT, "utf-8")
    (folder / "区县" / "坏.txt").write_bytes(b"\0")
    library.sync(folder)
    scandir = os.scandir

    def denied(path):
        if Path(path).name == "区县":
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", denied)

    report = library.sync(folder)

    assert not report
    assert sources(library) == ["a.txt", "区县/b.txt"]
    assert ("区县/", "无法读取文件夹(没有权限);请检查权限") in [
        (one.source, one.reason) for one in report.unread
    ]
    assert len(report.unread) == 2
    monkeypatch.undo()
    assert [one.source for one in library.sync(folder).unread] == ["区县/坏.txt"]


def test_a_folder_that_cannot_be_looked_into_at_all_is_an_error(library, folder, monkeypatch):
    def denied(path):
        raise PermissionError(13, "Permission denied", str(path))

    library.sync(folder)
    monkeypatch.setattr(os, "scandir", denied)

    with pytest.raises(FolderError, match="无法读取文件夹"):
        library.sync(folder)
    assert library.count() == 1


def test_files_that_a_pattern_leaves_out_are_none_of_the_library(library, folder):
    for name in ("录取名单.txt", "花名册/b.txt", "c.txt"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(TEXT, "utf-8")
    library.sync(folder)

    report = library.sync(folder, exclude=("*名单*", "花名册/*"))

    assert report.removed == ("录取名单.txt", "花名册/b.txt")
    assert sources(library) == ["a.txt", "c.txt"]
    assert not library.sync(folder, exclude=("*名单*", "花名册/*"))
