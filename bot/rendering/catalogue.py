"""The library as messages: documents, the sources of an answer, an opened passage, further passages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot import texts
from bot.callback_data import PageOfDocuments, ShowSource, TurnTo, pack
from bot.rendering.drafts import drafts
from bot.rendering.markup import Block, Run, Style, block, html, plain
from bot.rendering.plain import flat
from bot.rendering.visible import laid_out, visible
from bot.store.records import Draft, Keyboard, StoredAnswer, StoredCitation
from retrieval.types import Document, Passage

_A_PAGE: Final = 20


def page(documents: Sequence[Document], number: int) -> Draft:
    """Return a page of the list of documents, counted from 1."""
    if not documents:
        return Draft(texts.NO_DOCUMENTS, texts.NO_DOCUMENTS)
    pages = (len(documents) + _A_PAGE - 1) // _A_PAGE
    number = min(max(number, 1), pages)
    start = (number - 1) * _A_PAGE
    blocks = [block(Run(texts.page_of(number, pages, len(documents)), Style.BOLD))]
    for place, document in enumerate(documents[start : start + _A_PAGE], start=start + 1):
        details = " · ".join(
            part for part in (document.published, document.publisher, document.source) if part
        )
        blocks.append(block(visible(f"{place}. {_short(document.title, 60)}({_short(details, 60)})")))
    turning = []
    if number > 1:
        turning.append((texts.BUTTON_PREVIOUS_PAGE, pack(PageOfDocuments(number - 1))))
    if number < pages:
        turning.append((texts.BUTTON_NEXT_PAGE, pack(PageOfDocuments(number + 1))))
    return Draft(html(blocks), plain(blocks), (tuple(turning),) if turning else ())


def sources(answer: StoredAnswer) -> tuple[Draft, ...]:
    """Return the sources of an answer, or the texts nearest to it, with their words, and a button for each."""
    cited = sum(1 for citation in answer.citations if not citation.is_nearest)
    blocks = [block(Run(texts.last_asked(cited) if cited else texts.LAST_NOT_FOUND, Style.BOLD))]
    for citation in answer.citations:
        name = f"{_name(citation)}:" if cited else ""  # the head says it where all are merely near
        place = f"{name}《{citation.title}》{texts.paragraph(citation.number)}"
        blocks += [block(place), block(f"“{flat(citation.quote)}”", folded=True)]
    rows = tuple(
        ((f"{_name(citation)}:{_short(citation.title, 24)}",
          pack(ShowSource(answer.question_id, citation.n))),)
        for citation in answer.citations[:8]
    )  # fmt: skip
    return drafts(blocks, rows)


def opened(
    question_id: int, citation: StoredCitation, document: Document, passage: Passage, count: int
) -> Draft:
    """Return a paragraph of a document, the quotation marked where it stands in it, with buttons to leaf."""
    parts = (document.publisher, document.published, document.source)
    blocks = [
        block(Run(f"{_name(citation)}:《{document.title}》", Style.BOLD)),
        block(
            " · ".join(part for part in (passage.section, texts.paragraph_of(passage.number, count)) if part)
        ),
        block(" · ".join(part for part in parts if part)),
        marked(passage.text, (citation.start, citation.end) if passage.id == citation.passage_id else None),
    ]
    first, *_ = drafts(blocks)
    return Draft(first.html, first.plain, _leafing(question_id, citation, passage.number, count))


def marked(text: str, quoted: tuple[int, int] | None) -> Block:
    """Return a paragraph with a range of it (code points) in bold."""
    text = laid_out(text)
    if quoted is None:
        return block(text)
    start, end = quoted
    return block(text[:start], Run(text[start:end], Style.BOLD), text[end:])


def more(passages: Sequence[tuple[Document, Passage]]) -> tuple[Draft, ...]:
    """Return further passages that bear on a question, each with its place."""
    blocks = [block(Run(texts.more_head(len(passages)), Style.BOLD))]
    for document, passage in passages:
        blocks.append(block(f"《{document.title}》{passage.section or ''} {texts.paragraph(passage.number)}"))
        blocks.append(block(laid_out(passage.text), folded=True))
    return drafts(blocks)


def _leafing(question_id: int, citation: StoredCitation, number: int, count: int) -> Keyboard:
    row = []
    if number > 1:
        row.append((texts.BUTTON_PREVIOUS, pack(TurnTo(question_id, citation.n, number - 1))))
    if number != citation.number:
        row.append((texts.BUTTON_BACK, pack(TurnTo(question_id, citation.n, citation.number))))
    if number < count:
        row.append((texts.BUTTON_NEXT, pack(TurnTo(question_id, citation.n, number + 1))))
    return (tuple(row),) if row else ()


def _name(citation: StoredCitation) -> str:
    return texts.NEAREST if citation.is_nearest else texts.source(citation.n)


def _short(text: str, limit: int) -> str:
    return text if len(text) <= limit else f"{text[: limit - 1]}…"
