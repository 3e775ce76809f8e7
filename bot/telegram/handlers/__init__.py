"""What the bot does with what comes in: a file a concern, handlers that take apart, ask, put together."""

from __future__ import annotations

from typing import Any, cast

from telegram.ext import Application, CallbackContext, ExtBot

from bot.telegram.runtime import Runtime

_Data = dict[Any, Any]
Context = CallbackContext[ExtBot[None], _Data, _Data, _Data]
App = Application[ExtBot[None], Context, _Data, _Data, _Data, Any]

_KEY = "runtime"


def give_runtime(application: App, runtime: Runtime) -> None:
    """Let the handlers of an application find what they work with."""
    application.bot_data[_KEY] = runtime


def runtime_of(context: Context) -> Runtime:
    """Return what the handlers work with."""
    return cast(Runtime, context.bot_data[_KEY])
