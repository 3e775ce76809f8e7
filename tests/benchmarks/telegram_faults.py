"""2,000 questions, 5 % faults, a SIGTERM and a SIGKILL in the middle: `python -m tests.benchmarks.telegram_faults`.

Each question must be answered exactly once or apologised for, and none lost.
"""

# ruff: noqa: T201 -- what it prints is what it is for

import asyncio
import signal
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.telegram_stage import Bot, Crowd, doubled, tally
from tests.botapi import BotApiServer, Fault

_QUESTIONS = 2000
_FAULTS = (
    Fault.flood(1),
    Fault.bad_gateway(),
    Fault.bad_gateway(is_after_effect=True),
    Fault.drop(),
    Fault.drop(is_after_effect=True),
)


async def _main() -> int:
    with tempfile.TemporaryDirectory() as folder, BotApiServer() as server:
        crowd = Crowd(server, people=200, groups=40, private=160)
        bot = Bot(server, Path(folder) / "library")
        await bot.start()
        for seed, fault in enumerate(_FAULTS):
            server.fault(fault, "sendMessage", times=None, probability=0.05 / len(_FAULTS), seed=seed)
        started, asked = time.monotonic(), []
        for number in range(_QUESTIONS):
            asked.append(await crowd.ask())
            await asyncio.sleep(0.01)
            if number == _QUESTIONS // 3:
                print("SIGTERM:", await bot.end(signal.SIGTERM))
                restart = asyncio.create_task(bot.start())
            if number == 2 * _QUESTIONS // 3:
                await restart
                print("SIGKILL:", await bot.end(signal.SIGKILL))
                restart = asyncio.create_task(bot.start())
        await restart
        for _ in range(240):
            counts = tally(server, asked)
            if not counts["lost"]:
                break
            await asyncio.sleep(0.5)
        await asyncio.sleep(3)
        counts = tally(server, asked)
        print(
            f"{time.monotonic() - started:.0f} s", dict(counts), f"{len(server.calls('sendMessage'))} calls"
        )
        for said in doubled(server, asked):
            print("doubled:", *(str(message)[:90] for message in said), sep="\n  ")
        await bot.end(signal.SIGTERM)
        log = (Path(folder) / "bot.log").read_text("utf-8")
        print("token in the log:", server.token in log, "lines:", log.count("\n"))
        print("tracebacks:", log.count("Traceback"))
        return int(bool(counts["lost"] or counts["answered more than once"] or server.token in log))


if __name__ == "__main__":
    sys.exit(asyncio.run(_main()))
