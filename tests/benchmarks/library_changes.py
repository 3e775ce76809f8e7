"""What a change costs among 100,000 paragraphs: `python -m tests.benchmarks.library_changes [--work DIR]`.

The library is filled first, unless DIR holds it already. Then a document of 20 passages is written anew, over and over,
in a process that has warmed up as the bot has; timed is how long it takes until a question is answered by its new text.
Questions are asked meanwhile, and while all segments become one; their times are compared with those when nothing
changes: with a change a second, as somebody saves a document over and over, and with changes that never end.
"""

# ruff: noqa: T201 -- what it prints is what it is for

from __future__ import annotations

import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import cycle
from pathlib import Path
from threading import Event, Thread

from bot.rendering.plain import to_text
from bot.rendering.shown import show
from bot.services import Services, open_library
from bot.settings import Settings
from bot.telegram import running
from retrieval.backends import embedded
from tests.benchmarks.answering_stage import questions, write_documents
from tests.benchmarks.options import folder_of, parser_of

_CHANGES, _PASSAGES = 30, 20
_QUESTIONS = 400
_ALONE = 150  # questions asked while nothing changes
_LONGEST_S, _LARGEST_SHARE = 1.0, 2.0
_PAUSE_S = 1.0  # between changes: nobody saves a document more often
_CHANGED = "changed.md"
_GIVEN_UP_S = 60


class Asker:
    """Asks one question after the other in a thread of its own, and notes how long each takes."""

    def __init__(self, services: Services, asked: Sequence[str]) -> None:
        self._services = services
        self._asked = cycle(asked)

    def alone(self, count: int) -> list[float]:
        """Return the times of so many questions, in ms."""
        return [self._ask() for _ in range(count)]

    def during(self, work: Callable[[], None]) -> list[float]:
        """Return the times of the questions that are asked while something is done, in ms."""
        found: list[float] = []
        is_done = Event()

        def ask() -> None:
            while not is_done.is_set():
                found.append(self._ask())

        thread = Thread(target=ask)
        thread.start()
        work()
        is_done.set()
        thread.join()
        return found

    def _ask(self) -> float:
        started = time.perf_counter()
        self._services.answerer.reply(next(self._asked))
        return (time.perf_counter() - started) * 1000


def _text(number: int) -> str:
    """Return a document of twenty passages, one of which answers a question that no other document does."""
    rest = (
        f"第{number}版第{place}节,云岭街道走访企业{place + 20}家,帮助其中{place + 3}家解决用工、物流和原料供应的困难,"
        f"发放口罩{place}万只,组织员工分批返岗,并逐户登记健康状况。"
        for place in range(1, _PASSAGES)
    )
    return "\n\n".join(["# 云岭街道复工简报", f"截至今日,云岭街道企业复工率为{number}.5%。", *rest])


def _change(services: Services, number: int) -> tuple[float, float]:
    """Write the document anew and bring the library in step; return after how many s that is answered, and the CPU's."""
    (services.settings.documents / _CHANGED).write_text(_text(number), "utf-8")
    started, spent = time.perf_counter(), time.process_time()
    services.sync()
    while f"{number}.5" not in _said(services):
        if time.perf_counter() - started > _GIVEN_UP_S:
            raise RuntimeError("the change is not answered by")
    return time.perf_counter() - started, time.process_time() - spent


def _said(services: Services) -> str:
    return to_text(show(services.answerer.reply("云岭街道企业复工率是多少?")))


def _percentile(times: Sequence[float], share: float) -> float:
    return statistics.quantiles(times, n=100, method="inclusive")[round(share * 100) - 1]


def _worst(seconds: Sequence[float]) -> str:
    return f"{statistics.median(seconds):.2f} / {max(seconds):.2f}"


def _figures(times: Sequence[float]) -> str:
    return f"{len(times)} questions, ms p50 / p95: {_percentile(times, 0.5):.0f} / {_percentile(times, 0.95):.0f}"


def _fill(services: Services) -> None:
    started = time.process_time()
    report = services.sync()
    spent = time.process_time() - started
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"filled with {len(report.added)} files: {spent:.0f} s of a processor, peak {peak_mb:.0f} MB")


def _measure(services: Services, asked: Sequence[str]) -> Iterator[bool]:
    """Yield whether each of the figures is as wanted."""
    asker = Asker(services, asked)
    asker.alone(20)
    alone = asker.alone(_ALONE)
    print(f"nothing changes: {_figures(alone)}")
    print(f"a change of {_PASSAGES} passages is answered after s, median / worst of {_CHANGES}:")
    quiet = [_change(services, number) for number in range(60, 60 + _CHANGES)]
    wall, spent = zip(*quiet, strict=True)
    print(f"  nobody asks: {_worst(wall)}, of a processor {_worst(spent)}")
    busy, during = _asked_meanwhile(services, asker, range(10, 10 + _CHANGES), _PAUSE_S)
    print(f"  questions are asked, a change a second: {_worst(busy)}; {_figures(during)}")
    pressed, meanwhile = _asked_meanwhile(services, asker, range(60, 60 + _CHANGES), 0.0)
    print(f"  the same, one change right after the other: {_worst(pressed)}; {_figures(meanwhile)}")
    embedded._SHARE_BESIDE = 0.0  # as past a tenth
    merging = asker.during(services.answerer.searcher.tidy)
    print(f"while all segments become one: {_figures(merging)}")
    yield max(wall) <= _LONGEST_S
    yield max((*busy, *pressed)) <= _LONGEST_S
    yield _percentile(during, 0.95) <= _LARGEST_SHARE * _percentile(alone, 0.95)


def _asked_meanwhile(
    services: Services, asker: Asker, numbers: Sequence[int], pause_s: float
) -> tuple[list[float], list[float]]:
    """Return after how many s each change is answered while questions are asked without a pause, and their times in ms."""
    seconds: list[float] = []

    def change() -> None:
        for number in numbers:
            time.sleep(pause_s)
            seconds.append(_change(services, number)[0])

    during = asker.during(change)
    return seconds, during


def main() -> int:
    """Print what filling and changing costs; return 1 where a figure is not as wanted."""
    parser = parser_of(__doc__)
    options = parser.parse_args()
    if (folder := folder_of(options, "library_changes")) is None:
        return 0
    with tempfile.TemporaryDirectory() as made:
        work = (options.work or Path(made)).resolve()
        documents = work / "changing"
        if not documents.exists():
            write_documents(folder, documents)
        services = open_library(Settings(documents=documents, library=work / "library-changing"))
        _fill(services)
        sys.setswitchinterval(running.SWITCH_S)
        services.library.warm_up()
        is_as_wanted = list(_measure(services, questions(folder, _QUESTIONS)))
        services.close()
    return 0 if all(is_as_wanted) else 1


if __name__ == "__main__":
    raise SystemExit(main())
