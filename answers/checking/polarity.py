"""Whether a draft denies, allows or demands what its source does not: by what governs a word in its clause."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from answers.checking.amounts import is_bound
from answers.checking.reading import Reading
from answers.checking.texts import Other, Stands
from answers.checking.tokens import SAYING, Sort, Token
from answers.checking.where import Where
from answers.vocabulary import vocabulary
from retrieval.types import Span

_FORBIDS = vocabulary("forbidding-words")
_NOTS = vocabulary("negations") | _FORBIDS
_DENIES = _NOTS | vocabulary("avoiding-words")
_PERMITS = vocabulary("permitting-words") | vocabulary("voluntary-words")
_OBLIGES = vocabulary("obliging-words")
_MOODS = _PERMITS | _OBLIGES | _NOTS
_UNREAL = vocabulary("unreal-words")
_SURELY = vocabulary("draft-done")
_SHORTEST = 2  # code points of a word that says enough
_MARK = "、"
_COMMA = ","
_REACH = 2  # words behind a 不 or 未 that it denies


@dataclass(frozen=True, slots=True)
class _Mood:
    """What governs a word: whether its clause denies anything, and the words before it that deny it, allow it, demand it, only want it, tell it as done."""

    may_be_denied: bool
    denials: tuple[Token, ...]
    permits: tuple[Token, ...]
    obliges: tuple[Token, ...]
    unreal: tuple[Token, ...]
    surely: tuple[Token, ...]

    @property
    def modal(self) -> str:
        """The word that allows or demands, the nearest one; empty for none."""
        return next((one.text for one in (*reversed(self.permits), *reversed(self.obliges))), "")


def turned(draft: Reading, where: Where, stands: Stands) -> Iterator[Other]:
    """Yield what a draft's sentence denies, allows or demands otherwise than a place does; what turns with it is left out."""
    turns: list[Other] = []
    text = where.text
    for clause in draft.clauses:
        said = [one.text for one in draft.within(clause) if one.sort in SAYING]
        for token in draft.within(clause):
            if token.sort is not Sort.WORD or len(token.text) < _SHORTEST or token.text not in text:
                continue
            own = _mood(draft, token)
            same = _same_word(token, said, where, stands)
            found = [_otherwise(token, own, _mood(where.reading, told)) for told in same]
            if found and all(found) and found[0] is not None:
                turns.append(found[0])
    denied = (one for one in turns if {one.written, one.source} & _NOTS)
    yield from islice((*denied, *turns), 1)


def _same_word(token: Token, said: Sequence[str], where: Where, stands: Stands) -> list[Token]:
    """Return where the place says a word, in the clauses that say at least half as much of the draft's clause as any of them."""
    same = [one for one in where.reading.within(where.window) if one.text == token.text]
    clauses = [where.reading.clauses[where.reading.clause_of(one.span.start)] for one in same]
    worth = [sum(stands(word, clause.of(where.reading.text)) for word in said) for clause in clauses]
    return [one for one, words in zip(same, worth, strict=True) if 2 * words >= max(worth)]


def _mood(reading: Reading, word: Token) -> _Mood:
    clause = reading.clauses[reading.clause_of(word.span.start)]
    before = reading.within(Span(clause.start, word.span.start))
    governing = before if any(one.text in _MOODS for one in before) else _carried(reading, clause)
    item = reading.text.rfind(
        _MARK, clause.start, word.span.start
    )  # 不抽贷、不断贷: each 不 is its own item's
    near = [one for one in before[-_REACH:] if one.text in _NOTS and one.span.start > item]
    return _Mood(
        any(one.text in _DENIES for one in reading.within(clause)),
        tuple(one for one in before if _denies(reading, one) and (one.text in _FORBIDS or one in near)),
        tuple(one for one in governing if one.text in _PERMITS),
        tuple(one for one in governing if one.text in _OBLIGES),
        tuple(one for one in before if one.text in _UNREAL),
        tuple(one for one in before[-_REACH:] if one.text in _SURELY),
    )


def _carried(reading: Reading, clause: Span) -> Sequence[Token]:
    """Return the clause before one that begins with a verb, whose 应当 or 可以 holds on in it: 单位应当根据需要,设置机构."""
    at = reading.clause_of(clause.start)
    first = next((one for one in reading.within(clause) if one.sort is not Sort.LIGHT), None)
    before = reading.clauses[at - 1] if at else None
    if first is None or before is None or not reading.tag(first.text).startswith("v"):
        return ()
    is_joined = reading.text[before.end : clause.start].strip() == _COMMA
    return reading.within(before) if is_joined else ()


def _denies(reading: Reading, token: Token) -> bool:
    """Return whether a word denies what follows it: not the 不 of 不超过, which bounds a figure."""
    return token.text in _NOTS and not is_bound(reading.text, token.span.start)


def _otherwise(word: Token, own: _Mood, told: _Mood) -> Other | None:
    """Return how what governs a word in a draft differs from what does in its source; None where it may be the same.

    Two denials may undo each other, so they tell nothing.
    """
    if len(told.denials) == 1 and not own.may_be_denied:
        return Other(own.modal or word.text, told.denials[0].text)
    if len(own.denials) == 1 and not told.may_be_denied:
        return Other(own.denials[0].text, told.modal or word.text)
    if own.may_be_denied or told.may_be_denied:
        return None
    if own.surely and told.unreal and not told.surely and not own.unreal:
        return Other(own.surely[0].text, told.unreal[-1].text)
    if own.obliges and not own.permits and told.permits and not told.obliges:
        return Other(own.modal, told.modal)
    if own.permits and not own.obliges and told.obliges and not told.permits:
        return Other(own.modal, told.modal)
    return None
