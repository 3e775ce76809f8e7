"""Texts read as documents, and what stands in them, for tests."""

from __future__ import annotations

from collections.abc import Callable

from retrieval.layout.outlines import articles_of, placed
from retrieval.loaders.table import loader_of
from retrieval.types import Basis, Block, BlockKind, Document, DocumentId, Head, HeadValue

IsWord = Callable[[str], bool]
WORDS = frozenset(
    {"设立", "南通开发区", "策略", "帮忙", "应有", "目录", "讲话", "上海市", "江西省", "宜春市"}
)


def read(text: str, source: str = "文件名.txt", is_word: IsWord = WORDS.__contains__) -> Document:
    """Return the document that a file of that name with that text is."""
    data = text.encode()
    return loader_of(source, data)(DocumentId("d"), source, data, is_word)


def made_of(text: str, *blocks: Block, title: str = "题") -> Document:
    """Return a document of given blocks."""
    return Document(DocumentId("d"), "d.txt", text, Head(HeadValue(title, Basis.FILE_NAME)), blocks)


def text_of(block: Block, document: Document) -> str:
    return "".join(span.of(document.text) for span in block.spans)


def outline(document: Document) -> list[tuple[str, list[tuple[str | None, str]]]]:
    """Return the articles: the title of each, and section and text of its blocks but captions and head lines."""
    return [
        (
            article.title,
            [
                (member.section, text_of(member.block, document))
                for member in placed(article)
                if member.block.kind not in (BlockKind.CAPTION, BlockKind.HEAD)
            ],
        )
        for article in articles_of(document.blocks, document.title)
    ]


def of_kind(document: Document, *kinds: BlockKind) -> list[str]:
    """Return the texts of the blocks of some kinds."""
    return [text_of(block, document) for block in document.blocks if block.kind in kinds]
