"""Uploads: an admin sends a file in private, reads what it brought, and decides where there is one of that name."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from telegram import Message, Update

from answers.questions.kinds import question_phrases
from bot.archives import is_archive
from bot.services import Services
from bot.telegram import admin_texts, texts
from bot.telegram.addressing import text_of
from bot.telegram.callback_data import DecideUpload, Decision, pack
from bot.telegram.context import Context
from bot.telegram.handlers.admission import Visit, admit, admit_admin, place_of
from bot.telegram.handlers.archives import MOST_RECOGNISED, Archive, take_in_archive
from bot.telegram.handlers.files import Upload, fetched, name_of, too_big_mb
from bot.telegram.handlers.presses import Press
from bot.telegram.handlers.questions import ask
from bot.telegram.rendering.drafts import drafts, note
from bot.telegram.rendering.markup import block
from bot.telegram.store.records import Draft
from retrieval.errors import RetrievalError, UnknownDocumentError
from retrieval.library import Library
from retrieval.normalise import normalise
from retrieval.types import Document


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What is said of an upload, and whether the library has changed by it."""

    draft: Draft
    has_changed: bool = False
    more: tuple[Draft, ...] = ()


async def on_add(update: Update, context: Context) -> None:
    """Say how a document is added."""
    visit = await admit_admin(update, context.runtime)
    if visit is not None:
        await visit.say(admin_texts.HOW_TO_ADD)


async def on_upload(update: Update, context: Context) -> None:
    """Take in a file that an admin sends in private, or ask whether it takes the place of another."""
    visit = await admit_admin(update, context.runtime)
    upload = _upload_of(update.message) if update.message is not None else None
    if visit is None or upload is None:
        return
    outcome = await _received(visit, upload, None)
    await visit.say(outcome.draft, *outcome.more)
    await _afterwards(visit, outcome)


def _upload_of(message: Message) -> Upload | None:
    """Return the file of a message, of a photograph its largest size."""
    return message.document or (message.photo[-1] if message.photo else None)


async def on_upload_of_others(update: Update, context: Context) -> None:
    """Say who may add documents."""
    visit = await admit(update, context.runtime)
    if visit is not None:
        await visit.say(texts.UPLOADS_ARE_FOR_ADMINS)


async def decide_upload(press: Press, button: DecideUpload) -> None:
    """Do with a file of a known name what the admin wants; the question replies to the file."""
    asking = press.message
    sent = asking.reply_to_message if isinstance(asking, Message) else None
    if not press.is_admin:
        await press.answer(texts.ADMINS_ONLY, alert=True)
    elif sent is None or sent.document is None:
        await press.answer(admin_texts.UPLOAD_GONE, alert=True)
    else:
        await press.answer()
        visit = Visit(press.runtime, sent, place_of(sent), press.person_id)
        outcome = await _received(visit, sent.document, button.decision)
        if not await press.change(outcome.draft):
            await press.post(outcome.draft)
        await _afterwards(visit, outcome)


async def _received(visit: Visit, upload: Upload, decision: Decision | None) -> _Outcome:
    """Fetch a file and take it in; without a decision it is asked for where the name is known."""
    if decision is Decision.DROP:
        return _Outcome(note(admin_texts.UPLOAD_DROPPED))
    size_mb = too_big_mb(upload)
    if size_mb is not None:
        return _Outcome(note(texts.too_big(size_mb)))
    name, asking = name_of(upload), visit.runtime.asking
    async with fetched(upload, name) as path:
        outcome = await asking.at_length(_taken_in, visit.runtime.services, path, name, decision)
    if outcome.has_changed:
        await asking.keep_step()
    return outcome


def _taken_in(services: Services, path: Path, name: str, decision: Decision | None) -> _Outcome:
    """Take a file into the library under a name; runs in a thread."""
    library = services.library
    try:
        if is_archive(path, name):
            return _outcome_of(name, take_in_archive(services, path, name))
        services.recognise_file(path, name, most=MOST_RECOGNISED)
        document, held = library.load(path, name), _held(library, name)
        if held is not None and decision is Decision.KEEP_BOTH:
            name, held = _free_name(library, name, document.text)
        if held is not None and held.text == document.text:
            return _Outcome(note(admin_texts.same_already(name)))
        passages = len(library.passages(held.id)) if held is not None else 0
        if held is not None and decision is None:
            return _Outcome(_which_of_two(held, passages))
        added = library.add_file(path, name)
    except RetrievalError as error:
        return _Outcome(note(admin_texts.unread(name, getattr(error, "reason", str(error)))))
    report = admin_texts.taken_in(
        added.document.title, added.articles, added.passages, added.pages, added.tables
    )
    if held is not None:
        report = admin_texts.replaced(added.document.title, name, passages, added.passages)
    if added.remark is not None:
        report = f"{report}\n{admin_texts.remark(name, added.remark)}"
    return _Outcome(note(report), has_changed=True)


def _outcome_of(name: str, archive: Archive) -> _Outcome:
    """Return what is said of the files of an archive: how many came in, then each that did not, with the reason."""
    counts = (archive.files, archive.articles, archive.passages, len(archive.left_out))
    lines = [admin_texts.archive_taken_in(name, *counts)]
    lines += [admin_texts.in_archive(one.source, one.reason) for one in archive.left_out]
    first, *more = drafts([block(line) for line in lines])
    return _Outcome(first, archive.files > 0, tuple(more))


async def _afterwards(visit: Visit, outcome: _Outcome) -> None:
    """Look at the desk again where the library has changed, and answer what the caption asks."""
    desk, replied = visit.runtime.desk, visit.message.reply_to_message
    if outcome.has_changed:
        pending = desk.shown_by(visit.place, replied.message_id) if replied is not None else None
        if pending is not None and await desk.answer_from_library(pending, visit.person_id):
            await visit.say(admin_texts.settled(pending.id))
        await desk.recheck(visit.place)
    caption = text_of(visit.message, visit.runtime.identity)
    if _asks(caption) and not outcome.draft.keyboard:
        await ask(visit, caption, texts.WHAT_TO_ASK)


def _held(library: Library, name: str) -> Document | None:
    try:
        return library.document(name)
    except UnknownDocumentError:
        return None


def _free_name(library: Library, name: str, text: str) -> tuple[str, Document | None]:
    """Return a name beside a known one: 简报 (2).txt; with the document that has it where the text is the same."""
    path, number = PurePosixPath(name), 2
    while True:
        beside = f"{path.stem} ({number}){path.suffix}"
        held = _held(library, beside)
        if held is None or held.text == text:
            return beside, held
        number += 1


def _which_of_two(held: Document, passages: int) -> Draft:
    return note(
        admin_texts.name_is_known(held.source, held.title, passages),
        (admin_texts.BUTTON_REPLACE, pack(DecideUpload(Decision.REPLACE))),
        (admin_texts.BUTTON_KEEP_BOTH, pack(DecideUpload(Decision.KEEP_BOTH))),
        (admin_texts.BUTTON_CANCEL, pack(DecideUpload(Decision.DROP))),
    )


def _asks(caption: str) -> bool:
    """Return whether a caption asks something: 复工率是多少, not 三月简报."""
    text = normalise(caption).text
    return text.endswith("?") or bool(question_phrases(text))
