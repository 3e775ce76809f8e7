"""The articles of the newspaper pages: titles and borders as a reader marks them."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.layout.outlines import articles_of
from retrieval.loaders import load_file
from retrieval.types import BlockKind, Document
from tests.retrieval.reading import text_of

_MARKED = Path(__file__).with_name("articles.tsv")
_TEXT = (BlockKind.PARAGRAPH, BlockKind.ITEM)


def _marked() -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for line in _MARKED.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            number, *article = line.split("\t")
            found.setdefault(number, []).append(tuple(article))
    return found


def _articles(document: Document) -> list[tuple[str, str, str]]:
    """Return title, first and last paragraph of each article."""
    made = []
    for article in articles_of(document.blocks, document.title):
        paragraphs = [text_of(block, document) for block in article.blocks if block.kind in _TEXT]
        made.append((article.title, paragraphs[0], paragraphs[-1]))
    return made


@pytest.mark.originals
@pytest.mark.parametrize("number", _marked())
def test_articles_begin_and_end_where_a_reader_says(number, originals, analyser):
    path = next(originals.glob(f"{number}_*"))

    found = _articles(load_file(path, path.name, analyser.segmenter.is_word))

    marked = _marked()[number]
    assert [title for title, _, _ in found] == [title for title, _, _ in marked]
    for (_, first, last), (_, beginning, end) in zip(found, marked, strict=True):
        assert first.startswith(beginning)
        assert last.endswith(end)
