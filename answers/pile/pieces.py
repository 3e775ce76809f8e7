"""The stretches of a question that name the figures of a table, and what they share: 城镇和农村居民的收入."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from answers.questions.each import OF_NAMED
from answers.vocabulary import any_of, vocabulary

CHANGES = re.compile(any_of(vocabulary("asks-change")))
HOW_MUCH = re.compile(any_of(vocabulary("asks-how-much")))
_DEEDS = vocabulary("deeds")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a question between two marks: the terms that say which figure, and how and of when it is asked.

    `is_target` is None where it does not say; `tail` are the terms behind its last 的; `asking` is what the question says behind
    its last term, up to the next piece; `is_added`: 和 stands before it; `is_measured`: it names an indicator.
    """

    terms: tuple[tuple[str, float], ...]
    tail: tuple[tuple[str, float], ...]
    when: str
    is_target: bool | None
    text: str
    asking: str
    is_added: bool
    is_measured: bool

    @property
    def is_thing(self) -> bool:
        """Whether it names something, but asks for no figure of it."""
        return bool(self.terms) and HOW_MUCH.search(self.text) is None

    @property
    def asks_change_of_all(self) -> bool:
        """Whether it asks of each of those before it how far it rose or fell."""
        return OF_NAMED.match(self.text.strip()) is not None and CHANGES.search(self.text) is not None

    @property
    def is_cue(self) -> bool:
        """Whether it says of when, or how, but not what."""
        says_what = any(term not in _DEEDS for term, _ in self.terms)  # 去年建成
        return not says_what and bool(self.when or self.is_target is not None)


def joined(pieces: Sequence[Piece]) -> list[Piece]:
    """Return pieces with those that 和 joins taken for one: 互联网和相关服务业."""
    joined: list[Piece] = []
    for piece in pieces:
        is_apart = bool(joined) and joined[-1].is_measured and piece.is_measured  # 复工率和返岗率
        if joined and piece.is_added and piece.terms and joined[-1].terms and not is_apart:
            last = joined[-1]
            joined[-1] = replace(
                last,
                terms=(*last.terms, *piece.terms),
                when=last.when or piece.when,
                is_target=piece.is_target if last.is_target is None else last.is_target,
                text=f"{last.text},{piece.text}",
            )
        else:
            joined.append(piece)
    return joined


def with_shared(pieces: Sequence[Piece]) -> list[Piece]:
    """Return pieces with what the clause behind several that 和 joins asks given to each, none where there is no such clause.

    城镇居民收入 and 农村居民收入 of 城镇居民和农村居民,去年收入涨了多少.
    """
    whole: list[Piece] = []
    run: list[Piece] = []
    for piece in pieces:
        if len(run) > 1 and not piece.is_added and piece.terms and not piece.is_thing:
            whole += [_of_all(one, piece) for one in run]
            run = []
        elif piece.is_thing and (piece.is_added or not run):
            run.append(piece)
        else:
            whole += [*run, piece]
            run = []
    return [*whole, *run] if len(whole) + len(run) < len(pieces) else []


def _of_all(piece: Piece, shared: Piece) -> Piece:
    return replace(
        piece,
        terms=(*piece.terms, *shared.terms),
        when=shared.when or piece.when,
        is_target=piece.is_target if shared.is_target is None else shared.is_target,
        text=f"{piece.text},{shared.text}",
        is_added=False,
        is_measured=shared.is_measured,
    )


def with_tails(pieces: Sequence[Piece]) -> list[Piece]:
    """Return pieces with what stands behind the 的 of the last of several given to each: 签约项目和开工项目的总投资."""
    whole: list[Piece] = []
    tail: tuple[tuple[str, float], ...] = ()
    for piece in reversed(pieces):
        whole.append(
            piece if piece.tail else replace(piece, terms=(*piece.terms, *tail)) if piece.terms else piece
        )
        tail = (piece.tail or tail) if piece.is_added else ()
    return whole[::-1]
