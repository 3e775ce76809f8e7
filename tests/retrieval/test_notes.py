"""A mark like ［26］ stands in no passage, and still leads to the note that it refers to."""

from __future__ import annotations

import pytest

from retrieval.notes import notes_of
from retrieval.passages import passages
from tests.retrieval.reading import read

NL, NR, C, M, S = "\uff3b", "\uff3d", "\uff1a", "\uff0c", "\u3002"
OPENING = f"政府工作报告\n\n过去一年{M}全市经济稳中向好{M}各项工作取得新的成绩{S}\n\n"


def linked(text: str, source: str = "a.txt") -> dict[str, list[tuple[str, str]]]:
    """Return of each passage that refers to notes its text, and the marks with what they lead to."""
    document = read(text, source)
    made = passages(document)
    found = {one.text: notes_of(document.text, made, one) for one in made}
    return {said: [(note.mark, note.text) for note in notes] for said, notes in found.items() if notes}


@pytest.mark.parametrize(("opens", "closes"), [(NL, NR), ("[", "]"), ("〔", "〕")])
def test_a_mark_leads_to_the_entry_of_its_number(opens: str, closes: str):
    text = (
        f"{OPENING}主导产业{opens}1{closes}占比提高{M}火灾起数下降{opens}2{closes}{S}\n\n"
        f"注释\n{opens}1{closes}主导产业{C}旅游业、现代服务业{S}\n{opens}2{closes}火灾起数{C}全年的起数{S}\n"
    )

    ((said, notes),) = linked(text).items()

    assert said.endswith(f"主导产业占比提高{M}火灾起数下降{S}")
    assert notes == [
        (f"{opens}1{closes}", f"主导产业{C}旅游业、现代服务业{S}"),
        (f"{opens}2{closes}", f"火灾起数{C}全年的起数{S}"),
    ]


def test_a_mark_behind_the_last_word_belongs_to_the_paragraph_before_it():
    text = f"{OPENING}火灾起数下降{S}{NL}1{NR}\n\n注释\n{NL}1{NR}火灾起数{C}全年的起数{S}\n"

    assert list(linked(text).values()) == [[(f"{NL}1{NR}", f"火灾起数{C}全年的起数{S}")]]


def test_two_marks_side_by_side_lead_to_both():
    text = f"{OPENING}起数下降{NL}1{NR}{NL}2{NR}{M}持续向好{S}\n\n注释\n{NL}1{NR}甲{C}一{S}\n{NL}2{NR}乙{C}二{S}\n"

    assert [mark for notes in linked(text).values() for mark, _ in notes] == [f"{NL}1{NR}", f"{NL}2{NR}"]


def test_where_numbers_begin_anew_a_mark_leads_to_the_next_note_of_its_number():
    part = (
        "第{n}部分讲{what}"
        + f"{NL}1{NR}的工作{M}取得成绩{S}\n\n注释\n{NL}1{NR}"
        + "{what}"
        + f"{C}一件事{S}\n\n"
    )
    text = OPENING + part.format(n="一", what="甲项") + part.format(n="二", what="乙项")

    assert [notes[0][1] for notes in linked(text).values()] == [f"甲项{C}一件事{S}", f"乙项{C}一件事{S}"]


def test_a_note_of_markdown_is_led_to_by_its_name():
    text = f"# 报告\n\n起数下降[^fire]{M}持续向好{S}\n\n[^fire]: 全年的起数{S}\n"

    assert linked(text, "a.md") == {f"报告\n起数下降{M}持续向好{S}": [("[^fire]", f"全年的起数{S}")]}


def test_a_number_that_has_no_note_leads_nowhere_and_stays():
    text = f"{OPENING}起数下降{NL}7{NR}{M}持续向好{S}\n\n注释\n{NL}1{NR}甲{C}一{S}\n"

    assert linked(text) == {}
