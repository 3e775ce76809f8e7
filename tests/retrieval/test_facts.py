"""Facts in the library: written with their document, gone with it, drawn anew where they are amiss or drawn otherwise now."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from retrieval.analysis import Analyser, Analysis
from retrieval.facts import FactRow
from retrieval.library import Library
from retrieval.types import Document, Passage


@dataclass
class Digits:
    """Draws the digits of a passage, and counts the documents that it was given."""

    version: str = "1"
    given: list[str] = field(default_factory=list)

    def extract(
        self, document: Document, passages: Sequence[tuple[Passage, Analysis]]
    ) -> tuple[FactRow, ...]:
        self.given.append(document.source)
        return tuple(
            FactRow(passage.number, place, place + 1, analysis.text[:2], character)
            for passage, analysis in passages
            for place, character in enumerate(passage.text)
            if character.isdigit()
        )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "documents"
    made.mkdir()
    (made / "a.txt").write_text("江阴简报\n\n江阴签约6个项目。\n", "utf-8")
    (made / "b.txt").write_text("无锡简报\n\n无锡签约7个项目,总投资8亿元。\n", "utf-8")
    return made


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "library"


def told(library: Library, version: str = "1", words: Sequence[str] = ()) -> list[str]:
    return [row.told for _, row in library.facts(version, words)]


def test_facts_of_one_document_alone_are_given(home: Path, folder: Path, analyser: Analyser) -> None:
    library = Library(home, analyser, Digits())
    library.sync(folder)
    ids = library.sources()

    for document_id in ids:
        own = [passage.document_id for passage, _ in library.facts("1", (), document_id)]
        assert set(own) == {document_id}
    every = [row for _, row in library.facts("1")]
    assert [row for one in ids for _, row in library.facts("1", (), one)] == every


def test_facts_are_drawn_once_when_a_document_is_taken_in(
    home: Path, folder: Path, analyser: Analyser
) -> None:
    digits = Digits()
    library = Library(home, analyser, digits)

    library.sync(folder)
    library.sync(folder)

    assert digits.given == ["a.txt", "b.txt"]
    assert told(library) == ["6", "7", "8"]
    assert [
        row.start for passage, row in library.facts("1") if passage.text[row.start : row.end] != row.told
    ] == []


def test_facts_go_with_their_document_and_change_with_it(
    home: Path, folder: Path, analyser: Analyser
) -> None:
    library = Library(home, analyser, Digits())
    library.sync(folder)

    (folder / "b.txt").write_text("无锡简报\n\n无锡签约9个项目。\n", "utf-8")
    library.sync(folder)
    assert told(library) == ["6", "9"]

    library.remove("a.txt")
    assert told(library) == ["9"]


def test_facts_are_found_by_a_word_of_their_indicator(home: Path, folder: Path, analyser: Analyser) -> None:
    library = Library(home, analyser, Digits())
    library.sync(folder)

    assert told(library, words=["无锡"]) == ["7", "8"]
    assert told(library, words=["无锡", "江阴"]) == ["6", "7", "8"]


def test_another_version_draws_all_anew_without_a_look_at_the_files(
    home: Path, folder: Path, analyser: Analyser
) -> None:
    Library(home, analyser, Digits()).sync(folder)
    later = Digits("2")
    library = Library(home, analyser, later)
    assert set(library.lacks_facts("2")) == set(library.sources())

    library.sync(folder)

    assert sorted(later.given) == ["a.txt", "b.txt"]
    assert told(library, "2") == ["6", "7", "8"]
    assert told(library, "1") == []


def test_a_library_of_an_earlier_program_gets_its_facts(home: Path, folder: Path, analyser: Analyser) -> None:
    Library(home, analyser).sync(folder)
    library = Library(home, analyser, Digits())
    assert told(library) == []

    library.sync(folder)

    assert told(library) == ["6", "7", "8"]


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM facts WHERE told = '6'",
        "UPDATE facts SET told = '5' WHERE told = '6'",
        "UPDATE extracted SET digest = 'x'",
        "DELETE FROM extracted",
    ],
)
def test_facts_that_are_amiss_are_drawn_anew_by_a_full_sync(
    home: Path, folder: Path, analyser: Analyser, change: str
) -> None:
    library = Library(home, analyser, Digits())
    library.sync(folder)
    version = library.version
    with closing(sqlite3.connect(home / "library.sqlite", isolation_level=None)) as connection:
        connection.execute(change)

    library.sync(folder, full=True)

    assert told(library) == ["6", "7", "8"]
    assert library.version == version
