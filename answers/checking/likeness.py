"""Whether a figure, day or person of a draft is that of a source, or might stand in its place."""

from __future__ import annotations

from answers.checking.amounts import are_alike, is_same
from answers.checking.tokens import ORDINAL, Sort, Token

_MANY_DIGITS = 3  # but for zeros at the end: hardly two figures of a page have the same by chance
_SAME_UNIT, _SAME_DIGITS = 0.15, 0.1


def is_equal(written: Token, source: Token) -> bool:
    """Return whether two figures, days or people are the same."""
    if written.sort is not source.sort:
        return False
    if written.amount is not None and source.amount is not None:
        return is_same(written.amount, source.amount)
    if written.sort is Sort.DAY:
        one, other = written.key.split("/"), source.key.split("/")
        return one[1] == other[1] and (one[0] == other[0] or not one[0] or not other[0])
    return written.key == source.key


def may_replace(written: Token, source: Token) -> bool:
    """Return whether a figure of a source may be what a draft miswrote: of a like unit, of the same digits, of a like measure."""
    if written.amount is None or source.amount is None:
        return True
    if any(one.unit.startswith(ORDINAL) for one in (written.amount, source.amount)):
        return written.amount.unit == source.amount.unit
    return (
        are_alike(written.amount, source.amount)
        or _digits(written) == _digits(source)
        or _both_measure(written, source)
    )


def _both_measure(written: Token, source: Token) -> bool:
    """Return whether the units of both are more than counters: 万元 for 亿元 is one unit, 美元 for 元 two."""
    one, other = written.amount, source.amount
    return bool(one and other and one.unit and other.unit and one.unit[-1] == other.unit[-1])


def _digits(token: Token) -> str:
    return "".join(character for character in token.text if character.isdigit() or character == ".")


def likeness(written: Token, source: Token) -> float:
    """Return what speaks for a figure of a source in the place of a draft's: its unit, and the same digits in another order."""
    if written.amount is None or source.amount is None:
        return 0.0
    worth = _SAME_UNIT * are_alike(written.amount, source.amount)
    return worth + _SAME_DIGITS * has_same_digits(written, source)


def has_same_digits(written: Token, source: Token) -> bool:
    """Return whether two figures have the same digits, in whatever order: 3.27亿元 for 3.72亿元."""
    digits = _digits(written)
    return bool(digits) and sorted(digits) == sorted(_digits(source))


def is_like(written: Token, source: Token) -> bool:
    """Return whether two figures count in units that may stand for each other."""
    one, other = written.amount, source.amount
    return one is not None and other is not None and are_alike(one, other)


def is_slip(written: Token, source: Token) -> bool:
    """Return whether a figure is another with its digits in another order, or one of many digits with one of them changed."""
    one, other = _digits(written), _digits(source)
    changed = sum(a != b for a, b in zip(one, other, strict=False))
    is_changed = len(one) == len(other) > _MANY_DIGITS and changed == 1
    return has_same_digits(written, source) or is_changed


def has_many_digits(token: Token) -> bool:
    """Return whether a figure has so many digits that it hardly stands anywhere by chance: 39.7亿斤, 65537.1万人次."""
    return len(_digits(token).replace(".", "").strip("0")) >= _MANY_DIGITS
