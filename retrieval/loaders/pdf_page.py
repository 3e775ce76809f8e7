"""A page of a PDF to its lines, by the characters' places and sizes as pdfium gives them."""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import groupby
from math import hypot
from typing import Any

from retrieval.layout.printed_lines import CELLS_APART, FAR_APART, Printed, PrintedLine, height_of
from retrieval.loaders.pdf_glyphs import Glyph, is_left_out
from retrieval.loaders.pdf_rules import Rules

# Marks of footnotes: at the most so large against what stands beside them (R 1.3 in typesetting; measured on
# statistics yearbooks, 0.5 to 0.67), and raised by a tenth of its size at least.
_MARK_SIZE, _MARK_RAISED, _LONGEST_MARK = 0.72, 0.1, 3
_SMALLEST = 2.5  # points: what is smaller is hidden
_TURNED = 0.1  # of a character's matrix: what is turned by more is a watermark or an axis
_SAME_PLACE = 0.12  # of its size: a character drawn once more to look bold
_SHARED_HEIGHT, _CLOSE = 0.5, 0.6  # of their heights and sizes, of two parts of one line
_NARROW = 0.45  # of its size: a typed blank has half of it, the gap that programs leave a quarter
_HAN_FROM = "\u4dff"
_LINE_BREAKS = "\r\n"

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Line:
    """The characters of a line as pdfium parts them."""

    characters: tuple[Printed, ...]

    @property
    def text(self) -> str:
        """Return what stands there."""
        return "".join(character.text for character in self.characters)

    def printed(self) -> PrintedLine | None:
        """Return the line with its place; None where nothing shows."""
        whole = _part(self.characters)
        if whole is None:
            return None
        parts = tuple(filter(None, map(_part, self._parted())))
        return PrintedLine(*whole, parts if len(parts) > 1 else ())

    def _parted(self) -> Iterator[list[Printed]]:
        """Yield the characters between gaps as wide as those between cells."""
        part: list[Printed] = []
        last: Printed | None = None
        typed = 0.0  # the width of the blanks since the last character
        for one in self.characters:
            if not one.text.strip():
                typed += one.right - one.left
                part.append(one)
                continue
            if last is not None and _is_far(one.left - last.right, typed, max(one.size, last.size)):
                yield part
                part = []
            part.append(one)
            last, typed = one, 0.0
        yield part


def _is_far(gap: float, typed: float, size: float) -> bool:
    """Return whether a gap parts cells, of which so much is typed blanks."""
    return gap > FAR_APART * size or gap - max(0.0, typed) > CELLS_APART * size


def _part(characters: Sequence[Printed]) -> Printed | None:
    """Return some characters of a line with their place; None where nothing shows."""
    seen = [one for one in characters if one.text.strip()]
    if not seen:
        return None
    return Printed(
        "".join(one.text for one in characters).strip(),
        min(one.left for one in seen), max(one.right for one in seen),
        min(one.top for one in seen), max(one.bottom for one in seen), height_of([one.size for one in seen]),
    )  # fmt: skip


class Turn(Enum):
    """Which way the text of a page runs: a wide table is set up or down a page's side."""

    NONE = auto()
    UP = auto()
    DOWN = auto()
    OVER = auto()  # upside down, as a scanner's other side comes


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of a page, whether pictures stand on it, whether lines are ruled as around a table's cells, and too many to look through.

    The places of its characters are those of the page turned so that its text runs from left to right; `width` and
    `height` are those before.
    """

    lines: tuple[Line, ...]
    has_pictures: bool
    is_ruled: bool
    is_overfull: bool = False
    turn: Turn = Turn.NONE
    width: float = 0.0
    height: float = 0.0

    def upright(self, box: Box) -> Box:
        """Return a box of the page as it lies (left, top, right, bottom) on the page turned."""
        return _turned(box, self.turn, self.width, self.height)


def _turned(box: Box, turn: Turn, width: float, height: float) -> Box:
    left, top, right, bottom = box
    match turn:
        case Turn.UP:
            return height - bottom, left, height - top, right
        case Turn.DOWN:
            return top, width - right, bottom, width - left
        case Turn.OVER:
            return width - right, height - bottom, width - left, height - top
        case _:
            return box


def read_page(page: Any, glyphs: Callable[[], Sequence[Glyph]]) -> Page:
    """Return the lines of a page, marks of footnotes and what does not show left out.

    `glyphs` gives its characters another way, for a page on which pdfium leaves some out.
    """
    import pypdfium2.raw as raw

    text = page.get_textpage()
    try:
        left, bottom, right, top = page.get_mediabox()  # of a page that was cut out, not from 0 on
        width, height = right - left, top - bottom
        drawn = list(_characters(raw, text.raw, text.count_chars(), (left, top)))
        rules, is_short = Rules(raw), False
        for drawn_object in page.get_objects(max_depth=3):
            rules.take(drawn_object)
            is_short = is_short or is_left_out(raw, drawn_object, text)
    finally:
        text.close()
    if is_short:
        more = [
            (one, _turn(*way)) for one, way in glyphs() if one.text in _LINE_BREAKS or one.size >= _SMALLEST
        ]
        drawn = max(drawn, more, key=lambda way: sum(bool(one.text.strip()) for one, _ in way))
    turn = _usual_turn(drawn)
    characters = list(_once(_upright(drawn, turn, width, height)))
    lines = [Line(tuple(_closed_up(list(_without_marks(line))))) for line in _lines(characters)]
    return Page(
        tuple(lines), rules.pictures > 0, rules.are_ruled, rules.are_too_many, turn, width, height
    )  # fmt: skip


def _usual_turn(drawn: Sequence[tuple[Printed, Turn | None]]) -> Turn:
    """Return which way most of a page's characters run."""
    counted = Counter(turn for one, turn in drawn if turn is not None and one.text.strip())
    return counted.most_common(1)[0][0] if counted else Turn.NONE


def _upright(
    drawn: Sequence[tuple[Printed, Turn | None]], usual: Turn, width: float, height: float
) -> Iterator[Printed]:
    """Yield the characters that run as most of the page does: others are watermarks, or beside an axis."""
    for one, turn in drawn:
        if one.text in _LINE_BREAKS or (not one.text.strip() and turn is not usual):
            yield one
        elif turn is usual:
            left, top, right, bottom = _turned(
                (one.left, one.top, one.right, one.bottom), usual, width, height
            )
            yield one._replace(left=left, right=right, top=top, bottom=bottom)


def _characters(
    raw: Any, text: Any, count: int, corner: tuple[float, float]
) -> Iterator[tuple[Printed, Turn | None]]:
    """Yield a page's characters in the order of the file, each with the way it runs; what is hidden is left out.

    `corner` is the page's left upper one.
    """
    left, top = corner
    box, matrix = raw.FS_RECTF(), raw.FS_MATRIX()
    box_at, matrix_at = ctypes.byref(box), ctypes.byref(matrix)
    for place in range(count):
        code = raw.FPDFText_GetUnicode(text, place)
        sign = chr(code) if code else ""
        if sign in _LINE_BREAKS or not sign:
            if sign:
                yield Printed(sign, 0, 0, 0, 0, 0), None
            continue
        raw.FPDFText_GetLooseCharBox(text, place, box_at)
        size = raw.FPDFText_GetFontSize(text, place)
        turn: Turn | None = Turn.NONE
        if raw.FPDFText_GetMatrix(text, place, matrix_at):
            turn = _turn(matrix.a, matrix.b)
            size *= hypot(matrix.c, matrix.d)
        if not sign.strip() or size >= _SMALLEST:
            yield (
                Printed(sign, box.left - left, box.right - left, top - box.top, top - box.bottom, size),
                turn,
            )


def _turn(across: float, up: float) -> Turn | None:
    """Return which way a character with that matrix runs; None for a slant."""
    if abs(up) <= _TURNED * abs(across):
        return Turn.NONE if across >= 0 else Turn.OVER
    if abs(across) > _TURNED * abs(up):
        return None
    return Turn.UP if up > 0 else Turn.DOWN


def _once(characters: Iterable[Printed]) -> Iterator[Printed]:
    """Yield the characters, those that are drawn once more to look bold left out."""
    drawn: dict[tuple[str, int, int], Printed] = {}
    for one in characters:
        if one.text.strip():
            key = (one.text, round(one.left / 2), round(one.top / 2))
            other = next((drawn[at] for at in _around(key) if at in drawn), None)
            if other is not None and _is_same_place(one, other):
                continue
            drawn[key] = one
        yield one


def _around(key: tuple[str, int, int]) -> Iterator[tuple[str, int, int]]:
    sign, left, top = key
    for across in (-1, 0, 1):
        for down in (-1, 0, 1):
            yield sign, left + across, top + down


def _is_same_place(one: Printed, other: Printed) -> bool:
    nearest = _SAME_PLACE * max(one.size, other.size)
    return abs(one.left - other.left) <= nearest and abs(one.top - other.top) <= nearest


def _lines(characters: Sequence[Printed]) -> Iterator[list[Printed]]:
    """Yield the characters between line breaks; pdfium breaks a line at a raised mark too, there it goes on."""
    line: list[Printed] = []
    for is_break, group in groupby(characters, key=lambda one: one.text in _LINE_BREAKS):
        if is_break:
            continue
        part = list(group)
        if line and not _goes_on(line, part):
            yield line
            line = []
        line = line + part
    if line:
        yield line


def _goes_on(line: Sequence[Printed], part: Sequence[Printed]) -> bool:
    """Return whether a part stands close behind a line, at its height."""
    last = next((one for one in reversed(line) if one.text.strip()), None)
    first = next((one for one in part if one.text.strip()), None)
    if last is None or first is None:
        return True
    shared = min(last.bottom, first.bottom) - max(last.top, first.top)
    is_beside = shared >= _SHARED_HEIGHT * min(last.bottom - last.top, first.bottom - first.top)
    gap = first.left - max(last.right, line[-1].right)  # blanks may be typed at its end
    return is_beside and -_CLOSE * first.size <= gap <= _CLOSE * max(first.size, last.size)


def _without_marks(line: Sequence[Printed]) -> Iterator[Printed]:
    """Yield a line's characters without the marks of footnotes: 常住人口¹1761.48万人."""
    place = 0
    while place < len(line):
        end = _end_of_digits(line, place)
        if end == place:
            yield line[place]
            place += 1
        elif _is_mark(line, place, end):
            if place and end < len(line):
                yield line[place]._replace(text="")
            place = end
        else:
            yield from line[place:end]
            place = end


def _closed_up(line: Sequence[Printed]) -> Iterator[Printed]:
    """Yield a line's characters without the blanks that pdfium makes of the gap around figures: 1761.48 万人."""
    for place, one in enumerate(line):
        before, after = line[place - 1 : place], line[place + 1 : place + 2]
        if one.text == " " and before and after and _is_narrow(before[0], after[0]):
            continue
        yield one


def _is_narrow(before: Printed, after: Printed) -> bool:
    """Return whether a Chinese character and another sign stand nearer each other than a blank is wide."""
    is_border = (before.text > _HAN_FROM) != (after.text > _HAN_FROM)
    return is_border and after.left - before.right < _NARROW * max(before.size, after.size)


def _end_of_digits(line: Sequence[Printed], place: int) -> int:
    """Return where a run of digits of one size ends."""
    end = place
    while end < len(line) and line[end].text.isdigit() and line[end].size == line[place].size:
        end += 1
    return end


def _is_mark(line: Sequence[Printed], start: int, end: int) -> bool:
    if end - start > _LONGEST_MARK:
        return False
    beside = [one for one in (*line[max(0, start - 2) : start], *line[end : end + 2]) if one.text.strip()]
    mark = line[start]
    return bool(beside) and any(
        mark.size <= _MARK_SIZE * one.size and one.bottom - mark.bottom >= _MARK_RAISED * one.size
        for one in beside
    )
