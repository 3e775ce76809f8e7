"""A folder that changes is noticed once it has come to rest."""

from __future__ import annotations

import time

from bot import watching
from bot.watching import Watcher
from tests.timing import takes_at_most


def test_a_change_is_told_of_once_it_has_come_to_rest(tmp_path, monkeypatch):
    monkeypatch.setattr(watching, "_SETTLED_S", 0.05)
    watcher = Watcher(tmp_path)
    watcher.start()
    deadline = time.monotonic() + 10
    told = False
    while not told and time.monotonic() < deadline:
        (tmp_path / "a.txt").write_text("甲", "utf-8")
        time.sleep(0.2)
        told = watcher.has_changed()
    time.sleep(0.2)
    watcher.has_changed()

    assert told
    assert not watcher.has_changed()
    watcher.stop()


def test_a_folder_that_is_still_being_written_is_not_told_of(tmp_path):
    watcher = Watcher(tmp_path)
    watcher.start()
    deadline = time.monotonic() + 10
    while not watcher._first and time.monotonic() < deadline:
        (tmp_path / "a.txt").write_text("甲", "utf-8")
        time.sleep(0.1)

    assert not watcher.has_changed()
    watcher.stop()


def test_a_stop_waits_for_no_change(tmp_path):
    watcher = Watcher(tmp_path)
    watcher.start()

    assert takes_at_most(0.5, watcher.stop)


def test_a_folder_that_is_not_there_ends_nothing(tmp_path, caplog):
    watcher = Watcher(tmp_path / "none")
    watcher.start()
    watcher.stop()

    assert "not watched" in caplog.text


def test_without_the_library_nothing_is_watched(tmp_path, monkeypatch):
    monkeypatch.setattr(watching, "find_spec", lambda _: None)
    watcher = Watcher(tmp_path)
    watcher.start()

    assert not watcher.has_changed()
    watcher.stop()
