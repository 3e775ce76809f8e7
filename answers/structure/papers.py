"""The time that the paper is of in which some records stand."""

from __future__ import annotations

from collections.abc import Sequence

from answers.periods import agreement as periods_agree
from answers.periods import asked_periods, own_period
from answers.questions.parts import Part, Term
from answers.structure.records import Record


def agreement(term: Term, records: Sequence[Record]) -> int:
    """Return 1 where a term says the time that the paper of some records is of (2025年头三个月 of a 2025年第一季度报告), -1 for another.

    0 where neither can be said: it is no time, or the paper is of none.
    """
    if term.part is not Part.DATE or not records:
        return 0
    anchor = records[0].cells[0].source.context.anchor
    told = own_period(anchor) if anchor.months is not None else ()
    asked = asked_periods(term.text, anchor)
    return max((periods_agree(one, own) for own in told for one in asked), default=0)
