"""Answered questions a second, latency at 30 a second, idle memory: `python -m tests.benchmarks.telegram_speed`.

Everything on loopback: the server and the people share one process, the bot has its own.
"""

# ruff: noqa: T201 -- what it prints is what it is for

import asyncio
import json
import signal
import statistics
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.telegram_stage import Bot, Crowd, tally
from tests.botapi import BotApiServer, Message

_FLOOD = 3000
_RATE, _FOR_S = 30, 20


async def _main() -> int:
    with tempfile.TemporaryDirectory() as folder, BotApiServer() as server:
        crowd = Crowd(server, people=200, groups=40, private=160)
        bot = Bot(
            server, Path(folder) / "library", {"YOUJU_PERSON_LIMIT": "1000", "YOUJU_CHAT_LIMIT": "1000"}
        )
        await bot.start()
        await asyncio.sleep(2)
        print(f"idle: {bot.memory_mb():.0f} MB")
        for _ in range(60):
            await crowd.ask()
        await asyncio.sleep(2)
        latencies = await _latencies(server, crowd)
        p50, p95, p99 = (statistics.quantiles(latencies, n=100)[n - 1] * 1000 for n in (50, 95, 99))
        print(f"{_RATE}/s for {_FOR_S} s: p50 {p50:.1f}, p95 {p95:.1f}, p99 {p99:.1f} ms")
        before = len(server.calls("sendMessage"))
        cpu_s = bot.cpu_s()
        asked = [await crowd.ask() for _ in range(_FLOOD)]
        since = time.monotonic()
        first = len(server.calls("sendMessage")) - before
        while (done := len(server.calls("sendMessage")) - before) < _FLOOD:  # noqa: ASYNC110 -- another process
            await asyncio.sleep(0.2)
        rate = (done - first) / (time.monotonic() - since)
        cpu_ms = (bot.cpu_s() - cpu_s) / _FLOOD * 1000
        print(f"flood: {rate:.0f} answered/s, {cpu_ms:.1f} ms CPU each, {dict(tally(server, asked))}")
        print(f"after {len(server.calls('sendMessage'))} answers: {bot.memory_mb():.0f} MB")
        await bot.end(signal.SIGTERM)
        return int(p95 > 60 or rate < 150)


async def _latencies(server: BotApiServer, crowd: Crowd) -> list[float]:
    """From the moment a question is said to the moment its answer comes in at the server."""
    asked: dict[tuple[int, int], float] = {}
    begun = time.monotonic()
    for number in range(_RATE * _FOR_S):
        await asyncio.sleep(max(0.0, begun + number / _RATE - time.monotonic()))
        at = time.time()
        message: Message = await crowd.ask()
        asked[message.chat.id, message.id] = at
    await asyncio.sleep(2)
    found = []
    for call in server.calls("sendMessage"):
        reply = json.loads(call.parameters.get("reply_parameters", "{}"))
        key = (call.chat_id or 0, reply.get("message_id", 0))
        if key in asked:
            found.append(call.at - asked[key])
    return found


if __name__ == "__main__":
    sys.exit(asyncio.run(_main()))
