"""What a recogniser says of a page becomes lines: a line that it saw and hardly read is put to it again, margins come last."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from retrieval.recognition import engine

PAGE = np.zeros((200, 800, 3), dtype=np.uint8)


def found(*lines: tuple[str, tuple[int, int, int, int]]) -> SimpleNamespace:
    """Return what rapidocr returns for texts at their places: left, top, right, bottom in pixels."""
    boxes = [
        np.array([(left, top), (right, top), (right, bottom), (left, bottom)])
        for _, (left, top, right, bottom) in lines
    ]
    return SimpleNamespace(boxes=boxes, txts=[text for text, _ in lines], scores=[0.9] * len(lines))


@pytest.fixture
def recogniser(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Return the answers that a recogniser in place of rapidocr gives, one a call."""
    answers: list[Any] = []
    monkeypatch.setattr(engine, "_engine", lambda: lambda *_, **__: answers.pop(0))
    return answers


def test_a_wide_line_of_which_two_characters_were_read_is_read_once_more(recogniser: list[Any]):
    whole = "任何人都不能推托不知道法律而不受处罚"
    recogniser += [
        found(("()", (100, 50, 700, 70)), ("第二行短", (100, 80, 190, 100))),
        SimpleNamespace(txts=(whole,), scores=(0.96,)),
    ]

    lines = engine.recognise(PAGE)

    assert [line.text for line in lines] == [whole, "第二行短"]
    assert recogniser == []


def test_what_is_not_read_the_second_time_either_stays_as_it_was(recogniser: list[Any]):
    recogniser += [found(("——", (100, 50, 700, 70))), SimpleNamespace(txts=None, scores=None)]

    assert [line.text for line in engine.recognise(PAGE)] == ["——"]


def test_a_note_in_the_margin_parts_no_lines_and_heads_no_page(recogniser: list[Any]):
    text = "物的有用性使物成为使用价值这种有用性"
    recogniser.append(
        found(("14", (10, 80, 40, 100)), *((text, (100, top, 460, top + 20)) for top in (50, 80, 110, 140)))
    )

    assert [line.text for line in engine.recognise(PAGE)] == [text, text, text, text, "14"]
