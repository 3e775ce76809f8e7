"""The layout of Markdown: blocks as markdown-it-py parses them, their places by its line maps.

What is markup stands in no piece of a block: what is quoted is what a reader of the page would see.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it.token import Token

from retrieval.layout.frames import frame_of
from retrieval.layout.front_matter import find_front_matter
from retrieval.layout.glossaries import with_entries
from retrieval.layout.heads import FrontMatter, Read, read_head
from retrieval.layout.inline import split_lines
from retrieval.layout.lines import Line
from retrieval.layout.markdown_blocks import blocks_of
from retrieval.layout.markdown_parser import parse
from retrieval.layout.outlines import with_bodies
from retrieval.layout.plain import read_lines
from retrieval.layout.title_block import Part, TitleBlock, read_title_block
from retrieval.normalise import in_place
from retrieval.types import Basis, Block, BlockKind, Head, HeadValue, IsWord, text_of

# Full-width * _ ` ~ & and \ anywhere, ( behind ], ! before [
_NO_MARKUP = re.compile("[\uff0a\uff3f\uff40\uff5e\uff06\uff3c]|(?<=[\\]\uff3d])\uff08|\uff01(?=[\\[\uff3b])")
# What a text that is only named .md consists of
_OF_PLAIN_TEXT = frozenset({"paragraph_open", "paragraph_close", "inline"})
_OF_PLAIN_LINES = frozenset({"text", "softbreak", "hardbreak"})
# Where none of this stands in a text, it need not be parsed. Strokes make no table without the dashes of its rule.
_MAY_BE_MARKUP = re.compile(r"[#*+\-=_`~\[<>&\\\t]|\d[.)]| {4}")


def read_markdown(text: str, source: str, is_word: IsWord) -> tuple[Head, tuple[Block, ...]]:
    """Return the head of a Markdown text and its blocks; one without any markup is read as plain text."""
    folded = _markup(text)
    front, start = find_front_matter(text, folded)
    tokens = parse(folded[start:]) if _MAY_BE_MARKUP.search(folded, start) else []
    if _is_plain(tokens):
        return read_lines(text, source, is_word, start, front)
    return _with_head(blocks_of(tokens, text, folded, start), text, source, is_word, front)


def _markup(text: str) -> str:
    """Return the text as it is parsed, its places those of the text: marks of blocks count in any width.

    Within a line only half-width marks are markup: in `[附件]\uff08见第3页\uff09` nothing leads anywhere.
    """
    folded = in_place(text)
    kept = [match.start() for match in _NO_MARKUP.finditer(text)]
    if not kept:
        return folded
    characters = list(folded)
    for place in kept:
        characters[place] = text[place]
    return "".join(characters)


def _is_plain(tokens: Sequence[Token]) -> bool:
    return all(
        token.type in _OF_PLAIN_TEXT and all(child.type in _OF_PLAIN_LINES for child in token.children or ())
        for token in tokens
    )


def _with_head(
    blocks: Sequence[Block], text: str, source: str, is_word: IsWord, front: FrontMatter
) -> tuple[Head, tuple[Block, ...]]:
    """Return the head, and the blocks without the page around them, those of the title block as such."""
    folded = in_place(text)
    by_block = [_lines(block, text, folded) for block in blocks]
    lines = [line for own in by_block for line in own]
    first = next((block for block in blocks if _is_title(block)), None)
    top = next(
        (place for place, block in enumerate(blocks) if not _may_be_of_head(block, first)), len(blocks)
    )
    title_block = read_title_block([line for own in by_block[:top] for line in own], is_word)
    frame = frame_of(lines, title_block, text, is_word)
    if not title_block.is_official:
        title_block = TitleBlock((), is_official=False)
    title = HeadValue(first.label, Basis.TITLE_BLOCK, first.spans) if first else None
    in_head = len(title_block.parts)
    known_lines = [line for place, line in enumerate(lines) if place < in_head or place not in frame]
    head = read_head(Read(text, source, known_lines, title_block), is_word, title, front)
    kept: list[Block] = []
    place = 0
    for block, own in zip(blocks, by_block, strict=True):
        places = range(place, place + len(own))
        place = places.stop
        if not frame.issuperset(places):
            kept.append(_as_of_head(block, title_block.parts[places.start : places.stop], len(own)))
    return head, with_bodies(with_entries(kept, text))


def _is_title(block: Block) -> bool:
    return block.kind is BlockKind.HEADING and block.level == 1


def _may_be_of_head(block: Block, title: Block | None) -> bool:
    return block is title or block.kind in (BlockKind.PARAGRAPH, BlockKind.CAPTION)


def _as_of_head(block: Block, parts: Sequence[Part], count: int) -> Block:
    """Return a paragraph as a part of the title block where all its lines are."""
    is_of_head = len(parts) == count and not {Part.TITLE, Part.CAPTION} & set(parts)
    return block._replace(kind=BlockKind.HEAD) if block.kind is BlockKind.PARAGRAPH and is_of_head else block


def _lines(block: Block, text: str, folded: str) -> list[Line]:
    """Return a block's lines as the reader of title blocks takes them."""
    return [
        Line(
            tuple(pieces),
            text_of(pieces, folded),
            text_of(pieces, text),
            gap=1,
        )
        for pieces in split_lines(block.spans, text)
    ]
