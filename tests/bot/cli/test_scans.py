"""`youju sync` and `add` with scans: recognised behind the rest, said so, marked in answers; a setting leaves them alone."""

import json

import pytest

from retrieval.errors import LoadError
from retrieval.loaders.files import digest_of
from tests.retrieval.test_recognition import LINES, STOP, png

pytestmark = pytest.mark.usefixtures("own_home")

ASKED = "青川市2024年粮食总产量是多少?"


@pytest.fixture
def scans(tmp_path, monkeypatch):
    """A folder of a brief, a scan that is recognised as `LINES` and a picture that cannot be; recognising is played."""
    documents = tmp_path / "documents"
    documents.mkdir()
    (documents / "a.txt").write_text(f"简报\n\n企业复工率为九成{STOP}\n", "utf-8")
    (documents / "b.png").write_bytes(png("GDP 2024"))
    (documents / "c.png").write_bytes(png("too large"))

    def recognised(path, source, shelf, progress, most):
        if source == "c.png":
            raise LoadError(source, "图片太大")
        shelf.put(digest_of(path.read_bytes()), 1, LINES)
        return 1

    monkeypatch.setattr("bot.services.is_installed", lambda: True)
    monkeypatch.setattr("retrieval.loaders.recognising.recognise_file", recognised)
    return documents


def test_a_sync_recognises_scans_says_so_and_answers_with_the_mark(youju, scans, tmp_path):
    where = {"documents": scans, "library": tmp_path / "library"}

    status, out, err = youju("sync", **where)

    assert status == 1  # one picture could not be read
    assert "新增 2 个文件" in out
    assert "已识别 1 页" in err
    assert [line for line in err.splitlines() if "c.png" in line] == ["未能读取 c.png:图片太大"]
    answer = youju(ASKED, **where)[1]
    assert "130.57万吨" in answer
    assert "第 1 页 · 文字识别 · " in answer
    assert "已识别" not in youju("sync", **where)[2]


def test_one_record_tells_of_both_readings(youju, scans, tmp_path):
    out = youju("sync", "--json", documents=scans, library=tmp_path / "library")[1]

    (record,) = map(json.loads, out.splitlines())
    assert record["added"] == ["a.txt", "b.png"]
    assert [one["source"] for one in record["unread"]] == ["c.png"]


def test_the_setting_leaves_scans_alone(youju, scans, tmp_path, monkeypatch):
    monkeypatch.setenv("YOUJU_OCR", "off")

    err = youju("sync", documents=scans, library=tmp_path / "library")[2]

    assert "已识别" not in err
    assert "未能读取 b.png:是图片" in err


def test_a_scan_that_is_added_is_recognised_first(youju, scans, tmp_path):
    status, out, _ = youju("add", scans / "b.png", library=tmp_path / "library")

    assert (status, "1 页" in out) == (0, True)
