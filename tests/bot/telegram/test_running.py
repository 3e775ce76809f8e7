"""Starting, refusing to start, stopping, dying, and going on from there."""

import asyncio
import os
import signal
import socket
import sys
import time
from dataclasses import replace
from pathlib import Path
from shutil import copytree

import httpx
import pytest
from filelock import FileLock

from bot.errors import StartError
from bot.services import open_library, open_services
from bot.settings import Settings
from bot.telegram.health import check_running
from bot.telegram.running import Telegram, run
from bot.telegram.timing import Timing
from retrieval.backends.opensearch import client
from retrieval.errors import BackendUnavailableError
from tests.bot.telegram.conftest import SEEDS, TIMING
from tests.botapi import TOKEN, Fault, Privacy, Rules
from tests.timing import comes_true

RATE = "滨江的企业复工率是多少?"
ROOT = Path(__file__).parents[3]


async def refusal(settings, **changes):
    services = open_services(replace(settings, **changes))
    with pytest.raises(StartError) as refused:
        await _start_and_stop(services)
    services.close()
    assert TOKEN not in str(refused.value)
    return str(refused.value)


async def _start_and_stop(services):
    telegram = Telegram(services, timing=TIMING)
    try:
        await telegram.start()
    finally:
        await telegram.stop()


async def test_without_a_token_it_says_where_to_get_one(settings):
    services = open_services(replace(settings, telegram_token=""))
    with pytest.raises(StartError, match="BotFather"):
        Telegram(services)
    services.close()


@pytest.mark.parametrize("token", ["123456:AAEwrong-token_of_the_emulator_0123", "nonsense"])
async def test_a_wrong_token_is_refused(settings, token):
    said = await refusal(settings, telegram_token=token)

    assert "YOUJU_TELEGRAM_TOKEN" in said
    assert token not in said


def test_while_one_bot_holds_the_folder_another_is_refused_and_after_it_none(settings, monkeypatch):
    """Another process would be another lock of the same file, as a second one of this process is."""
    begun = []
    monkeypatch.setattr(
        "bot.telegram.running.asyncio.run", lambda serving: (serving.close(), begun.append(1))
    )
    monkeypatch.setattr("bot.telegram.running.configure_logging", lambda level, secrets: None)
    monkeypatch.setattr("sys.setswitchinterval", lambda interval_s: None)
    services = open_services(settings)

    with FileLock(settings.library_folder / "telegram.lock"), pytest.raises(StartError, match="已有一个"):
        run(services)
    assert begun == []
    assert run(services) == 0
    services.close()


async def test_an_unreachable_api_is_named(settings):
    assert "127.0.0.1:9" in await refusal(settings, telegram_api="http://127.0.0.1:9")


@pytest.mark.parametrize("proxy", ["http://user:word@127.0.0.1:9", "socks5://127.0.0.1:9", "nonsense"])
async def test_a_proxy_that_fails_is_named_without_its_password(settings, proxy):
    said = await refusal(settings, proxy=proxy)

    assert "YOUJU_PROXY" in said
    assert "word" not in said


async def test_a_hiccup_at_the_start_is_no_reason_to_refuse(youju, server, zhang):
    server.fault(Fault.bad_gateway(), "getMe", times=2)
    async with youju():
        await zhang.says(zhang.private(), RATE)
        assert "91.9%" in (await zhang.private().next_reply()).text


async def test_privacy_mode_is_told_to_the_operator(youju, server, caplog):
    caplog.set_level("INFO")
    for privacy, word in ((Privacy.ON, "setprivacy"), (Privacy.OFF, "隐私模式已关")):
        server.follow(Rules(privacy=privacy, conflict_pause_s=0.1))
        async with youju():
            assert word in caplog.text


async def test_a_webhook_answers_like_polling(youju, server, zhang, unused_tcp_port):
    listen = f"127.0.0.1:{unused_tcp_port}"
    async with youju(
        webhook_url=f"http://{listen}/youju", webhook_listen=listen, webhook_secret="a-secret-of-ours"
    ):
        await zhang.says(zhang.private(), RATE)
        assert "91.9%" in (await zhang.private().next_reply()).text
        async with httpx.AsyncClient() as stranger:
            forged = await stranger.post(f"http://{listen}/youju", json={"update_id": 1})
        assert forged.status_code == 403
    assert not server.calls("getUpdates")


async def test_a_second_instance_ends_with_a_message(youju, server, settings, tmp_path):
    async with youju():
        services = open_services(replace(settings, library=tmp_path / "other"))
        second = Telegram(services, timing=replace(TIMING, conflicts=1))
        try:
            await second.start()
            with pytest.raises(StartError, match="另一个实例"):
                async with asyncio.timeout(20):
                    await second.wait(asyncio.Event())
        finally:
            await second.stop()
            services.close()


async def test_health_says_how_the_bot_is(youju, settings):
    assert not check_running(settings).ok
    async with youju():
        assert await comes_true((settings.library / "health.json").exists)
        health = check_running(settings)
        assert health.ok
        assert "进程" in health.lines[0]
    assert not check_running(settings, now=time.time() + 3600).ok


async def test_the_token_is_in_no_log(youju, server, zhang, caplog):
    caplog.set_level("INFO")
    async with youju():
        server.fault(Fault.bad_gateway(), "sendMessage", times=1)
        await zhang.says(zhang.private(), RATE)
        await zhang.private().next_reply()
    ours = [record for record in caplog.records if not record.name.startswith("httpx")]

    assert all(TOKEN not in record.getMessage() + str(record.exc_info) for record in ours)


async def test_what_another_process_takes_in_is_answered_by_at_the_next_look(youju, zhang, tmp_path):
    brief, library = tmp_path / "documents" / "简报.md", tmp_path / "own"
    brief.parent.mkdir()
    brief.write_text("# 简报\n\n云岭街道企业复工率为61.5%。\n", "utf-8")
    where = {"documents": brief.parent, "library": library}
    asked = "云岭街道企业复工率是多少?"

    async with youju(**where, timing=replace(TIMING, tick_s=3600.0)) as telegram:
        await zhang.says(zhang.private(), asked)
        assert "61.5%" in (await zhang.private().next_reply()).text

        before = telegram.runtime.asking.library_version
        brief.write_text("# 简报\n\n云岭街道企业复工率为62.75%。\n", "utf-8")
        open_services(Settings(**where)).close()

        assert await comes_true(lambda: telegram.runtime.asking.library_version != before)
        await zhang.says(zhang.private(), asked)
        assert "62.75%" in (await zhang.private().next_reply()).text


def test_the_library_is_looked_at_often_enough_to_answer_by_a_change_within_a_second():
    assert Timing().look_s <= 0.5


class Process:
    """The bot in a process of its own, which can be stopped and killed."""

    def __init__(self, server, library, **environment):
        self._environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "YOUJU_LIBRARY": str(library),
            "YOUJU_DOCUMENTS": str(SEEDS),
            "YOUJU_TELEGRAM_TOKEN": server.token,
            "YOUJU_TELEGRAM_API": server.address,
            "YOUJU_ALLOWED": "*",
            "HOME": str(Path.home()),
            **environment,
        }

    async def __aenter__(self):
        code = (
            "import os, sys\n"
            "from bot.errors import BotError\n"
            "from bot.telegram.running import run\n"
            "from bot.services import open_services\n"
            "from bot.settings import load_settings\n"
            "try:\n"
            "    sys.exit(run(open_services(load_settings(os.environ))))\n"
            "except BotError as error:\n"
            "    sys.exit(str(error))\n"
        )
        self.process = await asyncio.create_subprocess_exec(
            sys.executable, "-c", code, env=self._environment, stderr=asyncio.subprocess.PIPE
        )
        return self

    async def end(self, number):
        self.process.send_signal(number)
        _, errors = await self.process.communicate()
        self.log = errors.decode()
        return self.process.returncode

    async def __aexit__(self, *_):
        if self.process.returncode is None:
            self.process.kill()
            await self.process.communicate()


async def test_a_change_that_the_cluster_did_not_take_is_tried_again(settings, tmp_path, monkeypatch):
    monkeypatch.setattr(client, "_PATIENCE_UNREACHABLE_S", 0.0)
    services = open_library(replace(settings, library=tmp_path, backend="http://127.0.0.1:9/briefs"))
    telegram = Telegram(services, timing=TIMING)
    telegram._watcher._first = 1.0  # something changed long ago

    with pytest.raises(BackendUnavailableError, match="连不上"):
        await telegram._follow_folder()
    with pytest.raises(BackendUnavailableError, match="连不上"):
        await telegram._follow_folder()  # though nothing has changed since

    await telegram.stop()
    services.close()


async def test_sigkill_loses_nothing_and_sigterm_ends_in_order(server, built_library, tmp_path):
    library = tmp_path / "library"
    copytree(built_library, library)
    people = [server.person(f"甲{n}") for n in range(20)]
    async with Process(server, library) as first:
        await server.polled(20)
        for person in people:
            await person.says(person.private(), RATE)
        await people[0].private().next_reply()
        assert await first.end(signal.SIGKILL) == -signal.SIGKILL
    async with Process(server, library, YOUJU_LOG_LEVEL="DEBUG") as second:
        await server.polled(20)
        for person in people:
            assert await answered(person)
        assert await second.end(signal.SIGTERM) == 0
    assert server.token not in second.log
    for person in people:
        texts = [message.text for message in person.private().messages() if message.sender.is_bot]
        assert sum("91.9%" in text for text in texts) <= 1


async def answered(person):
    """Wait until a person has an answer or an apology."""
    for _ in range(1200):  # a minute at most
        texts = [message.text for message in person.private().messages() if message.sender.is_bot]
        if any("91.9%" in text or "抱歉" in text for text in texts):
            return True
        await asyncio.sleep(0.05)
    return False


async def test_two_processes_on_one_library_do_not_start(server, built_library, tmp_path):
    copytree(built_library, tmp_path / "library")
    async with Process(server, tmp_path / "library") as first:
        await server.polled(20)
        async with Process(server, tmp_path / "library") as second:
            _, errors = await second.process.communicate()
        assert second.process.returncode != 0
        assert "已有一个" in errors.decode()
        assert await first.end(signal.SIGINT) == 0


@pytest.fixture
def unused_tcp_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]
