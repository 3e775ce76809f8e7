"""The end of a list in a question, and lists of names of which the question before them asks. All of it reads normalised text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from answers.questions.each import EACH, OF_LISTED, WORDS
from answers.questions.pieces import Each, entities
from answers.questions.understanding import Understanding
from answers.vocabulary import any_of, vocabulary

_ENDS = any_of(vocabulary("list-ends"))
# (固投、外资)分别列一下, (产值、外资)都给我
_END = re.compile(rf"[,、]?(?:{WORDS}|{EACH.pattern}|都|也|全)*(?:{_ENDS})?$")
# (甲公司和乙园区)的要求分别是
_END_OF_NAMES = re.compile(
    rf"(?:的(?:{any_of(vocabulary('asked-again'))}))?[,、]?(?:{WORDS}|{EACH.pattern}|都|也|全)*(?:{_ENDS})?$"
)
# 各地|从机关抽了多少人: what stands for the names behind
_EACH_OF = re.compile(rf"(?:各个?|每一?个?|[这哪]几?个?)(?:{any_of(vocabulary('each-of'))})的?")
_MARKS = " ,、。?!"


def without_end(text: str) -> str:
    """Return a list without what only says that it is to be told.

    >>> without_end("固投、外资分别列一下"), without_end("产值、外资都给我"), without_end("产值、外资")
    ('固投、外资', '产值、外资', '产值、外资')
    """
    return _END.sub("", text.strip(_MARKS)).strip(_MARKS)


def without_end_of_names(text: str) -> str:
    """Return a list of names without what says once more that something is asked of them.

    >>> without_end_of_names("甲公司和乙园区的要求分别是"), without_end_of_names("甲省、乙省各是多少")
    ('甲公司和乙园区', '甲省、乙省')
    """
    return _END_OF_NAMES.sub("", text.strip(_MARKS)).strip(_MARKS)


def of_names(topic: str, pieces: Sequence[str], question: Understanding) -> tuple[Each, ...]:
    """Return the question about each of some names, with all that is asked before them; none where not all are names, or it names one itself.

    甲园从机关抽了多少人, 乙园… of 各园区从机关抽了多少人?甲园、乙园.
    """
    if entities(topic, question) or not all(entities(piece, question) for piece in pieces):
        return ()
    asked = OF_LISTED.sub("", _EACH_OF.sub("", topic)).strip(_MARKS)
    return tuple(Each(piece, f"{piece}{asked}?") for piece in pieces)
