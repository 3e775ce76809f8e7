"""Questions: texts and captions in private, mentions and replies in groups, /ask and /brief anywhere, edits."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from telegram import Message, Update

from answers import templates
from answers.questions.small_talk import SmallTalk, small_talk
from bot.telegram import admin_texts, texts
from bot.telegram.addressing import command_of, is_reply_to, is_spoken_to, text_of, words_of
from bot.telegram.context import Context
from bot.telegram.handlers.admission import Visit, admit
from bot.telegram.handlers.checking import check, is_to_be_checked
from bot.telegram.handlers.commands import help_for
from bot.telegram.queued import LeftOpen
from retrieval.normalise import is_traditional

_TALK_KEPT: Final = 256
# A message is looked at more than once on its way; and people ask what others ask.
_talk: Final = lru_cache(_TALK_KEPT)(small_talk)


async def on_text(update: Update, context: Context) -> None:
    """Take a text or caption that speaks to the bot; an admin's reply to a question of the desk is its answer."""
    runtime, message = context.runtime, update.message
    if message is None:
        return
    question = text_of(message, runtime.identity)
    if _talk(question) is not None and not is_spoken_to(message, runtime.identity):
        return  # where everything in a group is answered, what its members say among themselves is not
    visit = await admit(update, runtime)
    if visit is None or await _is_desk_answer(visit):
        return
    if is_to_be_checked(message, question):
        await check(visit, question)
        return
    await ask(visit, question or _quoted(message), texts.WHAT_TO_ASK)


async def on_ask(update: Update, context: Context) -> None:
    """Take /ask QUESTION."""
    visit = await admit(update, context.runtime)
    if visit is not None:
        await ask(visit, argument_of(visit) or _quoted(visit.message), texts.WHAT_TO_ASK)


async def on_brief(update: Update, context: Context) -> None:
    """Take /brief SUBJECT."""
    visit = await admit(update, context.runtime)
    if visit is not None:
        await ask(visit, argument_of(visit), texts.WHAT_TO_BRIEF, brief=True)


async def on_edit(update: Update, context: Context) -> None:
    """Answer a question anew whose message says something else by now; other edits change nothing."""
    visit = await admit(update, context.runtime)
    if visit is None:
        return
    asked = visit.runtime.store.questions.of_message(visit.place.chat_id, visit.message.message_id)
    command = command_of(visit.message, visit.runtime.identity)
    if asked is None or asked.person_id != visit.person_id:
        return  # it asked nothing, or it has been forgotten
    if command is not None and command.name not in ("ask", "brief"):
        return
    brief = command is not None and command.name == "brief"
    text = command.argument if command is not None else text_of(visit.message, visit.runtime.identity)
    is_question = text and (brief or _talk(text) is None)
    if is_question and (text, brief) != (asked.text, asked.brief):
        edited = visit.message.edit_date or visit.message.date
        await visit.runtime.asking.revise(asked, text, brief=brief, asked_at=edited.timestamp())


async def on_left_open(item: LeftOpen, context: Context) -> None:
    """Answer a question that an earlier run did not get to."""
    await context.runtime.asking.answer(item.asked)


def argument_of(visit: Visit) -> str:
    """Return what follows the command of a message."""
    command = command_of(visit.message, visit.runtime.identity)
    return command.argument if command is not None else ""


def _quoted(message: Message) -> str:
    """Return the text replied to, for a bare mention or /ask under somebody's question."""
    replied = message.reply_to_message
    if replied is None or replied.from_user is None or replied.from_user.is_bot:
        return ""
    return words_of(replied).strip()


async def ask(visit: Visit, question: str, hint: str, *, brief: bool = False) -> None:
    """Keep a question and have it answered; a hint for none, a fitting line for small talk."""
    if not question:
        await visit.say(hint)
        return
    talk = None if brief else _talk(question)
    if talk is not None:
        await _chat(visit, talk, question)
        return
    message, runtime = visit.message, visit.runtime
    replied = message.reply_to_message
    await runtime.asking.ask(
        visit.place,
        message.message_id,
        visit.person_id,
        question,
        asked_at=message.date.timestamp(),
        replied_to=replied.message_id if replied and is_reply_to(message, runtime.identity) else None,
        brief=brief,
    )


async def _chat(visit: Visit, talk: SmallTalk, said: str) -> None:
    """Say something fitting to what asks nothing; no question comes of it."""
    if talk is SmallTalk.HELP:
        await visit.say(help_for(visit))
    else:
        await visit.say(templates.in_script(texts.SMALL_TALK[talk], is_traditional(said)))


async def _is_desk_answer(visit: Visit) -> bool:
    """Answer a waiting question if this message is an admin's reply to it; return whether it was one."""
    replied = visit.message.reply_to_message
    if not visit.is_admin or replied is None:
        return False
    desk = visit.runtime.desk
    pending = desk.shown_by(visit.place, replied.message_id)
    answer = text_of(visit.message, visit.runtime.identity)
    if pending is None or not answer:
        return False
    done = pending.answer is None and await desk.answer(pending, answer, visit.person_id)
    await visit.say(admin_texts.settled(pending.id) if done else texts.ALREADY_SETTLED)
    return True
