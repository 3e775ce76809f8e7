"""What stands around a passage: the article it is of, and the document around that."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from answers.periods import NO_ANCHOR, Anchor, anchor_of
from retrieval.normalise import normalise
from retrieval.types import Document

YEAR = re.compile(r"\d{4}年")


def years_in(text: str) -> frozenset[str]:
    """Return the years that a normalised text says: 2021年."""
    return frozenset(YEAR.findall(text))


class Surroundings:
    """What a document says around one of its articles, normalised: read when first asked for.

    Few questions look further than the article, and a document may hold thousands of them; whoever reads its text may keep it.
    """

    def __init__(self, read_text: Callable[[], str], read_titles: Callable[[], Mapping[int, str]]) -> None:
        self._read_text = read_text
        self._read_titles = read_titles

    @property
    def text(self) -> str:
        """Return the text of all its articles."""
        return self._read_text()

    @cached_property
    def years(self) -> frozenset[str]:
        """The years that its articles say."""
        return years_in(self.text)

    @cached_property
    def headings(self) -> Mapping[int, str]:
        """The headings of its articles by number."""
        return {number: normalise(title).text for number, title in self._read_titles().items()}


@dataclass(frozen=True)
class Context:
    """An article as a whole, normalised: its heading, its text, and the document around it.

    `year` is when its document was published (2021年), empty where that is not known; `anchor` the period it is of.
    """

    number: int
    heading: str
    text: str
    document: Surroundings
    year: str = ""
    anchor: Anchor = NO_ANCHOR

    @property
    def document_text(self) -> str:
        """Return the text of the whole document."""
        return self.document.text

    def heads_another_article(self, name: str) -> bool:
        """Return whether another article of the document has a name in its heading."""
        return any(
            name in heading for number, heading in self.document.headings.items() if number != self.number
        )


def context_of(
    document: Document, article: int, title: str, text: str, surroundings: Surroundings
) -> Context:
    """Return an article as a whole: `title` is its own, `text` the normalised text of its passages, one a line."""
    return Context(
        article,
        normalise(f"{title}\n{document.region or ''}".strip()).text,
        text,
        surroundings,
        f"{document.published[:4]}年" if document.published else "",
        _anchor(document, title),
    )


def _anchor(document: Document, title: str) -> Anchor:
    """Return the period that an article is of: its title may say it, else its document's."""
    published = document.published or ""
    own = anchor_of(normalise(title).text, published)
    return own if own.is_own else anchor_of(normalise(document.title).text, published)
