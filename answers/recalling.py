"""One item of a list that was just given, asked for by its number: 第二个呢?."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from answers import templates
from answers.questions.references import IN_BRACKETS, ORDINAL, place_of
from answers.types import Answer, Question, Turn
from retrieval.normalise import normalise

# 第二个呢? · 最后一个是啥 · 那第三项是什么: nothing is asked of the item, only which it is
_ASKS_WHICH = re.compile(
    rf"(?:那么?|还有)?,?(?P<ordinal>{ORDINAL.pattern})(?:呢|(?:又|叫|是)*(?:什么|啥|谁|哪一?[个家项位])?(?:呢|来着)?)?[?。]*"
)


def item_asked_for(text: str, count: int) -> int | None:
    """Return which of `count` items a normalised question asks for by its number alone; None where it asks more.

    >>> item_asked_for("那第二个呢?", 3), item_asked_for("最后一个是什么", 3), item_asked_for("第二个总投资多少", 3)
    (1, 2, None)
    """
    match = _ASKS_WHICH.fullmatch(text)
    return place_of(match, count) if match else None


def is_about_one(last: Turn, items: Sequence[str]) -> bool:
    """Return whether the last question was about one of the items: then 第二个呢 asks the same of another."""
    names = (IN_BRACKETS.sub("", normalise(item).text) for item in items)
    return any(name in normalise(last.understood).text for name in names)


def recalled(listed: Answer, place: int, question: Question) -> Answer | None:
    """Return the item of a reply that listed several, cited as it was; None where no citation holds it."""
    item = listed.items[place]
    citation = next((one for one in listed.citations if item in one.quote.text), None)
    if citation is None:
        return None
    return replace(
        listed,
        question=question,
        lead=templates.lead(item, None, [1]),
        answer=item,
        citations=(replace(citation, n=1),),
        items=(),
        as_of=None,
    )
