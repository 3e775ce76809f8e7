"""A server, somebody to write to its bot, and two ways to be the bot."""

import httpx
import pytest
from telegram.ext import ExtBot

from tests.botapi import BotApiServer, Rules


@pytest.fixture(autouse=True)
def _durations(monkeypatch):
    """Without it the library warns whenever it meets a flood, and warnings are errors."""
    monkeypatch.setenv("PTB_TIMEDELTA", "1")


@pytest.fixture
def server():
    with BotApiServer(rules=Rules(conflict_pause_s=0.1, webhook_retry_s=0.02)) as running:
        yield running


@pytest.fixture
def zhang(server):
    return server.person("张三")


@pytest.fixture
async def bot(server):
    """The library, which only sends."""
    async with ExtBot(server.token, server.base_url, server.base_file_url) as bot:
        yield bot


@pytest.fixture
async def http(server):
    """Plain HTTP, at the methods of the bot."""
    async with httpx.AsyncClient(base_url=f"{server.base_url}{server.token}/") as client:
        yield client


@pytest.fixture
def fetched(http):
    """What one getUpdates returns."""

    async def fetched(**parameters):
        return (await http.post("getUpdates", json=parameters)).json()["result"]

    return fetched
