"""`youju facts --out FILE.xlsx`: the rows of `--csv` in a workbook, the same bytes each time."""

import csv
import io

import pytest
from python_calamine import CalamineWorkbook

from bot.rendering.workbook import to_workbook

pytestmark = pytest.mark.usefixtures("own_home")


def rows_of(data):
    return CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()


@pytest.mark.parametrize("command", [("facts", "--of", "江阴"), ("coverage", "复工率")])
def test_a_workbook_holds_the_rows_of_csv(youju, tmp_path, command):
    file = tmp_path / "数据.xlsx"
    status, out, err = youju(*command, "--csv", "--out", file)
    written = list(csv.reader(io.StringIO(out.lstrip("\ufeff"))))
    read = rows_of(file.read_bytes())

    assert (status, "已写出" in err) == (0, True)
    assert read[0] == written[0]
    assert len(read) == len(written) > 2
    assert [row[2] for row in read] == [row[2] for row in written]


def test_the_same_facts_give_the_same_bytes(youju, tmp_path):
    files = [tmp_path / "一.xlsx", tmp_path / "二.xlsx"]
    for file in files:
        youju("facts", "--of", "江阴", "--out", file)

    first, second = (file.read_bytes() for file in files)
    assert first == second


def test_a_text_that_looks_like_a_formula_stays_a_text():
    assert rows_of(to_workbook("a.xlsx", ["值"], [["=1+1"], ["@SUM(A1)"]]))[1:] == [["=1+1"], ["@SUM(A1)"]]


def test_another_name_than_that_of_a_workbook_is_refused_before_anything_is_read(youju, tmp_path):
    status, _, err = youju("facts", "--out", tmp_path / "数据.docx")

    assert status == 2
    assert ".xlsx" in err
