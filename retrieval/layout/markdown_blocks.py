"""The tokens of a Markdown parser as blocks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from markdown_it.token import Token

from retrieval.layout.html import text_of_html
from retrieval.layout.inline import pieces_of, split_lines, unwrapped
from retrieval.layout.tears import is_closed
from retrieval.layout.titles import named
from retrieval.types import Block, BlockKind, Span, text_of

_CAPTION = re.compile(r"图(?:\d{0,3}:|为)")
# [1]: https://…, which a link refers to
_REFERENCE = re.compile(r"\[[^\]\s]{1,40}\]:[ \t]*(?:https?://|/|#|<)\S*$")
_NOTE = re.compile(r"\[\^[^\]\s]{1,20}\]:")
_BLANKS = " \t"
_STROKES = f"|{_BLANKS}"
_UNDERLINE = "-"
# What an item begins with, or ends at, other than a paragraph, which bears the item's number
_LEAVE_NUMBERS = frozenset(
    {"list_item_open", "list_item_close", "heading_open", "table_open", "fence", "code_block", "html_block"}
)
# Most tokens of a table; a row takes its cells itself.
_OF_CELLS = frozenset({"th_open", "th_close", "td_open", "td_close"})
# Every passage bears its titles: what is longer is a paragraph that somebody marked as a heading.
_LONGEST_HEADING = 200


def blocks_of(tokens: Sequence[Token], text: str, folded: str, start: int) -> tuple[Block, ...]:
    """Return the blocks of the tokens of a text from `start` on, in order; `folded` is what was parsed."""
    return tuple(_Walk(text, folded, start).blocks(tokens))


class _Walk:
    """Goes through the tokens, which open and close, and knows where in a list or a table it is."""

    def __init__(self, text: str, folded: str, start: int) -> None:
        self._original, self._text = text, folded
        lengths = (len(line) + 1 for line in folded[start:].split("\n"))
        self._starts = list(accumulate(lengths, initial=start))
        self._items = 0  # how deep in lists
        self._marker: Span | None = None  # of the ordered item whose first paragraph is to come
        self._columns: str | None = None

    def blocks(self, tokens: Sequence[Token]) -> Iterator[Block]:
        for place, token in enumerate(tokens):
            if token.type in _OF_CELLS:
                continue
            if self._marker is not None and token.type in _LEAVE_NUMBERS:
                yield self._number(self._marker)
            match token.type:
                case "inline":
                    yield from self._inline(tokens[place - 1], token)
                case "list_item_open":
                    self._items += 1
                    self._marker = self._marker_of(token)
                case "list_item_close":
                    self._items -= 1
                case "table_open":
                    self._columns = None
                case "tr_open":
                    yield from self._row(tokens, place)
                case "fence" | "code_block":
                    yield from self._code(token)
                case "html_block":
                    yield from self._html(token)

    def _inline(self, opening: Token, token: Token) -> Iterable[Block]:
        """Return the blocks of the text behind a token that opens; a row takes its cells itself."""
        match opening.type:
            case "heading_open":
                return self._heading(opening, token)
            case "paragraph_open":
                return self._paragraph(token)
            case _:
                return ()

    def _range(self, token: Token) -> Span:
        """Return the range of the lines that a token's map names, the last line break left out."""
        first, last = token.map or (0, 0)
        return Span(self._starts[first], min(self._starts[last] - 1, len(self._text)))

    def _printed(self, pieces: Sequence[Span]) -> str:
        return text_of(pieces, self._text)

    def _label(self, pieces: Sequence[Span]) -> str:
        """Return what names a section or a column: on one line, in its own characters."""
        return " ".join(text_of(pieces, self._original).split())

    def _marker_of(self, item: Token) -> Span | None:
        """Return where an ordered item's number stands, with the blank behind it; None for a bullet."""
        if not item.info:
            return None
        start = self._text.find(f"{item.info}{item.markup}", self._range(item).start)
        end = start + len(item.info) + len(item.markup)
        return Span(start, end + (self._text[end : end + 1] == " "))

    def _number(self, marker: Span) -> Block:
        """Return the number of an item as a block of its own: nothing that could bear it stands behind."""
        self._marker = None
        return Block(
            BlockKind.ITEM, (Span(marker.start, marker.start + len(marker.of(self._text).rstrip())),)
        )

    def _heading(self, opening: Token, token: Token) -> Iterator[Block]:
        within = self._range(token)
        for pieces in pieces_of(token, self._text, within.start, within.end):
            spans = unwrapped(split_lines(pieces, self._text), self._text)
            label = self._label(spans)
            # A rule drawn close below a paragraph makes a heading of it, as Markdown has it; a sentence is none.
            is_sentence = opening.markup == _UNDERLINE and is_closed(self._printed(spans))
            is_long = sum(map(len, spans)) > _LONGEST_HEADING
            if is_sentence or is_long:
                yield Block(BlockKind.PARAGRAPH, spans)
            else:
                yield Block(BlockKind.HEADING, spans, int(opening.tag[1:]), label)

    def _paragraph(self, token: Token) -> Iterator[Block]:
        marker, self._marker = self._marker, None
        within = self._range(token)
        may_hold_notes = "[" in within.of(self._text)
        for pieces in pieces_of(token, self._text, marker.end if marker else within.start, within.end):
            for lines in self._apart(split_lines(pieces, self._text), may_hold_notes=may_hold_notes):
                spans = unwrapped(lines, self._text)
                kind = self._kind(token, spans)
                if marker is not None:
                    spans, marker = (marker, *spans), None
                yield Block(kind, spans)

    def _apart(
        self, lines: Sequence[Sequence[Span]], *, may_hold_notes: bool
    ) -> Iterator[list[Sequence[Span]]]:
        """Yield the lines of a paragraph, each note in it apart; what links refer to is left out."""
        if not may_hold_notes:
            yield list(lines)
            return
        part: list[Sequence[Span]] = []
        for line in lines:
            printed = self._source_line(line[0])
            if _REFERENCE.match(printed):
                continue
            if part and _NOTE.match(printed):
                yield part
                part = []
            part.append(line)
        if part:
            yield part

    def _source_line(self, piece: Span) -> str:
        """Return the line that a piece stands in, markup and all."""
        start = self._text.rfind("\n", 0, piece.start) + 1
        end = self._text.find("\n", piece.start)
        return self._text[start : end if end >= 0 else len(self._text)].strip()

    def _kind(self, token: Token, spans: Sequence[Span]) -> BlockKind:
        if _NOTE.match(self._source_line(spans[0])):
            return BlockKind.NOTE
        if (token.children and token.children[0].type == "image") or _CAPTION.match(self._printed(spans)):
            return BlockKind.CAPTION
        return BlockKind.ITEM if self._items else BlockKind.PARAGRAPH

    def _code(self, token: Token) -> Iterator[Block]:
        """Yield the text between two fences, or set in, as it stands, line breaks and all."""
        within = self._range(token)
        if token.type == "fence":
            within = Span(min(self._text.find("\n", within.start) + 1 or within.end, within.end), within.end)
        printed = within.of(self._text)
        if token.type == "fence" and printed.rstrip().endswith(token.markup):
            printed = printed.rstrip().rstrip(token.markup[0])
        stripped = printed.strip()
        if stripped:
            start = within.start + printed.index(stripped)
            yield Block(BlockKind.PARAGRAPH, (Span(start, start + len(stripped)),))

    def _html(self, token: Token) -> Iterator[Block]:
        lines = text_of_html(self._text, self._range(token))
        if lines:
            yield Block(BlockKind.PARAGRAPH, unwrapped(lines, self._text))

    def _row(self, tokens: Sequence[Token], place: int) -> Iterator[Block]:
        """Yield a row from its first cell to its last, the first row's cells as the names of its columns."""
        line = self._range(tokens[place])
        spans: list[Span] = []
        cells: list[str] = []
        for token in map(tokens.__getitem__, range(place, len(tokens))):
            if token.type == "tr_close":
                break
            if token.type == "inline":
                start = spans[-1].end if spans else line.start
                found = pieces_of(token, self._text, start, line.end)
                pieces = [piece for part in found for piece in part]
                if pieces and spans:
                    spans.extend(self._strokes(start, pieces[0].start))
                spans.extend(pieces)
                if self._columns is None:
                    cells.append(self._label(pieces))
        if not spans:
            return
        # Cells beyond the columns that the first row has, which the parser drops
        rest = Span(spans[-1].end, line.end).of(self._text).rstrip(_STROKES)
        if rest.lstrip(_STROKES):
            spans.append(Span(spans[-1].end, spans[-1].end + len(rest)))
        if self._columns is None:
            self._columns = named(cells)
        yield Block(BlockKind.ROW, tuple(spans), label=self._columns)

    def _strokes(self, start: int, end: int) -> list[Span]:
        """Return what parts two cells: the strokes and blanks between their ends, markup left out."""
        before, stroke, after = self._text[start:end].partition("|")
        if not stroke:
            return []
        return [Span(start + len(before.rstrip(_BLANKS)), end - len(after.lstrip(_STROKES)))]
