"""The library as messages: documents, the sources of an answer, an opened passage, further passages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from bot import texts as shared
from bot.rendering.quotations import flat, quoted, where
from bot.rendering.visible import laid_out, visible
from bot.telegram import texts
from bot.telegram.callback_data import PageOfDocuments, ShowSource, TurnTo, pack
from bot.telegram.contents import Entry, Page
from bot.telegram.rendering.drafts import drafts
from bot.telegram.rendering.labels import labels, short
from bot.telegram.rendering.markup import Block, Run, Style, block, html, plain
from bot.telegram.store.records import Draft, Keyboard, StoredAnswer, StoredCitation
from retrieval.notes import Note
from retrieval.types import Document, Passage

_LIMIT: Final = 60


def page(shown: Page) -> Draft:
    """Return a page of the list of documents: a line for each, and one for each article of a file of several."""
    if not shown.entries:
        return Draft(texts.NO_DOCUMENTS, texts.NO_DOCUMENTS)
    blocks = [block(Run(texts.page_of(shown.number, shown.pages, shown.sizes), Style.BOLD))]
    for entry in shown.entries:
        blocks += [block(visible(line)) for line in _lines(entry)]
    turning = []
    if shown.number > 1:
        turning.append((texts.BUTTON_PREVIOUS_PAGE, pack(PageOfDocuments(shown.number - 1))))
    if shown.number < shown.pages:
        turning.append((texts.BUTTON_NEXT_PAGE, pack(PageOfDocuments(shown.number + 1))))
    return Draft(html(blocks), plain(blocks), (tuple(turning),) if turning else ())


def _lines(entry: Entry) -> Iterator[str]:
    document = entry.document
    if entry.count == 1:
        details = " · ".join(filter(None, (document.published, document.publisher, document.source)))
        yield f"{entry.number}. {short(document.title, _LIMIT)}({short(details, _LIMIT)})"
        return
    details = " · ".join(filter(None, (texts.articles(entry.count), document.published, document.publisher)))
    yield f"{entry.number}. {short(document.source, _LIMIT)}({short(details, _LIMIT)})"
    for number, article in entry.articles:
        yield f"{entry.number}.{number} {short(article.title, _LIMIT)}"


def sources(answer: StoredAnswer) -> tuple[Draft, ...]:
    """Return the sources of an answer, or the texts nearest to it, with their words, and a button for each."""
    cited = sum(1 for citation in answer.citations if not citation.is_nearest)
    blocks = [block(Run(texts.last_asked(cited) if cited else texts.LAST_NOT_FOUND, Style.BOLD))]
    for citation in answer.citations:
        name = f"{_name(citation)}:" if cited else ""  # the head says it where all are merely near
        place = f"{name}《{citation.title}》{texts.paragraph(citation.place or citation.number)}"
        blocks += [block(place), block(quoted(citation.quote), folded=True)]
    rows = tuple(
        ((f"{_name(citation)}:{label}", pack(ShowSource(answer.question_id, citation.n))),)
        for citation, label in list(zip(answer.citations, labels(answer.citations), strict=True))[:8]
    )  # fmt: skip
    return drafts(blocks, rows)


def opened(
    question_id: int,
    citation: StoredCitation,
    document: Document,
    passage: Passage,
    notes: Sequence[Note],
    article: Sequence[Passage],
) -> Draft:
    """Return a paragraph of an article, the quotation marked where it stands in it, with buttons to leaf.

    Below it stand the notes that it refers to, as far as one message holds them.
    """
    parts = (document.publisher, document.published, document.source)
    blocks = [
        block(Run(f"{_name(citation)}:《{passage.title}》", Style.BOLD)),
        block(" · ".join([*where(passage), texts.paragraph_of(passage.place, len(article))])),
        block(" · ".join(part for part in parts if part)),
        marked(passage.text, (citation.start, citation.end) if passage.id == citation.passage_id else None),
        *(block(shared.note(note.mark, flat(note.text)), folded=True) for note in notes),
    ]
    first, *_ = drafts(blocks)
    return Draft(first.html, first.plain, _leafing(question_id, citation, passage, article))


def marked(text: str, quoted: tuple[int, int] | None) -> Block:
    """Return a paragraph with a range of it (code points) in bold."""
    text = laid_out(text)
    if quoted is None:
        return block(text)
    start, end = quoted
    return block(text[:start], Run(text[start:end], Style.BOLD), text[end:])


def more(passages: Sequence[Passage]) -> tuple[Draft, ...]:
    """Return further passages that bear on a question, each with its place."""
    blocks = [block(Run(texts.more_head(len(passages)), Style.BOLD))]
    for passage in passages:
        blocks.append(
            block(f"《{passage.title}》{' · '.join([*where(passage), texts.paragraph(passage.place)])}")
        )
        blocks.append(block(laid_out(passage.text), folded=True))
    return drafts(blocks)


def _leafing(
    question_id: int, citation: StoredCitation, passage: Passage, article: Sequence[Passage]
) -> Keyboard:
    """Return the buttons to the paragraphs before and after, and to where the pages before and after begin."""

    def button(label: str, number: int) -> tuple[str, str]:
        return label, pack(TurnTo(question_id, citation.n, number))

    row = []
    if passage.place > 1:
        row.append(button(texts.BUTTON_PREVIOUS, passage.number - 1))
    if passage.number != citation.number:
        row.append(button(texts.BUTTON_BACK, citation.number))
    if passage.place < len(article):
        row.append(button(texts.BUTTON_NEXT, passage.number + 1))
    begins: dict[int, int] = {}  # by page, the first paragraph on it
    for one in article:
        if one.page is not None:
            begins.setdefault(one.page, one.number)
    here = passage.page or 0
    before, behind = (
        max((n for n in begins if n < here), default=None),
        min((n for n in begins if n > here), default=None),
    )
    pages = [
        button(f"{label}:{texts.page(page)}", begins[page])
        for label, page in ((texts.BUTTON_PREVIOUS_PAGE, before), (texts.BUTTON_NEXT_PAGE, behind))
        if page is not None
    ]  # fmt: skip
    return tuple(tuple(buttons) for buttons in (row, pages) if buttons)


def _name(citation: StoredCitation) -> str:
    return texts.NEAREST if citation.is_nearest else texts.source(citation.n)
