"""The server: real HTTP on loopback in a thread of its own, and the way in for tests."""

import asyncio
import threading
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from concurrent.futures import Future
from types import TracebackType
from typing import TypeVar

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets

from tests.botapi.conversations import Group
from tests.botapi.faults import ANY_METHOD, Fault
from tests.botapi.groups import GroupPlan, found_group
from tests.botapi.http import application
from tests.botapi.json_values import JsonObject
from tests.botapi.outbox import Call
from tests.botapi.people import Person
from tests.botapi.rules import Rules
from tests.botapi.values import Standing, User
from tests.botapi.world import World

T = TypeVar("T")

HOST = "127.0.0.1"
TOKEN = "730730730:AAEtest-token_of_the_emulator_0123456"
BOT = User(730730730, "有据", "youju_bot", is_bot=True)
# Above the 50 MiB that are refused, so that the refusal is the method's.
_BODY_LIMIT_BYTES = 100 * 2**20


class BotApiServer:
    """A Bot API server for one bot; `with BotApiServer() as server` starts and stops it."""

    def __init__(
        self, token: str = TOKEN, bot: User = BOT, rules: Rules | None = None, port: int = 0
    ) -> None:
        """Prepare the world; nothing listens yet. Port 0 takes a free one."""
        self.token = token
        self.bot = bot
        self.world = World(token, bot, rules or Rules())
        self.port = port
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._stopping = asyncio.Event()
        self._http: HTTPServer | None = None

    @property
    def address(self) -> str:
        """Where it listens, as http://127.0.0.1:port."""
        return f"http://{HOST}:{self.port}"

    @property
    def base_url(self) -> str:
        """What python-telegram-bot wants as base_url."""
        return f"{self.address}/bot"

    @property
    def base_file_url(self) -> str:
        """What python-telegram-bot wants as base_file_url."""
        return f"{self.address}/file/bot"

    # Life

    async def serve(self, ready: "Future[None] | None" = None) -> None:
        """Listen until told to stop, in the running loop; `ready` tells when, or why not."""
        self._loop = asyncio.get_running_loop()
        try:
            self._listen()
        except OSError as error:
            if ready is None:
                raise
            ready.set_exception(error)
            return
        if ready is not None:
            ready.set_result(None)
        await self._stopping.wait()
        self.world.webhook.close()
        await self._hang_up()

    def __enter__(self) -> "BotApiServer":
        """Start it in a thread."""
        ready: Future[None] = Future()
        self._thread = threading.Thread(
            target=lambda: asyncio.run(self.serve(ready)), name="botapi", daemon=True
        )
        self._thread.start()
        ready.result()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop it and wait for the thread."""
        self.run(lambda _: self._stopping.set())
        if self._thread is not None:
            self._thread.join()

    def _listen(self) -> None:
        self._http = HTTPServer(
            application(self.world),
            max_body_size=_BODY_LIMIT_BYTES,
            max_buffer_size=_BODY_LIMIT_BYTES,
        )
        sockets = bind_sockets(self.port, HOST)
        self.port = sockets[0].getsockname()[1]
        self._http.add_sockets(sockets)

    async def _hang_up(self) -> None:
        if self._http is not None:
            self._http.stop()
            await self._http.close_all_connections()
            self._http = None

    # The way in: everything of the world is touched by the server's thread only.

    def run(self, action: Callable[[World], T]) -> T:
        """Return what `action` makes of the world; blocks, for the moment it takes."""

        async def act() -> T:
            return action(self.world)

        return self._submit(act()).result()

    async def wait(self, action: Callable[[World], Awaitable[T]], timeout_s: float) -> T:
        """Return what `action` waited for; raise `TimeoutError` after `timeout_s`."""

        async def act() -> T:
            return await asyncio.wait_for(action(self.world), timeout_s)

        return await asyncio.wrap_future(self._submit(act()))

    def _submit(self, work: "Coroutine[object, object, T]") -> "Future[T]":
        if self._loop is None:
            work.close()
            raise RuntimeError("the server is not running: use it in a with statement")
        return asyncio.run_coroutine_threadsafe(work, self._loop)

    # What a test sets up

    def person(self, name: str, username: str = "", language: str = "zh-hans") -> Person:
        """Return somebody new, who has not written to the bot yet."""
        user = self.run(lambda world: world.add_person(name, username, language))
        return Person(self, user)

    def group(
        self,
        title: str,
        members: Sequence[Person] = (),
        *,
        administrators: Sequence[Person] = (),
        topics: Sequence[str] = (),
        is_basic: bool = False,
        bot: Standing = Standing.MEMBER,
    ) -> Group:
        """Return a supergroup (or basic group) that existed before; its owner is somebody else."""
        plan = GroupPlan(
            title,
            owner=self.person("群主").user,
            members=tuple(person.user for person in members),
            administrators=tuple(person.user for person in administrators),
            topics=tuple(topics),
            is_basic=is_basic,
            bot=bot,
        )
        room = self.run(lambda world: found_group(world, plan))
        return Group(self, room.chat.id)

    def follow(self, rules: Rules) -> None:
        """Behave by `rules` from now on."""

        def change(world: World) -> None:
            world.rules = rules

        self.run(change)

    def turn_clock(self, seconds: float) -> None:
        """Let the server's time jump by so many seconds."""

        def change(world: World) -> None:
            world.clock_offset_s += seconds

        self.run(change)

    def fault(
        self,
        fault: Fault,
        method: str = ANY_METHOD,
        *,
        times: int | None = 1,
        chat_id: int | None = None,
        probability: float = 1.0,
        seed: int = 0,
    ) -> None:
        """Let the next `times` calls of `method` (None: all) suffer `fault`, with `probability`."""
        self.run(
            lambda world: world.faults.order(
                fault, method, times=times, chat_id=chat_id, probability=probability, seed=seed
            )
        )

    def calm(self) -> None:
        """Let nothing go wrong any more."""
        self.run(lambda world: world.faults.cancel())

    async def go_offline(self) -> None:
        """Refuse connections, and break those there are, until `come_back`."""
        await self.wait(lambda _: self._hang_up(), timeout_s=5)

    def come_back(self) -> None:
        """Listen again, on the same port."""
        self.run(lambda _: self._listen())

    def deliver(self, kind: str, value: JsonObject) -> None:
        """Send the bot an update of any kind, even of one nobody knows."""
        self.run(lambda world: world.tell(kind, value, 0))

    # What a test looks at

    def calls(self, method: str = "", chat_id: int | None = None) -> tuple[Call, ...]:
        """Return the bot's calls so far."""
        return self.run(lambda world: world.outbox.calls(method, chat_id))

    async def polled(self, timeout_s: float = 30.0) -> None:
        """Wait until the bot is waiting for updates, so that its wishes are known."""
        await self.wait(lambda world: world.updates.bell.until(lambda: world.updates.is_polled), timeout_s)

    async def confirmed(self, timeout_s: float = 30.0) -> None:
        """Wait until the bot took everything it was told; its answers may be on their way."""
        await self.wait(lambda world: world.updates.bell.until(lambda: not len(world.updates)), timeout_s)
