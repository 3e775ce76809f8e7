"""Buttons that open the library: a citation's paragraph, its neighbours, further passages, the catalogue."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from bot.services import Services
from bot.telegram import texts
from bot.telegram.callback_data import MoreEvidence, PageOfDocuments, ShowSource, TurnTo
from bot.telegram.contents import contents
from bot.telegram.handlers.presses import Press
from bot.telegram.rendering import catalogue, turns
from bot.telegram.store.records import Draft, StoredAnswer, StoredCitation
from retrieval.errors import UnknownDocumentError
from retrieval.ids import passage_id
from retrieval.types import Passage, PassageId

_SEARCHED: Final = 12
_SHOWN: Final = 4


async def show_source(press: Press, button: ShowSource) -> None:
    """Open the paragraph of a citation, the quotation marked; say so where it is gone or changed."""
    citation = _citation(press, button.question_id, button.n)
    if citation is None:
        await press.answer(texts.EXPIRED, alert=True)
        return
    opened = await press.runtime.asking.in_thread(_open, press.runtime.services, button.question_id, citation)
    if isinstance(opened, str):
        await press.answer(opened, alert=True)
        return
    await press.answer()
    await press.post(opened, question_id=button.question_id)


async def turn_to(press: Press, button: TurnTo) -> None:
    """Leaf to another paragraph of a citation's article, in the same message."""
    citation = _citation(press, button.question_id, button.n)
    if citation is None:
        await press.answer(texts.EXPIRED, alert=True)
        return
    opened = await press.runtime.asking.in_thread(
        _open, press.runtime.services, button.question_id, citation, button.number
    )
    if isinstance(opened, str):
        await press.answer(opened, alert=True)
        return
    await press.answer()
    await press.change(opened)


async def more_evidence(press: Press, button: MoreEvidence) -> None:
    """Show passages that bear on a question and were not quoted."""
    answer = press.stored_answer(button.question_id)
    if answer is None:
        await press.answer(texts.EXPIRED, alert=True)
        return
    found = await press.runtime.asking.in_thread(_further, press.runtime.services, answer)
    await press.answer("" if found else texts.NO_MORE, alert=not found)
    if found:
        await press.post(*catalogue.more(found), question_id=button.question_id)


async def page_of_documents(press: Press, button: PageOfDocuments) -> None:
    """Leaf in the list of documents, in the same message."""
    shown = await press.runtime.asking.in_thread(contents, press.runtime.services.library, button.page)
    await press.answer()
    await press.change(catalogue.page(shown))


def _citation(press: Press, question_id: int, n: int) -> StoredCitation | None:
    answer = press.stored_answer(question_id)
    return answer.citation(n) if answer is not None else None


def _open(
    services: Services, question_id: int, citation: StoredCitation, number: int | None = None
) -> Draft | str:
    """Return a paragraph of a citation's document, or why it cannot be shown. Runs in a thread."""
    try:
        document = services.library.document(citation.document_id)
    except UnknownDocumentError:
        return texts.SOURCE_GONE
    quoted = services.library.passage(PassageId(citation.passage_id))
    if quoted is None or quoted.text[citation.start : citation.end] != citation.quote:
        return texts.SOURCE_CHANGED
    shown = quoted if number is None else services.library.passage(passage_id(document.id, number))
    if shown is None:
        return texts.SOURCE_CHANGED
    citation = replace(citation, passage_id=quoted.id)  # an earlier program gave it a shorter one
    article = services.library.article(document.id, shown.article)
    return catalogue.opened(question_id, citation, document, shown, services.library.notes(shown), article)


def _further(services: Services, answer: StoredAnswer) -> list[Passage]:
    """Return passages that a search finds beside the quoted ones. Runs in a thread."""
    turn = turns.load(answer.turn)
    if turn is None:
        return []
    understanding = services.answerer.understand(turn.understood)
    cited = [services.library.passage(PassageId(citation.passage_id)) for citation in answer.citations]
    quoted = {passage.id for passage in cited if passage is not None}
    hits = services.answerer.searcher.search(understanding.query, _SEARCHED).hits
    return [hit.passage for hit in hits if hit.passage.id not in quoted][:_SHOWN]
