"""Lists of an article: items with numbers or bullets, within a line or line by line, and what announces them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from answers.sources import Source
from answers.structure.lines import Line
from answers.structure.marks import BULLET, Mark, marks
from retrieval.types import Span

_FEWEST = 2
_WHOLE = 60  # code points of an item given whole; of a longer one the first sentence
_LONGEST_LEAD = 80
_LONGEST_BARE = 40  # of a line that is an item without a mark of its own
_SENTENCE_END = re.compile(r"[。!?]")
_CLAUSE_END = re.compile(r"[,。;:!?]")
_ITEM_END = re.compile(r"[。;!?]")
ANNOUNCES = (":", "\u2014\u2014")
ANNOUNCED = re.compile(r"[下如][列下述]|以下")  # 下列, 如下
EDGES = " \t;,。、:"
_OPTION = re.compile(r"[A-Ha-h] ?[.、)]")  # A.地域性 B.实践性, to choose from in an examination


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list, without its mark: a range of its source's normalised text."""

    source: Source
    span: Span

    @property
    def text(self) -> str:
        """Return the item, normalised."""
        return self.span.of(self.source.text)


@dataclass(frozen=True, slots=True)
class Listing:
    """A list: `lead` announces it, `section` are the headings above it; all normalised.

    `title` is its article's, with the first line of the text. `is_apart` where a paragraph that does not announce it
    stands between it and its heading.
    """

    items: tuple[Item, ...]
    lead: str
    section: str
    title: str
    unit: str = ""
    is_apart: bool = False


@dataclass(slots=True)
class _Open:
    """A list that is being read: its marks with their lines, and what stands before the first."""

    lead: str
    section: str
    unit: str
    is_of_headings: bool
    is_apart: bool
    marks: list[tuple[Line, Mark, int]] = field(default_factory=list)


def listings(lines: Sequence[Line]) -> list[Listing]:
    """Return the lists of an article in the order of their first items."""
    done: list[_Open] = []
    open_: dict[str, _Open] = {}
    for place, line in enumerate(lines):
        own = marks(line)
        if line.is_heading:
            open_ = {style: one for style, one in open_.items() if one.is_of_headings}
        if not own or own[0].style != BULLET:
            open_.pop(BULLET, None)
        for at, mark in enumerate(own):
            end = (
                own[at + 1].start if at + 1 < len(own) and own[at + 1].style == mark.style else len(line.text)
            )
            is_inline = any(other.style == mark.style for other in own if other is not mark)
            if is_inline and end == len(line.text):
                stop = _ITEM_END.search(line.text, mark.end)
                end = stop.start() if stop else end
            current = open_.get(mark.style)
            if current is None or not _goes_on(current, mark):
                if mark.number > 1:
                    open_.pop(mark.style, None)
                    continue
                current = open_[mark.style] = _begin(lines, place, mark)
                done.append(current)
            current.marks.append((line, mark, end))
    made = [_made(one, lines[0].text) for one in done if len(one.marks) >= _FEWEST]
    return [*filter(None, made), *_bare(lines)]


def _goes_on(current: _Open, mark: Mark) -> bool:
    return (
        mark.style == BULLET
        or mark.number == len(current.marks) + 1
        or (mark.style == "order" and not mark.number)
    )


def _begin(lines: Sequence[Line], place: int, mark: Mark) -> _Open:
    """Return a list that begins with a mark: announced by what stands before it in its line, or by the line above."""
    line = lines[place]
    before = line.text[: mark.start]
    above = lines[place - 1] if place and not line.is_heading else None
    is_apart = False
    if not before and above is not None:
        is_apart = not (above.is_heading or above.text.endswith(ANNOUNCES) or marks(above))
        before = "" if is_apart and not ANNOUNCED.search(above.text) else above.text
    section = line.section.removesuffix(line.text).strip() if line.is_heading else line.section
    return _Open(_last_sentence(before), section, mark.unit, line.is_heading, is_apart and not before)


def _last_sentence(text: str) -> str:
    kept = text.rstrip(EDGES)
    ends = [match.end() for match in _SENTENCE_END.finditer(kept)]
    return kept[ends[-1] if ends else 0 :][-_LONGEST_LEAD:]


def _made(one: _Open, first: str) -> Listing | None:
    items = [Item(line.source, _item(line, mark, end)) for line, mark, end in one.marks]
    title = f"{one.marks[0][0].source.context.heading}\n{first}"
    return (
        Listing(tuple(items), one.lead, one.section, title, one.unit, one.is_apart)
        if all(item.span for item in items)
        else None
    )


def _item(line: Line, mark: Mark, end: int) -> Span:
    """Return an item's range: whole, its first sentence where it is long, its first clause behind 一是."""
    stop = None
    if mark.style == "is":
        stop = _CLAUSE_END.search(line.text, mark.end, end)
    elif end - mark.end > _WHOLE:
        stop = _SENTENCE_END.search(line.text, mark.end, end)
    span = line.within(mark.end, stop.start() if stop else end)
    text = span.of(line.source.text)
    return Span(span.start, span.start + len(text.rstrip(EDGES)))


def _bare(lines: Sequence[Line]) -> Iterator[Listing]:
    """Yield the short lines below a heading, or below a line that announces them, that have no marks."""
    run: list[Line] = []
    lead = ""
    for line in [*lines, None]:
        is_item = line is not None and not line.is_heading and _is_bare(line)
        if line is not None and is_item and lead and (not run or line.section == run[-1].section):
            run.append(line)
            continue
        if len(run) >= _FEWEST:
            items = tuple(Item(one.source, _item(one, Mark("", 0, 0, 0), len(one.text))) for one in run)
            yield Listing(items, lead, run[0].section, run[0].source.context.heading)
        run = []
        announces = line is not None and (line.is_heading or line.text.endswith(":"))
        lead = line.text.rstrip(EDGES) if line is not None and announces else ""


def _is_bare(line: Line) -> bool:
    text = line.text
    is_plain = not any(mark in text for mark in ":|\t。!?") and not marks(line) and not _OPTION.match(text)
    return 0 < len(text) <= _LONGEST_BARE and is_plain
