"""Documents to articles: titles, sections and captions told apart, torn paragraphs put together again."""

from __future__ import annotations

from collections.abc import Callable

from retrieval import markdown_layout, plain_layout
from retrieval.types import Article, Document, Layout

IsWord = Callable[[str], bool]


def articles(document: Document, is_word: IsWord) -> tuple[Article, ...]:
    """Return the document's articles in order; `is_word` tells a word of the language from a chance meeting.

    An article has at least one paragraph; a document of titles alone has no article.
    """
    match document.layout:
        case Layout.MARKDOWN:
            return markdown_layout.articles(document)
        case Layout.PLAIN:
            return plain_layout.articles(document, is_word)
