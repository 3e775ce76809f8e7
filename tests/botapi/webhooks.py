"""Delivery by webhook: each update is posted until it is taken, in order within a chat."""

import asyncio
import json
import logging
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass

from tornado.httpclient import AsyncHTTPClient, HTTPClientError, HTTPRequest

from tests.botapi.json_values import JsonObject, without_nothing
from tests.botapi.updates import Update, UpdateQueue

_log = logging.getLogger(__name__)
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
_REQUEST_TIMEOUT_S = 60.0


@dataclass(frozen=True, slots=True)
class WebhookSettings:
    """Where updates are posted to, with which secret, at most how many at a time."""

    url: str
    secret: str = ""
    max_connections: int = 40


class Webhook:
    """The one webhook of the bot; used by the server's thread only."""

    def __init__(self, queue: UpdateQueue, retry_s: Callable[[], float], now: Callable[[], float]) -> None:
        """Take updates from `queue` once there are settings; wait `retry_s()` after a refusal."""
        self._queue = queue
        self._retry_s = retry_s
        self._now = now
        self._lanes: dict[int, deque[Update]] = defaultdict(deque)
        self._tasks: set[asyncio.Task[None]] = set()
        self._client: AsyncHTTPClient | None = None
        self._slots = asyncio.Semaphore(1)
        self.settings: WebhookSettings | None = None
        self.last_error: tuple[int, str] | None = None

    def open(self, settings: WebhookSettings) -> None:
        """Post to `settings.url` from now on, beginning with what is pending."""
        self.close()
        self.settings = settings
        self.last_error = None
        self._slots = asyncio.Semaphore(settings.max_connections)
        self._client = AsyncHTTPClient(force_instance=True, max_clients=settings.max_connections)
        self._queue.on_push = self._offer
        for update in self._queue.pending():
            self._offer(update)

    def close(self) -> None:
        """Post nothing any more; what was not taken stays in the queue."""
        self.settings = None
        self._queue.on_push = None
        for task in self._tasks:
            task.cancel()
        self._tasks.clear()
        self._lanes.clear()
        if self._client is not None:
            self._client.close()
            self._client = None

    def to_json(self) -> JsonObject:
        """Return it as a WebhookInfo."""
        settings = self.settings or WebhookSettings("")
        error_date, error = self.last_error or (None, "")
        return without_nothing(
            last_error_date=error_date,
            last_error_message=error,
            max_connections=settings.max_connections if settings.url else None,
            allowed_updates=list(self._queue.allowed),
        ) | {
            "url": settings.url,
            "has_custom_certificate": False,
            "pending_update_count": len(self._queue),
        }

    def _offer(self, update: Update) -> None:
        lane = self._lanes[update.order_key]
        lane.append(update)
        if len(lane) == 1:
            task = asyncio.get_running_loop().create_task(self._drain(update.order_key))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _drain(self, order_key: int) -> None:
        lane = self._lanes[order_key]
        while lane:
            async with self._slots:
                is_taken = await self._post(lane[0])
            if is_taken:
                self._queue.remove(lane.popleft().id)
            else:
                await asyncio.sleep(self._retry_s())
        del self._lanes[order_key]

    async def _post(self, update: Update) -> bool:
        """Return whether the bot took it; a refusal is remembered for getWebhookInfo."""
        if self.settings is None or self._client is None:
            return False
        headers = {"Content-Type": "application/json"}
        if self.settings.secret:
            headers[SECRET_HEADER] = self.settings.secret
        request = HTTPRequest(
            self.settings.url,
            "POST",
            headers,
            json.dumps(update.to_json(), ensure_ascii=False).encode(),
            request_timeout=_REQUEST_TIMEOUT_S,
        )
        try:
            response = await self._client.fetch(request, raise_error=False)
        except (OSError, HTTPClientError) as error:
            self._note(f"Connection failed: {type(error).__name__}")
            return False
        if not 200 <= response.code < 300:
            self._note(f"Wrong response from the webhook: {response.code} {response.reason}")
            return False
        return True

    def _note(self, text: str) -> None:
        _log.info("webhook: %s", text)
        self.last_error = int(self._now()), text
