"""`youju facts`: every figure of the documents as a record, a row, a line of a table."""

import csv
import io
import json

import pytest

from bot.rendering.tables import BYTE_ORDER_MARK
from bot.rendering.terminal import width
from retrieval.types import Span, text_of

pytestmark = pytest.mark.usefixtures("own_home")

KEYS = [
    "id", "document_id", "source", "passage", "spans", "value", "number", "unit", "hedge", "indicator", "subject", "scope",
    "period", "status", "quote",
]  # fmt: skip


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "a.txt").write_text(
        "江阴高新区复工\n\n截至2月25日,江阴高新区签约项目近20个,员工到岗率达90%。\n", "utf-8"
    )
    (folder / "b.txt").write_text(
        "无锡高新区复工\n\n无锡高新区员工返岗率达80%,近期将签约项目3个。\n", "utf-8"
    )
    return {"documents": folder, "library": tmp_path / "l"}


def test_each_figure_is_a_record_with_the_promised_keys(youju, folder):
    status, out, err = youju("facts", "--json", **folder)

    made = [json.loads(line) for line in out.splitlines()]
    assert (status, err) == (0, "")
    assert all(list(one) == KEYS for one in made)
    assert [(one["source"], one["value"], one["status"]) for one in made] == [
        ("a.txt", "20个", "actual"),
        ("a.txt", "90%", "actual"),
        ("b.txt", "80%", "actual"),
        ("b.txt", "3个", "target"),
    ]
    assert (made[0]["hedge"], made[0]["number"], made[0]["unit"], made[0]["period"]) == (
        "近",
        "20",
        "个",
        "截至2月25日",
    )


def test_spans_are_those_of_the_text_that_documents_prints(youju, folder):
    made = [json.loads(line) for line in youju("facts", "--json", **folder)[1].splitlines()]

    for one in made:
        text = youju("documents", "--text", one["document_id"], **folder)[1]
        assert text_of([Span(*span) for span in one["spans"]], text) == one["value"]


def test_the_table_has_a_head_and_its_columns_line_up(youju, folder):
    status, out, _ = youju("facts", **folder)

    lines = out.splitlines()
    assert status == 0
    assert lines[0].split() == ["主体", "指标", "数值", "时期", "性质", "出处"]
    starts = {width(line[: line.index("《")]) for line in lines[1:]} | {
        width(lines[0][: lines[0].index("出处")])
    }
    assert len(starts) == 1


def test_csv_has_the_same_columns(youju, folder):
    out = youju("facts", "--csv", **folder)[1]

    rows = list(csv.DictReader(io.StringIO(out.removeprefix(BYTE_ORDER_MARK), newline="")))
    assert list(rows[0]) == KEYS
    assert len(rows) == 4


def test_a_subject_and_an_indicator_narrow_what_is_listed(youju, folder):
    of_both = youju("facts", "--json", "--indicator", "返岗率", **folder)[1]
    of_one = youju("facts", "--json", "--indicator", "返岗率", "--of", "江阴", **folder)[1]

    assert [json.loads(line)["value"] for line in of_both.splitlines()] == ["90%", "80%"]
    assert [json.loads(line)["value"] for line in of_one.splitlines()] == ["90%"]


def test_a_subject_or_an_indicator_that_nobody_says_is_told_with_what_is_near(youju, folder):
    assert youju("facts", "--of", "江北高新区", **folder) == (
        1,
        "",
        "没有主体为“江北高新区”的数据;资料里有:江阴高新区、无锡高新区\n",
    )
    status, out, err = youju("facts", "--indicator", "火星率", **folder)
    assert (status, out) == (1, "")
    assert err.startswith("没有指标为“火星率”的数据;资料里有:")


def test_documents_without_figures_have_no_facts(youju, folder):
    for file in folder["documents"].iterdir():
        file.write_text("江阴高新区\n\n江阴高新区有序复工。\n", "utf-8")

    assert youju("facts", **folder) == (1, "", "资料里没有数据\n")
