import json
from dataclasses import replace
from pathlib import Path

import pytest

from answers.types import Compound, Conflict, Kind, Question, Row
from bot.gold import load_gold
from bot.rendering.plain import to_text
from bot.rendering.records import record, refusal
from bot.rendering.shown import show
from tests.bot.conftest import abstention, answer, citation

GOLD = Path(__file__).parents[2] / "gold"

# The promise made to whoever reads --json: keys, order, kinds.
PROMISED = [
    "question", "understood", "status", "kind", "answer", "text", "as_of", "confidence", "citations", "table",
    "conflicts", "matched", "unmatched", "nearest", "library", "answer_id", "elapsed_ms",
]  # fmt: skip
KINDS = {
    "number", "date", "person", "place", "organisation", "list", "definition", "quote", "yes_no", "reason",
    "how", "compare", "count", "summary", "other",
}  # fmt: skip
CITATION = [
    "n",
    "document_id",
    "title",
    "section",
    "source",
    "published",
    "passage",
    "page",
    "quote",
    "spans",
]


def compound():
    question = Question("甲?乙?", "甲?乙?", Kind.OTHER)
    return Compound(
        question,
        (
            answer(table=(Row("江阴", "90%", None, 1),)),
            abstention(),
            answer(citations=(citation(1, "2月到岗率为90%。", number=2),), as_of="2月"),
        ),
    )


@pytest.mark.parametrize(
    "reply",
    [answer(), abstention(nearest=citation(1, "复工率")), compound()],
    ids=["answer", "abstention", "compound"],
)
def test_every_reply_has_the_promised_keys_in_their_order(reply):
    made = record(show(reply), "6900b4ae0f56", 12.345)

    assert list(made) == PROMISED
    assert made["text"] == to_text(show(reply))
    assert made["library"] == "6900b4ae0f56"
    assert made["elapsed_ms"] == 12.3
    assert json.loads(json.dumps(made, ensure_ascii=False)) == made


def test_the_kinds_are_those_promised():
    assert {kind.value for kind in Kind} == KINDS


def test_an_answer_is_told_with_its_citations():
    made = record(show(answer(as_of="2月25日", matched=("到岗率",))), "v", 0)

    assert (made["status"], made["answer"], made["as_of"], made["confidence"]) == (
        "answered",
        "90%",
        "2月25日",
        0.9,
    )
    assert (made["matched"], made["unmatched"], made["nearest"], made["conflicts"]) == (
        ["到岗率"],
        [],
        None,
        [],
    )
    assert [list(one) for one in made["citations"]] == [CITATION]
    assert (
        made["citations"][0] | {"quote": "到岗率为90%。", "spans": [[0, 8]], "page": None}
        == made["citations"][0]
    )


def test_an_abstention_has_no_answer_but_the_nearest_text():
    made = record(show(abstention(nearest=citation(1, "复工率"), unmatched=("火星",))), "v", 0)

    assert (made["status"], made["answer"], made["citations"], made["confidence"]) == (
        "abstained",
        None,
        [],
        0.0,
    )
    assert (made["unmatched"], made["nearest"]["quote"]) == (["火星"], "复工率")


def test_a_compound_is_one_record_numbered_through():
    made = record(show(compound()), "v", 0)

    assert (made["status"], made["answer"], made["as_of"]) == ("answered", "90%、90%", "2月")
    assert [one["n"] for one in made["citations"]] == [1, 2]
    (row,) = made["table"]
    assert list(row) == ["subject", "indicator", "value", "number", "unit", "as_of", "scope", "status", "n"]
    assert {name: value for name, value in row.items() if value is not None} == {
        "subject": "江阴",
        "value": "90%",
        "n": 1,
    }


def test_a_line_that_is_no_question_has_a_record_too():
    made = refusal("", "问题是空的", "v", 0)

    assert list(made) == PROMISED
    assert (made["status"], made["answer"], made["kind"], made["text"]) == (
        "abstained",
        None,
        "other",
        "问题是空的",
    )
    assert made["answer_id"] != refusal("长", "问题太长", "v", 0)["answer_id"]


def test_an_answers_id_tells_question_library_and_reply_apart():
    made = {
        record(show(reply), library, 0)["answer_id"]
        for reply in (answer(), answer("91%[1]"))
        for library in "ab"
    }

    assert len(made) == 4
    assert record(show(answer()), "a", 0)["answer_id"] == record(show(answer()), "a", 99)["answer_id"]


def test_what_papers_say_otherwise_is_told():
    rows = (Row("新报", "26家", "2024-03-01", 1), Row("旧报", "18家", "2023-03-01", None))
    said = replace(answer(), conflicts=(Conflict("全区", "食堂", rows, "以日期较新的为准"),))

    (made,) = record(show(said), "v", 0)["conflicts"]

    assert list(made) == ["subject", "indicator", "values", "why"]
    assert made["values"][1] == {"value": "18家", "as_of": "2023-03-01", "scope": "旧报", "n": None}


def assert_verbatim(answerer, gold):
    """Every quotation, nearest texts too, equals its spans of the document but for white space."""
    quoted = 0
    for question in gold:
        made = record(show(answerer.reply(question.turns[-1])), "v", 0)
        for one in [*made["citations"], *filter(None, [made["nearest"]])]:
            text = answerer.searcher.library.document(one["document_id"]).text
            assert "".join("".join(text[start:end] for start, end in one["spans"]).split()) == "".join(
                one["quote"].split()
            )
            quoted += 1
        assert made["status"] == "abstained" or made["citations"], made["question"]
    assert quoted >= len(gold) * 0.9


def test_every_quotation_from_the_briefs_is_verbatim(seeds_answerer):
    assert_verbatim(seeds_answerer, load_gold(GOLD / "seeds.jsonl"))


@pytest.mark.originals
def test_every_quotation_from_the_originals_is_verbatim(originals_answerer):
    assert_verbatim(originals_answerer, load_gold(GOLD / "originals.jsonl"))
