"""Labels of source buttons: each tells its source from the others of an answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from bot.rendering.quotations import flat
from bot.telegram import texts
from bot.telegram.store.records import StoredCitation

_LIMIT: Final = 24


def labels(citations: Sequence[StoredCitation]) -> tuple[str, ...]:
    """Return a label for each: its page and title, or the place and first words of one that shares its title with another."""
    cited = Counter(citation.title for citation in citations)
    return tuple(
        short(_page(one) + (one.title if cited[one.title] == 1 else _place_and_words(one)), _LIMIT)
        for one in citations
    )


def _page(citation: StoredCitation) -> str:
    return f"{texts.page(citation.page)} " if citation.page is not None else ""


def short(text: str, limit: int) -> str:
    """Return a text of at most so many characters, its end left out where it is longer."""
    return text if len(text) <= limit else f"{text[: limit - 1]}…"


def _place_and_words(citation: StoredCitation) -> str:
    return f"{texts.paragraph(citation.place or citation.number)} {flat(citation.quote)}"
