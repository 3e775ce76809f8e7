"""The library goes into one file and comes back, checked, while others read it."""

from __future__ import annotations

from pathlib import Path

import pytest
from filelock import FileLock

from bot.backups import backup, restore
from bot.errors import BackupError
from retrieval.library import Library


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "documents"
    made.mkdir()
    (made / "a.txt").write_text("甲地简报\n\n甲地企业复工率为97%。\n", "utf-8")
    return made


def test_a_backup_brings_back_what_was_removed_and_taught_while_the_library_is_open(
    library, folder, tmp_path
):
    library.sync(folder)
    words = library.folder / "lexicon" / "names.txt"
    words.parent.mkdir()
    words.write_text("滨江\n", "utf-8")
    size = backup(library.folder, tmp_path / "b.youju")
    version = library.version
    library.remove("a.txt")
    words.write_text("", "utf-8")

    restored = restore(library.folder, tmp_path / "b.youju")

    assert size == (tmp_path / "b.youju").stat().st_size
    assert set(restored.names) == {"library.sqlite", "lexicon/names.txt"}
    assert [one.source for one in library.documents()] == ["a.txt"]
    assert library.refresh() == version
    assert words.read_text("utf-8") == "滨江\n"
    assert not library.sync(folder)


def test_a_backup_is_restored_where_there_is_no_library(library, folder, tmp_path, analyser):
    library.sync(folder)
    backup(library.folder, tmp_path / "b.youju")

    restore(tmp_path / "new", tmp_path / "b.youju")

    other = Library(tmp_path / "new", analyser)
    assert [one.source for one in other.documents()] == ["a.txt"]
    other.close()


def test_the_chats_of_a_running_bot_stay_as_they_are(library, folder, tmp_path):
    library.sync(folder)
    (library.folder / "chats.sqlite").touch()
    backup(library.folder, tmp_path / "b.youju")

    with FileLock(library.folder / "telegram.lock"):
        restored = restore(library.folder, tmp_path / "b.youju")

    assert restored.leaves_chats
    assert "chats.sqlite" not in restored.names


@pytest.mark.parametrize("damage", ["cut off", "changed", "another's"])
def test_a_damaged_backup_is_named_and_changes_nothing(library, folder, tmp_path, damage):
    library.sync(folder)
    file = tmp_path / "b.youju"
    backup(library.folder, file)
    data = bytearray(file.read_bytes())
    match damage:
        case "cut off":
            del data[len(data) // 2 :]
        case "changed":
            data[len(data) // 2] ^= 0xFF
        case _:
            data[:] = b"PK\x05\x06" + bytes(18)
    file.write_bytes(data)
    version = library.version

    with pytest.raises(BackupError, match=r"b\.youju"):
        restore(library.folder, file)
    assert library.refresh() == version
    assert library.count() == 1


def test_where_there_is_no_library_there_is_no_backup(tmp_path):
    with pytest.raises(BackupError, match="没有资料库"):
        backup(tmp_path, tmp_path / "b.youju")
    assert list(tmp_path.iterdir()) == []


def test_a_backup_that_cannot_be_written_leaves_nothing(library, folder, tmp_path):
    library.sync(folder)

    with pytest.raises(BackupError, match="无法读写"):
        backup(library.folder, tmp_path / "none" / "b.youju")
