"""A draft to its sentences; what is no draft is refused with a line that says why."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from answers.checking.rows import rows_of
from answers.errors import DraftError
from answers.vocabulary import vocabulary
from retrieval.normalise import normalise

LONGEST_DRAFT = (
    50_000  # characters: a long report; more is a collection, and would keep a chat waiting for minutes
)
LONGEST_SENTENCE = (
    1_000  # characters; what goes on longer lost its marks, and no place could bear it as a whole
)
_ENDS = "\u3002!?\uff01\uff1f"
_CLOSING = '\u201d\u2019\u300d\u300f\u300b\uff09)】"'
_OPENS, _CLOSES = "\u201c\u300c\u300e\uff08(", "\u201d\u300d\u300f\uff09)"
_LONGEST_WITHIN = (
    160  # characters: a quotation of several sentences belongs to the sentence that brings it in
)
_BORDER = "|"  # between the cells of a row
_LONGEST_TITLE = 40  # characters; the longest of the titles of the reports and briefings at hand has 36
_MARKED = re.compile("[,;:|\u3002!?\uff0c\uff1b\uff1a\uff01\uff1f]")
# \u4e00\u3001, (\u4e8c), 3.: how titles are counted
_COUNTED = re.compile(r"^[\s#]*[(\uff08]?(?:[\u4e00-\u5341]{1,3}|\d{1,2})[\u3001.)\uff09]*")
_STOP = "\u3002"
_ASKING = ("?", "\uff1f", *sorted(vocabulary("draft-asking")))
_SHORTEST_TOLD = 8  # characters: 好的。谢谢。 is no draft
_HAN = re.compile("[\u3400-\u9fff]")
_NUMBERED = re.compile(r"第?\s?(?P<number>[1-9]\d{0,4})\s?句?")
_SAYS = re.compile(r"[^\W_]")
_LEAST_HAN = 0.2  # of what is letters: an English text with a few names is none that Chinese papers bear
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffd]")
_MOST_CONTROLS = 0.01  # of a text; a stray one is left out where it is shown
_NUMBERING = re.compile(
    r"^\s*(?:[-*#>\u2022\u25cf\u25a0]+\s+)+"
)  # of Markdown and lists; no part of what is said


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of a draft as it was written, and how it reads: a row of a table with the names of its columns.

    `may_be_title` where it looks like one by its line: whether it claims something is told by its words.
    """

    text: str
    read: str
    may_be_title: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """The sentences of a draft in order, line by line; rows that only name columns are none."""

    lines: tuple[tuple[Said, ...], ...]

    @property
    def sentences(self) -> tuple[str, ...]:
        """The sentences of all lines, as they were written."""
        return tuple(one.text for one in chain.from_iterable(self.lines))


def draft_of(text: str) -> Draft:
    """Return the sentences of a draft; raise `DraftError` for what is none."""
    if not _SAYS.search(text):
        raise DraftError("稿子是空的;请给出要查证的文字")
    if len(text) > LONGEST_DRAFT:
        raise DraftError(f"稿子太长({len(text)} 字),一次最多查证 {LONGEST_DRAFT} 字;请分成几份")
    if len(_CONTROLS.findall(text)) > _MOST_CONTROLS * len(text):
        raise DraftError("稿子不是文字(像是二进制文件);请给出 txt 或 md 文件")
    letters = sum(map(str.isalpha, text))
    if len(_HAN.findall(text)) < _LEAST_HAN * letters:
        raise DraftError("稿子不是中文;只能查证中文的稿子")
    lines = text.splitlines()
    rows, titles = rows_of(lines), _titles(lines)
    return Draft(tuple(_said(line, rows.get(number), number in titles) for number, line in enumerate(lines)))


def _said(line: str, row: str | None, may_be_title: bool) -> tuple[Said, ...]:
    if row is not None:
        return (Said(line.strip(), row),) if row else ()
    return tuple(Said(one, one, may_be_title) for one in _sentences(line))


def _titles(lines: Sequence[str]) -> frozenset[int]:
    """Return the numbers of the lines that may be titles: short ones without a mark, above one that has its full stop."""
    found = set()
    is_above = False  # whether a line that follows, past other titles, has its stop or is a row of a table
    for number in range(len(lines) - 1, -1, -1):
        line = lines[number].strip()
        if not line:
            continue
        if is_above and len(line) <= _LONGEST_TITLE and not _MARKED.search(_COUNTED.sub("", line)):
            found.add(number)
        else:
            is_above = line.rstrip(_CLOSING).endswith(tuple(_ENDS)) or _BORDER in line
    return frozenset(found)


def is_draft(text: str, fewest: int = 2) -> bool:
    """Return whether a text is no question but a draft: so many sentences, each with its full stop, and nothing asked.

    >>> stop = "\u3002"
    >>> is_draft(f"江阴高新区到岗率达90%{stop}无锡高新区到岗率达80%{stop}"), is_draft(f"我在写简报{stop}江阴高新区到岗率是多少{stop}")
    (True, False)
    """
    try:
        found = draft_of(text).sentences
    except DraftError:
        return False
    if any(mark in text for mark in _ASKING):
        return False
    told = [one for one in found if one.rstrip(_CLOSING).endswith(_STOP) and len(one) >= _SHORTEST_TOLD]
    return len(told) >= fewest


def sentence_number(text: str) -> int | None:
    """Return which sentence of a draft that was checked before is asked for: 10, 第10句; None where a text is none such.

    >>> sentence_number("10"), sentence_number(" 第３句"), sentence_number("0"), sentence_number("10个项目开工")
    (10, 3, None, None)
    """
    match = _NUMBERED.fullmatch(normalise(text).text.strip())
    return int(match["number"]) if match else None


def _sentences(line: str) -> list[str]:
    """Return the sentences of a line; stops within a quotation or brackets end none."""
    line = _NUMBERING.sub("", line)
    found, start, depth, opened = [], 0, 0, 0
    place = 0
    while place < len(line):
        character = line[place]
        if character in _OPENS:
            depth, opened = depth + 1, opened if depth else place
        elif character in _CLOSES:
            depth = max(0, depth - 1)
        place += 1
        if character not in _ENDS:
            continue
        while place < len(line) and line[place] in _ENDS + _CLOSING:
            depth -= depth > 0 and line[place] in _CLOSES
            place += 1
        if depth and _closes(line, opened, place):
            continue
        depth = 0
        found.append(line[start:place].strip())
        start = place
    found.append(line[start:].strip())
    return [sentence for sentence in found if _SAYS.search(sentence)]


def _closes(line: str, opened: int, place: int) -> bool:
    """Return whether what was opened at a place closes soon enough for its stops to belong to it."""
    return any(mark in line[place : opened + _LONGEST_WITHIN] for mark in _CLOSES)
