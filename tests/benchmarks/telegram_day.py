"""A day of simulated clock: `python -m tests.benchmarks.telegram_day`.

40 chats have a briefing each, spread over the day; every hour brings a new version of a document and 20
questions. Memory must not grow after the first hours, and each chat gets its briefing once (the one of 00:00 none:
nothing is news before 01:00).
"""

# ruff: noqa: T201 -- what it prints is what it is for

import asyncio
import gc
import subprocess
import sys
import tempfile
import time
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import httpx

from bot.services import open_services
from bot.settings import Settings
from bot.telegram.running import Telegram
from bot.telegram.timing import Timing
from tests.benchmarks.telegram_stage import ROOT, questions
from tests.botapi import TOKEN

_CHATS, _STEP_S, _STEPS_AN_HOUR = 40, 120.0, 30
_NEWS = "泰州{0}号园区复工复产简报\n\n截至3月{0}日,泰州{0}号园区复工复产企业3{0}家。\n"
_MIDNIGHT = datetime(2026, 3, 2, tzinfo=ZoneInfo("Asia/Shanghai")).timestamp()


def _memory_mb() -> float:
    return int(Path("/proc/self/status").read_text().split("VmRSS:")[1].split()[0]) / 1024


class _Server:
    """The server in a process of its own, so that its memory is not counted."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.botapi"], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        assert self._process.stdout is not None
        self.address = self._process.stdout.readline().strip()

    def do(self, verb: str, **values: object) -> Any:
        """Call /control."""
        return httpx.post(f"{self.address}/control/{verb}", json=values).json()["result"]

    def close(self) -> None:
        """End it."""
        self._process.kill()
        self._process.communicate()


async def _main() -> int:
    now = [_MIDNIGHT]
    server = _Server()
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(
            documents=ROOT / "seeds",
            library=Path(folder) / "library",
            telegram_token=TOKEN,
            telegram_api=server.address,
            allow_everyone=True,
        )
        services = open_services(settings)
        telegram = Telegram(
            services, clock=lambda: now[0], timing=Timing(pump_s=0.02, tick_s=0.02, look_s=0.02)
        )
        await telegram.start()
        people = [server.do("person", name=f"甲{n}")["id"] for n in range(_CHATS)]
        for number, person in enumerate(people):
            clock = f"{number * 24 // _CHATS:02}:{number * 7 % 60:02}"
            server.do("say", person=person, chat=person, text=f"/subscribe 复工复产 {clock}")
        await asyncio.sleep(2)
        asked, sizes, begun = questions(), [], time.monotonic()
        for step in range(1, int(86_400 / _STEP_S) + 1):
            now[0] = _MIDNIGHT + step * _STEP_S
            if step % _STEPS_AN_HOUR == 0:
                hour = step // _STEPS_AN_HOUR
                path = (
                    Path(folder) / "每小时更新的简报.txt"
                )  # the same one, so that the library stays as large
                path.write_text(_NEWS.format(hour), "utf-8")
                services.library.add_file(path)
                for number, person in enumerate(people[:20]):
                    server.do("say", person=person, chat=person, text=asked[number])
                await asyncio.sleep(0.6)
                gc.collect()
                sizes.append((hour, _memory_mb()))
            await asyncio.sleep(0.03)
        briefed = Counter(_briefings(server, person) for person in people)
        for hour, memory_mb in sizes[::3]:
            print(f"{hour:2} h: {memory_mb:.0f} MB")
        print(f"briefings a chat: {dict(briefed)}; {time.monotonic() - begun:.0f} s")
        await telegram.stop()
    server.close()
    return int(max(briefed) > 1)


def _briefings(server: _Server, person: int) -> int:
    events = server.do("transcript", chat=person)
    return sum(str(event).count("每日简报 2026") for event in events)


if __name__ == "__main__":
    sys.exit(asyncio.run(_main()))
