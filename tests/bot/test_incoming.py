import io
import os
from contextlib import suppress
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.incoming import decoded, lines_of
from retrieval.errors import LoadError

SIMPLIFIED = ["江阴高新区员工到岗率是多少?", "那滨江的企业复工率呢", "谁", "", "那无锡"]
TRADITIONAL = ["濱江的企業復工率是多少", "", "誰", "那無錫"]


def typed(data):
    return list(lines_of(io.TextIOWrapper(io.BytesIO(data))))


@pytest.mark.parametrize(
    ("lines", "encoding"),
    [
        *((SIMPLIFIED, name) for name in ("utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le")),
        *((TRADITIONAL, name) for name in ("utf-8", "big5", "utf-16", "utf-16-be")),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_lines_are_read_in_every_encoding_that_a_document_may_have(lines, encoding, end):
    assert typed("".join(f"{line}{end}" for line in lines).encode(encoding)) == lines


def test_the_last_line_needs_no_end():
    assert typed("复工\n到岗".encode("gbk")) == ["复工", "到岗"]
    assert typed(b"") == []


def test_a_line_that_is_no_text_is_refused_and_the_others_read():
    first, second, third = typed("复工\n".encode() + b"\xff\xff\xff\n" + "到岗\n".encode())

    assert (first, third) == ("复工", "到岗")
    assert isinstance(second, LoadError)
    assert "标准输入" in str(second)


def test_letters_that_gb18030_would_read_as_chinese_stay_letters():
    assert typed("复工 naïve é\ncafé\n".encode()) == ["复工 naïve é", "café"]


def test_a_line_is_there_before_the_next_one_is_written():
    readable, writable = os.pipe()
    with os.fdopen(writable, "wb", buffering=0) as writer, os.fdopen(readable) as reader:
        lines = lines_of(reader)
        for text in ("复工", "到岗"):
            writer.write(f"{text}\n".encode("gbk"))
            assert next(lines) == text


def test_of_an_endless_line_the_beginning_is_read_and_then_the_next_line():
    first, second = typed("长".encode() * 10**6 + "\n复工\n".encode())

    assert not isinstance(first, str) or 500 < len(first) < 10**5
    assert second == "复工"


def test_what_never_ends_is_given_up():
    with Path("/dev/zero").open() as zeros:
        assert [type(line) for line in islice(lines_of(zeros), 1)] == [LoadError]


def test_a_long_stream_in_gb18030_is_read_to_its_end():
    lines = [f"江阴高新区的第{number}家企业复工率是多少" for number in range(500)]

    assert typed("\n".join(lines).encode("gb18030")) == lines


def test_an_argument_is_read_anew_where_it_was_no_utf8():
    assert decoded(os.fsdecode("江阴复工率".encode("gbk"))) == "江阴复工率"
    assert decoded("江阴\u202e") == "江阴\u202e"
    with pytest.raises(LoadError, match="输入的文字"):
        decoded(os.fsdecode(b"\xff\xff\xff"))


@given(st.binary(max_size=80))
def test_of_any_bytes_each_line_is_text_or_the_reason_why_it_is_none(data):
    for line in typed(data):
        assert isinstance(line, LoadError) or "\n" not in line


@given(st.text(alphabet=st.characters(), max_size=20))
def test_anything_typed_is_text_without_halves_of_characters_or_refused(text):
    with suppress(LoadError):
        decoded(text).encode()
