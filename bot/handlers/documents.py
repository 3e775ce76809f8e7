"""Documents: an admin's upload and its report, /add, /remove with a question before it."""

from __future__ import annotations

import logging
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Final

from telegram import Document as Upload
from telegram import Update

from answers.questions.kinds import question_phrases
from bot import texts
from bot.addressing import text_of
from bot.callback_data import ConfirmRemoval, document_key, pack
from bot.handlers import Context, runtime_of
from bot.handlers.admission import Visit, admit, admit_admin
from bot.handlers.questions import argument_of, ask
from bot.rendering.drafts import note
from retrieval.errors import RetrievalError
from retrieval.normalise import normalise
from retrieval.types import Document

logger = logging.getLogger(__name__)

# What Telegram hands to bots (Bot API, getFile).
_BYTES_LIMIT: Final = 20 * 2**20


async def on_add(update: Update, context: Context) -> None:
    """Say how a document is added."""
    visit = await admit_admin(update, runtime_of(context))
    if visit is not None:
        await visit.say(texts.HOW_TO_ADD)


async def on_upload(update: Update, context: Context) -> None:
    """Take in a file that an admin sends in private, say what it holds, look at the desk again.

    A caption that asks something is answered once the file is in.
    """
    visit = await admit_admin(update, runtime_of(context))
    upload = update.message.document if update.message is not None else None
    if visit is None or upload is None:
        return
    if upload.file_size is not None and upload.file_size > _BYTES_LIMIT:
        await visit.say(texts.too_big(upload.file_size / 2**20))
    else:
        await _take_in(visit, upload)
    caption = text_of(visit.message, visit.runtime.identity)
    if _asks(caption):
        await ask(visit, caption, texts.WHAT_TO_ASK)


async def on_upload_of_others(update: Update, context: Context) -> None:
    """Say who may add documents."""
    visit = await admit(update, runtime_of(context))
    if visit is not None:
        await visit.say(texts.UPLOADS_ARE_FOR_ADMINS)


async def on_remove(update: Update, context: Context) -> None:
    """Ask whether a document is to be removed."""
    visit = await admit_admin(update, runtime_of(context), in_private=True)
    if visit is None:
        return
    name = argument_of(visit)
    library = visit.runtime.services.library
    found = _named(name, await visit.runtime.asking.in_thread(library.documents)) if name else ()
    if len(found) != 1:
        await visit.say(_which(name, found))
        return
    (document,) = found
    key = document_key(document.id)
    text = texts.sure_to_remove(document.title, len(library.passages(document.id)))
    await visit.say(
        note(
            text,
            (texts.BUTTON_REMOVE, pack(ConfirmRemoval(key, True))),
            (texts.BUTTON_KEEP, pack(ConfirmRemoval(key, False))),
        )
    )


async def _take_in(visit: Visit, upload: Upload) -> None:
    name = safe_name(upload.file_name)
    runtime = visit.runtime
    try:
        with TemporaryDirectory(prefix="youju-") as folder:
            path = Path(folder) / name
            await (await upload.get_file()).download_to_drive(path)
            added = await runtime.asking.at_length(runtime.services.library.add_file, path)
            await runtime.asking.keep_step()
    except RetrievalError as error:
        await visit.say(texts.unread(name, getattr(error, "reason", str(error))))
        return
    await visit.say(texts.taken_in(added.document.title, added.articles, added.passages))
    replied = visit.message.reply_to_message
    pending = runtime.desk.shown_by(visit.place, replied.message_id) if replied is not None else None
    if pending is not None and await runtime.desk.answer_from_library(pending, visit.person_id):
        await visit.say(texts.settled(pending.id))
    await runtime.desk.recheck(visit.place)


def _asks(caption: str) -> bool:
    """Return whether a caption asks something: 复工率是多少, not 三月简报."""
    text = normalise(caption).text
    return text.endswith("?") or bool(question_phrases(text))


def safe_name(name: str | None) -> str:
    """Return a file's name without folders and control characters: names come from strangers.

    >>> safe_name("../../etc/简报.txt")
    '简报.txt'
    """
    bare = PurePosixPath((name or "").replace("\\", "/")).name
    kept = "".join(sign for sign in bare if sign.isprintable())
    return kept[-120:] if kept.strip(".") else "upload.txt"


def _named(name: str, documents: tuple[Document, ...]) -> tuple[Document, ...]:
    """Return the documents that a name means: of that id, file or title, else those whose title has it."""
    exact = tuple(entry for entry in documents if name in (entry.id, entry.source, entry.title))
    return exact or tuple(entry for entry in documents if name in entry.title)


def _which(name: str, found: tuple[Document, ...]) -> str:
    if not name:
        return texts.WHAT_TO_REMOVE
    if not found:
        return texts.no_such_document(name)
    return texts.several_documents([entry.title for entry in found[:10]])
