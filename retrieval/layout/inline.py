"""What a Markdown parser says of a line's inner markup, as ranges of the text with the markup left out.

markdown-it-py gives lines for blocks, and no places for what stands within them. Its inline tokens hold what was
written, in order, so each is found again behind the one before it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import starmap

from markdown_it.token import Token

from retrieval.layout.lines import NARROWEST_WRAP, SLACK, columns
from retrieval.layout.tears import is_closed
from retrieval.types import Span, text_of

# ** that CommonMark leaves where no blank stands beside a Chinese mark: **“复工”**率; [^1]: the mark of a note
_LEFT_OVER = re.compile(r"\*\*+|\[\^[^\]\s]{1,20}\](?:: ?)?")
# What may have been left out of a text without markup: those marks, and the margins of its lines
_LEFT_OUT = re.compile(r"\*\*|\[\^|\A\s|\s\n|\n\s|\s\Z")
_LONGEST_MARGIN = 200
_NARROWEST = (
    NARROWEST_WRAP // 4
)  # characters of a line that a margin may have ended: none is wider than a tab
_BREAK = re.compile(r"<br", re.IGNORECASE)


def pieces_of(token: Token, text: str, start: int, end: int) -> Sequence[Sequence[Span]]:
    """Return the pieces of a text's range that an inline token's words stand in, several lists where a <br> parts them.

    At a line's end one stands for the line break itself.
    """
    content = token.content
    if token.children is not None or _LEFT_OUT.search(content):
        return _Pieces(text, start, end).read(token)
    if "\n" in content:
        at = start if text.startswith(content, start) else -1
    else:
        at = text.find(content, start, min(end, start + len(content) + _LONGEST_MARGIN))
    if at < 0:
        return _Pieces(text, start, end).read(token)
    return ((Span(at, at + len(content)),),) if content else ()


class _Pieces:
    """Finds the pieces of one block's text."""

    def __init__(self, text: str, start: int, end: int) -> None:
        """Take the document's text and the range that the block's lines lie in."""
        self._text, self._place, self._end = text, start, end
        self._found: list[list[tuple[int, int]]] = [[]]

    def read(self, token: Token) -> tuple[tuple[Span, ...], ...]:
        if token.children is None:
            self._take_lines(token.content)
        else:
            self._read(token.children)
        return tuple(tuple(starmap(Span, pieces)) for pieces in self._found if pieces)

    def _take_lines(self, content: str) -> None:
        """Take what was written without markup, line by line."""
        for number, line in enumerate(content.split("\n")):
            if number:
                self._take("\n")
            self._take_text(line.strip())

    def _read(self, tokens: Sequence[Token]) -> None:
        for token in tokens:
            match token.type:
                case "text":
                    self._take_text(token.content)
                case "text_special":
                    self._take_special(token)
                case "code_inline":
                    self._skip(token.markup)
                    self._take(token.content)
                    self._skip(token.markup)
                case "softbreak" | "hardbreak":
                    self._take("\n")
                case "html_inline":
                    self._skip(token.content)
                    if _BREAK.match(token.content):
                        self._found.append([])
                case "image":
                    self._skip("![")
                    self._read(token.children or ())
                    self._skip_target()
                case "link_open":
                    self._skip("<" if token.markup == "autolink" else "[")
                case "link_close":
                    if token.markup == "autolink":
                        self._skip(">")
                    else:
                        self._skip_target()
                case _:  # the marks of emphasis
                    self._skip(token.markup)

    def _take_text(self, content: str) -> None:
        start = 0
        for match in _LEFT_OVER.finditer(content):
            self._take(content[start : match.start()])
            self._skip(match.group())
            start = match.end()
        self._take(content[start:])

    def _take_special(self, token: Token) -> None:
        r"""Take an escaped character without its backslash, an entity (&amp;) as it is printed."""
        if token.info == "escape":
            self._skip("\\")
            self._take(token.content)
        else:
            self._take(token.markup)

    def _take(self, content: str) -> None:
        """Take what was written, wherever it goes on; character by character where the parser changed it."""
        start = self._find(content)
        if start is not None:
            self._add(start, start + len(content))
            return
        for character in content:
            if (start := self._find(character)) is not None:
                self._add(start, start + 1)

    def _find(self, content: str) -> int | None:
        """Return where something stands next: at once, or behind what a list or a quotation sets a line in by."""
        end = min(self._end, self._place + len(content) + _LONGEST_MARGIN)
        start = self._text.find(content, self._place, end)
        return start if start >= 0 else None

    def _add(self, start: int, end: int) -> None:
        if start == end:
            return
        pieces = self._found[-1]
        if pieces and pieces[-1][1] == start:
            pieces[-1] = pieces[-1][0], end
        else:
            pieces.append((start, end))
        self._place = end

    def _skip(self, markup: str) -> None:
        start = self._find(markup)
        if start is not None:
            self._place = start + len(markup)

    def _skip_target(self) -> None:
        """Go behind what a link or a picture leads to: ](address "title")."""
        self._skip("](")
        if self._text.startswith("<", self._place):
            self._skip_to(">")
        depth = 1
        while self._place < self._end and depth:
            character = self._text[self._place]
            self._place += 2 if character == "\\" else 1
            if character in "\"'" and self._text[self._place - 2].isspace():
                self._skip_to(character)
            depth += (character == "(") - (character == ")")
        self._place = min(self._place, self._end)

    def _skip_to(self, mark: str) -> None:
        end = self._text.find(mark, self._place, self._end)
        self._place = end + 1 if end >= 0 else self._place


def unwrapped(lines: Sequence[Sequence[Span]], text: str) -> tuple[Span, ...]:
    """Return the pieces of lines of a folded text without the breaks that a margin made within a sentence.

    Any other break between two lines stays: between words in Latin letters, behind a short line, behind a sentence.
    """
    if len(lines) == 1:
        return tuple(lines[0])
    printed = [text_of(line, text).strip() for line in lines]
    widths = [columns(line) if len(line) >= _NARROWEST else 0 for line in printed]
    narrowest_full = max(NARROWEST_WRAP, max(widths, default=0) - SLACK)
    done: list[Span] = []
    for place, line in enumerate(lines):
        done.extend(line)
        if place + 1 == len(lines):
            break
        is_full = widths[place] >= narrowest_full
        is_latin = printed[place][-1:].isascii() and printed[place + 1][:1].isascii()
        if not is_full or is_latin or is_closed(printed[place]):
            start = text.find("\n", line[-1].end)
            done.append(Span(start, start + 1))
    return tuple(done)


def split_lines(pieces: Sequence[Span], text: str) -> list[list[Span]]:
    """Return the pieces of each line that has any, the line breaks left out."""
    if pieces and text.find("\n", pieces[0].start, pieces[-1].end) < 0:
        return [list(pieces)]
    lines: list[list[Span]] = [[]]
    for piece in pieces:
        start = piece.start
        while (end := text.find("\n", start, piece.end)) >= 0:
            if end > start:
                lines[-1].append(Span(start, end))
            lines.append([])
            start = end + 1
        if piece.end > start:
            lines[-1].append(Span(start, piece.end))
    return [line for line in lines if line]
