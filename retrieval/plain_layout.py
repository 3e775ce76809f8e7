"""The layout of plain text, as it comes out of newspaper pages and office files.

What stands there are lines: titles, sections, bylines, captions that were lifted out of the page, tables, and
paragraphs, some of them torn by a page break in the middle of a sentence or of a word. Everything here is
decided from the lines' own shape: their ends, their lengths, the gaps between them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from retrieval.line_shapes import (
    BYLINE,
    LIST_ITEM,
    REPEATS_OF_A_HEAD,
    Shape,
    cells,
    opens_an_article,
    shapes_of,
    usual_gap,
)
from retrieval.lines import Line, joined, lines_of
from retrieval.tears import LOOKED_BACK, IsWord, goes_on, is_closed, is_open, mend
from retrieval.titles import columns_named, joined_title
from retrieval.types import Article, Document, Paragraph, Role

_LONGEST_PLAIN_HEADING = 25  # a longer one with a comma in it may be a paragraph
_MOST_LINES_OF_A_TITLE = 3
_SECTIONS_NAMED = 2  # 二、主要措施 (一)发放稳岗补贴: a section is named with the one around it

_BARE = re.compile(r"[\W_]+")
_BULLETS = "■□●◆◇★▌▶►"
_LEVELS = tuple(
    re.compile(pattern)
    for pattern in (
        r"第.{1,3}[编章部]",
        r"第.{1,3}[节分]",
        r"[一二三四五六七八九十]{1,5}、",
        r"\([一二三四五六七八九十]{1,5}\)",
        r"\d{1,2}[.、]",
    )
)
_BODY = (Shape.BODY, Shape.WHOLE, Shape.ROW)


def articles(document: Document, is_word: IsWord) -> tuple[Article, ...]:
    """Return the articles of a plain text; one that has no title of its own bears the document's."""
    lines = lines_of(document)
    shapes = shapes_of(lines)
    if not any(shape in (*_BODY, Shape.SECTION) for shape in shapes):  # a list of names, a line on its own
        shapes = [Shape.WHOLE if len(lines) == 1 or place else Shape.HEADING for place in range(len(lines))]
    elif _ends_its_paragraphs(lines, shapes):
        for place in range(1, len(lines) - 1):
            if shapes[place] is Shape.HEADING and _is_torn(lines[place].text, lines[place + 1].text, is_word):
                shapes[place] = Shape.BODY
        lines, shapes = _mended(document, lines, shapes, is_word)
    return _Assembly(document.title, lines, shapes).articles()


def _ends_its_paragraphs(lines: Sequence[Line], shapes: Sequence[Shape]) -> bool:
    """Return whether most paragraphs end as sentences end, so that one which does not may be torn."""
    long = [
        line for line, shape in zip(lines, shapes, strict=True) if shape is Shape.BODY or is_open(line.text)
    ]
    return sum(is_closed(line.text) for line in long) >= 0.5 * len(long)


def _is_torn(text: str, following: str, is_word: IsWord) -> bool:
    """Return whether a line that looks like a heading is a short paragraph torn in two."""
    return len(text) > _LONGEST_PLAIN_HEADING and is_open(text) and goes_on(text, following, is_word)


def _mended(
    document: Document, lines: Sequence[Line], shapes: Sequence[Shape], is_word: IsWord
) -> tuple[list[Line], list[Shape]]:
    """Put torn paragraphs together; what stood in the tear is a caption."""
    gap = usual_gap(lines)
    done: list[Line] = []
    done_shapes: list[Shape] = []
    taken: set[int] = set()
    for place, line in enumerate(lines):
        if place in taken:
            continue
        if shapes[place] is not Shape.BODY:
            done.append(line)
            done_shapes.append(shapes[place])
            continue
        between: list[int] = []
        torn, end = [line], line.text
        at = place
        while (rest := mend(end, _ahead(lines, shapes, at, gap), is_word)) is not None:
            between += [skipped for skipped in range(at + 1, rest) if skipped not in taken]
            taken.update(range(at + 1, rest + 1))
            torn.append(lines[rest])
            end = (end + lines[rest].text)[-LOOKED_BACK:]
            at = rest
        done.append(joined(torn, document.text))
        done_shapes.append(Shape.BODY)
        for skipped in between:
            done.append(lines[skipped])
            done_shapes.append(Shape.CREDIT if shapes[skipped] is Shape.CREDIT else Shape.CAPTION)
    return done, done_shapes


def _ahead(
    lines: Sequence[Line], shapes: Sequence[Shape], place: int, gap: int
) -> list[tuple[int, str, bool]]:
    """Return (place, text, whether it lies at hand) of the lines that may go on with the one at `place`."""
    found: list[tuple[int, str, bool]] = []
    for other in range(place + 1, min(place + 8, len(lines))):
        if shapes[other] in (Shape.SECTION, Shape.WHOLE, Shape.ROW) or opens_an_article(lines, other):
            break
        if shapes[other] is Shape.BODY:
            at_hand = not found and lines[other].gap <= gap
            found.append((other, lines[other].text, at_hand or (other > place + 1 and not found)))
        elif shapes[other] is Shape.HEADING and other == place + 1:
            found.append((other, lines[other].text, False))
    return found


@dataclass
class _Draft:
    """An article being put together."""

    title: str
    is_titled: bool
    paragraphs: list[Paragraph] = field(default_factory=list)


class _Assembly:
    """Groups paragraphs below titles and sections, line by line."""

    def __init__(self, title: str, lines: Sequence[Line], shapes: Sequence[Shape]) -> None:
        self._lines, self._shapes = lines, shapes
        self._repeated = _running_heads(lines)
        self._is_before_body = _before_body(shapes)
        self._drafts = [_Draft(title, is_titled=False)]
        self._sections: list[tuple[int, str]] = []

    def articles(self) -> tuple[Article, ...]:
        place = 0
        while place < len(self._lines):
            match self._shapes[place]:
                case Shape.HEADING:
                    place = self._take_headings(place)
                    continue
                case Shape.SECTION:
                    self._enter(self._lines[place])
                case Shape.ROW:
                    place = self._take_table(place)
                    continue
                case Shape.CREDIT:
                    if (
                        _says_something(self._lines[place].text)
                        and self._lines[place].text not in self._repeated
                    ):
                        self._take(place, Role.CAPTION)
                case Shape.CAPTION:
                    self._take(place, Role.CAPTION)
                case Shape.BODY | Shape.WHOLE:
                    self._take(place, Role.BODY)
            place += 1
        return tuple(
            Article(draft.title, tuple(draft.paragraphs)) for draft in self._drafts if draft.paragraphs
        )

    def _take(self, place: int, role: Role, section: str | None = None) -> None:
        named = (section or self._section()) if role is Role.BODY else None
        self._drafts[-1].paragraphs.append(Paragraph(self._lines[place].pieces, named, role))

    def _section(self) -> str | None:
        return " ".join(name for _, name in self._sections[-_SECTIONS_NAMED:]) or None

    def _enter(self, line: Line) -> None:
        """Go into a section, out of those of its level and below."""
        level = next((level for level, pattern in enumerate(_LEVELS) if pattern.match(line.text)), -1)
        self._sections = [section for section in self._sections if level > section[0] >= 0]
        bullet = line.text[:1] in tuple(_BULLETS)
        self._sections.append((level, line.original[bullet:].lstrip()))

    def _take_headings(self, place: int) -> int:
        """Take the headings from `place` on as title, section or captions; return the place after them."""
        end = place + 1
        while end < len(self._lines) and self._shapes[end] is Shape.HEADING:
            end += 1
        if not self._is_before_body[end]:
            for at in range(place, end):
                self._take(at, Role.BODY if LIST_ITEM.match(self._lines[at].text) else Role.CAPTION)
        elif place == 0 or end - place > 1 or opens_an_article(self._lines, end - 1):
            self._begin_article(place, end)
        else:
            self._enter(self._lines[place])
        return end

    def _begin_article(self, place: int, end: int) -> None:
        """Begin an article titled by the headings at place..end; of a long run only by the first."""
        title_end = end if end - place <= _MOST_LINES_OF_A_TITLE else place + 1
        lines = [self._lines[at] for at in range(place, title_end)]
        title = joined_title(
            [line.original for line in lines if not BYLINE.search(line.text)] or [lines[0].original]
        )
        draft = self._drafts[-1]
        if not draft.is_titled and all(p.role is Role.BODY and p.section is None for p in draft.paragraphs):
            # Letterhead and number stand above the title and belong to its article.
            starts_afresh = any(self._shapes[at] is not Shape.WHOLE for at in range(place))
        else:
            starts_afresh = True
        if starts_afresh:
            self._drafts.append(_Draft(title, is_titled=True))
        else:
            draft.title, draft.is_titled = title, True
        self._sections = []
        for at in range(title_end, end):
            self._take(at, Role.BODY)

    def _take_table(self, place: int) -> int:
        """Take a table's rows, the names of its columns as their section; return the place after it."""
        end = place
        while end < len(self._lines) and self._shapes[end] is Shape.ROW:
            end += 1
        section = " ".join(filter(None, [self._section(), columns_named(cells(self._lines[place]))]))
        for at in range(place, end):
            self._take(at, Role.BODY, section)
        return end


def _before_body(shapes: Sequence[Shape]) -> list[bool]:
    """Return for each place, the end included, whether body or a section follows, captions passed over."""
    found = [False]
    for shape in reversed(shapes):
        found.append(
            found[-1] if shape in (Shape.CAPTION, Shape.CREDIT) else shape in (*_BODY, Shape.SECTION)
        )
    return found[::-1]


def _running_heads(lines: Sequence[Line]) -> frozenset[str]:
    seen: dict[str, int] = {}
    for line in lines:
        seen[line.text] = seen.get(line.text, 0) + 1
    return frozenset(text for text, count in seen.items() if count >= REPEATS_OF_A_HEAD)


def _says_something(text: str) -> bool:
    """Return whether a credit names anybody: 分享到: and ·陈· do not."""
    return len(_BARE.sub("", text)) > 5
