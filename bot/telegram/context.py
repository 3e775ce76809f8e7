"""What handlers are handed: python-telegram-bot's context, with the runtime as its data."""

from __future__ import annotations

from typing import Any, Final

from telegram.ext import Application, CallbackContext, ContextTypes, ExtBot

from bot.telegram.runtime import Runtime

_Data = dict[Any, Any]  # of persons and chats: nothing is kept there


class BotData:
    """What all handlers share; `runtime` is set before the first of them is called."""

    runtime: Runtime


class Context(CallbackContext[ExtBot[None], _Data, _Data, BotData]):
    """The context of one update."""

    @property
    def runtime(self) -> Runtime:
        """Return what the handlers work with."""
        return self.bot_data.runtime


App = Application[ExtBot[None], Context, _Data, _Data, BotData, Any]
CONTEXT_TYPES: Final = ContextTypes(context=Context, bot_data=BotData)
