"""Whether a figure beside a candidate is told of several together, of which a question names some: 甲、乙医院共有床位2600张."""

from __future__ import annotations

import re

from answers.vocabulary import any_of, vocabulary

# 共有床位, or 河北、江苏等省份的 in the same clause
_TOGETHER = re.compile(rf"{any_of(vocabulary('together'))}|等[^,。;:!?、]{{0,6}}的[^,。;:!?]*$")
_PARTED = re.compile("[、和与及]|以及")
_ENDS = re.compile("[,。;:!?]")
_LISTED = "、"  # names that no such mark parts may be one name: 和平县, 应急与管理局
_AND_MORE = "等"
_SHORTEST, _BEGINNING = 2, 3
_MOST_OF_A_NAME = 12  # code points behind which a piece is a clause and no name


def together(question: str, before: str) -> int:
    """Compare the names that stand together before a figure with those of a question: -1 where it names some of them.

    >>> together("雷神山医院有多少床位?", "火神山、雷神山医院共有床位"), together("火神山、雷神山共有多少床位?", "火神山、雷神山医院共有床位")
    (-1, 0)
    >>> together("三家医院共有多少床位?", "火神山、雷神山医院共有床位"), together("江苏有几个市?", "河北、江苏、河南等省份的")
    (0, -1)
    """
    word = _TOGETHER.search(before)
    if word is None:
        return 0
    listed = _ENDS.split(before[: word.start()])[-1].rpartition(_AND_MORE)
    told = listed[0] or listed[2]
    if _LISTED not in told:
        return 0
    names = [name[-_MOST_OF_A_NAME:] for name in _PARTED.split(told) if len(name) >= _SHORTEST]
    named = [name for name in names if _is_named(name, question)]
    return -1 if named and len(named) < len(names) else 0


def _is_named(name: str, question: str) -> bool:
    """Return whether a question says a name, or its first three characters: 火神山 for 火神山医院."""
    return name in question or (len(name) > _BEGINNING and name[:_BEGINNING] in question)
