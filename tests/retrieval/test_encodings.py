"""Bytes become text, whatever wrote them."""

from __future__ import annotations

import codecs
import random
import re
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from retrieval.errors import LoadError
from retrieval.loaders.encoding import decode

SIMPLIFIED = "截至2月25日,全区企业复工率达到91.9%,规上工业企业已全部复工。\n“我们很有信心。”负责人说。\n"
TRADITIONAL = "截至2月25日,全區企業復工率達到91.9%,規上工業企業已經全部復工。\n這是一場檢閱。\n"


@pytest.mark.parametrize(
    ("text", "encoding", "bom"),
    [
        (SIMPLIFIED, "utf-8", b""),
        (SIMPLIFIED, "utf-8", codecs.BOM_UTF8),
        (SIMPLIFIED, "gb18030", b""),
        (SIMPLIFIED, "gbk", b""),
        (SIMPLIFIED, "utf-16-le", codecs.BOM_UTF16_LE),
        (SIMPLIFIED, "utf-16-be", codecs.BOM_UTF16_BE),
        (SIMPLIFIED, "utf-16-le", b""),
        (SIMPLIFIED, "utf-16-be", b""),
        (TRADITIONAL, "utf-8", b""),
        (TRADITIONAL.replace("“", "「").replace("”", "」"), "big5", b""),
        (TRADITIONAL, "gb18030", b""),
        ("Work resumed at 91.9%.\n", "ascii", b""),
    ],
)
def test_text_is_read_whatever_its_encoding(text, encoding, bom):
    assert decode("a.txt", bom + text.encode(encoding)) == text


@pytest.fixture(scope="session")
def pieces(seeds: Path) -> list[str]:
    """Thirty pieces of the briefs, from five characters on, a few of them without a zero byte in UTF-16."""
    texts = [path.read_text("utf-8") for path in sorted(seeds.glob("*.md")) if path.name != "README.md"]
    chance = random.Random(1)
    made = []
    for length in (5, 6, 8, 10, 12, 15, 20, 30, 50, 100) * 3:
        text = chance.choice(texts)
        start = chance.randrange(len(text) - length)
        made.append(text[start : start + length])
    return made


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "gb18030"])
def test_thirty_pieces_of_the_briefs_are_read_rightly_without_a_mark_of_their_encoding(pieces, encoding):
    assert [decode("a.txt", piece.encode(encoding)) for piece in pieces] == pieces


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "gb18030"])
def test_every_brief_is_read_rightly_without_a_mark_of_its_encoding(seeds, encoding):
    for path in seeds.glob("*.md"):
        text = path.read_text("utf-8")
        assert decode("a.txt", text.encode(encoding)) == text


SHORT = [
    "昆山",
    "一二三",
    "张三丰,李四光",
    "第一期",
    "\u3000\u3000一、基本情况",
    "2月25日",
    "PMI为50.2",
    "Abc",
    "一\n二\n",
]


@pytest.mark.parametrize("order", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", SHORT)
def test_short_utf16_is_read_rightly_in_both_byte_orders(text, order):
    assert decode("a.txt", text.encode(order)) == text


@pytest.mark.parametrize(
    "text",
    [
        "Hello world!",
        "this app can break",
        "-N",
        "{QrbQlQq",
        "a\tb\x0c\n",
        "\x1b[31mred\x1b[0m",
        "x" * 999,
        "12,34;56\n",
    ],
)
def test_ascii_is_never_taken_for_anything_else(text):
    """As a notepad once took "Bush hid the facts" for UTF-16."""
    assert decode("a.txt", text.encode()) == text


@given(st.text(max_size=60).filter(lambda text: not re.search(r"[\x00-\x08\x0e-\x1f\x7f]", text)))
def test_utf8_is_never_taken_for_anything_else(text):
    assume(not text.startswith("\ufeff"))

    assert decode("a.txt", text.encode()) == text.replace("\r\n", "\n").replace("\r", "\n")


@given(st.binary(max_size=60))
def test_any_bytes_are_text_or_refused_by_name(data):
    try:
        text = decode("坏.txt", data)
    except LoadError as error:
        assert error.source == "坏.txt"  # noqa: PT017 -- either will do
    else:
        text.encode()


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_bad_byte_does_not_lose_the_file(encoding):
    chance = random.Random(3)
    text = SIMPLIFIED * 8
    for _ in range(40):
        data = bytearray(text.encode(encoding))
        data[chance.randrange(len(data))] = 0xFF

        read = decode("a.txt", bytes(data))

        assert 1 <= read.count("\ufffd") <= 3
        assert read.count("全区企业复工率") >= 6


def test_a_damage_in_a_thousand_bytes_is_replaced_and_more_are_refused():
    data = bytearray((SIMPLIFIED * 40).encode())
    for place in range(0, len(data), len(data) // 3):
        data[place] = 0xFF
    assert decode("a.txt", bytes(data)).count("全区企业复工率") >= 35
    for place in range(0, len(data), 40):
        data[place] = 0xFF
    with pytest.raises(LoadError, match="UTF-8"):
        decode("a.txt", bytes(data))


@pytest.mark.parametrize("cut", [1, 2])
def test_a_last_character_that_is_cut_does_not_lose_the_file(cut):
    assert decode("a.txt", (SIMPLIFIED + "说").encode()[:-cut]) == SIMPLIFIED + "\ufffd"
    assert decode("a.txt", codecs.BOM_UTF8 + (SIMPLIFIED + "说").encode()[:-cut]) == SIMPLIFIED + "\ufffd"
    assert decode("a.txt", (SIMPLIFIED + "说").encode("gb18030")[:-1]) == SIMPLIFIED + "\ufffd"


def test_what_was_replaced_is_remarked_on_when_the_file_is_read(library, tmp_path):
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "a.txt").write_bytes((SIMPLIFIED * 4).encode() + b"\xe8")
    (folder / "b.txt").write_text(SIMPLIFIED, "utf-8")

    report = library.sync(folder)

    (remark,) = report.remarks
    assert remark.source == "a.txt"
    assert remark.text.startswith("有 1 处字节无法辨认,已用 \ufffd 代替;请")
    assert library.remarks() == (remark,)
    assert library.sync(folder).remarks == ()
    assert library.add_file(folder / "a.txt", "c.txt").remark == remark.text


def test_a_short_line_of_gb18030_is_not_taken_for_big5():
    assert decode("a.txt", "复工率是多少".encode("gb18030")) == "复工率是多少"
    assert decode("a.txt", "員工返崗情況的說明".encode("big5")) == "員工返崗情況的說明"


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_every_line_ends_alike(newline):
    assert decode("a.txt", f"一{newline}二{newline}".encode()) == "一\n二\n"


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00",
        "复工".encode() + b"\x00" + "复产".encode(),
        SIMPLIFIED.encode("gb18030") + b"\xff\xff",
        codecs.BOM_UTF16_LE + SIMPLIFIED.encode("utf-16-le")[:-1],
        bytes(range(128, 256)) * 4,
    ],
    ids=["a picture", "a NUL byte", "broken GB18030", "half a code unit", "all high bytes"],
)
def test_what_is_no_text_is_refused_by_name_with_the_remedy(data):
    with pytest.raises(LoadError, match=r"^坏\.txt: .*UTF-8") as caught:
        decode("坏.txt", data)

    assert caught.value.source == "坏.txt"


def test_utf8_cut_in_the_middle_of_a_character_is_refused_or_read_as_something_else_never_dropped():
    with pytest.raises(LoadError):
        decode("a.txt", "复工率".encode()[:-1] + b"\xff\xff\xff")
