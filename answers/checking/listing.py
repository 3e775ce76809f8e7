"""Lists of a draft (甲、乙、丙): an item that its source's own list does not have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from answers.checking.reading import Reading
from answers.checking.texts import Other, Stands
from answers.checking.tokens import Sort, Token
from answers.checking.where import Where
from retrieval.types import Span

_MARK = "、"
_NO_ITEMS = ("v", "p", "vd")  # where an item ends: what is done with it
_SHORTEST = 2  # code points of an item
_WORD = 2  # of most words


@dataclass(frozen=True, slots=True)
class _Item:
    """What stands between two marks of a list; `is_thing` where its last word is a noun."""

    text: str
    words: tuple[str, ...]
    is_thing: bool


def strangers(draft: Reading, where: Where, stands: Stands) -> tuple[list[Other], list[str]]:
    """Return the items of a draft's lists in whose place a source's list has others, and those in whose place it has nothing.

    A list is the source's where one of its items stands in one of the source's lists.
    """
    others: list[Other] = []
    missing: list[str] = []
    there = [
        items
        for clause in where.reading.clauses
        if where.window.holds(clause) and (items := _items(where.reading, clause))
    ]
    for clause in draft.clauses:
        own = _items(draft, clause)
        for told in there:
            if not any(one.text == other.text for one in own for other in told):
                continue
            for item in (one for one in own if one.is_thing and not _is_said(one, where, stands)):
                unsaid = [
                    one.text
                    for one in told
                    if not stands(one.text, draft.text) and one.words[-1] not in _words(own)
                ]
                others += [Other(item.text, unsaid[0])] if len(unsaid) == 1 else []
                missing += [item.text] if len(unsaid) != 1 else []
            break
    return others, missing


def _items(reading: Reading, clause: Span) -> list[_Item]:
    """Return the items of the list that a clause has; none where it has no list."""
    tokens = list(reading.within(clause))
    marks = [at for at in range(clause.start, clause.end) if reading.text[at] == _MARK]
    if not marks:
        return []
    parts = [Span(start, end) for start, end in pairwise((clause.start, *marks, clause.end))]
    first = list(takewhile(lambda one: _is_noun(reading, one), reversed(_within(tokens, parts[0]))))[::-1]
    found = [_item(reading, first)]
    found += [
        _item(reading, list(takewhile(lambda one: _is_noun(reading, one), _within(tokens, part))))
        for part in parts[1:]
    ]
    return [one for one in found if len(one.text) >= _SHORTEST]


def _within(tokens: Sequence[Token], part: Span) -> list[Token]:
    return [one for one in tokens if part.holds(one.span)]


def _item(reading: Reading, tokens: Sequence[Token]) -> _Item:
    words = tuple(one.text for one in tokens)
    is_thing = any(one.sort is Sort.NAME or reading.tag(one.text).startswith("n") for one in tokens[-1:])
    return _Item("".join(words), words, is_thing and len("".join(words)) > _WORD)


def _is_noun(reading: Reading, token: Token) -> bool:
    return token.sort is Sort.NAME or (token.sort is Sort.WORD and reading.tag(token.text) not in _NO_ITEMS)


def _is_said(item: _Item, where: Where, stands: Stands) -> bool:
    """Return whether a place says an item, or its last word, which says what it is."""
    around = f"{where.text}\n{where.around}"
    return stands(item.text, around) or stands(item.words[-1], around)


def _words(items: Sequence[_Item]) -> set[str]:
    return {word for one in items for word in one.words}
