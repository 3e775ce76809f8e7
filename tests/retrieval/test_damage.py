"""What a disk or a foreign hand did to the library's rows ends in a line that names the document, and is healed."""

from __future__ import annotations

import json
import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from answers.answerer import Answerer
from retrieval.backends.embedded import EmbeddedBackend
from retrieval.errors import DamagedDocumentError, LibraryError, RetrievalError, UnknownDocumentError
from retrieval.library import Library
from retrieval.normalise import normalise
from retrieval.search import Searcher
from retrieval.store import schema

A = "江阴简报\n\n截至2月20日,江阴高新区员工到岗率为85%,企业复工有序推进。\n"
B = "滨江简报\n\n截至2月25日,滨江企业复工率91.9%,规上工业企业全部复工。\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "documents"
    made.mkdir()
    (made / "a.txt").write_text(A, "utf-8")
    (made / "b.txt").write_text(B, "utf-8")
    return made


@pytest.fixture
def added(tmp_path: Path) -> Path:
    (tmp_path / "c.txt").write_text("补充\n\n口罩发放八万只,园区共有十二个。\n", "utf-8")
    return tmp_path / "c.txt"


@pytest.fixture
def filled(library, folder, added):
    library.sync(folder)
    library.add_file(added)
    return library


def content(library: Library) -> object:
    return library.version, [
        (document, passage, library.analysis(passage.id))
        for document in library.documents()
        for passage in library.passages(document.id)
    ]


def change(library: Library, sql: str) -> None:
    with closing(sqlite3.connect(library.folder / "library.sqlite")) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.executescript(sql)


OF_A = "WHERE source = 'a.txt'"
OF_ITS_PASSAGE = "WHERE document_id = (SELECT id FROM documents WHERE source = 'a.txt')"
NO_UTF8 = "CAST(x'E6B1FF' AS TEXT)"
DAMAGES = {
    "a document's text, no UTF-8": f"UPDATE documents SET text = {NO_UTF8} {OF_A}",
    "a document's text, one figure": f"UPDATE documents SET text = replace(text, '85%', '95%') {OF_A}",
    "a document's text, bytes": f"UPDATE documents SET text = x'00ff' {OF_A}",
    "a document's text, a number": f"UPDATE documents SET text = 7 {OF_A}",
    "a document's head": f"UPDATE documents SET head = '{{' {OF_A}",
    "a document's head, no object": f"UPDATE documents SET head = '[]' {OF_A}",
    "a document's head, no title": f"UPDATE documents SET head = '{{}}' {OF_A}",
    "a document's head, past the text": f"UPDATE documents SET head = json_set(head, '$.title[2]', json('[[0, 9999]]')) {OF_A}",
    "a document's head, turned round": f"UPDATE documents SET head = json_set(head, '$.title[2]', json('[[9, 3]]')) {OF_A}",
    "a document's head, of no basis": f"UPDATE documents SET head = json_set(head, '$.title[1]', 'a dream') {OF_A}",
    "a document's head, a value unknown": f"UPDATE documents SET head = json_set(head, '$.mood', json('[\"x\", \"field\", []]')) {OF_A}",
    "a document's head, a region that is a number": f"UPDATE documents SET head = json_set(head, '$.region', json('[7, \"field\", []]')) {OF_A}",
    "a document's head, no UTF-8": f"UPDATE documents SET head = {NO_UTF8} {OF_A}",
    "a document's head, bytes": f"UPDATE documents SET head = x'00' {OF_A}",
    "a document's source": f"UPDATE documents SET source = 'x.txt' {OF_A}",
    "a document's source, no UTF-8": f"UPDATE documents SET source = {NO_UTF8} {OF_A}",
    "a document's source, bytes": f"UPDATE documents SET source = x'00ff' {OF_A}",
    "a document's origin": f"UPDATE documents SET origin = 'nowhere' {OF_A}",
    "a document's id": f"UPDATE documents SET id = 'deadbeefdeadbeef' {OF_A}",
    "a document's digest": f"UPDATE documents SET digest = 'x' {OF_A}",
    "a passage's spans, no JSON": f"UPDATE passages SET spans = '[[1,' {OF_ITS_PASSAGE}",
    "a passage's spans, other JSON": f"UPDATE passages SET spans = '{{}}' {OF_ITS_PASSAGE}",
    "a passage's spans, no numbers": f"UPDATE passages SET spans = '[[\"a\", null]]' {OF_ITS_PASSAGE}",
    "a passage's spans, elsewhere": f"UPDATE passages SET spans = '[[0, 32]]' {OF_ITS_PASSAGE}",
    "a passage's text, shorter": f"UPDATE passages SET text = 'x' {OF_ITS_PASSAGE}",
    "a passage's text, one figure": f"UPDATE passages SET text = replace(text, '85%', '95%') {OF_ITS_PASSAGE}",
    "a passage's text, no UTF-8": f"UPDATE passages SET text = {NO_UTF8} {OF_ITS_PASSAGE}",
    "a passage's text, bytes": f"UPDATE passages SET text = x'00' {OF_ITS_PASSAGE}",
    "a passage's normalised text, one figure": (
        f"UPDATE passages SET normalised = replace(normalised, '85%', '95%') {OF_ITS_PASSAGE}"
    ),
    "a passage's normalised text, no UTF-8": f"UPDATE passages SET normalised = {NO_UTF8} {OF_ITS_PASSAGE}",
    "a passage's normalised text, bytes": f"UPDATE passages SET normalised = x'00' {OF_ITS_PASSAGE}",
    "a passage's words": f"UPDATE passages SET words = x'0102' {OF_ITS_PASSAGE}",
    "a passage's words, turned round": f"UPDATE passages SET words = x'0900000001000000' {OF_ITS_PASSAGE}",
    "a passage's words, far off": f"UPDATE passages SET words = x'01000000FFFFFF7F' {OF_ITS_PASSAGE}",
    "a passage's kind": f"UPDATE passages SET kind = 'hero' {OF_ITS_PASSAGE}",
    "a passage's page": f"UPDATE passages SET page = 'x' {OF_ITS_PASSAGE}",
    "a passage's number": f"UPDATE passages SET number = 'x' {OF_ITS_PASSAGE}",
    "a passage's article": f"UPDATE passages SET article = 'x' {OF_ITS_PASSAGE}",
    "a passage's title": f"UPDATE passages SET title = {NO_UTF8} {OF_ITS_PASSAGE}",
    "a passage's document": f"UPDATE passages SET document_id = 'deadbeef' {OF_ITS_PASSAGE}",
    "a passage's document, no UTF-8": f"UPDATE passages SET document_id = {NO_UTF8} {OF_ITS_PASSAGE}",
    "a passage's id": f"UPDATE passages SET id = 'x' {OF_ITS_PASSAGE}",
    "all passages of a document gone": f"DELETE FROM passages {OF_ITS_PASSAGE}",
    "a document gone, its passages not": f"DELETE FROM documents {OF_A}",
}


@pytest.mark.parametrize("sql", DAMAGES.values(), ids=DAMAGES)
def test_damaged_rows_are_passed_over_and_a_full_sync_heals_them(filled, folder, analyser, open_library, sql):
    before = content(filled)
    change(filled, sql)
    library = open_library(filled.folder)
    answerer = Answerer(Searcher(library, EmbeddedBackend(library.folder / "postings"), analyser))
    answerer.keep_step()

    assert answerer.reply("滨江企业复工率是多少?").answer == "91.9%"  # the rest goes on
    for question in ("江阴高新区员工到岗率是多少?", "企业", "有几篇文档提到复工?", "火星的失业率是多少?"):
        answerer.reply(question)
    answerer.brief("复工")
    for document in library.documents():
        normalise("".join(article.title for article in library.outline(document.id).values()))
    assert library.damaged()

    library.sync(folder, full=True)

    assert library.damaged() == ()
    assert content(library) == before
    assert not library.sync(folder)


@pytest.mark.parametrize("value", ["'x'", "x'00ff'", "7", NO_UTF8])
def test_a_damaged_version_is_worked_out_anew(filled, folder, open_library, value):
    before = filled.version
    change(filled, f"UPDATE meta SET value = {value}")
    library = open_library(filled.folder)
    json.dumps(library.version, ensure_ascii=False).encode()

    library.sync(folder, full=True)

    assert library.version == before


def test_a_damaged_document_is_named_in_the_log_once_and_where_it_is_asked_for(filled, open_library, caplog):
    change(filled, f"UPDATE documents SET head = '{{}}' {OF_A}")
    library = open_library(filled.folder)

    for _ in range(2):
        assert [document.source for document in library.documents()] == ["b.txt", "c.txt"]

    (line,) = caplog.messages
    assert line == "资料库中 a.txt 的内容有损坏,损坏的部分未采用;请运行 youju sync --full 重新读入"
    with pytest.raises(DamagedDocumentError, match=r"a\.txt"):
        library.document("a.txt")


def test_what_was_added_by_hand_is_healed_from_its_own_text(filled, folder, open_library):
    before = content(filled)
    change(
        filled,
        "UPDATE passages SET spans = '' WHERE document_id = (SELECT id FROM documents WHERE source = 'c.txt')",
    )
    library = open_library(filled.folder)

    report = library.sync(folder, full=True)

    assert report.unread == ()
    assert content(library) == before


def test_what_was_added_by_hand_and_is_damaged_does_not_stop_all_being_read_anew(
    filled, folder, open_library, monkeypatch, caplog
):
    change(filled, "UPDATE documents SET head = '{}' WHERE source = 'c.txt'")
    monkeypatch.setattr(schema, "READING", schema.READING + 1)

    assert open_library(filled.folder).sync(folder).changed == ("a.txt", "b.txt")
    assert "c.txt" in caplog.text


def test_what_was_added_by_hand_and_is_lost_is_named(filled, folder, open_library):
    change(filled, "UPDATE documents SET text = text || '伪造' WHERE source = 'c.txt'")
    library = open_library(filled.folder)

    (lost,) = library.sync(folder, full=True).unread

    assert lost.source == "c.txt"
    assert "请重新添加" in lost.reason
    assert [document.source for document in library.documents()] == ["a.txt", "b.txt"]
    assert library.damaged() == ()


def told_of(work: Callable[[], object]) -> str:
    """Return what the worst that may come of a damaged file says; anything but an error of ours is raised."""
    try:
        work()
    except RetrievalError as error:
        return str(error)
    return ""


def test_bytes_flipped_anywhere_in_the_file_never_end_in_a_traceback(filled, folder, tmp_path, analyser):
    filled.close()
    with closing(sqlite3.connect(filled.folder / "library.sqlite")) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    good = (filled.folder / "library.sqlite").read_bytes()
    chance = random.Random(20261125)

    def use(home: Path) -> None:
        library = Library(home, analyser)
        answerer = Answerer(Searcher(library, EmbeddedBackend(home / "postings"), analyser))
        answerer.keep_step()
        answerer.reply("滨江企业复工率是多少?")
        library.documents()
        library.unread()
        library.damaged()
        library.sync(folder, full=True)

    told = []
    for number in range(60):
        home = tmp_path / f"copy{number}"
        home.mkdir()
        data = bytearray(good)
        for _ in range(chance.choice((1, 3, 30))):
            data[chance.randrange(100, len(data))] ^= 1 << chance.randrange(8)
        (home / "library.sqlite").write_bytes(data)
        told.append(told_of(partial(use, home)))

    assert all("请" in line for line in told if line)
    assert "" in told


def test_a_file_cut_short_is_refused_by_name(filled, tmp_path, open_library):
    filled.close()
    data = (filled.folder / "library.sqlite").read_bytes()
    (tmp_path / "short").mkdir()
    (tmp_path / "short" / "library.sqlite").write_bytes(data[: len(data) // 2])

    with pytest.raises(LibraryError, match=r"library\.sqlite"):
        open_library(tmp_path / "short").damaged()


def test_an_unknown_document_is_no_damage(filled):
    with pytest.raises(UnknownDocumentError):
        filled.document("x.txt")
    assert json.dumps(filled.damaged()) == "[]"
