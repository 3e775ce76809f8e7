"""Aims of indicators by their plain name: 失业率目标 for 失业率控制目标."""

from __future__ import annotations

import re

from answers.questions.parts import is_measure
from answers.vocabulary import any_of, vocabulary

_AIM = re.compile(rf"(?:{any_of(vocabulary('kinds-of-aims'))})(?=目标)")


def with_plain_aims(text: str) -> str:
    """Return a normalised message without what changes nothing of the aim of an indicator.

    >>> with_plain_aims("各省失业率控制目标列个表"), with_plain_aims("主要预期目标有哪些?")
    ('各省失业率目标列个表', '主要预期目标有哪些?')
    """
    return _AIM.sub(lambda kind: "" if is_measure(text[: kind.start()]) else kind.group(), text)
