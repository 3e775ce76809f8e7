"""The notes and entries of a glossary that a passage refers to, by marks like ［26］, which no passage keeps."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from retrieval.normalise import in_place
from retrieval.types import BlockKind, Passage, text_of

_MARK = r"[\[〔](?:\^[^\]\s]{1,20}|\d{1,3})[\]〕]"  # [26] · 〔26〕 · [^a], the mark of a note in Markdown
_MARKS = re.compile(_MARK)
_NOTHING_ELSE = re.compile(rf"\s*(?:{_MARK}\s*){{1,9}}")
_BEFORE_ITS_TEXT = re.compile(rf"{_MARK}:? ?$")
_NOTES = (BlockKind.ENTRY, BlockKind.NOTE)
_LONGEST_MARK = 26  # of what a note's text stands behind


@dataclass(frozen=True, slots=True)
class Note:
    """What a mark in a text refers to: the mark as it is printed there, the note's own words, its passage."""

    mark: str
    text: str
    passage: Passage


def notes_of(text: str, passages: Sequence[Passage], passage: Passage) -> tuple[Note, ...]:
    """Return what the marks within and right behind a passage refer to, each once, in the order of the marks.

    `text` is the document's, `passages` are all of its passages. Where numbers begin anew in each part, a mark refers
    to the next of its number behind the passage. A note refers to none: its marks are its own, and stay in its text.
    """
    if passage.kind in _NOTES:
        return ()
    notes: dict[str, list[Note]] = defaultdict(list)
    for other in passages:
        if other.kind in _NOTES:
            note = _read(text, other)
            if note is not None:
                notes[_number(note.mark)].append(note)
    found: dict[str, Note] = {}
    for mark in _marks(text, passage):
        number = _number(mark)
        if number in notes and number not in found:
            behind = (note for note in notes[number] if note.passage.number > passage.number)
            found[number] = replace(next(behind, notes[number][-1]), mark=mark)
    return tuple(found.values())


def _marks(text: str, passage: Passage) -> Iterator[str]:
    """Yield the marks that were left out of a passage's text, and those right behind it, as they are printed."""
    gaps = [(one.end, other.start) for one, other in pairwise(passage.spans)]
    for start, end in gaps:
        if _NOTHING_ELSE.fullmatch(in_place(text[start:end])):
            yield from _printed(text, start, end)
    last = passage.spans[-1].end
    behind = re.match(rf"(?:{_MARK})+", in_place(text[last : last + 9 * _LONGEST_MARK]))
    if behind:
        yield from _printed(text, last, last + behind.end())


def _printed(text: str, start: int, end: int) -> Iterator[str]:
    for match in _MARKS.finditer(in_place(text[start:end])):
        yield text[start + match.start() : start + match.end()]


def _read(text: str, passage: Passage) -> Note | None:
    """Return the note that a passage holds, behind its mark: a heading may stand in front. None where it has no mark."""
    for place, span in enumerate(passage.spans):
        before = _BEFORE_ITS_TEXT.search(in_place(text[max(0, span.start - _LONGEST_MARK) : span.start]))
        if before:
            own = text_of(passage.spans[place:], text)
            return Note(before.group(), own, passage)
    return None


def _number(mark: str) -> str:
    return in_place(mark).strip("[]〔〕: ")
