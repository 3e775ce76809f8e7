"""Drafts: /check and what is pasted or forwarded, held against the documents."""

from __future__ import annotations

from telegram import Message, Update

from answers.checking.draft import LONGEST_SENTENCE, is_draft
from answers.errors import DraftError, OutOfTimeError
from bot import texts as shared
from bot.services import Services
from bot.telegram import texts
from bot.telegram.addressing import command_of, words_of
from bot.telegram.context import Context
from bot.telegram.handlers.admission import Visit, admit
from bot.telegram.rendering import checked
from bot.telegram.rendering.drafts import note
from bot.telegram.store.records import Draft


async def on_check(update: Update, context: Context) -> None:
    """Take /check DRAFT, or /check in reply to one."""
    visit = await admit(update, context.runtime)
    if visit is None:
        return
    command = command_of(visit.message, visit.runtime.identity)
    replied = visit.message.reply_to_message
    draft = (command.argument if command is not None else "") or (words_of(replied) if replied else "")
    if draft.strip():
        await check(visit, draft)
    else:
        await visit.say(texts.WHAT_TO_CHECK)


def is_to_be_checked(message: Message, text: str) -> bool:
    """Return whether a text is a draft: pasted sentences in private, one that is forwarded there."""
    if message.chat.type != "private":
        return False
    return is_draft(text, fewest=1 if message.forward_origin is not None else 2)


async def check(visit: Visit, draft: str) -> None:
    """Say of each sentence of a draft whether the documents bear it."""
    try:
        made = await visit.runtime.asking.in_thread(_checked, visit.runtime.services, draft)
    except DraftError as error:
        await visit.say(str(error))
    except OutOfTimeError:
        await visit.say(texts.CHECK_OUT_OF_TIME)
    else:
        await visit.say(*made)


def _checked(services: Services, draft: str) -> tuple[Draft, ...]:
    from answers.checking.checker import (
        Checker,
    )  # 0.1 s of patterns, which a bot that checks nothing need not

    found = list(Checker(services.answerer).check(draft))
    long = [number for number, one in enumerate(found, 1) if len(one.sentence) > LONGEST_SENTENCE]
    notes = [note(shared.too_long_a_sentence(number, LONGEST_SENTENCE)) for number in long]
    return (*checked.drafts_of(found), *notes)
