"""The way to Telegram: clients, proxy, and what is said when it does not work."""

from __future__ import annotations

from functools import cache
from ssl import SSLContext
from typing import Any, Final

import httpx
from telegram import LinkPreviewOptions
from telegram.error import InvalidToken, NetworkError, TelegramError
from telegram.ext import Defaults, ExtBot
from telegram.request import HTTPXRequest

from bot import operator_texts as texts
from bot.errors import StartError
from bot.health import Pulse
from bot.polling import PollRequest
from bot.redaction import host_of, redact
from bot.settings import Settings
from bot.timing import Timing

# Sends (8 at once), presses and edits; httpx looks at every open connection on each call, so no more.
_CONNECTIONS: Final = 16
_POOL_S: Final = 10.0
_ECHO: Final = ("reply_to_message", "entities", "reply_markup", "link_preview_options")
# Otherwise the first source's preview would dominate the answer.
_DEFAULTS: Final = Defaults(link_preview_options=LinkPreviewOptions(is_disabled=True))


def open_bot(settings: Settings, pulse: Pulse, timing: Timing) -> tuple[ExtBot[None], PollRequest]:
    """Return the bot and its connection for polling; nothing is sent yet.

    Raises `StartError` without a token or with a proxy address that is none.
    """
    if not settings.telegram_token:
        raise StartError(texts.NO_TOKEN)
    try:
        request, polling = _requests(settings, pulse, timing)
    except (ValueError, RuntimeError, httpx.InvalidURL) as error:
        raise StartError(texts.proxy_failed(host_of(settings.proxy), redact(str(error)))) from None
    api = settings.telegram_api.rstrip("/")
    try:
        bot: ExtBot[None] = ExtBot(
            settings.telegram_token,
            base_url=f"{api}/bot",
            base_file_url=f"{api}/file/bot",
            request=request,
            get_updates_request=polling,
            defaults=_DEFAULTS,
        )
    except InvalidToken:
        raise StartError(texts.WRONG_TOKEN) from None
    return bot, polling


class CallRequest(HTTPXRequest):
    """The connection for everything but polling; reads of an answer only what the bot looks at."""

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Return the answer; a message comes back without what was just sent, which is dear to build."""
        answer = HTTPXRequest.parse_json_payload(payload)
        message = answer.get("result")
        if isinstance(message, dict) and "message_id" in message:
            for name in _ECHO:
                message.pop(name, None)
        return answer


def _requests(settings: Settings, pulse: Pulse, timing: Timing) -> tuple[HTTPXRequest, PollRequest]:
    """Return the connections for calls and for polling, both through the proxy if there is one."""
    proxy = settings.proxy or None
    secured = {"verify": _certificates()}
    request = CallRequest(
        _CONNECTIONS,
        httpx_kwargs=secured,
        read_timeout=timing.read_s,
        write_timeout=timing.read_s,
        connect_timeout=timing.connect_s,
        pool_timeout=_POOL_S,
        proxy=proxy,
    )
    polling = PollRequest(
        pulse,
        connection_pool_size=1,
        httpx_kwargs=secured,
        # Added to the poll's own time, so that only a poll that hangs runs into it.
        read_timeout=timing.poll_s / 2,
        connect_timeout=timing.connect_s,
        pool_timeout=_POOL_S,
        proxy=proxy,
    )
    return request, polling


@cache
def _certificates() -> SSLContext:
    """Return the certificates that are trusted; reading them takes a tenth of a second, so once."""
    return httpx.create_ssl_context()


def refusal(error: TelegramError, settings: Settings) -> StartError:
    """Return why the bot cannot start, for the operator; without the token and without the trace of it."""
    cause = error.__cause__
    if isinstance(error, InvalidToken):
        return StartError(texts.WRONG_TOKEN)
    reason = redact(str(error), [settings.telegram_token])
    if settings.proxy and isinstance(error, NetworkError) and isinstance(cause, httpx.HTTPError):
        return StartError(texts.proxy_failed(host_of(settings.proxy), type(cause).__name__))
    return StartError(texts.unreachable(host_of(settings.telegram_api), reason))
