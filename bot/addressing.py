"""Whether a message speaks to the bot, and what it asks: by Telegram's entities, never by searching text.

Entities count UTF-16 units; `Message.parse_entities` of python-telegram-bot knows that.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from telegram import Message, MessageEntity

# Telegram's own account for admins who write in the name of their group.
_ANONYMOUS_ADMIN: Final = 1087968824
_UNIT: Final = "utf-16-le"
# What people put between a name and their question: "@youju_bot:复工率是多少?", "你好,@youju_bot".
_AROUND_A_NAME: Final = " \n\t\u3000,:、\uff0c\uff1a"


@dataclass(frozen=True, slots=True)
class Identity:
    """Who the bot is: its id and its name without the @."""

    id: int
    username: str


def person_of(message: Message) -> int | None:
    """Return whose question a message is: a person, or the group for its anonymous admins; None for others.

    Bots are nobody (two bots would talk for ever), and so are channels that post into a group.
    """
    sender = message.from_user
    if sender is None or message.via_bot is not None:
        return None
    if sender.id == _ANONYMOUS_ADMIN:
        return message.chat.id
    if sender.is_bot or (message.sender_chat is not None and message.sender_chat.id != message.chat.id):
        return None
    return sender.id


def is_command(message: Message) -> bool:
    """Return whether a message begins with a command, anybody's."""
    first = message.entities[0] if message.entities else None
    return first is not None and first.type == MessageEntity.BOT_COMMAND and first.offset == 0


def mentions(message: Message, identity: Identity) -> list[MessageEntity]:
    """Return where a message mentions the bot, by name or by link."""
    found = []
    name = f"@{identity.username}".lower()
    for entity, text in message.parse_entities([MessageEntity.MENTION, MessageEntity.TEXT_MENTION]).items():
        by_link = entity.user is not None and entity.user.id == identity.id
        if by_link or (entity.type == MessageEntity.MENTION and text.lower() == name):
            found.append(entity)
    return found


def is_reply_to(message: Message, identity: Identity) -> bool:
    """Return whether a message replies to one of the bot's.

    The opening message of a topic comes along with every message of the topic: that is no reply.
    """
    replied = message.reply_to_message
    if replied is None or replied.from_user is None or replied.forum_topic_created is not None:
        return False
    return replied.from_user.id == identity.id


def is_spoken_to(message: Message, identity: Identity) -> bool:
    """Return whether a message speaks to the bot itself: in private, by a mention or by a reply."""
    is_private = message.chat.type == "private"
    return is_private or is_reply_to(message, identity) or bool(mentions(message, identity))


def is_addressed(message: Message, identity: Identity, group_policy: str) -> bool:
    """Return whether a text that is no command is a question for the bot."""
    if message.chat.type != "private" and group_policy in ("off", "all"):
        return group_policy == "all"
    return is_spoken_to(message, identity)


def question_of(message: Message, identity: Identity) -> str:
    """Return what a message asks: its text without the bot's name and, after the name, without a command.

    "@youju_bot /ask 复工率是多少?" asks "复工率是多少?".
    """
    text = (message.text or "").encode(_UNIT)
    for entity in sorted(mentions(message, identity), key=lambda entity: -entity.offset):
        if entity.type == MessageEntity.MENTION:
            text = text[: 2 * entity.offset] + text[2 * (entity.offset + entity.length) :]
    question = text.decode(_UNIT).strip(_AROUND_A_NAME)
    if question.lower().startswith("/ask"):
        _, _, question = question.partition(" ")
    return question.strip()
