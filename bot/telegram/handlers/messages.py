"""Which message goes where: commands by their names, files, texts and captions, and what cannot be read."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from telegram import Message, Update

from bot.telegram import texts
from bot.telegram.addressing import command_of, person_of
from bot.telegram.context import Context
from bot.telegram.handlers import (
    admin,
    checking,
    commands,
    documents,
    questions,
    subscriptions,
    uploads,
)
from bot.telegram.handlers.admission import admit
from bot.telegram.runtime import Runtime

Handler = Callable[[Update, Context], Awaitable[None]]

COMMANDS: Final[Mapping[str, Handler]] = {
    "start": commands.on_help,
    "help": commands.on_help,
    "id": commands.on_id,
    "ask": questions.on_ask,
    "brief": questions.on_brief,
    "check": checking.on_check,
    "documents": commands.on_documents,
    "sources": commands.on_sources,
    "subscribe": subscriptions.on_subscribe,
    "forget": commands.on_forget,
    "add": uploads.on_add,
    "remove": documents.on_remove,
    "sync": admin.on_sync,
    "pending": admin.on_pending,
    "report": admin.on_report,
    "allow": admin.on_allow,
    "deny": admin.on_deny,
}


async def on_message(update: Update, context: Context) -> None:
    """Take a message that concerns the bot: in private anything, in a group what speaks to it."""
    message, runtime = update.message, context.runtime
    if message is None:
        return
    handler = _handler_of(message, runtime)
    if runtime.begins_album(message.media_group_id) or handler is not on_other:
        await handler(update, context)


def _handler_of(message: Message, runtime: Runtime) -> Handler:
    command = command_of(message, runtime.identity)
    if command is not None:
        return COMMANDS[command.name] if command.name is not None else commands.on_help
    # A GIF comes as a document too (Bot API, Message.animation).
    if message.document is not None and message.animation is None and message.chat.type == "private":
        if runtime.access.is_admin(person_of(message) or 0):
            return uploads.on_upload
        return questions.on_text if message.caption else uploads.on_upload_of_others
    if message.photo and not message.caption and _takes_photographs(message, runtime):
        return uploads.on_upload
    return questions.on_text if message.text or message.caption else on_other


def _takes_photographs(message: Message, runtime: Runtime) -> bool:
    """Return whether a photograph is taken for a page to be read: an admin's in private, where its text can be recognised."""
    is_admin = runtime.access.is_admin(person_of(message) or 0)
    return message.chat.type == "private" and is_admin and runtime.services.recognises


async def on_other(update: Update, context: Context) -> None:
    """Say that only words can be read."""
    message = update.message
    if message is None or message.effective_attachment is None:
        return  # a kind of message that the library does not know: it may be no person's doing
    visit = await admit(update, context.runtime)
    if visit is not None:
        await visit.say(texts.ONLY_WORDS)
