"""100 SIGKILLs of `youju add` and `youju sync` over files of all formats: `python -m tests.benchmarks.library_kills_formats [seed]`.

As `library_kills`, with Word, PDF, Excel, web pages, slides, OFD and CSV beside text, and every other kill that of an `add` of a file
from elsewhere. Afterwards all is added and one sync completes, and the library is the one that is made from scratch.
"""

# ruff: noqa: T201 -- what it prints is what it is for

import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from bot.services import open_library
from bot.settings import Settings
from tests.benchmarks.library_kills import Stage, content, differences, sound
from tests.retrieval.making import at, excel, ofd, pdf, slides, word

_KILLS, _FILES, _ADDED = 100, 120, 40


def _lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line]


def _pdf(text: str) -> bytes:
    return pdf("".join(at(70, 80 + 24 * n, line[:40], 12) for n, line in enumerate(_lines(text))))


def _html(text: str) -> bytes:
    title, *body = _lines(text)
    return f"<html><head><title>{title}</title></head><body>{''.join(f'<p>{one}</p>' for one in body)}</body></html>".encode()


WRITERS: dict[str, Callable[[str], bytes]] = {
    ".txt": str.encode,
    ".docx": lambda text: word(*_lines(text), (("园区", "企业"), ("东陵", "12家"))),
    ".pdf": _pdf,
    ".xlsx": lambda text: excel([("通报", "说明"), *((str(n), line) for n, line in enumerate(_lines(text)))]),
    ".html": _html,
    ".pptx": lambda text: slides((_lines(text)[0], "\n".join(_lines(text)[1:]), "")),
    ".ofd": lambda text: ofd([(20, 30 + 8 * n, 5, line[:30]) for n, line in enumerate(_lines(text))]),
    ".csv": lambda text: "\n".join(["序号,内容", *(f"{n},{line}" for n, line in enumerate(_lines(text)))]).encode(),
}  # fmt: skip


class MixedStage(Stage):
    """A folder of all formats, and files elsewhere that are added by hand."""

    def __init__(self, home: Path, dice: random.Random, files: int) -> None:
        self._elsewhere = home / "elsewhere"
        self._elsewhere.mkdir(parents=True, exist_ok=True)
        super().__init__(home, dice, files)
        for number in range(_ADDED):
            suffix = list(WRITERS)[number % len(WRITERS)]
            file = self._elsewhere / f"补充{number}{suffix}"
            file.write_bytes(self.data(suffix))

    def suffix(self) -> str:
        """Return the format of the next file."""
        return self.dice.choice(list(WRITERS))

    def data(self, suffix: str) -> bytes:
        """Return a file of that format."""
        return WRITERS.get(suffix, str.encode)(self.text())

    def add(self, *files: Path) -> subprocess.Popen[str]:
        """Start an `add` of files from elsewhere."""
        return self.run("add", *map(str, files), library=self.library)

    def fill(self, library: Path) -> None:
        """Make a library as it should be: all from elsewhere added as well."""
        super().fill(library)
        self.add_all(library)

    def add_all(self, library: Path) -> None:
        """Add everything from elsewhere."""
        services = open_library(Settings(documents=self.documents, library=library))
        for file in sorted(self._elsewhere.iterdir()):
            services.library.add_file(file)
        services.close()

    def kill_an_add(self, longest_s: float) -> None:
        """Add some files from elsewhere, which may be there already, and kill that at a random moment."""
        files = self.dice.sample(sorted(self._elsewhere.iterdir()), 5)
        process = self.add(*files)
        time.sleep(self.dice.uniform(0, longest_s))
        process.send_signal(signal.SIGKILL)
        process.communicate()


def added(library: Path) -> set[str]:
    """Return the sources of what was added by hand."""
    with closing(sqlite3.connect(library / "library.sqlite")) as connection:
        return {
            source for (source,) in connection.execute("SELECT source FROM documents WHERE origin = 'added'")
        }


def run(home: Path, seed: int, kills: int, files: int) -> list[str]:
    """Kill so many runs of `add` and `sync`; return everything that is wrong afterwards, nothing where all is right."""
    stage = MixedStage(home, random.Random(seed), files)
    longest_s = stage.sync(home / "measured")
    Stage.fill(stage, stage.library)
    found: list[str] = []
    held: set[str] = set()
    for number in range(kills):
        kill = stage.kill_an_add if number % 2 else stage.kill_a_sync
        kill(longest_s)
        found += (f"after kill {number}: {fault}" for fault in sound(stage.library))
        now = added(stage.library)
        found += (f"after kill {number}: {source} is lost" for source in held - now)
        held = now
    stage.sync(stage.library)
    stage.add_all(stage.library)
    stage.fill(home / "from-scratch")
    return found + differences(stage.library, home / "from-scratch")


def main() -> int:
    """Kill a hundred runs over all formats; return 1 where something is wrong afterwards."""
    seed = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as home:
        found = run(Path(home), seed, _KILLS, _FILES)
        count = len(content(Path(home) / "library"))
    print(*found, sep="\n")
    print(
        f"seed {seed}: {_KILLS} kills over {len(WRITERS)} formats, {count} rows at the end, {len(found)} faults,"
        f" {time.monotonic() - started:.0f} s"
    )
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
