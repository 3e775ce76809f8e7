"""Lines from standard input, in whatever encoding a terminal, a pipe or a file has them."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO, TextIO

from retrieval.errors import LoadError
from retrieval.loaders.encoding import decode

_INPUT, _TYPED = "标准输入", "输入的文字"
_NO_TEXT = "不是 UTF-8、GB18030 或 Big5 文字;请检查终端、管道或文件的编码"
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_LONGEST_LINE_BYTES = 2**16  # a question has 500 characters
_MOST_BYTES = 50 * 2**20  # as of a document
_FIRST_OF_THREE_BYTES = "\u0800"
# So much of what was no UTF-8 is kept: the more there is, the surer GB18030 is told from Big5.
_KEPT_BYTES = 1024


def lines_of(stream: TextIO) -> Iterator[str | LoadError]:
    """Yield the lines without their ends as they come in; for one that is no text, why it is none.

    UTF-8, GB18030 and Big5 are told apart line by line, so that each can be answered before the next is
    there; UTF-16 is read to its end first.
    """
    binary: BinaryIO | None = getattr(stream, "buffer", None)
    if binary is None:
        yield from (line.rstrip("\r\n") for line in stream)
        return
    raw = _raw_lines(binary)
    first = next(raw, b"")
    if first.startswith(_UTF16) or b"\0" in first:
        yield from _whole(first + binary.read(_MOST_BYTES))
    else:
        yield from _decoded(chain([first.removeprefix(codecs.BOM_UTF8)] if first else [], raw))


def text_of(stream: TextIO) -> str:
    """Return all that comes in as one text; raises `LoadError` where it is none."""
    binary: BinaryIO | None = getattr(stream, "buffer", None)
    if binary is None:
        return stream.read()
    data = binary.read(_MOST_BYTES)
    text = _utf8(data.removeprefix(codecs.BOM_UTF8))
    return text if text is not None else _legacy(_INPUT, data)


def decoded(typed: str) -> str:
    """Return what was typed, at a terminal or as an argument, read anew where its bytes were no UTF-8.

    Raises `LoadError` where they are no text at all.
    """
    try:
        raw = typed.encode(errors="surrogateescape")
    except UnicodeEncodeError as error:  # half a surrogate pair is no byte of anything
        raise LoadError(_TYPED, _NO_TEXT) from error
    return typed if _utf8(raw) is not None else _legacy(_TYPED, raw)


def _raw_lines(binary: BinaryIO) -> Iterator[bytes]:
    """Yield the lines; of one that is endless the beginning, which is too long for a question as it is."""
    while line := binary.readline(_LONGEST_LINE_BYTES):
        yield line
        while len(line) == _LONGEST_LINE_BYTES and not line.endswith(b"\n"):
            line = binary.readline(_LONGEST_LINE_BYTES)


def _whole(data: bytes) -> Iterator[str | LoadError]:
    try:
        yield from _legacy(_INPUT, data).removesuffix("\n").split("\n")
    except LoadError as error:
        yield error


def _decoded(lines: Iterator[bytes]) -> Iterator[str | LoadError]:
    earlier = b""
    for raw in lines:
        line = raw.rstrip(b"\r\n")
        text = _utf8(line)
        if text is not None and not (earlier and _is_doubtful(text)):
            yield text
            continue
        try:
            yield _legacy(_INPUT, earlier + line).rpartition("\n")[2]
        except LoadError as error:
            yield error
            continue
        earlier += line + b"\n"
        if len(earlier) > _KEPT_BYTES:
            earlier = earlier[-_KEPT_BYTES:].partition(b"\n")[2]  # whole lines: no character is cut


def _is_doubtful(text: str) -> bool:
    """Return whether a line read as UTF-8 is more likely GB18030, where lines before it were.

    "谁" in GB18030 is "˭" in UTF-8: pairs of bytes are valid in both, Chinese in UTF-8 has three bytes each.
    """
    return not text.isascii() and max(text) < _FIRST_OF_THREE_BYTES


def _legacy(name: str, raw: bytes) -> str:
    try:
        return decode(name, raw)
    except LoadError as error:
        raise LoadError(name, _NO_TEXT) from error


def _utf8(raw: bytes) -> str | None:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return None
