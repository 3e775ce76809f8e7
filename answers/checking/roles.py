"""Who does what to whom, and what comes first: the words of a source with their places exchanged."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from answers.checking.people import JOINTS
from answers.checking.reading import Reading
from answers.checking.texts import Other
from answers.checking.tokens import Sort, Token
from answers.checking.where import Where
from answers.vocabulary import vocabulary
from retrieval.types import Span

_RELATES = vocabulary("relating-words")
_MARKS = vocabulary("marks-of-bodies")
_BODIES = (Sort.WORD, Sort.NAME)
_LONGEST_RUN = 10  # words on either side that are looked at
_ENDS = (Sort.LIGHT, Sort.FIGURE, Sort.DAY, Sort.PERIOD)
_SHORTEST = 2  # code points of a word or phrase that says enough
# 先征收税款,再开具发票: what comes first and what follows
_ORDER = re.compile(r"先(?P<first>[^,;。先]{2,20}),?(?:再|后|然后|随后)(?P<then>[^,;。]{2,20})")


class _Relation(NamedTuple):
    """Two phrases on either side of a word that relates them, and the range of them all in their text."""

    word: str
    before: str
    behind: str
    span: Span


def exchanged(draft: Reading, where: Where) -> Iterator[Other]:
    """Yield what stands on the two sides of a word in a draft, and only the other way round in the place: 甲向乙 for 乙向甲."""
    text = where.text
    there = [one for one in where.reading.clauses if where.window.holds(one)]
    told: list[_Relation] | None = None
    for own in (one for one in _relations(draft, draft.clauses) if one.word in text):
        if own.before[-_SHORTEST:] not in text or own.behind[:_SHORTEST] not in text:
            continue
        told = list(_relations(where.reading, there)) if told is None else told
        same = [one for one in told if one.word == own.word]
        if any(_begins(own.behind, one.behind) and _ends(own.before, one.before) for one in same):
            continue
        turned = next((one for one in same if _is_turned(own, one)), None)
        if turned is not None:
            yield Other(own.span.of(draft.text), turned.span.of(where.reading.text))
            return
    yield from _bodies_exchanged(draft, where)
    yield from _first_and_last(draft.text, where.text)


def _bodies_exchanged(draft: Reading, where: Where) -> Iterator[Other]:
    """Yield two bodies each of which does in a draft what the other does in the place: 由国务院确定,报人民银行备案."""
    own = _doing(draft.tokens)
    told = _doing(where.reading.within(where.window)) if len(own) > 1 else {}
    common = [deed for deed in own if deed in told]
    for one, other in combinations(common, 2):
        if own[one] != own[other] and own[one] == told[other] and own[other] == told[one]:
            yield Other(own[one], told[one])
            yield Other(own[other], told[other])
            return


def _doing(tokens: Sequence[Token]) -> dict[tuple[str, str], str]:
    """Return the body between a mark of bodies and a word, by both: 国务院 of 报国务院备案."""
    found: dict[tuple[str, str], str] = {}
    for mark, body, deed in zip(tokens, tokens[1:], tokens[2:], strict=False):
        is_joined = mark.span.end == body.span.start and body.span.end == deed.span.start
        if mark.text in _MARKS and is_joined and body.sort in _BODIES and len(body.text) >= _SHORTEST:
            found.setdefault((mark.text, deed.text), body.text)
    return found


def _relations(reading: Reading, clauses: Sequence[Span]) -> Iterator[_Relation]:
    for clause in clauses:
        tokens = reading.within(clause)
        for at, one in enumerate(tokens):
            if not _relates(one):
                continue
            before = _run(tokens[:at][::-1])[::-1]
            behind = _run(tokens[at + 1 :])
            if before and behind:
                span = Span(before[0].span.start, behind[-1].span.end)
                yield _Relation(one.text, _text(before), _text(behind), span)


def _relates(token: Token) -> bool:
    return token.text in _RELATES or (token.sort is Sort.WORD and len(token.text) >= _SHORTEST)


def _run(tokens: Sequence[Token]) -> list[Token]:
    """Return the words that follow each other up to a figure or a mark; none behind a 和, which joins no phrase to a word."""
    run: list[Token] = []
    for one in tokens[:_LONGEST_RUN]:
        if one.sort is Sort.LIGHT and not run and one.text not in JOINTS:
            continue
        if one.sort in _ENDS or (
            run and run[-1].span.end != one.span.start and one.span.end != run[-1].span.start
        ):
            break
        run.append(one)
    return run


def _text(tokens: Sequence[Token]) -> str:
    return "".join(one.text for one in tokens)


def _is_turned(own: _Relation, told: _Relation) -> bool:
    return _crosses(own.behind, told.before) and _crosses(told.behind, own.before)


def _crosses(behind: str, before: str) -> bool:
    """Return whether what stands behind a word begins with what ends what stands before another."""
    return any(behind.startswith(before[at:]) for at in range(len(before) - _SHORTEST + 1))


def _begins(one: str, other: str) -> bool:
    return one[:_SHORTEST] == other[:_SHORTEST]


def _ends(one: str, other: str) -> bool:
    return one[-_SHORTEST:] == other[-_SHORTEST:]


def _first_and_last(draft: str, source: str) -> Iterator[Other]:
    """Yield what a draft puts first where the source puts it last."""
    for own in _ORDER.finditer(draft):
        for told in _ORDER.finditer(source):
            if _begins(own["first"], told["then"]) and _begins(own["then"], told["first"]):
                yield Other(f"先{own['first']}", f"先{told['first']}")
