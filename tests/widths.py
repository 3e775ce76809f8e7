"""The same text in other characters: full-width as a Chinese keyboard writes it, traditional for simplified."""

from __future__ import annotations

from functools import cache

from opencc import OpenCC

_FROM_HALF_TO_FULL = 0xFEE0  # code points from ! to its full-width form, the same for all of ASCII that shows
_MARKS = {ord(mark): ord(mark) + _FROM_HALF_TO_FULL for mark in ",?:;!()"}
_ALL = {code: code + _FROM_HALF_TO_FULL for code in range(0x21, 0x7F)}


def widened(text: str) -> str:
    """Return the text with full-width marks."""
    return text.translate(_MARKS)


def all_widened(text: str) -> str:
    """Return the text with everything of ASCII full-width: marks, digits, letters."""
    return text.translate(_ALL)


def traditional(text: str) -> str:
    """Return the text in traditional characters, code point for code point."""
    converted = (str(_to_traditional().convert(character)) for character in text)
    return "".join(new if len(new) == 1 else old for old, new in zip(text, converted, strict=True))


@cache
def _to_traditional() -> OpenCC:
    return OpenCC("s2t")
