"""Replies as Telegram messages: the answer first, quotations with [n], sources folded, buttons in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final, assert_never

from answers import templates
from answers.types import Abstention, Answer, Citation, Compound, Reply
from bot import texts
from bot.callback_data import Button, HandOver, MoreEvidence, Rate, ShowSource, pack
from bot.rendering.drafts import drafts
from bot.rendering.labels import labels
from bot.rendering.markup import Block, Run, Style, block
from bot.rendering.plain import flat, place
from bot.store.records import Draft, Keyboard, StoredCitation
from retrieval.normalise import is_traditional

# Buttons take a row each; more sources than this are reached by "more evidence" and the folded list.
_SOURCE_BUTTONS: Final = 6


def drafts_of(reply: Reply, question_id: int, head: str = "", foot: str = "") -> tuple[Draft, ...]:
    """Return the messages of a reply, under a line of ours and above another, if any."""
    traditional = is_traditional(reply.question.text)
    blocks = list(_blocks(reply, traditional))
    if head:
        blocks.insert(0, block(_ours(head, traditional)))
    if foot:
        blocks.append(block(Run(_ours(foot, traditional), Style.ITALIC)))
    return drafts(blocks, keyboard_of(reply, question_id, traditional))


def first_line(reply: Reply) -> str:
    """Return the first line of a reply, for lists and headings."""
    match reply:
        case Answer():
            return reply.lead
        case Abstention():
            return reply.reason
        case Compound():
            return first_line(reply.parts[0]) if reply.parts else ""
        case _:
            assert_never(reply)


def citations_of(reply: Reply) -> tuple[Citation, ...]:
    """Return the citations of a reply, numbered through: [n] in the text is the n-th of them."""
    match reply:
        case Answer():
            return reply.citations
        case Abstention():
            return ()
        case Compound():
            found = (citation for part in reply.parts for citation in citations_of(part))
            return tuple(replace(citation, n=n) for n, citation in enumerate(found, start=1))
        case _:
            assert_never(reply)


def answer_of(reply: Reply) -> str | None:
    """Return the shortest direct answer of a reply, or None."""
    match reply:
        case Answer():
            return reply.answer
        case Abstention():
            return None
        case Compound():
            found = [answer for part in reply.parts if (answer := answer_of(part)) is not None]
            return ";".join(found) or None
        case _:
            assert_never(reply)


def stored_citations(reply: Reply) -> tuple[StoredCitation, ...]:
    """Return what the source buttons of a reply will need, numbered through; what is merely near comes last."""
    cited = [(citation, False) for citation in citations_of(reply)]
    near = [(citation, True) for citation in _nearest_of(reply)]
    return tuple(
        StoredCitation(
            n=n,
            passage_id=citation.quote.passage.id,
            document_id=citation.document.id,
            title=citation.quote.passage.title,
            number=citation.quote.passage.number,
            start=citation.quote.span.start,
            end=citation.quote.span.end,
            quote=citation.quote.text,
            is_nearest=is_nearest,
            place=citation.quote.passage.place,
        )
        for n, (citation, is_nearest) in enumerate(cited + near, start=1)
    )


def _nearest_of(reply: Reply) -> tuple[Citation, ...]:
    """Return the nearest texts that a reply prints where it does not answer."""
    match reply:
        case Answer():
            return ()
        case Abstention():
            return () if reply.nearest is None else (reply.nearest,)
        case Compound():
            return tuple(citation for part in reply.parts for citation in _nearest_of(part))
        case _:
            assert_never(reply)


def keyboard_of(reply: Reply, question_id: int, traditional: bool = False) -> Keyboard:
    """Return the buttons under a reply: one for each source, then what may be done with it."""

    def button(label: str, pressed: Button) -> tuple[str, str]:
        return templates.in_script(label, traditional), pack(pressed)

    cited = [citation for citation in stored_citations(reply) if not citation.is_nearest]
    sources = []
    for citation, telling in list(zip(cited, labels(cited), strict=True))[:_SOURCE_BUTTONS]:
        label, data = button(texts.source(citation.n), ShowSource(question_id, citation.n))
        sources.append(((f"{label}:{telling}", data),))
    if not sources:
        last: tuple[tuple[str, str], ...] = (button(texts.BUTTON_HAND_OVER, HandOver(question_id)),)
    else:
        last = (
            button(texts.BUTTON_MORE, MoreEvidence(question_id)),
            button(texts.BUTTON_USEFUL, Rate(question_id, True)),
            button(texts.BUTTON_WRONG, Rate(question_id, False)),
        )
    return (*sources, last)


def _blocks(reply: Reply, traditional: bool, counted: int = 0) -> Iterator[Block]:
    """Yield the paragraphs; `counted` citations stand before these, of other parts."""
    if reply.question.is_follow_up:
        yield block(
            _ours(templates.understood(""), traditional), Run(reply.question.understood, Style.ITALIC)
        )
    match reply:
        case Answer():
            yield from _answer(reply, traditional, counted)
        case Abstention():
            yield from _abstention(reply, traditional)
        case Compound():
            for part in reply.parts:
                yield block(Run(f"◆ {part.question.understood}", Style.ITALIC))
                yield from _blocks(part, traditional, counted)
                counted += len(citations_of(part))
        case _:
            assert_never(reply)


def _answer(answer: Answer, traditional: bool, counted: int) -> Iterator[Block]:
    lead = answer.lead
    if counted:
        for citation in reversed(answer.citations):
            lead = lead.replace(templates.marker(citation.n), templates.marker(citation.n + counted))
    yield block(Run(lead, Style.BOLD))
    yield from (block(line) for line in answer.notes)
    for citation in answer.citations:
        if citation.quote.text not in answer.lead:
            yield block(f"{templates.marker(citation.n + counted)} “{flat(citation.quote.text)}”")
    for citation in answer.citations:
        yield block(f"{templates.marker(citation.n + counted)} {place(citation)}", folded=True)


def _abstention(abstention: Abstention, traditional: bool) -> Iterator[Block]:
    yield block(Run(_ours(templates.NOT_FOUND, traditional), Style.BOLD))
    yield block(_ours(abstention.reason, traditional))
    if abstention.matched:
        yield block(_ours(templates.found_words(()), traditional), "、".join(abstention.matched))
    if abstention.unmatched:
        yield block(_ours(templates.unfound_words(()), traditional), "、".join(abstention.unmatched))
    yield block(_ours(templates.searched(abstention.searched), traditional))
    if abstention.nearest is not None:
        nearest = abstention.nearest
        yield block(_ours(templates.nearest(""), traditional), place(nearest), folded=True)
        yield block(f"“{flat(nearest.quote.text)}”", folded=True)


def _ours(text: str, traditional: bool) -> str:
    return templates.in_script(text, traditional)
