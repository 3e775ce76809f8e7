"""Paragraphs that a page break tore, put together again; what stood in the tear becomes a caption."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.layout.lines import Line, joined
from retrieval.layout.shapes import Shape, opens_an_article, usual_gap
from retrieval.layout.tears import LOOKED_BACK, goes_on, is_closed, is_inlaid, is_open, mend
from retrieval.types import IsWord

_LONGEST_PLAIN_HEADING = 25  # a longer one with a comma in it may be a paragraph
_LINES_AHEAD = 8
# What may go on with a paragraph, or stand in its tear.
_MAY_GO_ON = (Shape.BODY, Shape.HEADING, Shape.CAPTION, Shape.CREDIT)


def mended(
    lines: Sequence[Line], shapes: Sequence[Shape], text: str, is_word: IsWord
) -> tuple[list[Line], list[Shape]]:
    """Return the lines with torn paragraphs whole, and their shapes; as they are where tears cannot be told.

    `text` is the document's. Where most lines end in mid-sentence, an open end means nothing.
    """
    shapes = list(shapes)
    if not _ends_its_paragraphs(lines, shapes):
        return list(lines), shapes
    for place in range(1, len(lines) - 1):
        if shapes[place] is Shape.HEADING:
            following = [line.text for line in lines[place + 1 : place + 3]]
            if _is_torn(lines[place].text, following, is_word):
                shapes[place] = Shape.BODY
    return _join(lines, shapes, text, is_word)


def _ends_its_paragraphs(lines: Sequence[Line], shapes: Sequence[Shape]) -> bool:
    """Return whether most paragraphs end as sentences end, so that one which does not may be torn."""
    long = [
        line for line, shape in zip(lines, shapes, strict=True) if shape is Shape.BODY or is_open(line.text)
    ]
    return sum(is_closed(line.text) for line in long) >= 0.5 * len(long)


def _is_torn(text: str, following: Sequence[str], is_word: IsWord) -> bool:
    """Return whether a line that looks like a heading is a short paragraph torn in two, or about a word set apart."""
    if len(text) <= _LONGEST_PLAIN_HEADING or not is_open(text):
        return False
    return goes_on(text, following[0], is_word) or (len(following) > 1 and is_inlaid(text, *following))


def _join(
    lines: Sequence[Line], shapes: Sequence[Shape], text: str, is_word: IsWord
) -> tuple[list[Line], list[Shape]]:
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
        while (rest := _next(end, lines, shapes, at, gap, is_word)) is not None:
            between += [skipped for skipped in range(at + 1, rest) if skipped not in taken]
            taken.update(range(at + 1, rest + 1))
            torn.append(lines[rest])
            end = (end + lines[rest].text)[-LOOKED_BACK:]
            at = rest
        done.append(joined(torn, text))
        done_shapes.append(Shape.BODY)
        for skipped in between:
            done.append(lines[skipped])
            done_shapes.append(Shape.CREDIT if shapes[skipped] is Shape.CREDIT else Shape.CAPTION)
    return done, done_shapes


def _next(
    end: str, lines: Sequence[Line], shapes: Sequence[Shape], place: int, gap: int, is_word: IsWord
) -> int | None:
    """Return the place of the line that goes on with a paragraph, which ends so and whose last line is at `place`.

    That is the next one where the page set a word apart within the paragraph (PM | 2.5 | 浓度…), else what mends it.
    """
    is_between = (
        place + 2 < len(lines) and shapes[place + 1] is Shape.HEADING and shapes[place + 2] is Shape.BODY
    )
    if is_between and is_inlaid(end, lines[place + 1].text, lines[place + 2].text):
        return place + 1
    if not is_open(end):
        return None
    return mend(end, _ahead(lines, shapes, place, gap), is_word)


def _ahead(
    lines: Sequence[Line], shapes: Sequence[Shape], place: int, gap: int
) -> list[tuple[int, str, bool]]:
    """Return (place, text, whether it lies at hand) of the lines that may go on with the one at `place`."""
    found: list[tuple[int, str, bool]] = []
    for other in range(place + 1, min(place + _LINES_AHEAD, len(lines))):
        if shapes[other] not in _MAY_GO_ON or opens_an_article(lines, other):
            break
        if shapes[other] is Shape.BODY:
            at_hand = not found and lines[other].gap <= gap
            found.append((other, lines[other].text, at_hand or (other > place + 1 and not found)))
        elif shapes[other] is Shape.HEADING and other == place + 1:
            found.append((other, lines[other].text, False))
    return found
