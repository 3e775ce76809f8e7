"""`youju coverage`: what is missing of each subject, as lines, records and rows."""

import csv
import io
import json

import pytest

from bot.rendering.tables import BYTE_ORDER_MARK

pytestmark = pytest.mark.usefixtures("own_home")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pile")
    documents = folder / "documents"
    documents.mkdir()
    texts = {
        "a.txt": "江阴高新区复工\n\n截至2月25日,江阴高新区员工到岗率达90%。江阴高新区复工率达100%。\n",
        "b.txt": "无锡高新区复工\n\n无锡高新区员工返岗率达80%。园区紧盯复工率等指标。\n",
        "c.txt": "昆山高新区复工\n\n昆山高新区力争员工返岗率达95%。\n",
    }
    for name, text in texts.items():
        (documents / name).write_text(text, "utf-8")
    return {"documents": documents, "library": folder / "library"}


def test_each_cell_is_a_figure_a_plan_words_or_missing(youju, folder):
    status, out, _ = youju("coverage", "返岗率", "复工率", "--json", **folder)
    cells = [json.loads(line) for line in out.splitlines()]

    assert status == 0
    assert list(cells[0]) == ["subject", "indicator", "state", "values", "documents", "undated"]
    assert [(cell["subject"][:2], cell["indicator"], cell["state"], cell["values"]) for cell in cells] == [
        ("江阴", "返岗率", "value", ["90%"]),
        ("江阴", "复工率", "value", ["100%"]),
        ("无锡", "返岗率", "value", ["80%"]),
        ("无锡", "复工率", "words", []),
        ("昆山", "返岗率", "planned", ["95%"]),
        ("昆山", "复工率", "missing", []),
    ]
    assert [cell["undated"] for cell in cells[:3]] == [0, 1, 1]


def test_lines_say_whom_to_ask_and_what_stands_thinly(youju, folder):
    lines = youju("coverage", "返岗率", "复工率", **folder)[1].splitlines()

    assert lines[0].endswith("3 份文件中 3 份未标")
    assert [line.split() for line in lines[1:5]] == [
        ["主体", "返岗率", "复工率", "有值"],
        ["江阴高新区", "有1", "有1?", "2/2"],
        ["无锡高新区", "有1?", "述", "1/2"],
        ["昆山高新区", "计", "-", "0/2"],
    ]
    assert lines[5:] == [
        "可以向谁要:昆山高新区(2 项)、无锡高新区(1 项)",
        "有值 3 格:只有一个出处的 3 格,数值未写时点的 2 格",
    ]


def test_times_that_hang_in_the_air_and_misprints_are_named(youju, tmp_path):
    (tmp_path / "a.txt").write_text(
        "江阴高新区复工\n\n截至目前\uff0c江阴高新区复工率达100%\u3002园区抓抓实工作\uff0c推行\u201c三服务\u201d和\u201c一网通办\u3002\n",
        "utf-8",
    )
    (tmp_path / "b.txt").write_text(
        "无锡高新区复工\n\n无锡高新区复工率达90%\u3002村村通路\u3002李宇宇说好\u3002\n", "utf-8"
    )

    lines = youju("coverage", "复工率", documents=tmp_path, library=tmp_path / "l")[1].splitlines()

    assert lines[-2:] == [
        "“截至目前”之类而文件未标日期的:《江阴高新区复工》第 1 段“截至目前”",
        "原文疑误,引用前请核:《江阴高新区复工》第 1 段“园区抓抓实工” · 《江阴高新区复工》第 1 段「”和“一网通办」",
    ]


def test_without_indicators_those_are_taken_that_several_subjects_say(youju, folder):
    rows = list(
        csv.reader(io.StringIO(youju("coverage", "--csv", **folder)[1].removeprefix(BYTE_ORDER_MARK)))
    )

    assert {row[1] for row in rows[1:]} <= {"员工到岗率", "员工返岗率"}
    assert len(rows) == 4


def test_documents_without_subjects_are_told_so(youju, tmp_path):
    (tmp_path / "a.txt").write_text("通知\n\n请按时报到。\n", "utf-8")

    status, out, err = youju("coverage", documents=tmp_path, library=tmp_path / "l")

    assert (status, out) == (1, "")
    assert "youju coverage 复工率" in err
