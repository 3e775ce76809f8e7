"""The webhook: updates are taken in one by one, confirmed once they are queued, refused where they cannot be.

An own handler, because python-telegram-bot's refuses an update that it cannot read, and Telegram then brings
the same one again and again. The path holds no token; a secret header tells Telegram from others.
"""

from __future__ import annotations

import asyncio
import json
import logging
import re
import time
from hmac import compare_digest
from http import HTTPStatus
from secrets import token_urlsafe
from typing import Final
from urllib.parse import urlsplit

from telegram import Bot, WebhookInfo
from telegram.error import BadRequest, TelegramError
from tornado.httpserver import HTTPServer
from tornado.web import Application, RequestHandler

from bot.errors import StartError, StoreError
from bot.settings import Settings
from bot.telegram import operator_texts as texts
from bot.telegram.connection import insist
from bot.telegram.health import Pulse
from bot.telegram.intake import ALLOWED_UPDATES, DurableQueue
from bot.telegram.timing import Timing
from bot.telegram.updates import UpdateReader, said

logger = logging.getLogger(__name__)

_SECRET_HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"
# An update holds one message, and what it replies to: some 20 kB at most.
_BYTES_LIMIT: Final = 2**20


class Webhook:
    """Listens for updates and queues them; asks Telegram now and again whether they come through."""

    def __init__(
        self,
        bot: Bot,
        queue: DurableQueue,
        reader: UpdateReader,
        pulse: Pulse,
        settings: Settings,
        timing: Timing,
    ) -> None:
        self._bot = bot
        self._queue = queue
        self._reader = reader
        self._pulse = pulse
        self._url = settings.webhook_url
        self._listen = settings.webhook_listen
        self._secret = settings.webhook_secret or token_urlsafe(32)
        self._timing = timing
        self._server: HTTPServer | None = None
        self._posted_at = time.time()

    async def start(self) -> None:
        """Listen, then tell Telegram where; raises `StartError` where one of them does not work."""
        host, _, port = self._listen.rpartition(":")
        path = re.escape(urlsplit(self._url).path.rstrip("/"))
        doors = Application([(rf"{path}/?", _Door, {"webhook": self})], log_function=lambda _: None)
        self._server = HTTPServer(doors, max_body_size=_BYTES_LIMIT)
        try:
            self._server.listen(int(port), host or "127.0.0.1")
        except (OSError, ValueError) as error:
            raise StartError(texts.cannot_listen(self._listen, str(error))) from None
        try:
            await insist(self._register, self._timing.pause_s)
        except BadRequest as error:
            raise StartError(texts.webhook_refused(error.message)) from None

    async def run(self) -> None:
        """Look after the webhook until cancelled: silence may mean that nobody writes, or that nothing comes."""
        while True:
            try:
                trouble = self._trouble(await self._bot.get_webhook_info())
            except TelegramError as error:
                trouble = type(error).__name__
            if trouble:
                logger.error("the webhook does not work: %s", trouble)
                self._pulse.failed(trouble)
            else:
                self._pulse.heard()
            await asyncio.sleep(self._timing.stall_s / 3)

    async def stop(self) -> None:
        """Listen no more."""
        if self._server is not None:
            self._server.stop()
            await self._server.close_all_connections()

    async def take(self, secret: str, body: bytes) -> HTTPStatus:
        """Queue an update that was posted; return what to answer.

        What cannot be read is answered like the others: it would come again for good.
        """
        if not compare_digest(secret.encode(), self._secret.encode()):
            return HTTPStatus.FORBIDDEN
        try:
            incoming = self._reader.read(json.loads(body), self._bot)
        except (ValueError, RecursionError) as error:
            logger.error("a post to the webhook is passed over: %s", said(error))
            return HTTPStatus.OK
        try:
            if incoming is not None:
                await self._queue.take_in(incoming)
        except StoreError as error:
            logger.warning("an update could not be kept and must come again: %s", error)
            self._pulse.failed(str(error))
            return HTTPStatus.SERVICE_UNAVAILABLE
        self._posted_at = time.time()
        self._pulse.heard()
        return HTTPStatus.OK

    async def _register(self) -> bool:
        return await self._bot.set_webhook(
            self._url, allowed_updates=ALLOWED_UPDATES, secret_token=self._secret
        )

    def _trouble(self, info: WebhookInfo) -> str:
        """Return what keeps updates from coming in, empty where nothing does."""
        if info.url != self._url:
            return texts.WEBHOOK_TAKEN
        failed_at = info.last_error_date.timestamp() if info.last_error_date is not None else 0.0
        if info.pending_update_count and failed_at > self._posted_at:
            return info.last_error_message or texts.WEBHOOK_UNREACHED
        return ""


class _Door(RequestHandler):
    """Where Telegram posts to."""

    def initialize(self, webhook: Webhook) -> None:
        self._webhook = webhook

    async def post(self) -> None:
        secret = self.request.headers.get(_SECRET_HEADER, "")
        self.set_status(await self._webhook.take(secret, self.request.body))
