"""File names as they are shown and stored: readable, without what a terminal or a list would obey."""

from __future__ import annotations

import os
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path, PurePosixPath

# What forges a line (controls, line and paragraph separators) or turns the order of the rest round: UAX #9.
_UNSHOWN_CATEGORIES = frozenset({"Cc", "Cs", "Zl", "Zp"})
_TURNING_ROUND = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_DIGITS = 8  # of the digest that tells names apart which read alike


def readable(name: str) -> str:
    r"""Return a name or path as it can be shown, printed and stored anywhere.

    A name that is no UTF-8 is read as GB18030 (Chinese Windows) where it can be; bytes that are neither, and
    characters that a terminal would obey, are written as escapes.

    >>> readable("简报.txt"), readable("a\nb\x1b.txt")
    ('简报.txt', 'a\\x0ab\\x1b.txt')
    >>> readable(os.fsdecode("简报.txt".encode("gb18030"))), readable(os.fsdecode(b"\xff.txt"))
    ('简报.txt', '\\xff.txt')
    """
    return "/".join(_readable_part(part) for part in name.split("/"))


def shown(path: Path) -> str:
    """Return a path of the file system as it can be shown in a message."""
    return readable(str(path))


def _readable_part(name: str) -> str:
    text = _decoded(name)
    return text if text.isprintable() else "".join(map(_escaped, text))


def _decoded(name: str) -> str:
    try:
        name.encode()
    except UnicodeEncodeError:
        pass
    else:
        return name
    try:
        raw = os.fsencode(name)
    except UnicodeEncodeError:  # half of a surrogate pair: a name from a chat, from no file system
        return name.encode("utf-8", "backslashreplace").decode()
    try:
        return raw.decode("gb18030")
    except UnicodeDecodeError:
        return raw.decode("utf-8", "backslashreplace")


def _escaped(character: str) -> str:
    if unicodedata.category(character) not in _UNSHOWN_CATEGORIES and character not in _TURNING_ROUND:
        return character
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def told_apart(paths: Iterable[str]) -> dict[str, str]:
    r"""Return the paths by readable names, no two alike, whatever their order.

    A path that is readable as it is keeps its name; one that only reads like another gets a part of the digest
    of its bytes.

    >>> list(told_apart(["a.txt", os.fsdecode("简.txt".encode("gb18030")), "简.txt"]))
    ['a.txt', '简.txt', '简~2c9b7e9f.txt']
    """
    alike = defaultdict(list)
    for path in sorted(paths, key=lambda path: path.encode("utf-8", "surrogateescape")):
        alike[readable(path)].append(path)
    names: dict[str, str] = {}
    marked: list[tuple[str, str]] = []
    for name, group in alike.items():
        first = name if name in group else group[0] if len(group) == 1 else None
        if first is not None:
            names[name] = first
        marked += [(name, path) for path in group if path != first]
    for name, path in marked:
        while name in names:
            name = _with_digest(name, path)
        names[name] = path
    return names


def _with_digest(name: str, path: str) -> str:
    digest = sha256(path.encode("utf-8", "surrogateescape")).hexdigest()[:_DIGITS]
    place = PurePosixPath(name)
    return str(place.with_name(f"{place.stem}~{digest}{place.suffix}"))
