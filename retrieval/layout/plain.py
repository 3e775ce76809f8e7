"""The layout of plain text, as it comes out of newspaper pages, office files and saved web pages.

What stands there are lines: titles, sections, by-lines, captions that were lifted out of the page, tables, and
paragraphs, some of them torn by a page break in the middle of a sentence or of a word. Everything here is
decided from the lines' own shape: their ends, their lengths, the gaps between them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from retrieval.layout.assembly import assemble
from retrieval.layout.frames import frame_of
from retrieval.layout.glossaries import Entry, cited_numbers, find_entries, is_glossary_heading
from retrieval.layout.heads import FrontMatter, Read, read_head
from retrieval.layout.lines import Line, joined, lines_of
from retrieval.layout.mending import mended
from retrieval.layout.outlines import with_bodies
from retrieval.layout.shapes import Shape, shapes_of
from retrieval.layout.title_block import Part, TitleBlock, read_title_block
from retrieval.types import Block, BlockKind, Head, IsWord

_OF_ENTRIES = {BlockKind.ENTRY: Shape.ENTRY, BlockKind.NOTE: Shape.NOTE}
_OF_TEXT = (Shape.BODY, Shape.WHOLE, Shape.ROW, Shape.SECTION, Shape.ENTRY, Shape.NOTE)


def read_plain(text: str, source: str, is_word: IsWord) -> tuple[Head, tuple[Block, ...]]:
    """Return the head of a plain text and its blocks; `is_word` tells a word from a chance meeting of characters."""
    return read_lines(text, source, is_word, 0, {})


def read_lines(
    text: str, source: str, is_word: IsWord, start: int, front: FrontMatter
) -> tuple[Head, tuple[Block, ...]]:
    """Return the head and the blocks of the plain text from `start` on, behind what front matter says."""
    return lay_out(Laid(text, source, lines_of(text, start), {}), is_word, front)


@dataclass(frozen=True, slots=True)
class Laid:
    """The lines of a text, and the shapes of those, by place, of which the file itself says what they are.

    `is_whole`: no paragraph is torn and the text is one piece of writing, as in a file of an office program.
    """

    text: str
    source: str
    lines: Sequence[Line]
    known: Mapping[int, Shape]
    is_whole: bool = False


def lay_out(laid: Laid, is_word: IsWord, front: FrontMatter) -> tuple[Head, tuple[Block, ...]]:
    """Return the head and the blocks of lines, behind what front matter says.

    Of a whole file headings stay such even where nothing stands below them: the file may know their levels.
    """
    text, lines = laid.text, laid.lines
    block = _title_block(laid, is_word)
    frame = frame_of(lines, block, text, is_word)
    if not frame and Part.DEBRIS in block.parts:  # a text of nothing but tools is a text all the same
        block = TitleBlock((), is_official=False)
    known = {**laid.known, **_shapes_of_head(block)}
    kept = [place for place in range(len(lines)) if place not in frame]
    entries = _entries([lines[place] for place in kept], [known.get(place) for place in kept])
    shaped = _with_entries([(lines[place], known.get(place)) for place in kept], entries, text)
    text_lines = [line for line, _ in shaped]
    shapes = [known or found for (_, known), found in zip(shaped, shapes_of(text_lines), strict=True)]
    if not block.is_official:
        block = TitleBlock(tuple(_headings_first(block, shapes)), is_official=False)
    cited = cited_numbers(entries)
    in_head = len(block.parts)
    known_lines = [*lines[:in_head], *(lines[place] for place in kept if place >= in_head)]
    head = read_head(Read(text, laid.source, known_lines, block, cited), is_word, front=front)
    if block.is_official or any(shape in _OF_TEXT for shape in shapes):
        if not laid.is_whole:
            text_lines, shapes = mended(text_lines, shapes, text, is_word)
    else:
        shapes = _shapes_of_list(shapes)
    blocks = assemble(text_lines, shapes, text, cited, block.is_official or laid.is_whole)
    return head, blocks if laid.is_whole else with_bodies(blocks)


def _title_block(laid: Laid, is_word: IsWord) -> TitleBlock:
    """Return the title block; it ends where a table begins, with its caption."""
    of_tables = (Shape.ROW, Shape.CAPTION)
    end = min((place for place, shape in laid.known.items() if shape in of_tables), default=len(laid.lines))
    block = read_title_block(laid.lines[:end], is_word)
    return replace(block, is_official=True) if laid.is_whole and Part.TITLE in block.parts else block


def _entries(lines: Sequence[Line], known: Sequence[Shape | None]) -> tuple[Entry, ...]:
    """Return the entries of glossaries; what the file says to be a row or a heading is of none."""
    found = find_entries(lines)
    return tuple(entry for entry in found if not any(known[entry.start : entry.end]))


def _headings_first(block: TitleBlock, shapes: Sequence[Shape]) -> Iterator[Part]:
    """Yield the parts of a title block up to the first line that is no title, or no heading by its shape."""
    for part, shape in zip(block.parts, shapes, strict=False):
        if shape is not Shape.HEADING or part not in (Part.ISSUER, Part.TITLE, Part.BYLINE):
            return
        yield part


def _shapes_of_list(shapes: Sequence[Shape]) -> list[Shape]:
    """Return the shapes of a text without a sentence: a list below its heading, or a line on its own."""
    return [Shape.WHOLE if place or len(shapes) == 1 else Shape.HEADING for place in range(len(shapes))]


def _shapes_of_head(block: TitleBlock) -> dict[int, Shape]:
    """Return the shapes of the lines of a title block, by place; none for a newspaper's page."""
    if not block.is_official:
        return {}
    known = dict.fromkeys(range(len(block.parts)), Shape.HEAD)
    known |= dict.fromkeys(block.places(Part.CAPTION), Shape.CAPTION)
    return known | dict.fromkeys(block.title(), Shape.TITLE)


def _with_entries(
    shaped: Sequence[tuple[Line, Shape | None]], entries: Sequence[Entry], text: str
) -> list[tuple[Line, Shape | None]]:
    """Return the lines, those of an entry as one, without its mark."""
    done: list[tuple[Line, Shape | None]] = []
    place = 0
    for entry in entries:
        done.extend(shaped[place : entry.start])
        if place < entry.start:
            before = done[-1][0]
            if before.text.endswith(":") and is_glossary_heading(before.text):
                done[-1] = before, Shape.SECTION
        whole = joined([line for line, _ in shaped[entry.start : entry.end]], text).behind(entry.mark)
        done.append((whole, _OF_ENTRIES[entry.kind]))
        place = entry.end
    return [*done, *shaped[place:]]
