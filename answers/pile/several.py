"""Whether a question asks for figures of several subjects at once: 各省…, 哪个园区…最高, 江阴、无锡…分别…."""

from __future__ import annotations

import re

from answers.questions.understanding import Understanding
from answers.structure.measuring import bound_of, ranking_of
from answers.types import Kind
from answers.vocabulary import any_of, vocabulary

_SORTS = any_of(vocabulary("each-of"))
EACH = re.compile(
    rf"(?:各个?|每个?|所有的?|全部)(?:{_SORTS})|哪(?:些|几个?|[个家])(?:{_SORTS})|谁|(?:有|是)哪些|哪个?(?:{_SORTS})"
)
# What tells that figures of several are wanted; 哪个 and 谁 alone ask for one, and 各类 for none.
_SEVERAL = re.compile(rf"各(?!{any_of(vocabulary('no-each'))})|{any_of(vocabulary('comparing-asks'))}")
_JOINED = re.compile("[、和与跟,]")
_KINDS = (Kind.NUMBER, Kind.COMPARE, Kind.LIST, Kind.OTHER, Kind.PLACE)


def may_ask_of_several(question: Understanding) -> bool:
    """Return whether a question may ask for a table, whatever the subjects are."""
    text = question.text
    if question.kind not in _KINDS:
        return False
    is_ranked = ranking_of(text) is not None or bound_of(text) is not None
    if EACH.search(text) is not None:
        return is_ranked or _SEVERAL.search(text) is not None
    return _SEVERAL.search(text) is not None and _JOINED.search(text) is not None
