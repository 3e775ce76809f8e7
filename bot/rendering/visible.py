"""What prints, cleans: no text of a document, a file name or a question acts on the place where it is shown.

A document may hold characters that are no text but orders: an escape sequence that hides a figure or sets the
title of the window, a carriage return or a line separator that forges a line, an override that reverses what
follows (Unicode Technical Report 36, 3.3 "Bidirectional Text Spoofing"). Here each of them becomes a sign that
can be seen and does nothing.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable
from typing import Final

# Controls, formats (bidirectional and zero-width ones among them), surrogates, line and paragraph separators.
_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})

# Vertical tab, form feed, next line, line and paragraph separator: breaks where text runs over several lines.
_LAYOUT: Final = str.maketrans("\t\x0b\x0c\x85\u2028\u2029", " \n\n\n\n\n")
_PICTURES, _DELETE = 0x2400, 0x7F  # U+2400 to U+241F are pictures of the 32 controls, U+2421 is that of DEL
# How Python keeps a byte of a file name that is no UTF-8 (PEP 383): 0xdc80 stands for the byte 0x80.
_FIRST_BYTE, _LAST_BYTE = 0xDC80, 0xDCFF


def visible(text: str) -> str:
    r"""Return the text on one line, each character that cannot be seen replaced by a sign that can.

    Newline and tab too: who lays text out takes them out before. Doing it twice changes nothing.

    >>> visible("滨江\x1b[8m91.9%\n\u202e"), visible("a\udcb8.txt")
    ('滨江␛[8m91.9%␊<U+202E>', 'a\\xb8.txt')
    """
    return text if text.isprintable() else text.translate(_SIGNS)  # most is, and that is told in no time


def laid_out(text: str) -> str:
    r"""Return a document's text with every kind of line break as a newline, tabs as spaces; as long as before.

    >>> laid_out("复工\t率\u202891.9%")
    '复工 率\n91.9%'
    """
    return text.translate(_LAYOUT)


def visible_lines(text: str) -> str:
    r"""Return the text with each of its lines made visible; of what breaks a line newlines alone are left.

    >>> visible_lines("复工\t率\r\n91.9%\u2028")
    '复工 率␍\n91.9%<U+2028>'
    """
    return "\n".join(map(visible, text.replace("\t", " ").split("\n")))


def visible_json(value: object) -> str:
    r"""Return the value as JSON on one line, exact to its reader: what cannot be seen is escaped, not replaced.

    >>> visible_json({"text": "滨江\u202e\x1b"})
    '{"text": "滨江\\u202e\\u001b"}'
    """
    return json.dumps(value, ensure_ascii=False).translate(_ESCAPES)


def _sign(code: int) -> str:
    if code < ord(" "):
        return chr(_PICTURES + code)
    if code == _DELETE:
        return chr(_PICTURES + ord(" ") + 1)
    if _FIRST_BYTE <= code <= _LAST_BYTE:
        return rf"\x{code & 0xFF:02x}"
    return f"<U+{code:04X}>"


def _escape(code: int) -> str:
    # DEL is plain ASCII to Python's encoder.
    return r"\u007f" if code == _DELETE else json.dumps(chr(code))[1:-1]


class _Table(dict[int, str]):
    """A table for `str.translate`, filled as characters turn up: what stands for each of them."""

    def __init__(self, replacement: Callable[[int], str]) -> None:
        self._replacement = replacement

    def __missing__(self, code: int) -> str:
        is_unseen = unicodedata.category(chr(code)) in _UNSEEN
        self[code] = self._replacement(code) if is_unseen else chr(code)
        return self[code]


_SIGNS: Final = _Table(_sign)
_ESCAPES: Final = _Table(_escape)
