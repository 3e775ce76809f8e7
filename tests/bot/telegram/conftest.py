"""The bot as its users meet it: the real application, real HTTP, real SQLite, the library of seeds/."""

import os
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from shutil import copytree

import pytest

from bot.services import open_services
from bot.settings import Settings
from bot.telegram.running import Telegram
from bot.telegram.timing import Timing
from tests.botapi import BotApiServer, Rules

# Without it the library warns whenever it meets a flood, and warnings are errors.
os.environ["PTB_TIMEDELTA"] = "1"

SEEDS = Path(__file__).parents[3] / "seeds"
# The same behaviour with shorter waits.
TIMING = Timing(
    poll_s=1.0,
    stall_s=2.5,
    read_s=5.0,
    connect_s=3.0,
    pump_s=0.02,
    tick_s=0.05,
    look_s=0.05,
    pause_s=0.01,
    retry_s=0.05,
    stop_s=3.0,
)


@pytest.fixture(scope="session")
def built_library(tmp_path_factory):
    folder = tmp_path_factory.mktemp("library")
    open_services(Settings(documents=SEEDS, library=folder)).close()
    return folder


@pytest.fixture(scope="session")
def shared(built_library, tmp_path_factory):
    """The services over the briefs, opened once; nobody may change what they hold."""
    folder = tmp_path_factory.mktemp("shared") / "library"
    copytree(built_library, folder)
    services = open_services(Settings(documents=SEEDS, library=folder))
    yield services
    services.close()


@pytest.fixture
def server():
    with BotApiServer(rules=Rules(conflict_pause_s=0.1, webhook_retry_s=0.02)) as running:
        yield running


@pytest.fixture
def zhang(server):
    return server.person("张三")


@pytest.fixture
def li(server):
    """The admin."""
    return server.person("李四")


@pytest.fixture
def settings(server, built_library, tmp_path):
    """Everybody may ask; nobody is admin yet."""
    folder = tmp_path / "library"
    copytree(built_library, folder)
    return Settings(
        documents=SEEDS,
        library=folder,
        telegram_token=server.token,
        telegram_api=server.address,
        allow_everyone=True,
    )


@pytest.fixture
def youju(settings, server, shared, monkeypatch):
    """Run the bot: `async with youju(admins=[li])`; again for a restart on the same library.

    Its library is `own` where a test asks for it, or for other documents, else one for all tests. Its menus are set
    where a test asks for them: they are half of the calls that a short test would make.
    """
    version = shared.library.version

    @asynccontextmanager
    async def run(*, admins=(), clock=None, timing=TIMING, own=False, menus=False, **changes):
        if not menus:
            monkeypatch.setattr("bot.telegram.running.set_menus", _set_no_menus)
        changed = replace(settings, admins=frozenset(person.id for person in admins), **changes)
        is_own = own or not changes.keys().isdisjoint({"documents", "library"})
        services = open_services(changed) if is_own else replace(shared, settings=changed)
        telegram = Telegram(services, timing=timing, **({"clock": clock} if clock else {}))
        try:
            await telegram.start()
            if not changed.webhook_url:
                await server.polled()
            yield telegram
        finally:
            await telegram.stop()
            if is_own:
                services.close()

    yield run
    assert shared.library.version == version, "what changes the library needs its own"


async def _set_no_menus(bot, admins):
    pass


class Clock:
    """A clock that a test sets."""

    def __init__(self, now):
        self.now = now

    def __call__(self):
        return self.now
