"""The columns that a question asks for: 今年目标和去年实际, 签约项目和开工项目的总投资."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from answers.constraints import asks_done
from answers.periods import NO_ANCHOR, RELATIVE_TIMES, asked_periods
from answers.pile.column import ENDS_OF_SHARES, Column, content, is_tail
from answers.pile.pieces import CHANGES, HOW_MUCH, Piece, joined, with_shared, with_tails
from answers.questions.asked_of_each import COMES_TO, FROM_TO
from answers.questions.parts import Part, Term
from answers.questions.pieces import tallies
from answers.questions.understanding import Understanding
from answers.spans.figures import units_said, wanted_units
from answers.spans.quoted import quoted
from answers.turning import asks_points, way_asked
from answers.vocabulary import any_of, vocabulary
from retrieval.types import Span

_ANDS = vocabulary("joining-words") | {"、"}
_PARTED = re.compile(rf"[,;?。:\s]|{any_of(_ANDS)}")
_NO_PLANS = re.compile(any_of(vocabulary("no-plans")))
_ADDED = re.compile(rf"{any_of(vocabulary('newly'))}|[新增]|了(?:多少|几|多[长大])")  # 新建了多少, 修了多长
_TITLE = "《"  # names a paper, and nothing of a figure
_TARGET = "目标"
_HAS_SAID = re.compile(
    rf"(?:{any_of(vocabulary('telling-verbs'))})[了过](?=$|[,?])"
)  # 哪些省提了: nothing was done
_OF = "的"
_HOW_MANY = "几"
_WHICH_ONES = "哪几"  # 哪几个省 counts no figure
_VAGUE_UNIT = "\u4e2a"
_MOST_COLUMNS = 10  # of more marks than these a question is a text


@dataclass(slots=True)
class _Draft:
    """A column while the pieces of its question are read."""

    terms: tuple[tuple[str, float], ...]
    when: str
    is_target: bool | None
    texts: list[str] = field(default_factory=list)
    asking: str = ""

    def says_the_same(self, piece: Piece) -> bool:
        return (self.when, self.is_target) == (piece.when, piece.is_target)


class Reader:
    """Reads the columns out of one question; `masked` are the parts of it that name its subjects or set a bound."""

    def __init__(self, question: Understanding, masked: Sequence[Span]) -> None:
        self._question = question
        self._masked = [*masked, *(period.span for period in asked_periods(question.text, NO_ANCHOR))]
        self._tallies = tallies(question.text)
        said = [span.of(question.text) for span in quoted(question.text)]
        self._quoted = [one for one in said if not one.startswith(_TITLE)]

    def readings(self) -> tuple[tuple[Column, ...], ...]:
        """Return the columns that may be meant: with what 和 joins taken for one figure, and for several."""
        apart = self._pieces()
        whole = joined(apart)
        readings = dict.fromkeys(
            columns
            for pieces in (whole, with_tails(apart), with_shared(apart))
            if 0 < len(columns := self._columns(pieces)) <= _MOST_COLUMNS
        )
        return tuple(readings)

    def whole(self) -> Column | None:
        """Return all that is said as one column, None where nothing says which figure: keywords with spaces between them."""
        pieces = self._pieces()
        terms = tuple(dict(term for piece in pieces for term in piece.terms).items())
        draft = _Draft(terms, self._question.text, is_target(self._question.text))
        return self._column(draft, [draft]) if terms else None

    def _pieces(self) -> list[Piece]:
        """Return the stretches between marks that say something; no mark within a term parts them."""
        text = self._question.text
        terms = [term.span for term in self._question.terms if term.text not in _ANDS]
        pieces: list[Piece] = []
        start, mark = 0, ""
        for match in (*_PARTED.finditer(text), None):
            span = Span(*match.span()) if match else Span(len(text), len(text))
            if match and any(term.overlaps(span) for term in terms):
                continue
            piece = self._piece(Span(start, span.start), is_added=mark in _ANDS)
            start = span.end
            if not (piece.terms or piece.is_cue):
                if pieces:  # 哪个涨得最快 behind 产值、外资
                    pieces[-1] = replace(pieces[-1], asking=f"{pieces[-1].asking},{piece.text}")
                continue  # the names of subjects, and what joins them: 甲、乙、丙去年涨了多少
            pieces.append(piece)
            mark = match.group() if match else ""
        return pieces

    def _piece(self, span: Span, *, is_added: bool) -> Piece:
        question = self._question
        text = span.of(question.text)
        own = [
            (term, weight)
            for term, weight in zip(question.terms, question.weights, strict=True)
            if span.holds(term.span) and _tells(term) and not self._is_masked(term.span)
        ]
        last = span.start + text.rfind(_OF) if _OF in text else None
        told = content([(term.text, weight) for term, weight in own])
        end = max((term.span.end for term, _ in own if term.text in dict(told)), default=span.start)
        return Piece(
            told,
            content([(term.text, weight) for term, weight in own if is_tail(term, own, last)]),
            text if _is_timed(text) else "",
            is_target(_HAS_SAID.sub("", text)),
            text,
            question.text[end : span.end],
            is_added,
            any(span.holds(term.span) for term in question.of_part(Part.INDICATOR)),
        )

    def _is_masked(self, span: Span) -> bool:
        return any(one.overlaps(span) for one in (*self._masked, *self._tallies))

    def _columns(self, pieces: Sequence[Piece]) -> tuple[Column, ...]:
        """Return a column for each figure that pieces name; what only says of when, or how, goes to the column beside it."""
        drafts: list[_Draft] = []
        opening: Piece | None = None
        for piece in pieces:
            before = drafts[-1] if drafts else None
            if piece.is_cue or (before is not None and _repeats(piece, before)):
                if before is None:
                    opening = piece
                elif piece.asks_change_of_all:  # 产值、外资,分别比去年涨了百分之几
                    before.asking = piece.text
                    before.texts.append(piece.text)
                elif not (before.when or before.is_target is not None) and not piece.is_added:
                    before.when, before.is_target = piece.when, piece.is_target
                    before.texts.append(piece.text)
                elif not before.says_the_same(piece) and (piece.when or piece.is_target is not None):
                    drafts.append(
                        _Draft(before.terms, piece.when, piece.is_target, [*before.texts, piece.text])
                    )
                continue
            drafts.append(_Draft(piece.terms, piece.when, piece.is_target, [piece.text], piece.asking))
            said = opening or before
            if said is not None and not piece.when and piece.is_target is None:
                drafts[-1].when, drafts[-1].is_target = said.when, said.is_target
            opening = None
        _hand_back_change(drafts)
        if drafts:
            _hand_back_aim(drafts)
        columns = tuple(self._column(draft, drafts) for draft in drafts)
        if FROM_TO.search(self._question.text) is None:
            is_now = COMES_TO.search(self._question.text) is not None
            return tuple(replace(one, is_former=False) for one in columns) if is_now else columns
        return tuple(replace(one, is_former=former) for one in columns for former in (True, False))

    def _units(self) -> tuple[str, ...] | None:
        """Return the units that the question asks for; those of 几个省 are no figure's."""
        text = self._question.text
        counts_subjects = any(_HOW_MANY in span.of(text) for span in self._masked)
        return None if counts_subjects else told_apart(self._question.units)

    def _column(self, draft: _Draft, drafts: Sequence[_Draft]) -> Column:
        is_only = len(drafts) == 1
        # as target and as result, be it in growth
        is_twice = sum(one.terms == draft.terms for one in drafts) > 1
        text = self._question.text if is_only else ",".join(draft.texts)
        wants_target = is_target(text) if draft.is_target is None and is_only else draft.is_target
        if wants_target is None and not _is_timed(text if is_only else draft.when):
            wants_target = False  # 各有多少家 asks how many there are
        words = "".join(term for term, _ in draft.terms)
        # 规上企业复工率列成两列 asks for no 家
        units = told_apart(wanted_units(words if words.endswith(ENDS_OF_SHARES) else text))
        return Column(
            draft.terms,
            text if is_only else draft.when,
            wants_target,
            CHANGES.search(text) is not None,
            self._units() if is_only else None if is_twice else units,
            _ADDED.search(text) is not None,
            way_asked(text),
            asks_points(text),
            () if _WHICH_ONES in self._question.text else units_said(self._question.text),
            tuple(term for term, _ in draft.terms if any(term in one for one in self._quoted)),
        )


def _hand_back_change(drafts: Sequence[_Draft]) -> None:
    """Let those that ask nothing themselves ask how far something changed where the next one does: 产值、外资各增长多少."""
    for draft, after in pairwise(reversed(drafts)):
        texts = ",".join(after.texts)
        if CHANGES.search(draft.asking) and not (HOW_MUCH.search(texts) or CHANGES.search(texts)):
            after.asking = draft.asking
            after.texts.append(draft.asking)


def _hand_back_aim(drafts: Sequence[_Draft]) -> None:
    """Let all that stand side by side ask for what is aimed at where the last one does behind its 的: 货物贸易、外资的增长目标."""
    last = drafts[-1]
    if not last.is_target or _TARGET not in last.texts[-1].rpartition(_OF)[2]:
        return
    for draft in drafts[:-1]:
        if not (draft.when and last.when):
            draft.is_target = True
            draft.texts.append(last.texts[-1])


def told_apart(units: tuple[str, ...] | None) -> tuple[str, ...] | None:
    """Return units without the one that counts anything, unless it comes first: 三个观察点 are no people."""
    return (
        units if not units or units[0] == _VAGUE_UNIT else tuple(one for one in units if one != _VAGUE_UNIT)
    )


def _tells(term: Term) -> bool:
    return term.part is not Part.DATE and term.text not in _ANDS


def _is_timed(text: str) -> bool:
    return any(word in text for word in RELATIVE_TIMES) or bool(asked_periods(text, NO_ANCHOR))


def is_target(text: str) -> bool | None:
    """Return whether a text asks for what is aimed at, False for what is done; None where it says neither."""
    text = _NO_PLANS.sub("", text)
    done = asks_done(text)
    return True if _TARGET in text or done is False else False if done else None


def _repeats(piece: Piece, before: _Draft) -> bool:
    """Return whether a piece names nothing that the column before it does not: 改了多少 behind 老旧小区改造."""
    said = "".join(term for term, _ in before.terms)
    return all(term in said for term, _ in piece.terms)
