"""What programs read: JSON, an object a line, and CSV."""

import csv
import io
import json

import pytest

from bot.rendering.tables import BYTE_ORDER_MARK, to_csv
from tests.bot.conftest import SEEDS

RATE = "江阴高新区员工到岗率是多少?"

pytestmark = pytest.mark.usefixtures("own_home")


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "a.txt").write_text("江阴复工\n\n江阴有90家企业复工。\n", "utf-8")
    (folder / "=b.txt").write_text("无锡复工\n\n无锡有7家企业复工。\n", "utf-8")
    (folder / "坏.txt").write_bytes(b"PK\0\0")
    return folder


def records(out):
    return [json.loads(line) for line in out.splitlines()]


def rows(out):
    assert out.startswith(BYTE_ORDER_MARK)
    assert out.count("\r\n") == out.count("\n")
    return list(csv.DictReader(io.StringIO(out.removeprefix(BYTE_ORDER_MARK), newline="")))


def test_documents_are_told_an_object_a_line_and_the_unreadable_on_stderr(youju, folder, tmp_path):
    status, out, err = youju("documents", "--json", documents=folder, library=tmp_path / "l")

    made = records(out)
    assert status == 0
    assert [(one["source"], one["title"], one["passages"]) for one in made] == [
        ("=b.txt", "无锡复工", 1),
        ("a.txt", "江阴复工", 1),
    ]
    assert {tuple(one) for one in made} == {
        (
            "document_id",
            "title",
            "source",
            "published",
            "publisher",
            "region",
            "articles",
            "passages",
            "subtitle",
            "speaker",
            "guessed",
            "head",
            "contents",
        )
    }
    assert err.startswith("未能读取 坏.txt:")


def test_documents_are_a_table_that_no_spreadsheet_runs_as_formulas(youju, folder, tmp_path):
    _, out, _ = youju("documents", "--csv", documents=folder, library=tmp_path / "l")

    assert [(row["source"], row["title"], row["passages"], row["published"]) for row in rows(out)] == [
        ("'=b.txt", "无锡复工", "1", ""),
        ("a.txt", "江阴复工", "1", ""),
    ]


def test_the_text_of_a_document_is_told_to_the_letter(youju):
    (made,) = records(youju("documents", "--text", "jiangyin.md", "--json")[1])

    assert made["text"] == (SEEDS / "jiangyin.md").read_text("utf-8")


def test_points_on_a_subject_are_told_like_an_answer(youju):
    (made,) = records(youju("brief", "云招商", "--json")[1])

    assert (made["status"], made["kind"], made["citations"][0]["n"]) == ("answered", "summary", 1)
    assert made["text"] + "\n" == youju("brief", "云招商")[1]


def test_a_sync_is_told_in_one_object(youju, folder, tmp_path):
    status, out, _ = youju("sync", "--json", documents=folder, library=tmp_path / "l")

    (made,) = records(out)
    assert status == 1
    assert (made["added"], made["changed"], made["removed"]) == (["=b.txt", "a.txt"], [], [])
    assert [one["source"] for one in made["unread"]] == ["坏.txt"]
    assert made["library"]


def test_what_the_doctor_finds_is_told_an_object_a_line(youju, folder, tmp_path):
    youju("sync", documents=folder, library=tmp_path / "l")

    status, out, err = youju("doctor", "--json", documents=folder, library=tmp_path / "l")

    wrong = [one for one in records(out) if not one["is_right"]]
    assert (status, err) == (2, "")
    assert [(one["name"], one["detail"][:5]) for one in wrong] == [("未能读取", "坏.txt")]
    assert len(rows(youju("doctor", "--csv", documents=folder, library=tmp_path / "l")[1])) == len(
        records(out)
    )


def test_a_bot_that_does_not_run_is_told_too(youju):
    status, out, _ = youju("doctor", "--running", "--json")

    assert (status, records(out)) == (2, [{"is_right": False, "details": ["机器人没有在运行"]}])


def test_scores_are_told_after_the_questions_that_missed(youju, tmp_path):
    file = tmp_path / "gold.jsonl"
    file.write_text(json.dumps({"question": RATE, "answers": [["91%"]]}), "utf-8")

    missed, rates = records(youju("evaluate", file, "--json", "--failures")[1])

    assert (missed["question"], missed["answer"]) == (RATE, "90%")
    assert rates["short"] == 0
    assert {row["mark"]: row["questions"] for row in rows(youju("evaluate", file, "--csv")[1])}[
        "short"
    ] == "1"


def test_what_the_desk_has_answered_is_told_as_it_was_before(youju, tmp_path):
    assert youju("desk", "export", library=tmp_path / "l") == (0, "", "")
    assert not (tmp_path / "l").exists()
    assert rows(youju("desk", "export", "--csv", library=tmp_path / "l")[1]) == []


def test_added_and_removed_documents_are_told(youju, folder, tmp_path):
    (tmp_path / "c.txt").write_text("昆山复工\n\n昆山有5家企业复工。\n", "utf-8")
    kept = {"documents": folder, "library": tmp_path / "l"}

    status, out, _ = youju("add", tmp_path / "c.txt", "--json", **kept)
    (removed,) = records(youju("remove", "c.txt", "--json", **kept)[1])

    (added,) = records(out)
    assert status == 0
    assert (added["source"], added["title"], added["passages"]) == ("c.txt", "昆山复工", 1)
    assert removed == {name: added[name] for name in ("document_id", "title", "source")}


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20", "  ="])
def test_a_field_that_begins_like_a_formula_is_kept_from_being_one(sign):
    assert to_csv(["title"], [[f"{sign}1+1"]]).split("\r\n")[1].lstrip('"').startswith("'")


def test_fields_are_quoted_where_they_must_be_and_numbers_left_alone():
    written = to_csv(["a", "b"], [['说"复工",\n换行', -5], [None, 0.5]])

    assert written == 'a,b\r\n"说""复工"",␊换行",-5\r\n,0.5\r\n'
