"""How something was, how it is and by how much it changed, as one statement tells all three: 在原1000元基础上提高50%,即按1500元."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from answers.matching import SAME
from answers.pile.cells import Cell
from answers.pile.telling import pairs_of
from answers.questions.parts import Part
from answers.sources import Source
from answers.spans.stretches import statement_around
from answers.tools import Tools
from answers.vocabulary import any_of, vocabulary
from retrieval.quantities import alike_units, may_be_a_quantity, unit_of
from retrieval.types import Span
from retrieval.vocabulary.lists import words

_FORMER = re.compile(any_of(vocabulary("asks-former")))
_NOW = re.compile(any_of(vocabulary("asks-now")))
_VERBS = any_of(vocabulary("growth-verbs"))
# 提了几成, 涨了百分之几, 提高多少; 提高到多少 asks how it is
_BY = re.compile(
    rf"(?:{_VERBS}|[提涨升加调])了?(?:多少|几成|百分之几|几个百分点|几个点)|(?:幅度|涨幅|降幅|增幅)"
)
_BEFORE_FORMER = re.compile(r"[原由从](?:有|来|定|先)?的?(?:[^,;、。\d]{0,8})$")
_BEFORE_NOW = re.compile(r"(?:[至到为按])(?:[^,;、。\d]{0,4})$")
_BEFORE_BY = re.compile(rf"(?:{_VERBS}|上浮|下浮|上调|下调)(?:了|约|近|幅度为?)?$")
_LONGEST_BEFORE = 16  # code points before a figure that say which of the three it is
# 1000元/月|·户: what a unit is told for
_PER = re.compile(rf"(?:[/\u00b7](?:{any_of(words('units') + words('measure-words'))}))+")


@dataclass(frozen=True, slots=True)
class Change:
    """Where a statement tells how something was, how it is, and by how much it changed; None for what it does not tell."""

    former: Span
    now: Span
    by: Span | None


@dataclass(frozen=True, slots=True)
class Told:
    """A change as a passage tells it, found by the quotation of a cell."""

    change: Change
    statement: str
    source: Source
    cell: Cell

    def cell_of(self, part: str, topic: str, tools: Tools) -> Cell | None:
        """Return the cell of that value of the change which a part of a message asks for; None for a value that is not told, or of something else.

        `topic` is the first part: 现在多少医生 behind 原来多少张床位 asks of something else.
        """
        value = asked_value(part, self.change)
        known = f"{topic}{self.statement}"
        cues = asked_cues(part)
        names_more = any(
            len(term.text) > 1
            and term.part is not Part.DATE
            and not may_be_a_quantity(term.text)
            and term.text not in cues
            and tools.matcher.strength(term.text, known) < SAME
            for term in tools.understand(part).terms
        )
        if value is None or names_more:
            return None
        passage = self.cell.quote.passage
        return replace(self.cell, value=self.source.to_original(value).of(passage.text), items=())


def asked_value(part: str, change: Change) -> Span | None:
    """Return which of the three values of a change a part of a message asks for; None where it asks for none.

    >>> change = Change(Span(0, 1), Span(2, 3), Span(4, 5))
    >>> [asked_value(part, change) for part in ("原来多少", "现在多少", "提了几成", "多少户")]
    [Span(start=0, end=1), Span(start=2, end=3), Span(start=4, end=5), None]
    """
    if _BY.search(part) is not None:
        return change.by
    asks_former, asks_now = (_FORMER.search(part) is not None, _NOW.search(part) is not None)
    if asks_former == asks_now:
        return None
    return change.former if asks_former else change.now


def asked_cues(part: str) -> str:
    """Return what in a part of a message says which of the three values it asks for."""
    return "".join(match.group() for cue in (_BY, _FORMER, _NOW) for match in cue.finditer(part))


def asks_of_change(parts: Sequence[str]) -> bool:
    """Return whether some part of a message asks how something was, and another one how it is or by how much it changed."""
    former = [part for part in parts if _FORMER.search(part) is not None]
    others = [part for part in parts if part not in former]
    return bool(former) and any(_NOW.search(part) or _BY.search(part) for part in others)


def changes_in(source: Source, statement: Span) -> list[tuple[Span, Change]]:
    """Return the changes that a statement tells, each with the part of the statement that tells it."""
    own = [figure for figure in source.figures if statement.holds(figure.span)]
    formers = [one for one in own if _stands(_BEFORE_FORMER, source, one.span)]
    found: list[tuple[Span, Change]] = []
    start = statement.start
    for former, after in zip_longest(formers, formers[1:]):
        end = after.span.start if after is not None else statement.end
        behind = [one for one in own if former.span.end <= one.span.start < end]
        units = alike_units(unit_of(former))
        nows = [one for one in behind if unit_of(one) in units and _stands(_BEFORE_NOW, source, one.span)]
        bys = [one.span for one in behind if _stands(_BEFORE_BY, source, one.span)]
        if len(nows) == 1 and len(bys) <= 1:
            was, now = (_with_per(source.text, one.span) for one in (former, nows[0]))
            whole = Span(start, now.end if after is not None else statement.end)
            found.append((whole, Change(was, now, bys[0] if bys else None)))
            start = now.end
    return found


def change_asked(parts: Sequence[str], cells: Sequence[Cell | None], tools: Tools) -> Told | None:
    """Return the change that a message asks about, as the statement of one of its cells tells it: of several the one that says most of the topic.

    None where the message asks about none, none is told, or several say as much.
    """
    if not asks_of_change(parts):
        return None
    topic = pairs_of(parts[0])
    found: dict[tuple[str, Change], tuple[int, Told]] = {}
    for cell in cells:
        source = tools.sources.find(cell.quote.passage.id) if cell is not None else None
        if cell is None or source is None:
            continue
        for sentence in source.sentences:
            if not cell.quote.span.overlaps(source.to_original(sentence)):
                continue
            for span, change in changes_in(source, statement_around(source.text, sentence)):
                said = len(topic & pairs_of(span.of(source.text)))
                told = Told(change, span.of(source.text), source, cell)
                found.setdefault((cell.quote.passage.id, change), (said, told))
    most = max((said for said, _ in found.values()), default=0)
    best = [told for said, told in found.values() if said == most]
    return best[0] if len(best) == 1 and most > 0 else None


def asks_by_how_much(part: str) -> bool:
    """Return whether a part of a message asks by how much something changed: 提了几成, but not 提高到多少."""
    return _BY.search(part) is not None


def names_no_more(part: str) -> bool:
    """Return whether a part of a message asks by how much something changed, and does not say what: 提了几成."""
    return _BY.match(part.strip()) is not None


def _stands(before: re.Pattern[str], source: Source, figure: Span) -> bool:
    """Return whether what stands right before a figure says which of the three it is."""
    text = source.text[max(0, figure.start - _LONGEST_BEFORE) : figure.start]
    return before.search(text) is not None


def _with_per(text: str, figure: Span) -> Span:
    per = _PER.match(text, figure.end)
    return Span(figure.start, per.end()) if per is not None else figure
