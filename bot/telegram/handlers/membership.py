"""Where the bot is: added, removed, blocked, and groups that become supergroups."""

from __future__ import annotations

from telegram import ChatMember, Update

from bot.telegram import texts
from bot.telegram.context import Context
from bot.telegram.rendering.drafts import note
from bot.telegram.store.records import OutgoingKind, Place

_PRESENT = frozenset({ChatMember.MEMBER, ChatMember.ADMINISTRATOR, ChatMember.OWNER})


async def on_membership(update: Update, context: Context) -> None:
    """Note whether a chat can be written to; a strange group is told its id once, a denied one is left."""
    change, runtime = update.my_chat_member, context.runtime
    if change is None:
        return
    chat_id, is_present = change.chat.id, change.new_chat_member.status in _PRESENT
    runtime.store.people.mark_chat(chat_id, active=is_present)
    if not is_present or chat_id > 0:
        return
    if runtime.access.is_denied(chat_id):
        await context.bot.leave_chat(chat_id)
    elif not runtime.access.may_ask(change.from_user.id, chat_id) and runtime.store.people.tell_once(
        chat_id, runtime.clock()
    ):
        told = [note(texts.strange_chat(chat_id))]
        await runtime.sender.post(OutgoingKind.NOTICE, Place(chat_id), told)


async def on_migration(update: Update, context: Context) -> None:
    """Take a group's data along when it becomes a supergroup; each of the two messages says it."""
    message, runtime = update.message, context.runtime
    if message is None:
        return
    if message.migrate_to_chat_id is not None:
        runtime.on_chat_moved(message.chat.id, message.migrate_to_chat_id)
    elif message.migrate_from_chat_id is not None:
        runtime.on_chat_moved(message.migrate_from_chat_id, message.chat.id)
