"""The menus behind "/": per scope and language, Chinese where nothing else is asked for."""

from __future__ import annotations

import logging
from collections.abc import Collection
from typing import Final

from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
)
from telegram.error import TelegramError

from bot.telegram import admin_texts, texts

logger = logging.getLogger(__name__)

_IN_GROUPS: Final = frozenset({"ask", "documents", "sources", "brief", "check", "subscribe", "help", "id"})


async def set_menus(bot: Bot, admins: Collection[int]) -> None:
    """Set the menus; one that cannot be set is no reason not to start."""
    groups = [entry for entry in texts.MENU if entry[0] in _IN_GROUPS]
    menus = [
        (BotCommandScopeAllPrivateChats(), texts.MENU),
        (BotCommandScopeAllGroupChats(), groups),
        (BotCommandScopeAllChatAdministrators(), groups),
        *((BotCommandScopeChat(admin), texts.MENU + admin_texts.MENU) for admin in sorted(admins)),
    ]
    for scope, menu in menus:
        for language, place in (("", 1), ("en", 2)):
            commands = [BotCommand(entry[0], entry[place]) for entry in menu]
            try:
                await bot.set_my_commands(commands, scope=scope, language_code=language or None)
            except TelegramError as error:  # an admin who has not opened the chat yet: "chat not found"
                logger.info("the menu for %s was not set: %s", scope.type, type(error).__name__)
