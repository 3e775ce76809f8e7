"""Commands for everybody: /start /help /id /documents /sources /forget."""

from __future__ import annotations

from telegram import Update

from bot.telegram import admin_texts, texts
from bot.telegram.addressing import is_reply_to
from bot.telegram.contents import contents
from bot.telegram.context import Context
from bot.telegram.handlers.admission import Visit, admit, visit_of
from bot.telegram.rendering import catalogue
from bot.telegram.store.records import StoredAnswer

_TALK_S = 86_400.0


async def on_help(update: Update, context: Context) -> None:
    """Say how to use the bot."""
    visit = await admit(update, context.runtime)
    if visit is not None:
        await visit.say(help_for(visit))


def help_for(visit: Visit) -> str:
    """Return how to use the bot, for an admin with what admins can do and with what waits."""
    parts = [texts.help_text(visit.runtime.identity.username)]
    if visit.is_admin:
        parts.append(admin_texts.HELP)
    waiting = visit.runtime.store.desk.count() if visit.is_admin and visit.place.is_private else 0
    if waiting:
        parts.append(admin_texts.pending_hint(waiting))
    return "\n\n".join(parts)


async def on_id(update: Update, context: Context) -> None:
    """Tell anybody their id, and a group its own: admins need them to allow anybody."""
    visit = visit_of(update, context.runtime)
    if visit is not None:
        await visit.say(texts.ids(visit.person_id, visit.place.chat_id))


async def on_documents(update: Update, context: Context) -> None:
    """List the documents."""
    visit = await admit(update, context.runtime)
    if visit is not None:
        shown = await visit.runtime.asking.in_thread(contents, visit.runtime.services.library, 1)
        await visit.say(catalogue.page(shown))


async def on_sources(update: Update, context: Context) -> None:
    """List the sources of the answer replied to, or of the last one."""
    visit = await admit(update, context.runtime)
    if visit is None:
        return
    answer = _answer_meant(visit)
    if answer is None:
        await visit.say(texts.NO_SOURCES)
    elif not answer.citations:
        await visit.say(texts.NOTHING_NEAR)
    else:
        await visit.say(*catalogue.sources(answer))


async def on_forget(update: Update, context: Context) -> None:
    """Delete what is kept of a person."""
    visit = visit_of(update, context.runtime)
    if visit is not None:
        gone = await visit.runtime.forget(visit.person_id)
        await visit.say(texts.forgotten(gone))


def _answer_meant(visit: Visit) -> StoredAnswer | None:
    store, replied = visit.runtime.store, visit.message.reply_to_message
    question_id = None
    if replied is not None and is_reply_to(visit.message, visit.runtime.identity):
        shown = store.outbox.by_message(visit.place, replied.message_id)
        question_id = shown.question_id if shown is not None else None
    if question_id is None:
        since = visit.runtime.clock() - _TALK_S
        question_id = store.questions.last(visit.place, visit.person_id, since)
    return store.questions.answer(question_id) if question_id is not None else None
