"""Whether a figure, day or person of a draft is that of a source, or might stand in its place."""

from __future__ import annotations

from answers.checking.amounts import are_alike, is_same
from answers.checking.reading import Sort, Token

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
    return worth + _SAME_DIGITS * (sorted(_digits(written)) == sorted(_digits(source)))


def is_like(written: Token, source: Token) -> bool:
    """Return whether two figures count in units that may stand for each other."""
    one, other = written.amount, source.amount
    return one is not None and other is not None and are_alike(one, other)
