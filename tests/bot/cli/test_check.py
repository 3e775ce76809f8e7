"""`youju check`: each sentence of a draft as a line, a record or a row; what is no draft is refused by name."""

import csv
import io
import json

import pytest

from answers.checking.draft import LONGEST_SENTENCE
from bot.rendering.tables import BYTE_ORDER_MARK

pytestmark = pytest.mark.usefixtures("own_home")

KEYS = ["sentence", "verdict", "differences", "citations", "missing", "dropped"]
STOP = "\u3002"
RIGHT = f"昆山高新区在会上签约的项目有6个{STOP}"
WRONG = f"昆山高新区在会上签约的项目有8个{STOP}"


def test_each_sentence_is_a_record_with_the_promised_keys(youju):
    status, out, err = youju("check", "-", "--json", typed=RIGHT + WRONG)
    right, wrong = map(json.loads, out.splitlines())

    assert (status, err) == (1, "")
    assert list(right) == list(wrong) == KEYS
    assert (right["sentence"], right["verdict"]) == (RIGHT, "verbatim")
    assert (wrong["verdict"], wrong["differences"]) == (
        "differs",
        [{"written": "8个", "source": "6个", "n": 1}],
    )
    assert "签约的项目有6个" in wrong["citations"][0]["quote"]


def test_a_draft_that_is_right_has_status_0(youju):
    assert youju("check", "-", typed=RIGHT)[0] == 0


def test_a_file_is_checked_and_shown_as_a_table_with_both_texts_below(youju, tmp_path):
    (tmp_path / "稿子.txt").write_bytes(f"{RIGHT}\n{WRONG}".encode("gb18030"))

    status, out, _ = youju("check", str(tmp_path / "稿子.txt"))

    assert status == 1
    assert out.startswith("查证 2 句:逐字 1 · 相符 0 · 不符 1 · 未见 0\n")
    assert "2   不符  8个     6个   《" in out
    assert f"第 2 句 {WRONG}\n    原文:" in out


def test_csv_has_a_row_a_sentence(youju):
    out = youju("check", "-", "--csv", typed=RIGHT + WRONG)[1]
    _, right, wrong = csv.reader(io.StringIO(out.removeprefix(BYTE_ORDER_MARK)))

    assert (right[:3], wrong[:5]) == (["1", RIGHT, "verbatim"], ["2", WRONG, "differs", "8个", "6个"])


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.txt", b"", "稿子是空的"),
        ("b.txt", "全区复工。".encode() * 14_000, "太长"),
        ("c.txt", b"\x7fELF\x00\x01\x02\x00" * 40, "c.txt"),
        ("d.txt", b"The zone resumed work on the 20th of February. " * 9, "不是中文"),
        ("e.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 40, "e.png"),
    ],
)
def test_what_is_no_draft_is_refused_in_one_line(youju, tmp_path, name, data, said):
    (tmp_path / name).write_bytes(data)

    status, out, err = youju("check", str(tmp_path / name))

    assert (status, out, err.count("\n")) == (2, "", 1)
    assert said in err


def test_a_word_file_is_checked_paragraph_by_paragraph(youju, tmp_path):
    docx = pytest.importorskip("docx")
    draft = docx.Document()
    draft.add_paragraph(RIGHT)
    draft.add_paragraph(WRONG)
    draft.save(str(tmp_path / "稿子.docx"))

    out = youju("check", str(tmp_path / "稿子.docx"), "--json")[1]

    assert [json.loads(line)["verdict"] for line in out.splitlines()] == ["verbatim", "differs"]


def test_a_file_that_is_not_there_is_named(youju, tmp_path):
    status, _, err = youju("check", str(tmp_path / "没有.txt"))

    assert status == 2
    assert "没有.txt" in err


def test_a_sentence_without_end_is_named_and_the_others_are_checked(youju):
    status, out, err = youju("check", "-", "--json", typed=f"{'复工' * LONGEST_SENTENCE}{STOP}{RIGHT}")

    assert status == 1
    assert [json.loads(line)["verdict"] for line in out.splitlines()] == ["absent", "verbatim"]
    assert f"第 1 句超过 {LONGEST_SENTENCE} 字" in err
