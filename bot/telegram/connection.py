"""The way to Telegram: clients, proxy, and what is said when it does not work."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from functools import cache
from ssl import SSLContext
from typing import Any, Final, TypeVar

import httpx
from telegram import Bot, LinkPreviewOptions
from telegram.error import BadRequest, InvalidToken, NetworkError, RetryAfter, TelegramError
from telegram.ext import Defaults, ExtBot
from telegram.request import HTTPXRequest

from bot.errors import StartError
from bot.settings import Settings
from bot.telegram import operator_texts as texts
from bot.telegram.faults import wait_s
from bot.telegram.limiter import ChatLimiter
from bot.telegram.redaction import host_of, redact
from bot.telegram.timing import Timing
from bot.telegram.updates import Batch, UpdateReader

# Sends (8 at once), presses and edits; httpx looks at every open connection on each call, so no more.
_CONNECTIONS: Final = 16
_POOL_S: Final = 10.0
_TRIES: Final = 3  # of a call at the start before the API counts as unreachable
# What is read of a message that comes back; building the rest of it again is dear.
_KEPT: Final = ("message_id", "date", "chat")
# Otherwise the first source's preview would dominate the answer.
_DEFAULTS: Final = Defaults(link_preview_options=LinkPreviewOptions(is_disabled=True))

_T = TypeVar("_T")


class PollRequest(HTTPXRequest):
    """The connection for getUpdates. What comes in is read here, update by update, into `batch`.

    The library is handed nothing of it: it would read all again, and none where it cannot read one.
    """

    def __init__(self, reader: UpdateReader, **options: Any) -> None:
        super().__init__(**options)
        self._reader = reader
        self.bot: Bot | None = None  # whom the updates belong to, once there is one
        self.batch = Batch()

    def parse_json_payload(self, payload: bytes) -> dict[str, Any]:  # type: ignore[override]  # it needs the reader
        """Return the answer without its updates; raise `TelegramError` for what is none."""
        try:
            answer = json.loads(payload.decode("utf-8", "replace"))
        except (ValueError, RecursionError) as error:
            raise TelegramError("the answer is no JSON") from error
        if not isinstance(answer, dict):
            raise TelegramError("the answer is no JSON object")
        if answer.get("ok") is True:
            self.batch = self._reader.read_batch(answer.get("result"), self.bot)
            answer["result"] = []
        return answer


async def insist(call: Callable[[], Awaitable[_T]], pause_s: float) -> _T:
    """Return what a call brings; where it cannot be made for the moment it is tried anew, three times in all."""
    for _ in range(_TRIES - 1):
        try:
            return await call()
        except BadRequest:
            raise
        except RetryAfter as error:
            await asyncio.sleep(wait_s(error))
        except NetworkError:
            await asyncio.sleep(pause_s)
    return await call()


def open_bot(
    settings: Settings, reader: UpdateReader, limiter: ChatLimiter, timing: Timing
) -> tuple[ExtBot[None], PollRequest]:
    """Return the bot and its connection for polling; nothing is sent yet.

    Raises `StartError` without a token or with a proxy address that is none.
    """
    if not settings.telegram_token:
        raise StartError(texts.NO_TOKEN)
    try:
        request, polling = _requests(settings, reader, timing)
    except (ValueError, RuntimeError, httpx.InvalidURL) as error:
        raise StartError(texts.proxy_failed(host_of(settings.proxy or ""), redact(str(error)))) from None
    api = settings.telegram_api.rstrip("/")
    try:
        bot: ExtBot[None] = ExtBot(
            settings.telegram_token,
            base_url=f"{api}/bot",
            base_file_url=f"{api}/file/bot",
            request=request,
            get_updates_request=polling,
            defaults=_DEFAULTS,
            rate_limiter=limiter,
        )
    except InvalidToken:
        raise StartError(texts.WRONG_TOKEN) from None
    polling.bot = bot
    return bot, polling


class CallRequest(HTTPXRequest):
    """The connection for everything but polling."""

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Return the answer; of a message only what the bot looks at."""
        answer = HTTPXRequest.parse_json_payload(payload)
        if not isinstance(answer, dict):
            raise TelegramError("the answer is no JSON object")
        message = answer.get("result")
        if isinstance(message, dict) and "message_id" in message:
            answer["result"] = {name: message[name] for name in _KEPT if name in message}
        return answer


def _requests(settings: Settings, reader: UpdateReader, timing: Timing) -> tuple[HTTPXRequest, PollRequest]:
    """Return the connections for calls and for polling, both through the proxy if there is one."""
    options: dict[str, Any] = {
        "connect_timeout": timing.connect_s,
        "pool_timeout": _POOL_S,
        "proxy": settings.proxy or None,  # by the settings alone
        "httpx_kwargs": {"verify": _certificates(), "trust_env": False},
    }
    request = CallRequest(
        connection_pool_size=_CONNECTIONS, read_timeout=timing.read_s, write_timeout=timing.read_s, **options
    )
    # The time to read is added to the poll's own, so that only a poll that hangs runs into it.
    polling = PollRequest(reader, connection_pool_size=1, read_timeout=timing.poll_s / 2, **options)
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
