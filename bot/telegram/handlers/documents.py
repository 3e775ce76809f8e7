"""Removing documents: /remove NAME, a choice where several have it, a question before it is done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from telegram import Update

from bot.telegram import admin_texts, texts
from bot.telegram.callback_data import ChooseRemoval, ConfirmRemoval, document_key, pack
from bot.telegram.context import Context
from bot.telegram.handlers.admission import admit_admin
from bot.telegram.handlers.presses import Press
from bot.telegram.handlers.questions import argument_of
from bot.telegram.rendering.drafts import drafts, note
from bot.telegram.rendering.markup import block
from bot.telegram.runtime import Runtime
from bot.telegram.store.records import Draft
from retrieval.errors import UnknownDocumentError
from retrieval.normalise import normalise
from retrieval.types import Document

_CHOICES: Final = 10
_LABEL_LIMIT: Final = 40


async def on_remove(update: Update, context: Context) -> None:
    """Ask whether a document is to be removed, or which."""
    visit = await admit_admin(update, context.runtime, in_private=True)
    if visit is None:
        return
    name = argument_of(visit)
    found = _named(name, await _documents(visit.runtime)) if name else ()
    match found:
        case ():
            await visit.say(admin_texts.no_such_document(name) if name else admin_texts.WHAT_TO_REMOVE)
        case (document,):
            await visit.say(_question(visit.runtime, document))
        case _:
            await visit.say(*_choice(found))


async def choose_removal(press: Press, button: ChooseRemoval) -> None:
    """Ask whether the chosen document is to be removed, in the same message."""
    if not press.is_admin:
        await press.answer(texts.ADMINS_ONLY, alert=True)
        return
    document = await _of_key(press.runtime, button.document_key)
    await press.answer()
    await press.change(note(texts.SOURCE_GONE) if document is None else _question(press.runtime, document))


async def confirm_removal(press: Press, button: ConfirmRemoval) -> None:
    """Remove a document from every answer, or leave it."""
    if not press.is_admin:
        await press.answer(texts.ADMINS_ONLY, alert=True)
        return
    runtime = press.runtime
    document = await _of_key(runtime, button.document_key)
    await press.answer()
    if document is None:
        await press.change(note(texts.SOURCE_GONE))
        return
    if not button.sure:
        await press.change(note(admin_texts.KEPT))
        return
    try:
        await runtime.asking.at_length(runtime.services.library.remove, document.id)
    except UnknownDocumentError:  # somebody was faster
        await press.change(note(texts.SOURCE_GONE))
        return
    await runtime.asking.keep_step()
    await press.change(note(admin_texts.removed(document.title, document.source)))


async def _documents(runtime: Runtime) -> tuple[Document, ...]:
    return await runtime.asking.in_thread(runtime.services.library.documents)


async def _of_key(runtime: Runtime, key: str) -> Document | None:
    return next((entry for entry in await _documents(runtime) if document_key(entry.id) == key), None)


def _named(name: str, documents: Sequence[Document]) -> tuple[Document, ...]:
    """Return the documents that a name means: of that id, file or title, else those whose title has it."""
    wanted = normalise(name).text

    def names(document: Document) -> tuple[str, ...]:
        return document.id, normalise(document.source).text, normalise(document.title).text

    exact = tuple(entry for entry in documents if wanted in names(entry))
    return exact or tuple(entry for entry in documents if wanted in normalise(entry.title).text)


def _question(runtime: Runtime, document: Document) -> Draft:
    key = document_key(document.id)
    passages = len(runtime.services.library.passages(document.id))
    return note(
        admin_texts.sure_to_remove(document.title, document.source, passages),
        (admin_texts.BUTTON_REMOVE, pack(ConfirmRemoval(key, True))),
        (admin_texts.BUTTON_KEEP, pack(ConfirmRemoval(key, False))),
    )


def _choice(found: Sequence[Document]) -> tuple[Draft, ...]:
    """Return the documents that a name fits, each with its file and a button: titles alone may be the same."""
    shown = found[:_CHOICES]
    lines = [
        admin_texts.entry(number, document.title, document.source) for number, document in enumerate(shown, 1)
    ]
    rows = tuple(
        ((_label(number, document.source), pack(ChooseRemoval(document_key(document.id)))),)
        for number, document in enumerate(shown, 1)
    )
    return drafts([block(admin_texts.which_to_remove(len(found), len(shown))), *map(block, lines)], rows)


def _label(number: int, source: str) -> str:
    """Return a button's label: the end of a long name is kept, it tells files apart."""
    return f"{number}. {source if len(source) <= _LABEL_LIMIT else '…' + source[1 - _LABEL_LIMIT :]}"
