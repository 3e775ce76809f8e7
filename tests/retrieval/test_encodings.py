"""Bytes become text, whatever wrote them."""

from __future__ import annotations

import codecs

import pytest

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
