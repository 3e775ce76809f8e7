"""Replies as Telegram messages: the answer first, quotations with [n], sources folded, buttons in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from bot.rendering.shown import Labelled, Shown, ShownAbstention, ShownAnswer, Status
from bot.telegram import texts
from bot.telegram.callback_data import Button, HandOver, MoreEvidence, Rate, ShowSource, pack
from bot.telegram.rendering.drafts import drafts
from bot.telegram.rendering.labels import labels
from bot.telegram.rendering.markup import Block, Run, Style, block
from bot.telegram.store.records import Draft, Keyboard, StoredCitation

# Buttons take a row each; more sources than this are reached by "more evidence" and the folded list.
_SOURCE_BUTTONS: Final = 6


def drafts_of(shown: Shown, question_id: int, head: str = "", foot: str = "") -> tuple[Draft, ...]:
    """Return the messages of a reply, under a line of ours and above another, if any."""
    ours = shown.wording.ours
    blocks = list(_blocks(shown))
    if head:
        blocks.insert(0, block(ours(head)))
    if foot:
        blocks.append(block(Run(ours(foot), Style.ITALIC)))
    return drafts(blocks, keyboard_of(shown, question_id))


def stored_citations(shown: Shown) -> tuple[StoredCitation, ...]:
    """Return what the source buttons of a reply will need, numbered through; what is merely near comes last."""
    cited = [(citation, False) for citation in shown.citations]
    near = [(citation, True) for citation in shown.nearest]
    return tuple(
        StoredCitation(
            n=citation.n,
            passage_id=citation.quote.passage.id,
            document_id=citation.document.id,
            title=citation.quote.passage.title,
            number=citation.quote.passage.number,
            start=citation.quote.span.start,
            end=citation.quote.span.end,
            quote=citation.quote.text,
            is_nearest=is_nearest,
            place=citation.quote.passage.place,
            page=citation.quote.passage.page,
        )
        for citation, is_nearest in cited + near
    )


def keyboard_of(shown: Shown, question_id: int) -> Keyboard:
    """Return the buttons under a reply: one for each source, then what may be done with it."""

    def button(label: str, pressed: Button) -> tuple[str, str]:
        return shown.wording.ours(label), pack(pressed)

    cited = [citation for citation in stored_citations(shown) if not citation.is_nearest]
    sources = []
    for citation, telling in list(zip(cited, labels(cited), strict=True))[:_SOURCE_BUTTONS]:
        label, data = button(texts.source(citation.n), ShowSource(question_id, citation.n))
        sources.append(((f"{label}:{telling}", data),))
    hand_over = button(texts.BUTTON_HAND_OVER, HandOver(question_id))
    if not sources:
        last: tuple[tuple[str, str], ...] = (hand_over,)
    elif shown.status is Status.RELATED:
        last = (button(texts.BUTTON_MORE, MoreEvidence(question_id)), hand_over)
    else:
        last = (
            button(texts.BUTTON_MORE, MoreEvidence(question_id)),
            button(texts.BUTTON_USEFUL, Rate(question_id, True)),
            button(texts.BUTTON_WRONG, Rate(question_id, False)),
        )
    return (*sources, last)


def _blocks(shown: Shown) -> Iterator[Block]:
    if shown.understood is not None:
        yield _labelled(shown.understood)
    for part in shown.parts:
        if part.heading is not None:
            yield block(Run(part.heading, Style.ITALIC))
        if part.understood is not None:
            yield _labelled(part.understood)
        yield from _answer(part.said) if isinstance(part.said, ShownAnswer) else _abstention(part.said)


def _labelled(understood: Labelled) -> Block:
    return block(understood.label, Run(understood.words, Style.ITALIC))


def _answer(answer: ShownAnswer) -> Iterator[Block]:
    lead = answer.pointer if answer.pointer is not None and answer.is_above else answer.lead
    yield block(Run(lead, Style.BOLD) if answer.reply.is_sure else lead)
    yield from map(block, answer.notes)
    for quotation in answer.quotations:
        if quotation.citation.quote.text not in lead:
            yield block(f"{quotation.marker} {quotation.words}")
    for quotation in answer.quotations:
        yield block(f"{quotation.marker} {quotation.place}", folded=True)


def _abstention(abstention: ShownAbstention) -> Iterator[Block]:
    yield block(Run(abstention.head, Style.BOLD))
    yield block(abstention.reason)
    for words in (abstention.matched, abstention.unmatched):
        if words is not None:
            yield block(str(words))
    yield block(abstention.searched)
    if abstention.nearest_above is not None:
        yield block(abstention.nearest_label, abstention.nearest_above)
    if abstention.nearest is not None:
        yield block(abstention.nearest_label, abstention.nearest.place, folded=True)
        yield block(abstention.nearest.words, folded=True)
