"""What goes through the queue, and whose it is: everything of one person has one lane and one share."""

from __future__ import annotations

from dataclasses import dataclass

from telegram import Message, Update

from bot.telegram.addressing import person_of
from bot.telegram.store.records import Asked


@dataclass(frozen=True, slots=True)
class Origin:
    """Whose an update is, and in which chat it came about; an inline question comes about in none."""

    person_id: int
    chat_id: int | None


@dataclass(frozen=True, slots=True)
class LeftOpen:
    """A question that an earlier run did not get to."""

    asked: Asked


@dataclass(frozen=True, slots=True)
class TooMuch:
    """An update that was not taken in, because its sender or its chat had their share."""

    update: Update
    origin: Origin


def origin_of(update: Update) -> Origin | None:
    """Return whose an update is; None for what nobody sends who may ask: bots, channels."""
    message = update.message or update.edited_message
    if message is not None:
        person_id = message.chat.id if is_migration(message) else person_of(message)
        return Origin(person_id, message.chat.id) if person_id is not None else None
    if update.callback_query is not None:
        pressed = update.callback_query.message
        return Origin(update.callback_query.from_user.id, pressed.chat.id if pressed is not None else None)
    if update.inline_query is not None:
        return Origin(update.inline_query.from_user.id, None)
    if update.my_chat_member is not None:
        return Origin(update.my_chat_member.from_user.id, update.my_chat_member.chat.id)
    return None


def is_migration(message: Message) -> bool:
    """Return whether a message says that a group has become a supergroup."""
    return bool(message.migrate_to_chat_id or message.migrate_from_chat_id)


def lane_of(item: object) -> int | None:
    """Return the person in whose lane something is dealt with; None where it need not wait for anything."""
    match item:
        case Update():
            origin = origin_of(item)
            return origin.person_id if origin is not None else None
        case LeftOpen():
            return item.asked.person_id
        case _:
            return None
