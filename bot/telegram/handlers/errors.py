"""What was not foreseen: logged with an id, and the person is told that id, never the trace."""

from __future__ import annotations

import logging
from secrets import token_hex

from telegram import Update
from telegram.error import ChatMigrated, Forbidden

from bot.telegram import texts
from bot.telegram.context import Context
from bot.telegram.handlers.admission import place_of
from bot.telegram.rendering.drafts import note
from bot.telegram.store.records import OutgoingKind

logger = logging.getLogger(__name__)


async def on_error(update: object, context: Context) -> None:
    """Log an error and tell whoever met it; chats that are gone or moved are noted."""
    error, runtime = context.error, context.runtime
    message = update.effective_message if isinstance(update, Update) else None
    if isinstance(error, Forbidden) and message is not None:
        runtime.store.people.mark_chat(message.chat.id, active=False)
        return
    if isinstance(error, ChatMigrated) and message is not None:
        runtime.on_chat_moved(message.chat.id, error.new_chat_id)
        return
    number = token_hex(3)
    logger.error("trouble %s", number, exc_info=error)
    if (
        message is not None
        and isinstance(update, Update)
        and (update.message or update.edited_message or update.callback_query)
    ):
        told = [note(texts.trouble(number))]
        await runtime.sender.post(OutgoingKind.NOTICE, place_of(message), told)
