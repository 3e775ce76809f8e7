"""A pool answers as one process does, keeps step with the library, and outlives the processes that it is made of."""

import asyncio
import json
import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from shutil import copytree

import pytest

from answers.deadline import time_limit
from answers.errors import OutOfTimeError, QuestionError
from answers.types import Abstention, Answer, Compound
from bot.errors import AnsweringError, ProcessGoneError
from bot.services import open_services
from bot.settings import Settings
from bot.telegram.answering.pool import Pool
from bot.telegram.answering.seam import Ask, Brief, OwnProcess
from tests.bot.telegram.conftest import SEEDS
from tests.bot.telegram.test_running import Process
from tests.timing import comes_true

ROOT = Path(__file__).parents[3]
RATE = "滨江的企业复工率是多少?"
GOLD = (ROOT / "tests/gold/seeds.jsonl").read_text("utf-8").splitlines()
QUESTIONS = [
    *(json.loads(line)["question"] for line in GOLD[::20]),
    "江阴的复工率是多少?昆山的呢?",
    "火星的复工率是多少?",
]


@pytest.fixture(scope="module")
def services(built_library, tmp_path_factory):
    """A library of its own over documents of its own: tests change them."""
    folder = tmp_path_factory.mktemp("pool")
    copytree(SEEDS, folder / "documents")
    copytree(built_library, folder / "library")
    opened = open_services(
        Settings(documents=folder / "documents", library=folder / "library", answering_processes=2)
    )
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def pool(services):
    """Two processes, started once: each takes two seconds of a processor."""
    pool = Pool(services)
    pool.start()
    yield pool
    children = pids(pool)
    pool.close()
    assert not any(map(is_alive, children))


@pytest.fixture
def own(services):
    return OwnProcess(services)


def pids(pool):
    return [place.child.pid for place in pool._places if place.child is not None]


def by_each(pool, wanted):
    """Return what each of the two processes makes of it."""
    first = pool._take()
    try:
        of_the_second = pool.answer(wanted)
    finally:
        pool._give_back(first)  # to be the next
    return [of_the_second, pool.answer(wanted)]


def is_alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):  # the latter where it goes while it is read
        return False


@contextmanager
def all_stopped(pool):
    """Let no process of a pool come to an answer."""
    children = pids(pool)
    for pid in children:
        os.kill(pid, signal.SIGSTOP)
    try:
        yield children
    finally:
        for pid in filter(is_alive, children):
            os.kill(pid, signal.SIGCONT)


async def is_whole(pool):
    return await comes_true(lambda: len(pids(pool)) == 2 and pool._free.qsize() == 2, within_s=60.0)


def test_replies_are_those_of_one_process(pool, own):
    with ThreadPoolExecutor(2) as threads:
        replies = list(threads.map(pool.answer, map(Ask, QUESTIONS)))

    assert replies == [own.answer(Ask(question)) for question in QUESTIONS]
    assert {type(answered.reply) for answered in replies} == {Answer, Abstention, Compound}


def test_turns_and_briefs_cross(pool, own):
    first = pool.answer(Ask(RATE))
    follow_up = Ask("江阴呢?", (first.turn,))
    documents = tuple(citation.document.id for citation in first.reply.citations)

    assert pool.answer(follow_up) == own.answer(follow_up)
    assert pool.answer(follow_up).reply.question.understood == "江阴的企业复工率是多少?"
    for brief in (Brief("复工复产"), Brief("复工复产", documents), Brief("火星")):
        assert pool.answer(brief) == own.answer(brief)


def test_what_is_no_question_is_refused_as_ever(pool):
    with pytest.raises(QuestionError):
        pool.answer(Ask("问" * 501))


def test_what_breaks_there_is_told_here_with_its_traceback(pool):
    with pytest.raises(AnsweringError) as told:
        pool.answer(Ask(None))

    assert "Traceback" in told.value.__notes__[0]


def test_a_change_of_the_library_and_a_taught_word_are_known_to_the_next_question(pool, own, services):
    asked = [Ask("云岭街道企业复工率是多少?"), Ask("云岭街道企业开动率是多少?")]
    brief = services.settings.documents / "云岭.md"
    for rate in ("61.5%", "62.75%"):
        brief.write_text(f"# 云岭\n\n云岭街道企业复工率为{rate}。\n", "utf-8")
        services.sync()
        assert [answered.reply.answer for answered in by_each(pool, asked[0])] == [rate, rate]
    untaught = own.answer(asked[1])
    assert by_each(pool, asked[1]) == [untaught, untaught]

    services.lexicon_files.synonyms.write_text("开动率 复工率\n", "utf-8")
    services.sync()

    taught = own.answer(asked[1])
    assert taught.reply.answer == "62.75%"
    assert taught != untaught
    assert by_each(pool, asked[1]) == [taught, taught]
    brief.unlink()
    services.sync()
    gone = own.answer(asked[0])
    assert by_each(pool, asked[0]) == [gone, gone]


async def test_a_process_that_is_killed_at_a_question_is_replaced_and_another_answers(pool, own, caplog):
    before = pids(pool)
    with all_stopped(pool) as children, ThreadPoolExecutor(1) as thread:
        answered = thread.submit(pool.answer, Ask(RATE))
        assert await comes_true(lambda: pool._free.qsize() == 1)
        idle = pool._free.queue[0].child.pid
        (busy,) = set(children) - {idle}
        os.kill(idle, signal.SIGCONT)
        os.kill(busy, signal.SIGKILL)

        assert await asyncio.to_thread(answered.result) == own.answer(Ask(RATE))

    assert await is_whole(pool)
    assert set(pids(pool)) & set(before) == {idle}
    assert f"{busy} 已不在" in caplog.text


async def test_a_process_that_does_not_heed_the_time_is_killed_and_replaced(pool):
    assert await is_whole(pool)
    before = pids(pool)
    with all_stopped(pool), pytest.raises(OutOfTimeError, match="超时不停"), time_limit(0.1):
        pool.answer(Ask(RATE))

    assert await is_whole(pool)
    assert len(set(pids(pool)) & set(before)) == 1


def test_the_time_left_is_heeded_by_the_process_itself(pool, monkeypatch):
    monkeypatch.setattr("bot.telegram.answering.child._GRACE_S", 30.0)  # a busy machine takes its time
    before = pids(pool)
    for limit_s in (0.0, -60.0):  # over before it was asked: no reason to kill it
        with time_limit(limit_s), pytest.raises(OutOfTimeError):
            pool.answer(Ask("昆山一共有多少家企业复工?"))

    assert pids(pool) == before


def test_a_process_ignores_what_tells_the_bot_to_stop_and_writes_nothing(pool, own, services):
    before = set(services.settings.library_folder.rglob("*"))
    for number in (signal.SIGINT, signal.SIGTERM):
        for pid in pids(pool):
            os.kill(pid, number)

    assert pool.answer(Ask(RATE)) == own.answer(Ask(RATE))
    assert set(services.settings.library_folder.rglob("*")) == before


def test_a_question_that_ends_two_processes_is_asked_of_no_third_and_never_of_the_bot(
    services, monkeypatch, caplog
):
    asked = []

    class Ending:
        """Ends at whatever it is asked."""

        pid, is_alive = 4711, True

        def __init__(self, settings):
            pass

        def answer(self, wanted, step, limit_s):
            asked.append(wanted)
            self.is_alive = False
            raise ProcessGoneError("gone")

        def kill(self):
            self.is_alive = False

    monkeypatch.setattr("bot.telegram.answering.pool.Child", Ending)
    monkeypatch.setattr(OwnProcess, "answer", lambda own, wanted: pytest.fail("asked in the bot's process"))
    pool = Pool(services)
    pool.start()

    with pytest.raises(ProcessGoneError):
        pool.answer(Ask(RATE))

    assert asked == [Ask(RATE)] * 2
    assert "YOUJU_ANSWERING_PROCESSES" in caplog.text
    pool.close()


def test_a_bot_that_answers_by_itself_imports_nothing_of_the_pool():
    code = (
        "import sys; from types import SimpleNamespace; from bot.settings import Settings\n"
        "from bot.telegram.application import _answering\n"
        "print(type(_answering(SimpleNamespace(settings=Settings()))).__name__)\n"
        "print([one for one in sys.modules if one.startswith('bot.telegram.answering.')])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)

    assert done.stdout.splitlines() == ["OwnProcess", "['bot.telegram.answering.seam']"]


def test_where_no_process_can_be_started_the_bot_answers_itself_and_says_what_to_do(services, own, caplog):
    nowhere = services.settings.library_folder / "library.sqlite" / "no folder"
    settings = replace(services.settings, library=nowhere, answering_processes=1)
    pool = Pool(replace(services, settings=settings))
    pool.start()

    assert pool.answer(Ask(RATE)) == own.answer(Ask(RATE))
    assert "YOUJU_ANSWERING_PROCESSES" in caplog.text
    pool.close()


async def test_through_telegram_it_answers_whatever_happens_and_the_processes_end_with_a_bot_that_is_killed(
    server, built_library, tmp_path, zhang
):
    documents, library = tmp_path / "documents", tmp_path / "library"
    copytree(SEEDS, documents)
    copytree(built_library, library)
    environment = {"YOUJU_DOCUMENTS": str(documents), "YOUJU_ANSWERING_PROCESSES": "2"}
    environment |= {
        "YOUJU_PERSON_LIMIT": "1000",
        "YOUJU_CHAT_LIMIT": "1000",
    }  # the same is asked until it is known

    async def reply_to(text):
        await zhang.says(zhang.private(), text)
        return (await zhang.private().next_reply(60)).text

    async with Process(server, library, **environment) as bot:
        await server.polled(60)
        first, _ = children_of(bot.process.pid)
        assert "91.9%" in await reply_to(RATE)
        os.kill(first, signal.SIGKILL)
        assert "江阴的企业复工率" in await reply_to("江阴呢?")

        (documents / "云岭.md").write_text("# 云岭\n\n云岭街道企业复工率为61.5%。\n", "utf-8")
        async with asyncio.timeout(60):
            while "61.5%" not in await reply_to("云岭街道企业复工率是多少?"):  # noqa: ASYNC110 -- in its own time
                await asyncio.sleep(0.5)
        children = children_of(bot.process.pid)
        await bot.end(signal.SIGKILL)

    assert await comes_true(lambda: not any(map(is_alive, children)))


def children_of(pid):
    tasks = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for task in tasks for child in task.read_text().split()]
