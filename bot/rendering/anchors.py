"""Where words of a draft stand in its Word document, and runs that begin and end with them."""

from __future__ import annotations

from copy import deepcopy
from typing import Any, Final

from retrieval.loaders.docx import TEXT, WORD, text_nodes
from retrieval.types import Span

_PRESERVE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_SHORTEST_CELL: Final = 2  # characters; a digit stands in many cells
_NEAR: Final = 2_000  # characters behind the sentence before: a row of a form has some hundred
_BETWEEN_CELLS: Final = "|"  # that a row of a table is read with, and the document has not


class Anchors:
    """The text of a document's body, tables and boxes included, without blanks and what is not seen; each character with its place.

    Sentences are looked for in their order, each behind the one before: what is said twice is found twice.
    """

    def __init__(self, body: Any) -> None:
        self._nodes: list[Any] = []  # by character: the piece of text that it stands in
        self._offsets: list[int] = []  # and where in that
        signs: list[str] = []
        for paragraph in body.iter(f"{WORD}p"):
            for node in text_nodes(paragraph):
                if node.tag != TEXT:
                    continue
                for offset, sign in enumerate(node.text or ""):
                    if _counts(sign):
                        signs.append(sign)
                        self._nodes.append(node)
                        self._offsets.append(offset)
        self._text = "".join(signs)
        self._next = 0

    def find(self, sentence: str) -> Span | None:
        """Return where a sentence stands, the next one that reads so; None where the body has none (a footnote)."""
        wanted = _compact(sentence)
        place = self._text.find(wanted, self._next) if wanted else -1
        if place < 0 and wanted:
            place = self._text.find(wanted)
        if place >= 0:
            self._next = place + len(wanted)
            return Span(place, self._next)
        return self._row(sentence)

    def within(self, span: Span, words: str) -> Span:
        """Return where some words stand first within a range; the range itself where they do not."""
        wanted = _compact(words)
        place = self._text.find(wanted, span.start, span.end) if wanted else -1
        return Span(place, place + len(wanted)) if place >= 0 else span

    def runs(self, span: Span) -> tuple[Any, Any]:
        """Return the first and the last run of a range, cut so that they hold nothing else."""
        first = self._cut(span.start)
        if span.end < len(self._text):
            self._cut(span.end)
        return first, _run_of(self._nodes[span.end - 1])

    def _row(self, sentence: str) -> Span | None:
        """Return where a row stands whose cells are not all side by side: a merged one reaches down from above it.

        The cells behind those are looked for, then the cells one by one, the longest first.
        """
        cells = [_compact(cell) for cell in sentence.split(_BETWEEN_CELLS)]
        behind = ["".join(cells[first:]) for first in range(1, len(cells))]
        for wanted in (*behind, *sorted(cells, key=len, reverse=True)):
            is_telling = len(wanted) >= _SHORTEST_CELL
            place = self._text.find(wanted, self._next, self._next + _NEAR) if is_telling else -1
            if place >= 0:
                self._next = place + len(wanted)
                return Span(place, self._next)
        return None

    def _cut(self, place: int) -> Any:
        """Return the run that begins with a character; it is parted from what stands before it."""
        node, offset = self._nodes[place], self._offsets[place]
        run = _run_of(node)
        if not (node.text or "")[:offset].strip() and _is_first(node, run):
            return run
        tail = node
        if offset:
            tail = deepcopy(node)
            node.text, tail.text = (node.text or "")[:offset], (node.text or "")[offset:]
            for piece in (node, tail):
                piece.set(_PRESERVE, "preserve")
            node.addnext(tail)
            self._move(node, tail, place, offset)
        behind = run.makeelement(run.tag, dict(run.attrib))
        look = run.find(f"{WORD}rPr")
        if look is not None:
            behind.append(deepcopy(look))
        behind.extend([tail, *tail.itersiblings()])
        run.addnext(behind)
        return behind

    def _move(self, node: Any, tail: Any, place: int, offset: int) -> None:
        """Let the characters behind a cut stand in the new piece of text."""
        while place < len(self._nodes) and self._nodes[place] is node:
            self._nodes[place] = tail
            self._offsets[place] -= offset
            place += 1


def _run_of(node: Any) -> Any:
    return node.getparent()


def _is_first(node: Any, run: Any) -> bool:
    """Return whether nothing of a run's text stands before a piece of it."""
    return next(text_nodes(run)) is node


def _compact(text: str) -> str:
    return "".join(filter(_counts, text))


def _counts(sign: str) -> bool:
    return sign.isprintable() and not sign.isspace() and sign != _BETWEEN_CELLS
