"""How far something is put off, told by a length of time or else by a day: 能延到多久, 能缓到什么时候或多长."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from answers.pile.cells import Cell
from answers.questions.pieces import Each
from answers.vocabulary import any_of, vocabulary

Found = Mapping[Each, Cell | None]
_LENGTH, _DAY = any_of(vocabulary("asks-length")), any_of(vocabulary("asks-when"))
# 能延到多久 · 能缓到什么时候或多长 · 可推迟至多久或者哪天
_UNTIL = re.compile(
    rf"(?P<verb>(?:{any_of(vocabulary('putting-off'))})[\u4e00-\u9fff]?)(?:[到至])(?:(?:{_DAY})(?:或者?|还是|、)(?:{_LENGTH})|(?:{_LENGTH})(?:(?:或者?|还是|、)(?:{_DAY}))?)"
)
_ASKS_LENGTH, _ASKS_DAY = re.compile(_LENGTH), re.compile(_DAY)


def as_length(each: Each) -> Each:
    """Return a question that asks for a length of time or a day as one that asks for the length alone.

    >>> as_length(Each("甲", "甲能缓到什么时候或多长?")).text, as_length(Each("甲", "甲能延到多久?")).text
    ('甲能缓多长时间?', '甲能延到多久?')
    """
    match = _UNTIL.search(each.text)
    if match is None or not (_ASKS_LENGTH.search(match.group()) and _ASKS_DAY.search(match.group())):
        return each
    return Each(each.name, _UNTIL.sub(r"\g<verb>多长时间", each.text))


def as_day(each: Each) -> Each | None:
    """Return a question how far something is put off as one for the day until which it is; None for another question.

    >>> as_day(Each("甲", "甲能延到多久?")), as_day(Each("甲", "甲有多长?"))
    (Each(name='甲', text='甲能延到什么时候?'), None)
    """
    if _UNTIL.search(each.text) is None:
        return None
    return Each(each.name, _UNTIL.sub(r"\g<verb>到什么时候", each.text))


def with_days(
    cells: Found,
    asked: Mapping[Each, Each],
    find: Callable[[Sequence[Each]], Found | None],
    is_own: Callable[[Each, Cell], bool],
) -> dict[Each, Cell | None]:
    """Return cells with the day until which something is put off, under those that tell no length of time.

    `asked` are the questions of the cells as they were put; `find` finds the days, `is_own` says whether a day is told beside the words of
    a thing.
    """
    made = dict(cells)
    lacking = {
        each: day
        for each, cell in cells.items()
        if (cell is None or cell.value is None) and (day := as_day(asked[each])) is not None
    }
    found = (find(list(lacking.values())) or {}) if lacking else {}
    for each, day in lacking.items():
        told = found.get(day)
        if told is not None and told.value is not None and is_own(day, told):
            made[each] = told
    return made
