"""Drafts: /check and what is pasted or forwarded, held against the documents; files come back with comments."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from telegram import Message, Update

from answers.checking.checked import Checked
from answers.checking.draft import LONGEST_SENTENCE, is_draft, sentence_number
from answers.errors import DraftError, OutOfTimeError
from bot import texts as shared
from bot.services import Services
from bot.telegram import texts
from bot.telegram.addressing import command_of, person_of, text_of, words_of
from bot.telegram.callback_data import Annotate, ListSentences, pack
from bot.telegram.context import Context
from bot.telegram.handlers.admission import Visit, admit, place_of
from bot.telegram.handlers.files import Upload, fetched, name_of, too_big_mb
from bot.telegram.handlers.presses import Press
from bot.telegram.rendering import checked
from bot.telegram.rendering.drafts import note
from bot.telegram.store.records import Draft
from retrieval.errors import LoadError
from retrieval.loaders.drafts import DraftFile, read_draft

_FEWEST_LISTED = 2  # sentences, for a list of all to tell more


@dataclass(frozen=True, slots=True)
class _Made:
    """What came of a draft: its sentences with their verdicts, none where it is no draft, and the messages on it."""

    drafts: tuple[Draft, ...]
    found: tuple[Checked, ...] = ()


async def on_check(update: Update, context: Context) -> None:
    """Take /check DRAFT, /check in reply to one, a file with that caption, or /check 10 for a sentence of one."""
    visit = await admit(update, context.runtime)
    if visit is None:
        return
    command = command_of(visit.message, visit.runtime.identity)
    argument = command.argument if command is not None else ""
    replied = visit.message.reply_to_message
    upload = visit.message.document or (replied.document if replied is not None and not argument else None)
    if upload is not None:
        await _check_file(visit, upload)
    elif (number := sentence_number(argument)) is not None:
        await _show_sentence(visit, number, replied)
    elif argument.strip():
        await check(visit, argument)
    elif replied is not None and words_of(replied).strip():
        await check(visit, words_of(replied))
    else:
        await visit.say(texts.WHAT_TO_CHECK)


def is_to_be_checked(message: Message, text: str) -> bool:
    """Return whether a text is a draft: pasted sentences in private, one that is forwarded there."""
    if message.chat.type != "private":
        return False
    return is_draft(text, fewest=1 if message.forward_origin is not None else 2)


async def check(visit: Visit, draft: str) -> None:
    """Say of each sentence of a message's draft whether the documents bear it, with buttons for all of them and a Word file."""
    made = await _made(visit, draft)
    annotated = ((texts.BUTTON_ANNOTATED, pack(Annotate())),) if _has_comments(made) else ()
    await visit.say(*_with_buttons(made, *annotated))


def _with_buttons(made: _Made, *others: tuple[str, str]) -> tuple[Draft, ...]:
    """Return the messages on a draft with the button for all its sentences, where not all are shown, and others beside it."""
    *before, last = made.drafts
    count = len(made.found)
    listed = ((texts.button_all_sentences(count), pack(ListSentences())),) if count >= _FEWEST_LISTED else ()
    row = (*listed, *others)
    return (*before, Draft(last.html, last.plain, (row,) if row else ()))


async def annotate(press: Press) -> None:
    """Send the draft that a button's message replies to with comments."""
    pressed = await _pressed(press)
    if pressed is None:
        return
    visit, draft, made = pressed
    if _has_comments(made):
        await _send(visit, draft, made, "")
    else:
        await visit.say(*made.drafts)


async def list_sentences(press: Press) -> None:
    """Send each sentence of the draft that a button's message replies to, with its verdict."""
    pressed = await _pressed(press)
    if pressed is None:
        return
    visit, _, made = pressed
    await visit.say(*(checked.all_of(made.found) if made.found else made.drafts))


async def _pressed(press: Press) -> tuple[Visit, DraftFile, _Made] | None:
    """Return the draft that a button's message replies to, checked as the library is now; None where it is gone or cannot be read, which is told."""
    message = press.message
    sent = message.reply_to_message if isinstance(message, Message) else None
    visit = Visit(press.runtime, sent, place_of(sent), press.person_id) if sent is not None else None
    if visit is None or (sent is not None and not _brings_a_draft(visit, sent) and _last(visit) is None):
        await press.answer(texts.DRAFT_GONE, alert=True)
        return None
    await press.answer()
    draft = await _draft_in(visit, visit.message)
    return None if draft is None else (visit, draft, await _made(visit, draft.text))


def _last(visit: Visit) -> str | None:
    """Return the draft that somebody had checked last in this chat, None where that is not remembered."""
    return visit.runtime.drafts.get((visit.place.chat_id, visit.person_id))


def _words_in(visit: Visit, message: Message) -> str:
    """Return the draft that a message says: behind /check, or as its own words."""
    command = command_of(message, visit.runtime.identity)
    return command.argument if command is not None else text_of(message, visit.runtime.identity)


def _brings_a_draft(visit: Visit, message: Message) -> bool:
    return message.document is not None or bool(_words_in(visit, message).strip())


async def _draft_in(visit: Visit, message: Message) -> DraftFile | None:
    """Return the draft that a message is or brings, else the last one: what /check replies to is not told of with the message.

    None where a file cannot be read, which is told.
    """
    if message.document is not None:
        return await _read(visit, message.document)
    return DraftFile(_words_in(visit, message).strip() or _last(visit) or "")


async def _show_sentence(visit: Visit, number: int, replied: Message | None) -> None:
    """Show one sentence in full, of the draft that is replied to, else of the one that its sender had checked last."""
    if replied is not None and person_of(replied) is not None and _brings_a_draft(visit, replied):
        draft = await _draft_in(visit, replied)
        text = draft.text if draft is not None else ""
    elif not (text := _last(visit) or ""):
        await visit.say(texts.NOTHING_CHECKED)
    if not text:
        return
    made = await _made(visit, text)
    if not made.found:
        await visit.say(*made.drafts)
    elif number > len(made.found):
        await visit.say(shared.no_such_sentence(number, len(made.found)))
    else:
        await visit.say(*checked.one_of(number, made.found[number - 1]))


async def _check_file(visit: Visit, upload: Upload) -> None:
    """Check a draft that is a file, and send it back with comments."""
    draft = await _read(visit, upload)
    if draft is None:
        return
    made = await _made(visit, draft.text)
    await visit.say(*_with_buttons(made))
    if _has_comments(made):
        await _send(visit, draft, made, PurePosixPath(name_of(upload)).stem)


async def _read(visit: Visit, upload: Upload) -> DraftFile | None:
    """Return the draft that a file holds; None where it cannot be read, which is told."""
    name, size_mb = name_of(upload), too_big_mb(upload)
    if size_mb is not None:
        await visit.say(texts.too_big(size_mb))
        return None
    try:
        async with fetched(upload, name) as path:
            return await visit.runtime.asking.in_thread(read_draft, path, name)
    except LoadError as error:
        await visit.say(texts.unread_draft(name, error.reason))
    except OutOfTimeError:
        await visit.say(texts.CHECK_OUT_OF_TIME)
    return None


async def _made(visit: Visit, draft: str) -> _Made:
    try:
        made: _Made = await visit.runtime.asking.in_thread(_work, visit.runtime.services, draft)
        visit.runtime.remember_draft(visit.place.chat_id, visit.person_id, draft)
        return made
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
