"""10,000 files of eight formats: `python -m tests.benchmarks.library_formats [--files N] [--work DIR]`.

The library is filled first, unless DIR holds it. Timed, on the clock and of a processor, is the sync when nothing has changed, as the command and within a process that has warmed
up, as the bot has; and how long after a file of each format was written anew a question is answered by it.
"""

# ruff: noqa: T201 -- what it prints is what it is for

from __future__ import annotations

import argparse
import random
import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from bot.rendering.plain import to_text
from bot.rendering.shown import show
from bot.services import Services, open_library
from bot.settings import Settings
from tests.benchmarks.library_kills_formats import WRITERS, MixedStage

_FILES, _SYNCS, _CHANGES = 10_000, 7, 3
_LONGEST_UNCHANGED_S, _LONGEST_CHANGED_S, _GIVEN_UP_S = 1.5, 1.0, 60


class Timed:
    """Seconds that something took, on the clock and of a processor: others may be at work beside."""

    def __init__(self) -> None:
        self.wall: list[float] = []
        self.spent: list[float] = []

    def take(self, work: Callable[[], object]) -> None:
        """Do something, and take its time; that of the processes it ran is its own."""
        started, before = time.perf_counter(), _spent()
        work()
        self.wall.append(time.perf_counter() - started)
        self.spent.append(_spent() - before)

    def __str__(self) -> str:
        """Return the medians, and the worst on the clock."""
        wall, spent = statistics.median(self.wall), statistics.median(self.spent)
        return f"{wall:.2f} s (worst {max(self.wall):.2f}), of a processor {spent:.2f}"


def _spent() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def unchanged(stage: MixedStage, services: Services) -> float:
    """Print how long a sync takes where nothing has changed; return what the command spends."""
    command, within = Timed(), Timed()
    for _ in range(_SYNCS):
        command.take(lambda: stage.sync(stage.library))
        within.take(services.sync)
    print(f"nothing changed, the command: {command}\nnothing changed, within a process: {within}")
    return statistics.median(command.spent)


def changed(stage: MixedStage, services: Services) -> float:
    """Print how soon a changed file of each format answers; return the longest that this spends."""
    longest = 0.0
    for suffix, write in WRITERS.items():
        timed = Timed()
        file = stage.documents / f"云岭{suffix}"
        for number in range(10, 10 + _CHANGES):
            file.write_bytes(
                write(
                    f"云岭街道{suffix[1:]}简报\n截至今日,云岭街道企业复工率为{number}.5%。\n员工返岗情况良好。\n"
                )
            )
            timed.take(partial(_answered, services, f"{number}.5%"))
        file.unlink()
        longest = max(longest, statistics.median(timed.spent))
        print(f"{suffix} written anew, answered after: {timed}")
    return longest


def _answered(services: Services, wanted: str) -> None:
    """Bring the library in step, and ask until the answer is the one wanted."""
    services.sync()
    until = time.perf_counter() + _GIVEN_UP_S
    while wanted not in to_text(show(services.answerer.reply("云岭街道企业复工率是多少?"))):
        if time.perf_counter() > until:
            raise RuntimeError(f"nothing answers {wanted}")


def main() -> int:
    """Print what a sync and a change cost; return 1 where a figure is not as wanted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=_FILES)
    parser.add_argument("--work", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        home = (options.work or Path(made)).resolve()
        is_there = (home / "documents").exists()
        stage = MixedStage(home, random.Random(1), 0 if is_there else options.files)
        print(f"filled with {options.files} files: {stage.sync(stage.library):.0f} s")
        services = open_library(Settings(documents=stage.documents, library=stage.library))
        services.library.warm_up()
        services.sync()
        is_quick = unchanged(stage, services) <= _LONGEST_UNCHANGED_S
        is_answered = changed(stage, services) <= _LONGEST_CHANGED_S
        services.close()
    return 0 if is_quick and is_answered else 1


if __name__ == "__main__":
    raise SystemExit(main())
