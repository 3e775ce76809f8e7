"""What the first of several things side by side says of all of them: 江阴 in 江阴签约项目和开工项目. All of it reads normalised text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from answers.questions.parts import NAMED_AREA, NAMED_BODY, Part
from answers.questions.pieces import beginning, entities
from answers.questions.understanding import Understanding
from answers.vocabulary import any_of, table

_OPENING = '\u201c\u300a"('
_ALIKE = 2  # code points with which pieces begin that say what is told apart: 下沉社区和下沉企业
_WHO = re.compile("谁|哪一?位")
_PLACE = re.compile(any_of({name for _, names in table("places")[1:] for name in names.split()}))


def lead_of(pieces: Sequence[str], question: Understanding) -> str:
    """Return what the first piece says of all: 江阴 in 江阴签约项目和开工项目."""
    first, *others = pieces
    of = first.find("的")
    starts_own = any(
        piece.lstrip(_OPENING).startswith(one.text) for piece in others for one in entities(piece, question)
    )
    is_of_one = not any(map(_is_subject, others))  # 滨江的孵化器、众创空间
    if (
        of > 0
        and (is_of_one or not starts_own)
        and entities(first[:of], question)
        and not any("的" in piece for piece in others[:-1])
    ):
        last_name = others[-1].rpartition("的")[0]
        is_of_deed = bool(last_name) and beginning(first, question) != first[: of + 1]  # 甲已付的钱和要付的钱
        if not entities(last_name, question) and not is_of_deed:
            return first[: of + 1]
    if starts_own:
        return ""
    place = first.rfind(others[0][:_ALIKE])
    if place > 0 and not _is_within_a_term(place, first, question):
        return first[:place]
    lead = beginning(first, question)
    rest = first.removeprefix(lead)
    is_sort = bool(lead) and all(one.endswith(rest) and one != rest for one in others)  # 华安项目和劲胜项目
    return "" if is_sort else lead


def _is_within_a_term(place: int, piece: str, question: Understanding) -> bool:
    """Return whether a place of a piece lies within a word: 出口 of 进出口总额和出口额."""
    starts = ((piece.find(term.text), len(term.text)) for term in question.terms)
    return any(0 <= start < place < start + length for start, length in starts)


def _is_subject(piece: str) -> bool:
    return _is_place(piece) or NAMED_BODY.search(piece) is not None


def _is_place(piece: str) -> bool:
    return NAMED_AREA.search(piece) is not None or _PLACE.search(piece) is not None


def are_bodies(pieces: Sequence[str], tail: str, question: Understanding) -> bool:
    """Return whether some pieces are names of bodies of which it is asked who does something, so that the first one says nothing of all.

    启明|微电子 of 启明微电子、精工装备各是谁 is one name; a place is of all, and so is what stands before posts.
    """
    lead = beginning(pieces[0], question)
    posts = [term.text for term in question.of_part(Part.POST)]
    if (
        not _WHO.search(tail)
        or lead.endswith("的")
        or any(post in piece for post in posts for piece in pieces)
    ):
        return False
    return not _is_place(lead)
