"""Running the Telegram bot: start or refuse, take up what was left, serve, stop in order.

What `youju telegram` calls is `run`. SIGINT and SIGTERM let the questions under way be answered for a while;
SIGKILL loses nothing, because everything that is owed stands in SQLite.
"""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Final, cast

from filelock import FileLock, Timeout
from telegram.error import TelegramError

from bot.errors import StartError
from bot.proxies import with_usual_proxy
from bot.services import Services
from bot.telegram import operator_texts as texts
from bot.telegram.addressing import Identity
from bot.telegram.application import build_application, build_runtime
from bot.telegram.connection import insist, open_bot, refusal
from bot.telegram.health import BEAT_S, Heartbeat, Pulse, beat, can_answer, notify_supervisor
from bot.telegram.intake import DurableQueue
from bot.telegram.lanes import Lanes
from bot.telegram.limiter import ChatLimiter
from bot.telegram.menus import set_menus
from bot.telegram.polling import Poller
from bot.telegram.redaction import configure_logging, host_of
from bot.telegram.sending import Clock
from bot.telegram.store import open_store
from bot.telegram.timing import TIMING, Timing
from bot.telegram.updates import UpdateReader
from bot.telegram.webhook import Webhook
from bot.watching import Watcher
from retrieval.errors import BackendUnavailableError, RetrievalError

logger = logging.getLogger(__name__)

_LOCK: Final = "telegram.lock"
_OWNERS: Final = 0o600
SWITCH_S: Final = 0.0005
_PRUNE_S: Final = 3600.0
_MENUS_S: Final = 86_400.0
_TROUBLE_S: Final = 10.0  # a cluster or a disk that is out of order is not asked four times a second

Chore = Callable[[], Awaitable[None]]


def run(services: Services) -> int:
    """Run the bot until it is told to stop; return 0. Raises `BotError` where it cannot start or go on."""
    settings = with_usual_proxy(services.settings)
    os.environ.setdefault("PTB_TIMEDELTA", "1")  # else the library warns at every 429
    # The loop must not wait 5 ms for its turn whenever a thread is answering.
    sys.setswitchinterval(SWITCH_S)
    secrets = (settings.telegram_token, settings.webhook_secret, settings.proxy or "")
    configure_logging(settings.log_level, secrets)
    with _only_process(settings.library_folder):
        asyncio.run(_serve(replace(services, settings=settings)))
    return 0


@contextmanager
def _only_process(folder: Path) -> Iterator[None]:
    """Hold the folder for this process; the system lets go of it when the process ends, however it ends."""
    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / _LOCK, timeout=0, mode=_OWNERS)
    try:
        lock.acquire()
    except Timeout:
        raise StartError(texts.ANOTHER_PROCESS.format(folder=folder)) from None
    try:
        yield
    finally:
        lock.release()


class Telegram:
    """A bot that runs: `start`, `wait` until it is told to stop or cannot go on, `stop`."""

    def __init__(self, services: Services, clock: Clock = time.time, timing: Timing = TIMING) -> None:
        """Open the store; raises `StartError` without a token, `StoreError` where the store is of no use."""
        self._settings = services.settings
        self._timing = timing
        self._pulse = Pulse()
        reader, limiter = UpdateReader(), ChatLimiter(clock)
        self._bot, polling = open_bot(self._settings, reader, limiter, timing)
        self._connections = (self._bot.request, polling)
        self._store = open_store(self._settings.library_folder)
        self.runtime = build_runtime(services, self._store, self._bot, limiter, clock, timing)
        self._application = build_application(self.runtime, self._bot)
        self._queue = cast(DurableQueue, self._application.update_queue)
        self._lanes = cast(Lanes, self._application.update_processor)
        self._receiver = (
            Webhook(self._bot, self._queue, reader, self._pulse, self._settings, timing)
            if self._settings.webhook_url
            else Poller(self._bot, polling, self._queue, self._pulse, timing)
        )
        self._watcher = Watcher(self._settings.documents)
        self._stopping = asyncio.Event()
        self._receiving: asyncio.Task[None] | None = None
        self._chores: list[asyncio.Task[None]] = []
        self._is_behind = False
        self._may_hold_scans = True  # until they have been looked through

    async def start(self) -> None:
        """Begin: greet Telegram, take up what an earlier run left, listen. Raises `StartError`."""
        await self._greet()
        await self.runtime.asking.start()
        await self._application.initialize()
        await self._application.start()
        self.runtime.sender.take_up()
        for left_open in self.runtime.asking.left_open():
            await self._queue.put(left_open)
        await self._queue.take_up(self._bot)
        try:
            await self._receiver.start()
        except TelegramError as error:
            raise refusal(error, self._settings) from None
        self._receiving = asyncio.create_task(self._receiver.run())
        self._watcher.start()
        self._chores = [asyncio.create_task(self._every(*work)) for work in self._works()]
        self._chores.append(asyncio.create_task(self.runtime.asking.warm_up()))
        notify_supervisor("READY=1")

    async def wait(self, stopping: asyncio.Event) -> None:
        """Return when told to stop; raise what makes going on impossible."""
        told = asyncio.create_task(stopping.wait())
        receiving = [self._receiving] if self._receiving is not None else []
        done, _ = await asyncio.wait([told, *receiving], return_when=asyncio.FIRST_COMPLETED)
        told.cancel()
        for task in done:
            task.result()

    async def stop(self) -> None:
        """Take in no more, let the questions under way be answered for a while, close everything."""
        notify_supervisor("STOPPING=1")
        self._stopping.set()
        if self._receiving is not None:
            self._receiving.cancel()
            await asyncio.gather(self._receiving, return_exceptions=True)
        await self._receiver.stop()
        if self._chores:  # a message that is on its way is seen to its end
            _, late = await asyncio.wait(self._chores, timeout=self._timing.stop_s)
            for task in late:
                task.cancel()
        if self._application.running:
            with suppress(TimeoutError):
                async with asyncio.timeout(self._timing.stop_s):
                    await self._application.stop()
        await asyncio.to_thread(self._watcher.stop)
        await self._lanes.shutdown()
        self.runtime.asking.close()
        await self._application.shutdown()
        for connection in self._connections:  # a bot that was refused never took charge of them
            await connection.shutdown()
        self._store.close()

    async def _greet(self) -> None:
        """Ask Telegram who we are; raise `StartError` where token, proxy or network are at fault."""
        try:
            await insist(self._bot.initialize, self._timing.pause_s)
        except TelegramError as error:
            # Not initialised: the token is in the message of what it would raise the next time.
            raise refusal(error, self._settings) from None
        me = self._bot.bot
        self.runtime.identity = Identity(me.id, me.username or "")
        logger.info("@%s at %s", me.username, host_of(self._settings.telegram_api))
        if self._settings.proxy:
            logger.info("through the proxy %s", host_of(self._settings.proxy))
        logger.info(texts.NO_PRIVACY_MODE if me.can_read_all_group_messages else texts.PRIVACY_MODE)

    def _works(self) -> tuple[tuple[float, Chore], ...]:
        runtime, timing = self.runtime, self._timing
        return (
            (timing.pump_s, runtime.sender.pump),
            (timing.tick_s, runtime.briefings.tick),
            (timing.look_s, runtime.asking.keep_step),
            (timing.look_s, self._follow_folder),
            (timing.look_s, self._recognise),
            (BEAT_S, self._beat),
            (_PRUNE_S, self._prune),
            (_MENUS_S, self._set_menus),
        )

    async def _every(self, interval_s: float, chore: Chore) -> None:
        """Do a chore now and again until the end; one that fails is logged and tried again."""
        while not self._stopping.is_set():
            pause_s = interval_s
            try:
                await chore()
            except RetrievalError as error:
                logger.warning("%s", error)
                pause_s = max(interval_s, _TROUBLE_S)
            except Exception:  # a chore that failed must not end the others
                logger.exception("a chore failed")
            with suppress(TimeoutError):
                async with asyncio.timeout(pause_s):
                    await self._stopping.wait()

    async def _follow_folder(self) -> None:
        """Bring the library in step with the folder where that has changed; raise, to be called again, for a cluster out of order."""
        if not self._watcher.has_changed() and not self._is_behind:
            return
        self._is_behind = False
        try:
            done = await self.runtime.asking.at_length(self.runtime.services.sync)
        except BackendUnavailableError:
            self._is_behind = True
            raise
        except RetrievalError as error:
            logger.warning("%s", error)
            return
        self._may_hold_scans = True
        logger.info(
            "in step: %d new, %d changed, %d gone", *map(len, (done.added, done.changed, done.removed))
        )

    async def _recognise(self) -> None:
        """Recognise the scans among new files in a thread of its own, and take up what was recognised.

        The end of the bot ends it behind the page that it is at; what was recognised is kept.
        """
        if not self._may_hold_scans:
            return
        self._may_hold_scans = False
        services = self.runtime.services
        done = await asyncio.to_thread(services.recognise, lambda *_: not self._stopping.is_set())
        for error in done.failed:
            logger.warning("%s", error)
        if done.pages:
            logger.info("%d pages recognised", done.pages)
            await self.runtime.asking.at_length(services.sync)

    async def _beat(self) -> None:
        heartbeat = Heartbeat(
            pid=os.getpid(),
            at=time.time(),
            heard_age_s=self._pulse.age_s,
            trouble=self._pulse.trouble,
            library=self.runtime.asking.library_version,
            queue=len(self._lanes),
            outbox=self._store.outbox.queue_length(),
            threads_given_up=self.runtime.asking.threads_given_up,
        )
        beat(self._settings.library_folder, heartbeat)
        if can_answer(heartbeat):  # else let the supervisor start the bot anew
            notify_supervisor("WATCHDOG=1")

    async def _prune(self) -> None:
        self._store.prune(self.runtime.clock())
        self.runtime.limits.prune(self.runtime.clock())

    async def _set_menus(self) -> None:
        await set_menus(self._bot, self._settings.admins)


async def _serve(services: Services) -> None:
    stopping = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stopping.set)
    telegram = Telegram(services)
    try:
        await telegram.start()
        await telegram.wait(stopping)
    finally:
        await telegram.stop()
