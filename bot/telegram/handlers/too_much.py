"""What is said where somebody sends more than their share: once a window, in the place where they send it."""

from __future__ import annotations

from bot.telegram import texts
from bot.telegram.context import Context
from bot.telegram.handlers.admission import place_of
from bot.telegram.handlers.presses import Press
from bot.telegram.queued import TooMuch
from bot.telegram.rendering.drafts import note
from bot.telegram.store.records import OutgoingKind


async def on_too_much(item: TooMuch, context: Context) -> None:
    """Say that there was too much, to those who may ask; to others nothing."""
    runtime, origin = context.runtime, item.origin
    if origin.chat_id is None or not runtime.access.may_ask(origin.person_id, origin.chat_id):
        return
    query, message = item.update.callback_query, item.update.effective_message
    if query is not None and query.message is not None:
        await Press(runtime, query, query.message).answer(texts.TOO_MANY, alert=True)
    elif message is not None:
        await runtime.sender.post(
            OutgoingKind.NOTICE, place_of(message), [note(texts.TOO_MANY)], reply_to=message.message_id
        )
