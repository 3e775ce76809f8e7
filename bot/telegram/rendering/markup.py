"""Telegram HTML out of styled text: never broken by what a document says, split below Telegram's limits.

Text is styled first, split as text, and turned into HTML last, so no tag, entity or surrogate pair is ever
cut. Telegram counts UTF-16 units after parsing (Bot API, sendMessage: 4096) and keeps 100 entities.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from html import escape
from itertools import groupby
from typing import Final

from bot.rendering.visible import visible_lines
from retrieval.loaders import SUFFIXES

UNITS_LIMIT: Final = 4096
ENTITIES_LIMIT: Final = 100

# Where a text may be cut, best first: after a line or sentence, after a clause, after a space.
_CUTS: Final = (
    re.compile(r"\n|[。!?;…\uff01\uff1f\uff1b][”’」』)】\"'\uff09]*"),  # "……完成。”|第二"
    re.compile(r"[,、:\uff0c\uff1a]"),  # "工业企业5302家,|已100%复工"
    re.compile(r"\s"),
)


# The name of a file that we read; .md is Moldova's domain, so Telegram makes a link of binjiang.md (but not in code).
_END_OF_A_NAME: Final = re.compile(
    rf"(?:{'|'.join(map(re.escape, SUFFIXES))})(?!\.?[A-Za-z0-9_-])", re.IGNORECASE
)
_OUTSIDE_A_NAME: Final = frozenset(
    "《》〈〉“”‘’\"'()[]{}<>|,;:!?·、。\uff08\uff09\uff0c\uff1b\uff1a\uff01\uff1f"
)


class Style(Enum):
    """How a run of text looks; the value is its tag."""

    PLAIN = ""
    BOLD = "b"
    ITALIC = "i"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style."""

    text: str
    style: Style = Style.PLAIN


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph; `folded` ones are shown in an expandable quotation, neighbours in the same one."""

    runs: tuple[Run, ...]
    folded: bool = False

    @property
    def text(self) -> str:
        """Return the words without their styles."""
        return "".join(run.text for run in self.runs)


def block(*parts: str | Run, folded: bool = False) -> Block:
    """Return a paragraph; strings are plain runs.

    >>> html([block("复工率 ", Run("91.9%", Style.BOLD), " <滨江>")])
    '复工率 <b>91.9%</b> &lt;滨江&gt;'
    >>> html([block("《滨江》 · binjiang.md")])
    '《滨江》 · <code>binjiang.md</code>'
    """
    runs = (Run(part) if isinstance(part, str) else part for part in parts)
    clean = (Run(visible_lines(run.text), run.style) for run in runs)
    return Block(tuple(part for run in clean for part in _without_links(run) if part.text), folded)


def _without_links(run: Run) -> Iterator[Run]:
    """Yield the run with the names of files in it as code."""
    if "." not in run.text:
        yield run
        return
    done = 0
    for match in _END_OF_A_NAME.finditer(run.text):
        start = match.start()
        while start > done and not (run.text[start - 1].isspace() or run.text[start - 1] in _OUTSIDE_A_NAME):
            start -= 1
        if start < match.start():
            yield Run(run.text[done:start], run.style)
            yield Run(run.text[start : match.end()], Style.CODE)
            done = match.end()
    yield Run(run.text[done:], run.style)


def units(text: str) -> int:
    """Return the length in UTF-16 units.

    >>> units("复工😀")
    4
    """
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def html(blocks: Iterable[Block]) -> str:
    """Return the paragraphs as Telegram HTML, a line each."""
    lines = []
    for folded, group in groupby(blocks, key=lambda entry: entry.folded):
        text = "\n".join("".join(map(_run, entry.runs)) for entry in group)
        lines.append(f"<blockquote expandable>{text}</blockquote>" if folded else text)
    return "\n".join(lines)


def plain(blocks: Iterable[Block]) -> str:
    """Return the words alone, a line each."""
    return "\n".join(entry.text for entry in blocks)


def split(blocks: Sequence[Block], limit: int = UNITS_LIMIT) -> tuple[tuple[Block, ...], ...]:
    """Return the paragraphs in messages of at most `limit` units and 100 entities, cut at sentence ends.

    A paragraph moves whole to the next message where it fits there; else it is cut. None for no paragraphs.
    """
    messages: list[list[Block]] = [[]]
    room, entities = limit, ENTITIES_LIMIT
    for entry in blocks:
        for piece in _pieces(entry, room, limit):
            cost, weight = units(piece.text) + 1, _entities(piece)
            if messages[-1] and (cost - 1 > room or weight > entities):
                messages.append([])
                room, entities = limit, ENTITIES_LIMIT
            messages[-1].append(piece)
            room, entities = room - cost, entities - weight
    return tuple(tuple(message) for message in messages if any(entry.text.strip() for entry in message))


def _run(run: Run) -> str:
    text = escape(run.text, quote=False)
    tag = run.style.value
    return f"<{tag}>{text}</{tag}>" if tag else text


def _entities(entry: Block) -> int:
    return sum(1 for run in entry.runs if run.style is not Style.PLAIN) + (1 if entry.folded else 0)


def _pieces(entry: Block, room: int, limit: int) -> Iterator[Block]:
    """Yield the paragraph, whole where it fits in a message, else in pieces; the first fills what is left."""
    text = entry.text
    is_whole = units(text) <= limit
    if is_whole and len(entry.runs) < ENTITIES_LIMIT:
        if text:
            yield entry
        return
    for runs in _divided(entry.runs, _ends(text, limit if is_whole else max(room, limit // 4), limit)):
        for start in range(0, len(runs), ENTITIES_LIMIT - 1):
            yield Block(tuple(runs[start : start + ENTITIES_LIMIT - 1]), entry.folded)


def _ends(text: str, first: int, further: int) -> Iterator[int]:
    """Yield where to end the pieces of a text, the first of at most `first` units, the others of `further`."""
    place, limit = 0, first
    while place < len(text):
        place, limit = _end(text, place, limit), further
        yield place


def _end(text: str, start: int, limit: int) -> int:
    """Return where a piece of at most `limit` units ends that begins at `start`: at a sentence end where there is one."""
    end, used = start, 0
    while end < len(text) and (used := used + (2 if ord(text[end]) > 0xFFFF else 1)) <= limit:
        end += 1
    if end == len(text):
        return end
    for pattern in _CUTS:
        ends = [match.end() for match in pattern.finditer(text, start + (end - start) // 2, end)]
        if ends:
            return ends[-1]
    return max(end, start + 1)


def _divided(runs: Iterable[Run], ends: Iterable[int]) -> Iterator[list[Run]]:
    """Yield the runs up to each of `ends`, places in the text that they make up, cut where an end falls within one."""
    rest = iter(runs)
    run, start, place = next(rest, None), 0, 0
    for end in ends:
        taken: list[Run] = []
        while run is not None and place < end:
            stop = min(len(run.text), start + end - place)
            taken.append(Run(run.text[start:stop], run.style))
            place += stop - start
            start = stop
            if start == len(run.text):
                run, start = next(rest, None), 0
        yield taken
