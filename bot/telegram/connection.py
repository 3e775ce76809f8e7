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
from telegram.error import BadRequest, InvalidToken, NetworkError, RetryAfter, TelegramError, TimedOut
from telegram.ext import Defaults, ExtBot
from telegram.request import HTTPXRequest, RequestData

from bot.errors import StartError
from bot.settings import Settings
from bot.telegram import operator_texts as texts
from bot.telegram.faults import wait_s
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

    The library is handed the ids alone: it would read all again, and nothing where it cannot read one.
    """

    def __init__(self, reader: UpdateReader, **options: Any) -> None:
        super().__init__(**options)
        self._reader = reader
        self.bot: Bot | None = None  # whom the updates belong to, once there is one
        self.batch = Batch()

    def parse_json_payload(self, payload: bytes) -> dict[str, Any]:  # type: ignore[override]  # it needs the reader
        """Return the answer with the ids of its updates; raise `TelegramError` for what is none."""
        try:
            answer = json.loads(payload.decode("utf-8", "replace"))
        except (ValueError, RecursionError) as error:
            raise TelegramError("the answer is no JSON") from error
        if not isinstance(answer, dict):
            raise TelegramError("the answer is no JSON object")
        if answer.get("ok") is True:
            self.batch = self._reader.read_batch(answer.get("result"), self.bot)
            answer["result"] = [{"update_id": update_id} for update_id in self.batch.ids]
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


def open_bot(settings: Settings, reader: UpdateReader, timing: Timing) -> tuple[ExtBot[None], PollRequest]:
    """Return the bot and its connection for polling; nothing is sent yet.

    Raises `StartError` without a token or with a proxy address that is none.
    """
    if not settings.telegram_token:
        raise StartError(texts.NO_TOKEN)
    try:
        request, polling = _requests(settings, reader, timing)
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
    polling.bot = bot
    return bot, polling


class CallRequest(HTTPXRequest):
    """The connection for everything but polling.

    A call goes straight to httpx's transport: its client's cookies, redirects and authentication are not
    needed and would take a fifth of the time of sending.
    """

    def __init__(self, transport: httpx.AsyncHTTPTransport, timeout: httpx.Timeout) -> None:
        super().__init__(httpx_kwargs={"transport": transport, "timeout": timeout})
        self._transport = transport
        self._extensions = {"timeout": timeout.as_dict()}

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *more: Any, **timeouts: Any
    ) -> tuple[int, bytes]:
        """Make the request; return the status and the answer."""
        has_own_timeout = any(timeout is not self.DEFAULT_NONE for timeout in (*more, *timeouts.values()))
        is_plain = request_data is not None and not request_data.contains_files and not has_own_timeout
        if request_data is None or not is_plain or self._client.is_closed:
            return await super().do_request(url, method, request_data, *more, **timeouts)
        request = httpx.Request(
            method, url, data=request_data.json_parameters, extensions=dict(self._extensions)
        )
        try:
            response = await self._transport.handle_async_request(request)
            try:
                return response.status_code, await response.aread()
            finally:  # a call that is given up halfway must not keep its connection
                await response.aclose()
        except httpx.TimeoutException as error:
            raise TimedOut from error
        except httpx.HTTPError as error:
            raise NetworkError(f"httpx.{type(error).__name__}: {error}") from error

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
    proxy = settings.proxy or None
    transport = httpx.AsyncHTTPTransport(
        verify=_certificates(), limits=httpx.Limits(max_connections=_CONNECTIONS), proxy=proxy
    )
    request = CallRequest(transport, httpx.Timeout(timing.read_s, connect=timing.connect_s, pool=_POOL_S))
    polling = PollRequest(
        reader,
        connection_pool_size=1,
        httpx_kwargs={"verify": _certificates(), "trust_env": False},  # as calls go: by the settings alone
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
