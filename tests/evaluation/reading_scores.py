"""Scores of short answers as CMRC 2018 counts them (Cui et al., EMNLP 2019), on characters."""

from __future__ import annotations

from collections.abc import Sequence


def exact_match(answer: str, gold: Sequence[str]) -> bool:
    """Return whether the answer is one of the gold answers.

    >>> exact_match("《战国无双3》", ["战国无双3"])
    True
    """
    return any(_bare(answer) == _bare(other) for other in gold)


def overlap(answer: str, gold: Sequence[str]) -> float:
    """Return the best F1 by longest common substring.

    >>> round(overlap("150对", ["150"]), 2), round(overlap("光荣公司", ["光荣"]), 2)
    (0.67, 0.67)
    """
    return max((_f1(_segments(answer), _segments(other)) for other in gold), default=0.0)


def _bare(text: str) -> str:
    return "".join(character for character in text.lower() if character.isalnum())


def _segments(text: str) -> list[str]:
    """Return Chinese characters one by one, runs of Latin letters and digits whole."""
    found: list[str] = []
    run = ""
    for character in text.lower():
        if character.isalnum() and not "\u3400" <= character <= "\u9fff":
            run += character
            continue
        if run:
            found.append(run)
        run = ""
        if character.isalnum():
            found.append(character)
    return [*found, run] if run else found


def _f1(one: list[str], other: list[str]) -> float:
    longest = 0
    before = [0] * (len(other) + 1)
    for piece in one:
        row = [0]
        for place, candidate in enumerate(other):
            row.append(before[place] + 1 if piece == candidate else 0)
        longest = max(longest, *row)
        before = row
    return 2 * longest / (len(one) + len(other)) if longest else 0.0
