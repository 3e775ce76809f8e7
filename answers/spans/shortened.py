"""Whether one name may be short for another."""

from __future__ import annotations


def is_short_for(name: str, other: str) -> bool:
    """Return whether the characters of a name stand in another in order, the last as the last.

    >>> is_short_for("内保条例", "企业事业单位内部治安保卫条例"), is_short_for("内保办法", "内部治安保卫条例")
    (True, False)
    """
    rest = iter(other)
    return bool(name) and other.endswith(name[-1]) and all(character in rest for character in name)
