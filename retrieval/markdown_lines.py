"""What a line of Markdown is: a heading, a rule; read in folded text (`normalise.in_place`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from retrieval.types import Span

# Every passage bears its titles: what is longer is a paragraph that somebody marked as a heading.
LONGEST_HEADING = 200

_HEADING = re.compile(r"#{1,6}[ \t]+(?=[^ \t])")
_BLANKS = " \t"
_RULE = re.compile(r"[-*_]{3,}")
_DELIMITER = re.compile(r":?-+:?")  # of a table: |:--|--:|
_FENCE = "```"


def lines_from(text: str, start: int) -> Iterator[Span]:
    """Yield the lines of a text from a place on, without their breaks; an empty one at the least."""
    while True:
        end = text.find("\n", start)
        if end < 0:
            yield Span(start, len(text))
            return
        yield Span(start, end)
        start = end + 1


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its level, 1 to 6, and where its title stands in the line."""

    level: int
    title: Span


def heading_of(line: str) -> Heading | None:
    """Return the heading that a line is, None for any other line and for one too long for a heading.

    >>> heading_of("## 主要措施 ##"), heading_of("#1 楼")
    (Heading(level=2, title=Span(start=3, end=7)), None)
    """
    marks = _HEADING.match(line)
    if marks is None:
        return None
    start = marks.end()
    title = line[start:].rstrip(" \t#") or line[start]  # "# #" is titled "#"
    if len(title) > LONGEST_HEADING:
        return None
    return Heading(marks.group().count("#"), Span(start, start + len(title)))


def is_rule(line: str) -> bool:
    """Return whether a line only parts what stands around it: ---, |:--|--:|, a fence, a comment.

    >>> [is_rule(line) for line in ("- - -", "|---|:-:|", "```python", "<!-- 注 -->", "- 一")]
    [True, True, True, True, False]
    """
    bare = line.strip(_BLANKS)
    if bare.startswith(_FENCE) or (bare.startswith("<!--") and bare.endswith("-->")):
        return True
    if _RULE.fullmatch("".join(bare.split())):
        return True
    first, *others = bare.removeprefix("|").split("|")
    *between, last = others or [""]
    cells = [cell.strip(_BLANKS) for cell in (first, *between)]
    return bool(others) and all(map(_DELIMITER.fullmatch, cells)) and not last.strip(" \t:-")
