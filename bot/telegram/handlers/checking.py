"""Drafts: /check and what is pasted or forwarded, held against the documents; files come back with comments."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from telegram import Message, Update

from answers.checking.checked import Checked
from answers.checking.draft import LONGEST_SENTENCE, is_draft
from answers.errors import DraftError, OutOfTimeError
from bot import texts as shared
from bot.services import Services
from bot.telegram import texts
from bot.telegram.addressing import command_of, text_of, words_of
from bot.telegram.callback_data import Annotate, pack
from bot.telegram.context import Context
from bot.telegram.handlers.admission import Visit, admit, place_of
from bot.telegram.handlers.files import Upload, fetched, name_of, too_big_mb
from bot.telegram.handlers.presses import Press
from bot.telegram.rendering import checked
from bot.telegram.rendering.drafts import note
from bot.telegram.store.records import Draft
from retrieval.errors import LoadError
from retrieval.loaders.drafts import DraftFile, read_draft


@dataclass(frozen=True, slots=True)
class _Made:
    """What came of a draft: its sentences with their verdicts, none where it is no draft, and the messages on it."""

    drafts: tuple[Draft, ...]
    found: tuple[Checked, ...] = ()


async def on_check(update: Update, context: Context) -> None:
    """Take /check DRAFT, /check in reply to one, or a file with that caption."""
    visit = await admit(update, context.runtime)
    if visit is None:
        return
    command = command_of(visit.message, visit.runtime.identity)
    argument = command.argument if command is not None else ""
    replied = visit.message.reply_to_message
    upload = visit.message.document or (replied.document if replied is not None and not argument else None)
    if upload is not None:
        await _check_file(visit, upload)
    elif argument.strip():
        await check(visit, argument)
    elif replied is not None and words_of(replied).strip():
        await visit.say(*(await _made(visit, words_of(replied))).drafts)
    else:
        await visit.say(texts.WHAT_TO_CHECK)


def is_to_be_checked(message: Message, text: str) -> bool:
    """Return whether a text is a draft: pasted sentences in private, one that is forwarded there."""
    if message.chat.type != "private":
        return False
    return is_draft(text, fewest=1 if message.forward_origin is not None else 2)


async def check(visit: Visit, draft: str) -> None:
    """Say of each sentence of a message's draft whether the documents bear it, with a button for a Word file of it."""
    made = await _made(visit, draft)
    *before, last = made.drafts
    button = (texts.BUTTON_ANNOTATED, pack(Annotate()))
    keyboard = ((button,),) if _has_comments(made) else ()
    await visit.say(*before, Draft(last.html, last.plain, keyboard))


async def annotate(press: Press) -> None:
    """Send the draft that a button's message replies to with comments; it is checked anew, as the library is now."""
    checked_before = press.message
    sent = checked_before.reply_to_message if isinstance(checked_before, Message) else None
    if sent is None:
        await press.answer(texts.DRAFT_GONE, alert=True)
        return
    await press.answer()
    visit = Visit(press.runtime, sent, place_of(sent), press.person_id)
    command = command_of(sent, press.runtime.identity)
    draft = command.argument if command is not None else text_of(sent, press.runtime.identity)
    made = await _made(visit, draft)
    if _has_comments(made):
        await _send(visit, DraftFile(draft), made, "")
    else:
        await visit.say(*made.drafts)


async def _check_file(visit: Visit, upload: Upload) -> None:
    """Check a draft that is a file, and send it back with comments."""
    name, size_mb = name_of(upload), too_big_mb(upload)
    if size_mb is not None:
        await visit.say(texts.too_big(size_mb))
        return
    try:
        async with fetched(upload, name) as path:
            draft = await visit.runtime.asking.in_thread(read_draft, path, name)
    except LoadError as error:
        await visit.say(texts.unread_draft(name, error.reason))
    except OutOfTimeError:
        await visit.say(texts.CHECK_OUT_OF_TIME)
    else:
        made = await _made(visit, draft.text)
        await visit.say(*made.drafts)
        if _has_comments(made):
            await _send(visit, draft, made, PurePosixPath(name).stem)


async def _made(visit: Visit, draft: str) -> _Made:
    try:
        return await visit.runtime.asking.in_thread(_work, visit.runtime.services, draft)
    except DraftError as error:
        return _Made((note(str(error)),))
    except OutOfTimeError:
        return _Made((note(texts.CHECK_OUT_OF_TIME),))


def _has_comments(made: _Made) -> bool:
    return any(one.needs_comment for one in made.found)


async def _send(visit: Visit, draft: DraftFile, made: _Made, stem: str) -> None:
    """Send a draft with comments, or why it cannot be."""
    name = texts.annotated_name(stem)
    try:
        data = await visit.runtime.asking.in_thread(_annotated, draft, made.found, name)
    except LoadError as error:
        await visit.say(texts.no_annotated(error.reason))
    except OutOfTimeError:
        await visit.say(texts.CHECK_OUT_OF_TIME)
    else:
        if not await visit.runtime.sender.send_file(visit.place, name, data, visit.message.message_id):
            await visit.say(texts.FILE_NOT_SENT)


def _work(services: Services, draft: str) -> _Made:
    # 0.1 s of patterns, which a bot that checks nothing need not
    from answers.checking.checker import Checker

    found = tuple(Checker(services.answerer).check(draft))
    long = [number for number, one in enumerate(found, 1) if len(one.sentence) > LONGEST_SENTENCE]
    notes = [note(shared.too_long_a_sentence(number, LONGEST_SENTENCE)) for number in long]
    return _Made((*checked.drafts_of(found), *notes), found)


def _annotated(draft: DraftFile, found: tuple[Checked, ...], name: str) -> bytes:
    from bot.rendering.annotated import annotated  # as of the patterns

    return annotated(draft, found, name)
