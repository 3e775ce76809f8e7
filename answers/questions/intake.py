"""A question as it comes in: control characters taken out, the empty and the endless refused."""

from __future__ import annotations

import re
import unicodedata

from answers.errors import QuestionError

LONGEST_QUESTION = 500

_WHITE = re.compile(r"\s+")
# What colours text in a terminal, pasted along: "\x1b[31m"; ECMA-48, section 5.4.
_CONTROL_SEQUENCE = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]")


def clean(text: str) -> str:
    r"""Return the question on one line without control characters; raise `QuestionError` for no question.

    >>> clean("  复工率\x07\n是多少? ")
    '复工率 是多少?'
    """
    spaced = _WHITE.sub(" ", _CONTROL_SEQUENCE.sub("", text))
    kept = "".join(
        character for character in spaced if unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Co")
    )
    kept = kept.strip()
    if not any(character.isalnum() for character in kept):
        raise QuestionError("问题是空的;请写出要问的内容,例如:滨江的企业复工率是多少?")
    if len(kept) > LONGEST_QUESTION:
        raise QuestionError(f"问题太长({len(kept)} 字,最多 {LONGEST_QUESTION} 字);请缩短后再问")
    return kept
