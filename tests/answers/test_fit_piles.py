from __future__ import annotations

import gzip
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answers.fit.piles import FITTED_ON, Pile, PileQuestion, own_piles, read_questions, write_piles
from answers.fit.reading import Tables

TWINS = [
    ("ncp-46ec7eacc0ce3952975314ab154fbc57", "ncp-098bd64fb7133f4fba1fcdf9666c77a5"),
    ("ncp-f5c1ed72c7bd375a8efc362d65833f99", "ncp-7382c690f1ca32cb97e213e96fb61c8e"),
]
_DOCUMENTS = st.lists(st.text(min_size=1, max_size=4), min_size=1, max_size=8)


def about(document, number=0):
    return PileQuestion(f"{document}-{number}", "有多少人?", document, (("12人",),), ())


def lines(path, rows):
    path.parent.mkdir(parents=True, exist_ok=True)
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


@given(_DOCUMENTS)
def test_all_questions_on_a_document_are_on_one_side_of_every_split(documents):
    questions = [about(document, number) for document in documents for number in range(3)]
    pile = Pile("some", None, tuple(questions))
    tables = Tables("whole", ("first", "second"))

    sides = {document: set() for document in documents}
    for question in pile.kept_back:
        sides[question.document].add("kept back")
    for weights, own in tables.parted(pile.fitted_on):
        for question in own:
            sides[question.document].add(weights)

    assert all(len(found) == 1 for found in sides.values())
    assert len(pile.kept_back) + len(pile.fitted_on) == len(questions)


@given(_DOCUMENTS)
def test_each_question_is_read_once_and_by_weights_that_had_not_seen_its_document(documents):
    questions = [about(document) for document in documents]

    parted = list(Tables("whole", ("first", "second")).parted(questions))

    assert sorted(one.id for _, own in parted for one in own) == sorted(one.id for one in questions)
    for weights, own in parted:
        for question in own:
            seen = "kept back" if question.is_kept_back else ("first", "second")[question.half]
            assert weights != seen
            assert (weights == "whole") == question.is_kept_back


@pytest.mark.parametrize(("one", "other"), TWINS)
def test_a_text_printed_twice_is_on_one_side(one, other):
    first, second = about(one), about(other)

    assert (first.is_kept_back, first.half) == (second.is_kept_back, second.half)


def test_nothing_of_own_questions_is_kept_back(seeds):
    gold = seeds.parent / "tests" / "gold"

    piles = own_piles(gold, seeds, None)

    assert [pile.name for pile in piles] == ["own-seeds", "own-unanswerable"]
    assert all(pile.fitted_on == pile.questions and not pile.kept_back for pile in piles)
    assert len(own_piles(gold, seeds, seeds)) == 4


def test_conversations_are_left_out(tmp_path):
    lines(
        tmp_path / "some.jsonl",
        [
            {"id": "a", "question": "多少人?", "document": None, "answers": []},
            {"turns": ["多少人?", "那里呢?"], "answers": []},
        ],
    )

    assert read_questions(tmp_path / "some.jsonl") == (PileQuestion("a", "多少人?", "", (), ()),)


@pytest.fixture
def evaluation(tmp_path):
    """Sets with a question file for each genre, on two documents; the second file of the rules is on another."""
    for genre, number, document in (
        ("reports", 1, "云溪报告"),
        ("notices", 5, "ncp-1"),
        ("rules", 13, "条例"),
        ("rules", 20, "办法"),
    ):
        row = {"question": "多少?", "document": document, "answers": [["1"]], "evidence": ["共1个。"]}
        lines(tmp_path / "train" / f"briefing-{number:02}.jsonl", [row])
        if genre != "notices":
            (tmp_path / "train" / genre).mkdir(exist_ok=True)
            (tmp_path / "train" / genre / f"{document}.txt").write_text("共1个。", "utf-8")
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "未问.txt").write_text("共2个。", "utf-8")
    passages = [{"id": f"ncp-{n}#{m}", "title": "通知", "text": f"共{m}个。"} for n in (1, 2) for m in (1, 2)]
    lines(tmp_path / "eval" / "policies_half" / "passages.jsonl.gz", passages)
    return tmp_path / "eval"


def others(*kept):
    return [number for numbers in FITTED_ON.values() for number in numbers if number not in kept]


def test_each_genre_becomes_a_pile_of_the_documents_asked_about(evaluation, tmp_path):
    piles = write_piles(evaluation, others(1, 5, 13, 20), tmp_path / "piles")

    assert {pile.name: sorted(path.name for path in pile.documents.iterdir()) for pile in piles} == {
        "reports": ["云溪报告.txt"],
        "notices": ["ncp-1.txt"],
        "rules": ["办法.txt", "条例.txt"],
    }
    notice = piles[1].path_of("ncp-1")
    assert notice.read_text("utf-8") == "通知\n共1个。\n共2个。"


def test_what_is_left_out_takes_its_documents_along(evaluation, tmp_path):
    (pile,) = write_piles(evaluation, others(20), tmp_path / "piles")

    assert [question.document for question in pile.questions] == ["办法"]
    assert [path.name for path in pile.documents.iterdir()] == ["办法.txt"]


def test_a_document_is_found_by_the_beginning_of_its_name_where_only_one_begins_so(tmp_path):
    for name in ("000_a.txt", "wuxi.md", "wuxi-north.md", "xu_1.md", "xu_2.md"):
        (tmp_path / name).write_text("", "utf-8")
    pile = Pile("some", tmp_path, ())

    found = {name: pile.path_of(name) for name in ("000", "wuxi", "xu", "other", "")}

    assert {name: path and path.name for name, path in found.items()} == {
        "000": "000_a.txt",
        "wuxi": "wuxi.md",
        "xu": None,
        "other": None,
        "": None,
    }
