"""20 SIGKILLs under a load of 300 questions: `python -m tests.benchmarks.telegram_kills [seed]`.

The bot is killed at a random moment each time, while it starts or while it answers; then it is started again. Each
question must be answered exactly once or apologised for, and none lost.
"""

# ruff: noqa: T201 -- what it prints is what it is for

import asyncio
import random
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.benchmarks.telegram_stage import Bot, Crowd, doubled, tally
from tests.botapi import BotApiServer, Message

_KILLS = 20
_QUESTIONS = 300
_LONGEST_RUN_S = 1.0  # counted from the first poll; every fourth one is killed while it starts
_LOST_AFTER_S = 60.0  # without an answer to any


def _portions(dice: random.Random) -> Iterator[int]:
    """Yield how many questions come in during each run: all of them together, unevenly."""
    left = _QUESTIONS
    for runs_left in range(_KILLS, 0, -1):
        portion = left if runs_left == 1 else min(left, dice.randint(0, 2 * left // runs_left))
        left -= portion
        yield portion


async def _ask(crowd: Crowd, count: int, for_s: float, asked: list[Message]) -> None:
    for _ in range(count):
        asked.append(await crowd.ask())
        await asyncio.sleep(for_s / count)


async def _run_and_kill(
    bot: Bot, crowd: Crowd, portion: int, dice: random.Random, asked: list[Message]
) -> None:
    """Start the bot, let questions come in, and kill it at a random moment."""
    dies_at_the_start = dice.random() < 0.25
    if dies_at_the_start:
        await bot.spawn()
    else:
        await bot.start()
    lives_s = dice.uniform(0.0, _LONGEST_RUN_S)
    asking = asyncio.create_task(_ask(crowd, portion, lives_s, asked))
    await asyncio.sleep(lives_s)
    await bot.end(signal.SIGKILL)
    await asking


async def _until_settled(lost: Callable[[], int]) -> None:
    """Wait until none is lost, or none is answered any more: a busy machine answers few a second."""
    left, since = lost(), time.monotonic()
    while left and time.monotonic() - since < _LOST_AFTER_S:
        await asyncio.sleep(0.5)
        if (now := lost()) != left:
            left, since = now, time.monotonic()


async def _main(seed: int) -> int:
    dice, asked = random.Random(seed), list[Message]()
    with tempfile.TemporaryDirectory() as folder, BotApiServer() as server:
        # Some ask ten questions, one after the other: most of them wait in their lanes when the bot dies.
        crowd = Crowd(server, people=30, groups=5, private=25)
        bot = Bot(
            server, Path(folder) / "library", {"YOUJU_PERSON_LIMIT": "1000", "YOUJU_CHAT_LIMIT": "1000"}
        )
        since = time.monotonic()
        for portion in _portions(dice):
            await _run_and_kill(bot, crowd, portion, dice, asked)
        await bot.start()
        await _until_settled(lambda: tally(server, asked)["lost"])
        await asyncio.sleep(3)
        counts = tally(server, asked)
        print(
            f"seed {seed}: {_KILLS} kills, {len(asked)} questions, {time.monotonic() - since:.0f} s",
            dict(counts),
        )
        for said in doubled(server, asked):
            print("doubled:", *(str(message)[:90] for message in said), sep="\n  ")
        ended = await bot.end(signal.SIGTERM)
        log = (Path(folder) / "bot.log").read_text("utf-8")
        print(f"SIGTERM: {ended}; set aside: {log.count('set aside')}; tracebacks: {log.count('Traceback')}")
        return int(bool(counts["lost"] or counts["answered more than once"] or ended))


if __name__ == "__main__":
    sys.exit(asyncio.run(_main(int(sys.argv[1]) if len(sys.argv) > 1 else 1)))
