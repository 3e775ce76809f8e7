"""Where a source says a sentence to the letter, marks and script aside."""

from __future__ import annotations

import re
from functools import lru_cache

from answers.checking import marks
from answers.checking.amounts import is_signed
from answers.sources import Source
from answers.spans.wholes import whole
from retrieval.types import Span

_KEPT = 4_096
_WITHIN_NUMBER = re.compile(r"(?<=\d),(?=\d{3})")
_POINT = re.compile(r"(?<=\d)\.(?=\d)")
_DOT, _BAR = "\ue000", "\ue001"  # private characters: a decimal point, and what parts two numbers
_CLAUSE_BEFORE = re.compile(r"[^,;:。!?\n]*\Z")
_SIGN = 3  # code points before a minus that tell it from a dash
_LONGEST_BEFORE = 40  # code points of a clause before what is quoted


def find_verbatim(text: str, source: Source) -> Span | None:
    """Return where a source says a normalised text to the letter, marks aside; None where it does not.

    It has to begin and end where words do, with nothing before it that would turn it round.
    """
    wanted, _ = _compact(text)
    there, places = _compact(source.text)
    at = there.find(wanted) if wanted else -1
    if at < 0:
        return None
    span = Span(places[at], places[at + len(wanted) - 1] + 1)
    return span if _is_whole(source, span) else None


def _is_whole(source: Source, span: Span) -> bool:
    """Return whether a range begins and ends with whole words and figures, and nothing before it in its clause turns it round."""
    cut = [one for one in source.analysis.words if one.overlaps(span) and not span.holds(one)]
    figures = [whole(source.text, one.span) for one in source.figures if one.span.overlaps(span)]
    if cut or any(not span.holds(one) for one in figures):
        return False
    before = _CLAUSE_BEFORE.search(source.text, max(0, span.start - _LONGEST_BEFORE), span.start)
    said = before.group() if before else ""
    return not (marks.plans(said) or marks.negates(said))


@lru_cache(_KEPT)
def _compact(text: str) -> tuple[str, list[int]]:
    """Return a text without its marks, and where each of its characters stood; points and gaps between digits stay."""
    text = _POINT.sub(_DOT, text)
    kept: list[str] = []
    places: list[int] = []
    for at, character in enumerate(text):
        if (
            character == _DOT
            or (is_signed(text[max(0, at - _SIGN) : at + 1]) and text[at + 1 : at + 2].isdigit())
            or character in "%‰°"
            or character.isalnum()
        ):
            kept.append(character)
            places.append(at)
        elif (
            at and text[at - 1].isdigit() and text[at + 1 : at + 2].isdigit() and not _is_thousands(text, at)
        ):
            kept.append(_BAR)
            places.append(at)
    return "".join(kept), places


def _is_thousands(text: str, at: int) -> bool:
    return text[at] == "," and _WITHIN_NUMBER.match(text, at) is not None
