"""ZIP files of documents: each file by its name, names of Chinese Windows too; bombs, damage and passwords are named."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from bot.archives import is_archive, unpacked
from retrieval.errors import LoadError
from tests.retrieval.making import word, zipped

pytestmark = pytest.mark.usefixtures("own_home")

STOP = "\u3002"
BRIEF = f"常州复工情况\n\n截至3月2日,常州高新区企业复工率为97.3%{STOP}\n".encode()


def taken(tmp_path, data):
    (tmp_path / "一包.zip").write_bytes(data)
    (tmp_path / "out").mkdir(exist_ok=True)
    return [
        (name, file.read_bytes() if isinstance(file, Path) else file.reason)
        for name, file in unpacked(tmp_path / "一包.zip", "一包.zip", tmp_path / "out")
    ]


def named_in_gbk(name, data):
    """Return a ZIP as Chinese Windows packs it: the name in GBK, without the flag that says UTF-8."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        entry = zipfile.ZipInfo("x" * len(name.encode("gbk")))
        archive.writestr(entry, data)
    return out.getvalue().replace(b"x" * len(name.encode("gbk")), name.encode("gbk"))


def test_files_are_unpacked_by_name_and_what_systems_leave_is_passed_over(tmp_path):
    data = zipped(
        {
            "三月/简报.txt": BRIEF,
            "../../etc/passwd.txt": BRIEF,
            "__MACOSX/._简报.txt": b"x",
            ".DS_Store": b"x",
            "~$简报.docx": b"x",
            "空文件夹/": b"",
        }
    )

    assert taken(tmp_path, data) == [("三月/简报.txt", BRIEF), ("etc/passwd.txt", BRIEF)]


def test_names_of_chinese_windows_are_read(tmp_path):
    assert taken(tmp_path, named_in_gbk("一季度简报.txt", BRIEF)) == [("一季度简报.txt", BRIEF)]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"PK\x03\x04 and nothing more", "损坏"),
        (zipped({}), "没有文件"),
        (zipped({f"{n}.txt": b"a" for n in range(501)}), "上限 500 个"),
        (zipped({f"{n}.txt": b"\0" * 2**18 for n in range(9)}), "超过 1 MB"),
    ],
    ids=["damaged", "empty", "many", "bomb"],
)
def test_what_cannot_be_unpacked_is_refused_whole(tmp_path, monkeypatch, data, reason):
    monkeypatch.setattr("bot.archives._MOST_BYTES", 2**20)
    with pytest.raises(LoadError, match=reason) as refused:
        taken(tmp_path, data)
    assert refused.value.source == "一包.zip"


def test_a_file_that_is_damaged_or_locked_is_named_and_the_rest_goes_on(tmp_path):
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("坏.txt", b"damaged here")
        archive.writestr("锁.txt", b"locked")
        archive.writestr("好.txt", BRIEF)
    data = bytearray(out.getvalue().replace(b"damaged here", b"damaged HERE"))
    place = data.rindex("锁.txt".encode()) - 46  # its record in the directory at the end
    data[place + 8] |= 1

    found = taken(tmp_path, bytes(data))

    assert found[2] == ("好.txt", BRIEF)
    assert [name for name, _ in found] == ["坏.txt", "锁.txt", "好.txt"]
    assert "损坏" in found[0][1]
    assert "加密" in found[1][1]


def test_a_word_document_is_no_archive(tmp_path):
    (tmp_path / "a.docx").write_bytes(word("正文"))
    (tmp_path / "b.zip").write_bytes(zipped({"a.txt": b"a"}))

    assert not is_archive(tmp_path / "a.docx", "a.docx")
    assert is_archive(tmp_path / "b.zip", "b.zip")


def test_add_takes_each_file_of_an_archive_and_names_those_that_fail(youju, tmp_path):
    packed = {
        "三月.txt": BRIEF,
        "表.docx": word("常州企业名单", "外资企业312家。"),
        "坏.pdf": b"%PDF-1.4 broken",
    }
    (tmp_path / "一包.zip").write_bytes(zipped(packed))

    status, out, err = youju("add", tmp_path / "一包.zip", library=tmp_path / "library")

    assert status == 1
    assert "已添加 三月.txt" in out
    assert "已添加 表.docx" in out
    assert "未能读取 坏.pdf" in err
