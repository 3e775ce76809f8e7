"""Replies as Telegram messages: the answer first, quotations with [n], sources folded, buttons in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, assert_never

from answers import templates
from answers.types import Abstention, Answer, Compound, Reply
from bot.rendering.numbering import citations_of, nearest_of, parts_of
from bot.rendering.plain import is_passage, not_shown, passage_only, place, quoted
from bot.rendering.wording import Wording
from bot.telegram import texts
from bot.telegram.callback_data import Button, HandOver, MoreEvidence, Rate, ShowSource, pack
from bot.telegram.rendering.drafts import drafts
from bot.telegram.rendering.labels import labels
from bot.telegram.rendering.markup import Block, Run, Style, block
from bot.telegram.store.records import Draft, Keyboard, StoredCitation

# Buttons take a row each; more sources than this are reached by "more evidence" and the folded list.
_SOURCE_BUTTONS: Final = 6


def drafts_of(reply: Reply, question_id: int, head: str = "", foot: str = "") -> tuple[Draft, ...]:
    """Return the messages of a reply, under a line of ours and above another, if any."""
    wording = Wording(reply.question)
    blocks = list(_blocks(reply, wording))
    if head:
        blocks.insert(0, block(wording.ours(head)))
    if foot:
        blocks.append(block(Run(wording.ours(foot), Style.ITALIC)))
    return drafts(blocks, keyboard_of(reply, question_id))


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
    near = [(citation, True) for citation in nearest_of(reply)]
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
        )
        for citation, is_nearest in cited + near
    )


def keyboard_of(reply: Reply, question_id: int) -> Keyboard:
    """Return the buttons under a reply: one for each source, then what may be done with it."""
    wording = Wording(reply.question)

    def button(label: str, pressed: Button) -> tuple[str, str]:
        return wording.ours(label), pack(pressed)

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


def _blocks(reply: Reply, wording: Wording) -> Iterator[Block]:
    if reply.question.is_follow_up:
        yield _understood(reply, wording)
    shown: set[int] = set()
    for part in parts_of(reply):
        if isinstance(reply, Compound):
            yield block(Run(f"◆ {part.question.understood}", Style.ITALIC))
            if part.question.is_follow_up:
                yield _understood(part, wording)
        if isinstance(part, Answer):
            yield from _answer(part, wording, shown)
        else:
            yield from _abstention(part, wording, shown)


def _understood(reply: Reply, wording: Wording) -> Block:
    return block(wording.ours(templates.understood("")), Run(reply.question.understood, Style.ITALIC))


def _answer(answer: Answer, wording: Wording, shown: set[int]) -> Iterator[Block]:
    """Yield the paragraphs of an answer; `shown` are the numbers whose quotations stand above, these are added."""
    is_above = is_passage(answer) and answer.citations[0].n in shown
    lead = wording.ours(passage_only(answer, shown)) if is_above else wording.lead_of(answer)
    yield block(Run(lead, Style.BOLD))
    yield from (block(wording.ours(line)) for line in answer.notes)
    fresh = tuple(not_shown(answer.citations, shown))
    for citation in fresh:
        if citation.quote.text not in lead:
            yield block(f"{templates.marker(citation.n)} {quoted(citation.quote.text)}")
    for citation in fresh:
        yield block(f"{templates.marker(citation.n)} {place(citation)}", folded=True)


def _abstention(abstention: Abstention, wording: Wording, shown: set[int]) -> Iterator[Block]:
    ours = wording.ours
    yield block(Run(ours(templates.NOT_FOUND), Style.BOLD))
    yield block(ours(abstention.reason))
    if abstention.matched:
        yield block(ours(templates.found_words(())), wording.as_asked(abstention.matched))
    if abstention.unmatched:
        yield block(ours(templates.unfound_words(())), wording.as_asked(abstention.unmatched))
    yield block(ours(templates.searched(abstention.searched)))
    if abstention.nearest is None:
        return
    if abstention.nearest.n in shown:
        yield block(ours(templates.nearest("")), templates.marker(abstention.nearest.n))
    for nearest in not_shown([abstention.nearest], shown):
        yield block(ours(templates.nearest("")), place(nearest), folded=True)
        yield block(quoted(nearest.quote.text), folded=True)
