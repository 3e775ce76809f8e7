"""Pieces that a loader took out of a file, as a text, its head and its blocks.

Paragraphs are read as the lines of plain text are: formats say little that can be trusted of what is a heading (a
notice may be set in one style throughout). Rows, pages and cells are known and keep their places.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import accumulate
from pathlib import PurePosixPath

from retrieval.layout.cells import is_caption, is_figure, is_unit
from retrieval.layout.forms import is_label
from retrieval.layout.heads import FrontMatter
from retrieval.layout.lines import Line
from retrieval.layout.outlines import TABLE_LEVEL, TITLE_LEVEL, with_bodies
from retrieval.layout.pieces import Piece
from retrieval.layout.plain import Laid, lay_out
from retrieval.layout.printed_lines import GAP
from retrieval.layout.shapes import Shape
from retrieval.layout.tears import is_closed
from retrieval.layout.titles import LONGEST_TITLE
from retrieval.normalise import in_place
from retrieval.types import Basis, Block, BlockKind, Head, HeadValue, IsWord, Span, text_of

_SHAPES = {
    BlockKind.HEADING: Shape.SECTION,
    BlockKind.CAPTION: Shape.CAPTION,
    BlockKind.NOTE: Shape.NOTE,
    BlockKind.ROW: Shape.ROW,
}
_FEWEST_OF_A_ROW = 3  # cells of a table that has no rules
_SHORTEST_TITLE = 4  # code points
_LINES_ABOVE = 2  # of a table that may be its caption and its unit


def read_extract(
    pieces: Iterable[Piece], source: str, is_word: IsWord, said: FrontMatter
) -> tuple[str, Head, tuple[Block, ...]]:
    """Return the text that pieces make, a line each, its head and its blocks.

    `said` is what the file says of itself beside its text.
    """
    taken = _with_captions([piece for piece in pieces if piece.text])
    text = "".join(f"{piece.text}\n" for piece in taken)
    starts = list(accumulate((len(piece.text) + 1 for piece in taken), initial=0))[:-1]
    folded = in_place(text)
    lines = [
        Line(
            (Span(start, start + len(piece.text)),),
            folded[start : start + len(piece.text)],
            piece.text,
            gap=1,
        )
        for start, piece in zip(starts, taken, strict=True)
    ]
    known = {place: shape for place, piece in enumerate(taken) if (shape := _shape(piece)) is not None}
    head, blocks = lay_out(Laid(text, source, lines, known, is_whole=True), is_word, said)
    if head.title.is_guessed or _is_field(head.title, text):
        below = head.subtitle if head.title.is_guessed else None
        title = _large_title(taken, starts) or _named_by_file(source)
        head = replace(head, title=title, subtitle=below)
    return text, head, with_bodies(_Placing(taken, starts).placed(blocks))


def _named_by_file(source: str) -> HeadValue:
    return HeadValue(PurePosixPath(source).stem, Basis.FILE_NAME)


def _is_field(title: HeadValue, text: str) -> bool:
    """Return whether a title is the first field of a form: 建设单位   某公司."""
    label, gap, value = text_of(title.spans, text).partition(GAP)
    return bool(gap and value.strip()) and is_label(label)


def _large_title(pieces: Sequence[Piece], starts: Sequence[int]) -> HeadValue | None:
    """Return what stands in the largest letters of the first page, which people take for the title; None for a whole sentence."""
    large = [place for place, piece in enumerate(pieces) if piece.is_large]
    if len(large) != 1:
        return None
    text, start = pieces[large[0]].text, starts[large[0]]
    is_title = _SHORTEST_TITLE <= len(text) <= LONGEST_TITLE and not is_closed(in_place(text))
    return HeadValue(text, Basis.TITLE_BLOCK, (Span(start, start + len(text)),)) if is_title else None


def _shape(piece: Piece) -> Shape | None:
    """Return what a piece is known to be; a line of figures (大鹏新区 5.05 2.58) heads nothing."""
    if piece.kind is not BlockKind.PARAGRAPH:
        return _SHAPES.get(piece.kind)
    words = piece.text.split()
    figures = sum(map(is_figure, words))
    return Shape.WHOLE if len(words) >= _FEWEST_OF_A_ROW and 2 * figures >= len(words) else None


def _with_captions(pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces, the lines close above a table that name it or say its unit as belonging to it."""
    made = list(pieces)
    for place, piece in enumerate(pieces):
        if piece.kind is not BlockKind.ROW or (place and pieces[place - 1].table == piece.table):
            continue
        for above in range(place - 1, max(-1, place - 1 - _LINES_ABOVE), -1):
            other = made[above]
            is_above = other.kind is BlockKind.PARAGRAPH and (is_unit(other.text) or is_caption(other.text))
            if not is_above:
                break
            made[above] = other._replace(kind=BlockKind.CAPTION, table=piece.table)
    return made


class _Placing:
    """Gives blocks what is known of the pieces that they were made of."""

    def __init__(self, pieces: Sequence[Piece], starts: Sequence[int]) -> None:
        self._pieces, self._starts = pieces, starts
        self._header: tuple[str, tuple[Span, ...]] = "", ()  # the last one, by its label

    def placed(self, blocks: Sequence[Block]) -> tuple[Block, ...]:
        """Return the blocks with page and cell; the rows of a table with the row that names their columns."""
        made: list[Block] = []
        for block in blocks:
            place = bisect_right(self._starts, block.spans[0].start) - 1
            piece = self._pieces[place]
            done = block._replace(page=piece.page, cell=piece.cell)
            if piece.kind is BlockKind.ROW:
                done = self._row(done, piece, place)
            elif piece.kind is BlockKind.CAPTION and piece.table is not None:
                done = done._replace(kind=BlockKind.HEADING, level=TABLE_LEVEL, label=piece.text)
                before = made[-1] if made else None
                if before is not None and self._is_caption_of(before, piece):
                    made[-1] = _together(before, done)
                    continue
            elif block.kind is BlockKind.HEADING and block.level != TITLE_LEVEL and piece.level:
                done = done._replace(level=piece.level)
            made.append(done)
        return tuple(made)

    def _row(self, block: Block, piece: Piece, place: int) -> Block:
        whole = (Span(self._starts[place], self._starts[place] + len(piece.text)),)
        if piece.is_header:
            self._header = piece.label, whole
            return block._replace(kind=BlockKind.ROW, spans=whole, level=0, label=piece.label)
        label, header = self._header
        known = header if piece.label and label == piece.label else ()
        return block._replace(kind=BlockKind.ROW, spans=whole, level=0, label=piece.label, header=known)

    def _is_caption_of(self, block: Block, piece: Piece) -> bool:
        if block.kind is not BlockKind.HEADING or block.level != TABLE_LEVEL:
            return False
        other = self._pieces[bisect_right(self._starts, block.spans[0].start) - 1]
        return other.table == piece.table


def _together(first: Block, second: Block) -> Block:
    """Return the two lines above a table as one heading, the line break between them kept."""
    end = first.spans[-1].end
    spans = (*first.spans[:-1], Span(first.spans[-1].start, end + 1), *second.spans)
    return first._replace(spans=spans, label=f"{first.label} {second.label}")
