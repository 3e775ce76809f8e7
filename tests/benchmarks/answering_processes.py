"""Answers a second at 100,000 paragraphs by one process and by several: `python -m tests.benchmarks.answering_processes`.

First asked as a library, then through Telegram, where the server and the people share one more process. The paragraphs and
questions are public sets (`--folder` or YOUJU_EVALUATION); each question is asked once. `--work DIR` keeps documents and library.
"""

# ruff: noqa: T201 -- what it prints is what it is for

from __future__ import annotations

import asyncio
import os
import signal
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from bot.services import Services, open_library
from bot.settings import Settings
from bot.telegram.answering.pool import Pool
from bot.telegram.answering.seam import Answered, Answering, Ask, OwnProcess
from tests.benchmarks.answering_stage import PARAGRAPHS, questions, write_documents
from tests.benchmarks.options import folder_of, parser_of
from tests.benchmarks.telegram_stage import Bot, Crowd, tally
from tests.botapi import BotApiServer, Message

_WARMING, _QUESTIONS = 40, 300
_COUNTS = (1, 2)


def main() -> int:
    """Print the figures; return 1 where replies differ or one is not answered."""
    parser = parser_of(__doc__)
    options = parser.parse_args()
    if (folder := folder_of(options, "answering_processes")) is None:
        return 0
    asked = questions(folder, _WARMING + _QUESTIONS)
    with tempfile.TemporaryDirectory() as made:
        work = (options.work or Path(made)).resolve()
        settings = Settings(documents=work / "documents", library=work / "library")
        if not settings.documents.exists():
            write_documents(folder, settings.documents)
        services = open_library(settings, draws_facts=True)  # as the bot opens it
        services.sync()
        print(f"{PARAGRAPHS} paragraphs, {_QUESTIONS} questions, load {os.getloadavg()[0]:.1f}")
        replies = [_in_the_library(services, count, asked) for count in _COUNTS]
        services.close()
        answered = [asyncio.run(_through_telegram(settings, count, asked)) for count in _COUNTS]
    differing = sum(one.reply != other.reply for one, other in zip(*replies, strict=True))
    print(f"replies that differ: {differing}")
    return int(differing > 0 or min(answered) < _QUESTIONS)


def _in_the_library(services: Services, count: int, asked: Sequence[str]) -> list[Answered]:
    mine = replace(services, settings=replace(services.settings, answering_processes=count))
    answering: Answering = OwnProcess(mine) if count == 1 else Pool(mine)
    answering.start()
    wanted = [Ask(text) for text in asked]
    with ThreadPoolExecutor(count) as threads:
        list(threads.map(answering.answer, wanted[:_WARMING]))
        cpu, since = _cpu_s(os.getpid()), time.monotonic()
        replies = list(threads.map(answering.answer, wanted[_WARMING:]))
        _report("library", count, os.getpid(), time.monotonic() - since, cpu)
    answering.close()
    return replies


async def _through_telegram(settings: Settings, count: int, asked: Sequence[str]) -> int:
    """Return how many questions were answered."""
    environment = {"YOUJU_PERSON_LIMIT": "1000", "YOUJU_CHAT_LIMIT": "1000"}
    environment |= {"YOUJU_DOCUMENTS": str(settings.documents), "YOUJU_ANSWERING_PROCESSES": str(count)}
    for kept in settings.library_folder.glob("chats.sqlite*"):
        kept.unlink()  # of an earlier server, whose messages had the same numbers
    with BotApiServer() as server:
        crowd = Crowd(server, people=100, groups=20, private=80, texts=asked)
        bot = Bot(server, settings.library_folder, environment)
        try:
            await bot.start()
            await _answered(server, [await crowd.ask() for _ in range(_WARMING)])
            cpu, since = _cpu_s(bot.process.pid), time.monotonic()
            answered = await _answered(server, [await crowd.ask() for _ in range(_QUESTIONS)])
            _report("Telegram", count, bot.process.pid, time.monotonic() - since, cpu)
        finally:
            await bot.end(signal.SIGTERM)
        return answered


async def _answered(server: BotApiServer, asked: list[Message]) -> int:
    """Wait until all questions have a reply; return how many have been answered once."""
    while tally(server, asked)["lost"]:  # noqa: ASYNC110 -- another process
        await asyncio.sleep(0.1)
    return tally(server, asked)["answered"]


def _report(where: str, count: int, pid: int, took_s: float, before: tuple[float, float]) -> None:
    own, theirs = (
        (after - first) / _QUESTIONS * 1000 for after, first in zip(_cpu_s(pid), before, strict=True)
    )
    memory = ", ".join(f"{_own_mb(each):.0f}" for each in (pid, *_children(pid)))
    print(
        f"{where}, {count}: {_QUESTIONS / took_s:.0f} a second, {own:.1f} ms of CPU each and {theirs:.1f} by children, "
        f"{memory} MB of their own, load {os.getloadavg()[0]:.1f}"
    )


def _cpu_s(pid: int) -> tuple[float, float]:
    """Return the processor time of a process so far, and that of its children."""
    return _used_s(pid), sum(map(_used_s, _children(pid)))


def _used_s(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _children(pid: int) -> list[int]:
    tasks = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for task in tasks for child in task.read_text().split()]


def _own_mb(pid: int) -> float:
    return int(Path(f"/proc/{pid}/smaps_rollup").read_text().split("Anonymous:")[1].split()[0]) / 1024


if __name__ == "__main__":
    raise SystemExit(main())
