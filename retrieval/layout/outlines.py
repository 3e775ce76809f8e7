"""Headings and what stands below them: articles, sections, and headings that are their own body."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from retrieval.layout.titles import named
from retrieval.normalise import in_place
from retrieval.types import Block, BlockKind

TITLE_LEVEL = 1
TABLE_LEVEL = 8  # of a heading that holds for the rows below it and nothing else
_LONGEST_MARK = 8
_SECTIONS_NAMED = 2  # 二、主要措施 (一)发放稳岗补贴: a section is named with the one around it

_NUMBERED = re.compile(r"[一二三四五六七八九十]{1,5}、|\([一二三四五六七八九十]{1,5}\)|\d{1,2}[.、)]")


@dataclass(frozen=True, slots=True)
class Article:
    """One piece of writing within a document: its title and its blocks, the title's heading among them."""

    title: str
    blocks: tuple[Block, ...]


_WITHOUT_SECTION = (BlockKind.CAPTION, BlockKind.HEAD)


class Placed(NamedTuple):  # as a Block is
    """A block other than a heading, the section that it stands in, and the headings that it is the first below."""

    block: Block
    section: str | None
    headings: tuple[Block, ...] = ()


def with_bodies(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return the blocks, each heading that nothing stands below as an item or a paragraph.

    Below a heading stands a block that is no heading, or a heading of a lower level (a greater number).

    >>> from retrieval.types import Span
    >>> outline = [Block(BlockKind.HEADING, (Span(n, n + 1),), level=4, label=f"{n}、复工") for n in (1, 2)]
    >>> [block.kind.value for block in with_bodies(outline)]
    ['item', 'item']
    """
    done: list[Block] = []
    follows: Block | None = None
    for block in reversed(blocks):
        is_bare = block.kind is BlockKind.HEADING and not _is_body_of(block, follows)
        done.append(_as_body(block) if is_bare else block)
        if block.kind is not BlockKind.CAPTION:
            follows = block
    return tuple(reversed(done))


def articles_of(blocks: Sequence[Block], title: str) -> tuple[Article, ...]:
    """Return the articles, each from the heading of its title on; one without a title bears the document's.

    What stands above the first title, a letterhead or the paper's number, belongs to the article below.
    """
    articles: list[Article] = []
    taken: list[Block] = []
    for block in blocks:
        is_title = block.kind is BlockKind.HEADING and block.level == TITLE_LEVEL
        if is_title and any(before.kind is not BlockKind.HEAD for before in taken):
            articles.append(_article(taken, title))
            taken = []
        taken.append(block)
    if taken:
        articles.append(_article(taken, title))
    return tuple(articles)


def placed(article: Article) -> Iterator[Placed]:
    """Yield the article's blocks other than headings, each with its section and the headings just above it.

    A row's section names the columns of its table too. Captions and lines of the head stand in no section.
    """
    around: list[Block] = []
    above: list[Block] = []
    sections: dict[str, str | None] = {}  # by the label of a block below the headings `around`
    for block in article.blocks:
        kind = block.kind
        if kind is BlockKind.HEADING:
            above.append(block)
            around = [other for other in around if other.level < block.level] + [block]
            sections = {}
            continue
        if around and kind is not BlockKind.ROW and around[-1].level == TABLE_LEVEL:
            around, sections = around[:-1], {}
        section = None
        if kind not in _WITHOUT_SECTION:
            if block.label not in sections:
                names = [other.label for other in around if other.level != TITLE_LEVEL][-_SECTIONS_NAMED:]
                sections[block.label] = named([*names, block.label]) or None
            section = sections[block.label]
        if above and kind is not BlockKind.CAPTION:
            yield Placed(block, section, tuple(above))
            above = []
        else:
            yield Placed(block, section)


def _article(blocks: Sequence[Block], title: str) -> Article:
    own = next((block.label for block in blocks if block.level == TITLE_LEVEL), title)
    return Article(own, tuple(blocks))


def _as_body(heading: Block) -> Block:
    is_item = _NUMBERED.match(in_place(heading.label[:_LONGEST_MARK]))
    kind = BlockKind.ITEM if is_item else BlockKind.PARAGRAPH
    return Block(kind, heading.spans, page=heading.page, cell=heading.cell)


def _is_body_of(heading: Block, follows: Block | None) -> bool:
    return follows is not None and (follows.kind is not BlockKind.HEADING or follows.level > heading.level)
