"""No two documents share an id unnoticed; the order of ids is the order of numbers."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval import ids
from retrieval.errors import LoadError, UnknownDocumentError
from retrieval.loaders import table
from retrieval.loaders.files import LARGEST_BYTES
from retrieval.types import DocumentId, PassageId


def write(folder: Path, *names: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name in names:
        (folder / name).write_text(f"{name}的简报\n\n{name}的企业复工率为九成,员工陆续返岗。\n", "utf-8")
    return folder


def test_names_whose_first_eight_digits_are_the_same_are_two_documents(library, tmp_path):
    folder = write(tmp_path / "documents", "简报6221.txt", "简报49648.txt")

    assert library.sync(folder).added == ("简报49648.txt", "简报6221.txt")
    first, second = (document.id for document in library.documents())
    assert first[:8] == second[:8]
    assert not library.sync(folder)
    assert all(library.passages(document) for document in (first, second))
    with pytest.raises(UnknownDocumentError, match=f"{min(first, second)}、{max(first, second)}"):
        library.document(first[:8])


def alike(source: str) -> DocumentId:
    return DocumentId("0123456789abcdef" if source != "c.txt" else "fedcba9876543210")


def test_a_source_whose_id_is_anothers_is_refused_by_name_and_the_other_stays(library, tmp_path, monkeypatch):
    folder = write(tmp_path / "documents", "a.txt", "b.txt", "c.txt")
    monkeypatch.setattr(table, "document_id", alike)

    report = library.sync(folder)

    assert report.added == ("a.txt", "c.txt")
    (unread,) = report.unread
    assert unread.source == "b.txt"
    assert "与 a.txt 的编号相同(0123456789abcdef)" in unread.reason
    assert not library.sync(folder)
    assert [document.source for document in library.documents()] == ["a.txt", "c.txt"]
    with pytest.raises(LoadError, match=r"b\.txt: 与 a\.txt 的编号相同"):
        library.add_file(folder / "b.txt")
    assert library.document("a.txt").title == "a.txt的简报"

    (folder / "a.txt").unlink()
    library.sync(folder)
    library.sync(folder, full=True)
    assert [document.source for document in library.documents()] == ["b.txt", "c.txt"]


def test_the_file_itself_holds_each_source_once(library, tmp_path):
    library.sync(write(tmp_path / "documents", "a.txt"))

    with closing(sqlite3.connect(library.folder / "library.sqlite")) as connection:
        columns = [row[1] for row in connection.execute("PRAGMA table_info(documents)")]
        others = ", ".join(column for column in columns if column != "id")
        with pytest.raises(sqlite3.IntegrityError, match=r"UNIQUE.*source"):
            connection.execute(f"INSERT INTO documents (id, {others}) SELECT 'x', {others} FROM documents")


@given(st.integers(1, LARGEST_BYTES), st.integers(1, LARGEST_BYTES))
def test_the_order_of_passage_ids_is_the_order_of_their_numbers(one, other):
    first, second = (ids.passage_id(ids.document_id("a.txt"), number) for number in (one, other))

    assert (first < second) == (one < other)
    assert ids.split(first) == (ids.document_id("a.txt"), one)


@pytest.mark.parametrize("odd", ["", "#", "a.txt", "18b7cb09#", "18b7cb09#x", "18b7cb09#-1", "18b7cb09#²"])
def test_what_is_no_passage_id_is_none(odd, library):
    assert ids.split(PassageId(odd)) is None
    assert library.passage(PassageId(odd)) is None
