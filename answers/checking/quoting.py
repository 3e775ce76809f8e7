"""What a draft puts in quotation marks: it has to stand in the source to the letter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from answers.checking.texts import Other
from answers.checking.where import Where

_QUOTED = re.compile(
    "[\u201c\u300c\u300e](?P<said>[^\u201c\u201d\u300c\u300d\u300e\u300f]{2,200})[\u201d\u300d\u300f]"
)
_SENTENCE = re.compile(r"[^。!?;]+")
_SHORTEST = 2  # characters, marks aside
_LIKE = 0.5  # of their characters that two quotations have in common where one is miswritten
_ENOUGH = 4  # characters of a quotation that nobody would set in marks without a source


def misquoted(draft: str, where: Where) -> tuple[list[Other], list[str]]:
    """Return the quotations of a draft that a place has otherwise, and those of which its article has nothing like."""
    others: list[Other] = []
    missing: list[str] = []
    if _QUOTED.search(draft) is None:
        return others, missing
    article = _compact(f"{where.heading}{where.source.context.text}")
    for said in _pieces(draft):
        if _compact(said) in article:
            continue
        like = max(_pieces(where.reading.text), key=lambda one: _likeness(said, one), default="")
        if like and _likeness(said, like) >= _LIKE:
            others.append(Other(said, like))
        elif len(_compact(said)) >= _ENOUGH:
            missing.append(said)
    return others, missing


def _pieces(text: str) -> Iterator[str]:
    """Yield what a text quotes, sentence by sentence: who speaks may stand between two of them."""
    for match in _QUOTED.finditer(text):
        yield from (one for one in _SENTENCE.findall(match["said"]) if len(_compact(one)) >= _SHORTEST)


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, _compact(one), _compact(other), autojunk=False).ratio()


def _compact(text: str) -> str:
    return "".join(character for character in text if character.isalnum())
