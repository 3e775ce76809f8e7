"""The questions written for fitting are what `tests/training/README.md` says of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from answers.fit.examples import bare
from answers.fit.piles import is_kept_back

_FILES = sorted((Path(__file__).parent / "training").glob("*.jsonl"))
_ROWS: list[dict[str, Any]] = [
    json.loads(line) for file in _FILES for line in file.read_text("utf-8").splitlines()
]


def test_each_question_has_a_name_of_its_own_and_is_asked_once():
    assert len({row["id"] for row in _ROWS}) == len(_ROWS) > 0
    assert len({(row["document"], row["question"]) for row in _ROWS}) == len(_ROWS)


@pytest.mark.parametrize("file", _FILES, ids=lambda file: file.stem)
def test_each_form_of_an_answer_stands_in_the_evidence(file: Path):
    for row in map(json.loads, file.read_text("utf-8").splitlines()):
        if "evidence_at" in row:
            assert all(0 <= start < end for start, end in row["evidence_at"])
            continue
        evidence = "".join(map(bare, row["evidence"]))
        amiss = [form for part in row["answers"] for form in part if bare(form) not in evidence]
        assert not amiss, (row["id"], amiss)


def test_no_document_is_one_that_is_kept_back():
    assert not {row["document"] for row in _ROWS if is_kept_back(row["document"])}
