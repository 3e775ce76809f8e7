"""The limit counts the work on a question, not its waiting; slow questions hold up nobody for good."""

import asyncio
import os
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest

from answers.answerer import Answerer
from answers.deadline import check_time, time_limit
from answers.errors import OutOfTimeError
from bot.telegram.health import Heartbeat, beat, check_running
from bot.telegram.workers import SPARE_THREADS, Workers
from retrieval.backends.embedded import EmbeddedBackend
from retrieval.library import Library
from retrieval.search import Searcher
from tests.bot.telegram.conftest import TIMING
from tests.timing import comes_true

RATE = "滨江的企业复工率是多少?"
ENDLESS = "云招商的企业复工率是多少?"
SHORT = replace(TIMING, answer_s=1.0, stop_s=0.5)


class SlowSearcher(Searcher):
    """The real one, but that it finds no end of what is endless."""

    def __init__(self, searcher, heeds):
        super().__init__(searcher.library, searcher._backend, searcher.analyser)
        self._heeds = heeds
        self.released = Event()

    def search(self, query, limit, within=None):
        while "商" in query.characters and not self.released.is_set():
            time.sleep(0.005)
            if self._heeds:
                check_time()
        return super().search(query, limit, within)


def slowed(telegram, *, heeds=True):
    """Let the answerer of a running bot be slow, but for what it remembers: a busy machine takes its time as well."""
    answerer = telegram.runtime.services.answerer
    answerer.reply(RATE)
    searcher = SlowSearcher(answerer.searcher, heeds)
    answerer.searcher = answerer.finder._lookout._searcher = searcher
    return searcher


async def test_many_at_once_are_all_answered_though_they_wait_longer_than_one_may_take(youju, server):
    people = [server.person(f"甲{n}") for n in range(30)]
    async with youju(own=True, timing=SHORT) as telegram:
        asking = telegram.runtime.asking
        work = asking._work
        telegram.runtime.services.answerer.reply(RATE)  # remembered: a busy machine takes its time as well

        def slow(*arguments):
            time.sleep(0.1)  # thirty of them, two at once: 1.5 s
            return work(*arguments)

        asking._work = slow
        since = time.monotonic()
        for person in people:
            await person.says(person.private(), RATE)
        replies = [await person.private().next_reply(30) for person in people]

    assert time.monotonic() - since > SHORT.answer_s
    assert all("91.9%" in reply.text for reply in replies)


@pytest.mark.parametrize("heeds", [True, False], ids=["that look at the time", "that never do"])
async def test_endless_questions_end_in_an_apology_and_others_go_on(youju, server, zhang, li, heeds, caplog):
    wang = server.person("王五")
    async with youju(own=True, timing=SHORT) as telegram:
        searcher = slowed(telegram, heeds=heeds)
        for person in (zhang, li):
            await person.says(person.private(), ENDLESS)
        await server.confirmed()
        await wang.says(wang.private(), RATE)
        assert "91.9%" in (await wang.private().next_reply()).text
        for person in (zhang, li):
            apology = await person.private().next_reply()
            assert "要算太久" in apology.text
            assert apology.buttons == (("再问一次",),)
        assert telegram.runtime.asking.threads_given_up == (0 if heeds else 2)
        await zhang.says(zhang.private(), RATE)
        assert "91.9%" in (await zhang.private().next_reply()).text

        searcher.released.set()
        assert await comes_true(lambda: not telegram.runtime.asking.threads_given_up)
    assert not [record for record in caplog.records if record.exc_info]


async def test_a_slow_inline_question_or_button_holds_up_nobody_either(youju, server, zhang, li):
    async with youju(own=True, timing=SHORT) as telegram:
        searcher = slowed(telegram)
        assert (await zhang.asks_inline(ENDLESS)).results == ()
        await zhang.says(zhang.private(), RATE)
        assert "91.9%" in (await zhang.private().next_reply()).text
        searcher.released.set()


async def test_reading_a_folder_in_keeps_no_question_waiting(youju, zhang, li):
    begun, finished = Event(), Event()

    def sync(progress=None):
        begun.set()
        finished.wait(10)

    async with youju(own=True, admins=[li]) as telegram:
        asking = telegram.runtime.asking
        syncing = [asyncio.create_task(asking.at_length(sync)) for _ in range(3)]
        await asyncio.to_thread(begun.wait, 5)
        await zhang.says(zhang.private(), RATE)
        assert "91.9%" in (await zhang.private().next_reply()).text
        finished.set()
        await asyncio.gather(*syncing)


async def test_the_limit_begins_when_a_thread_takes_the_work():
    workers = Workers("test", at_once=1)
    ended = [asyncio.create_task(workers.run(lambda: time.sleep(0.1), limit_s=0.8)) for _ in range(10)]

    await asyncio.gather(*ended)
    workers.close()


async def test_when_all_spare_threads_are_held_questions_are_refused_at_once(monkeypatch):
    monkeypatch.setattr("bot.telegram.workers._GRACE_S", 0.0)
    released = Event()
    workers = Workers("test", at_once=2)
    for _ in range(SPARE_THREADS):
        with pytest.raises(OutOfTimeError, match="given up"):
            await workers.run(lambda: released.wait(10), limit_s=0.01)
    since = time.monotonic()
    with pytest.raises(OutOfTimeError, match="too many"):
        await workers.run(lambda: 1, limit_s=5.0)
    assert time.monotonic() - since < 4.0

    released.set()
    while workers.given_up:  # noqa: ASYNC110 -- threads ring no bell
        await asyncio.sleep(0.01)
    assert await workers.run(lambda: 1, limit_s=5.0) == 1
    workers.close()


async def test_what_the_work_raises_comes_out():
    workers = Workers("test", at_once=1)
    with pytest.raises(ZeroDivisionError):
        await workers.run(lambda: 1 // 0, limit_s=1.0)
    assert await workers.run(lambda: 2) == 2
    workers.close()


def test_doctor_says_when_no_thread_is_left(settings):
    lives = Heartbeat(os.getpid(), time.time(), 1.0, "", "v", 0, 0, threads_given_up=2)
    beat(settings.library_folder, lives)
    assert check_running(settings).ok
    assert "2 个问题超时" in check_running(settings).lines[-1]
    beat(settings.library_folder, replace(lives, threads_given_up=SPARE_THREADS))

    assert not check_running(settings).ok
    assert "重启" in check_running(settings).lines[-1]


def test_work_that_does_not_end_keeps_no_process_from_ending():
    code = (
        "import asyncio\n"
        "from bot.telegram.workers import Workers\n"
        "def endless():\n"
        "    while True: pass\n"
        "async def main():\n"
        "    workers = Workers('test', 1)\n"
        "    task = asyncio.create_task(workers.run(endless))\n"
        "    await asyncio.sleep(0.1)\n"
        "    task.cancel()\n"
        "    workers.close()\n"
        "asyncio.run(main())\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code], cwd=Path(__file__).parents[3], timeout=20, check=False
    )

    assert ended.returncode == 0


class SlowLibrary(Library):
    """The real one on a slow disk."""

    pause_s = 0.05  # a passage
    looked_at = 0

    def glances(self, passage_ids):
        self.looked_at += len(passage_ids)
        time.sleep(self.pause_s * len(passage_ids))
        return super().glances(passage_ids)


def test_a_library_too_large_for_the_time_is_given_up_on_the_way(tmp_path, analyser):
    library = SlowLibrary(tmp_path / "library", analyser)
    for number in range(60):
        path = tmp_path / f"{number}.txt"
        path.write_text(f"第{number}号简报\n\n开发区{number}号企业复工,提到云招商。\n", "utf-8")
        library.add_file(path)
    answerer = Answerer(Searcher(library, EmbeddedBackend(tmp_path / "postings"), analyser))
    answerer.keep_step()
    question = "有多少篇文档提到云招商?"

    with time_limit(0.1), pytest.raises(OutOfTimeError):
        answerer.reply(question)
    assert library.looked_at < 60 / 2
    library.pause_s = 0.0
    assert "60" in answerer.reply(question).lead  # nothing half done is remembered
    library.close()
