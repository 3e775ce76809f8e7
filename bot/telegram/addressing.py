"""Whether a message speaks to the bot, and what it says, in its text or in the caption of what it carries.

Telegram marks a name as a mention only where it stands apart; "@youju_bot复工率" is meant for the bot all the
same. Entities count UTF-16 units; `Message.parse_entities` of python-telegram-bot knows that.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from telegram import Message, MessageEntity

from bot.telegram.command_text import Command, command_in

# Telegram's own account for admins who write in the name of their group.
_ANONYMOUS_ADMIN: Final = 1087968824
_UNIT: Final = "utf-16-le"
# What people put between a name and their question: "@youju_bot:复工率是多少?", "你好,@youju_bot".
_AROUND_A_NAME: Final = " \n\t\r\u3000\u00a0,\uff0c:\uff1a\u3001"


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
    if message.chat.type == "private" or is_reply_to(message, identity):
        return True
    return bool(_links(message, identity)) or _name(identity).search(words_of(message)) is not None


def concerns_us(message: Message, identity: Identity, group_policy: str) -> bool:
    """Return whether a message is for the bot; what the members of a group say to each other is not."""
    if message.chat.type == "private":
        return True
    if group_policy == "off" or not words_of(message):
        return False
    command = command_of(message, identity)
    if command is not None:
        return command.name is not None and command.is_for(identity.username)
    return group_policy == "all" or is_spoken_to(message, identity)


def text_of(message: Message, identity: Identity) -> str:
    """Return what a message says, as text or as a caption, without the bot's name."""
    text = words_of(message).encode(_UNIT)
    for entity in sorted(_links(message, identity), key=lambda entity: -entity.offset):
        text = text[: 2 * entity.offset] + text[2 * (entity.offset + entity.length) :]
    return _name(identity).sub("", text.decode(_UNIT)).strip(_AROUND_A_NAME)


def command_of(message: Message, identity: Identity) -> Command | None:
    """Return the command of a message, which may stand behind the bot's name: "@youju_bot /ask 复工率"."""
    return command_in(text_of(message, identity))


def words_of(message: Message) -> str:
    """Return a message's text or caption; half a surrogate pair, which no table takes, as a replacement character."""
    words = message.text or message.caption or ""
    return words.encode(_UNIT, "surrogatepass").decode(_UNIT, "replace")


@cache
def _name(identity: Identity) -> re.Pattern[str]:
    """Return what matches the bot's name behind an @ that is no part of a command ("/ask@youju_bot") or address."""
    return re.compile(rf"(?<![A-Za-z0-9_])[@\uff20]{identity.username}(?![A-Za-z0-9_])", re.IGNORECASE)


def _links(message: Message, identity: Identity) -> list[MessageEntity]:
    """Return where a message links to the bot by another name than its own."""
    entities = message.entities if message.text else message.caption_entities
    return [entity for entity in entities if entity.user is not None and entity.user.id == identity.id]
