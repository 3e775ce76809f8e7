"""What the library holds, as lines of plain text: the list of documents, one paragraph opened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from answers.types import Citation
from bot import texts
from bot.rendering.plain import Line, Look
from bot.rendering.quotations import flat, where
from bot.rendering.terminal import pad
from bot.rendering.visible import laid_out
from bot.services import Listed
from retrieval.notes import Note
from retrieval.types import Head, Outline, Passage, Span

_DAY = len("2020-02-21")
_INDENT = 4


def documents(listed: Sequence[Listed]) -> tuple[Line, ...]:
    """Return a line for each document: its id, date, number of passages, title, source, what else it says of itself.

    A file of several articles is named by its source; its articles stand below it, a line each.
    """
    digits = max((len(str(one.passages)) for one in listed), default=1)
    lines = []
    for one in listed:
        document = one.document
        columns = (document.id, pad(document.published or "", _DAY), texts.passages(one.passages, digits), "")
        head = "  ".join(columns)
        if len(one.articles) == 1:
            name = f"{document.title} ({document.source})"
        else:
            name = f"{document.source} ({texts.articles(len(one.articles))})"
        lines.append(Line(" · ".join([f"{head}{name}", *_head(document.head)]), hanging=len(head) + 1))
        if len(one.articles) == 1:
            continue
        lines.extend(_article(number, article) for number, article in enumerate(one.articles, 1))
    return tuple(lines)


def _head(head: Head) -> Iterator[str]:
    """Yield of which region a document is, who issued it and who speaks; what was guessed says so."""
    for value in (head.region, head.publisher, head.speaker):
        if value is not None:
            yield texts.guessed(value.text) if value.is_guessed else value.text
    if head.date is not None and head.date.is_guessed:
        yield texts.guessed(head.date.text)


def _article(number: int, article: Outline) -> Line:
    title = f"{number}. {article.title} ({texts.passages(article.passages)})"
    return Line(title, indent=_INDENT, hanging=_INDENT + len(f"{number}. "))


def opened(citation: Citation, passage: Passage, notes: Sequence[Note], count: int) -> tuple[Line, ...]:
    """Return a paragraph of the article that a citation is from, the quotation marked where it has it.

    Below it stand the notes that it refers to. `count` is how many passages the article has; the paragraphs before and
    after are offered.
    """
    document = citation.document
    head = texts.opened(citation.n, passage.title)
    stands = [*where(passage), texts.paragraph_of(passage.place, count)]
    stands += [part for part in (document.publisher, document.published, document.source) if part]
    lines = [
        Line(head, Look.LEAD, hanging=_INDENT),
        Line(" · ".join(stands), Look.FAINT, _INDENT, _INDENT),
        *_paragraph(passage.text, citation.quote.span if passage.id == citation.quote.passage.id else None),
    ]
    for note in notes:
        lines.append(Line(texts.note(note.mark, flat(note.text)), Look.FAINT, _INDENT, _INDENT))
    steps = []
    if passage.place > 1:
        steps.append(texts.step_back(citation.n))
    if passage.place < count:
        steps.append(texts.step_on(citation.n))
    if steps:
        lines.append(Line("   ".join(steps), Look.FAINT, _INDENT, _INDENT))
    return tuple(lines)


def _paragraph(text: str, marked: Span | None) -> Iterator[Line]:
    """Yield the lines that the paragraph has in its source, each with its share of what is marked."""
    start = 0
    for text_line in laid_out(text).split("\n"):
        line = Span(start, start + len(text_line))
        start = line.end + 1
        share = None
        if marked is not None and marked.overlaps(line):
            share = Span(max(marked.start, line.start), min(marked.end, line.end)).shift(-line.start)
        yield Line(text_line, indent=_INDENT, hanging=_INDENT, marked=share)
