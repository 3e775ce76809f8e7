"""What one large text costs to take in: `python -m tests.benchmarks.library_sizes`; the limit comes from it."""

# ruff: noqa: T201 -- what it prints is what it is for

import resource
import subprocess
import sys
import tempfile
import time
from itertools import cycle
from pathlib import Path

from bot.services import open_library
from bot.settings import Settings

_SEEDS = Path(__file__).parents[2] / "seeds"
_MB = 2**20
_SIZES_MB = (1, 2, 4, 7.9, 45)


def _text(size_mb: float, form: str) -> str:
    """Return a text of that size made of the briefs: as they are, or all of it one line."""
    briefs = [path.read_text("utf-8") for path in sorted(_SEEDS.glob("*.md"))]
    parts, size = [], 0
    for number, brief in enumerate(cycle(briefs)):
        parts.append(brief.replace("# ", f"# 第{number}号 ", 1))
        size += len(parts[-1].encode())
        if size >= size_mb * _MB:
            break
    text = "\n".join(parts)
    return text.replace("\n", " ") if form == "one line" else text


def _measure(folder: Path) -> None:
    services = open_library(Settings(documents=folder, library=folder.parent / "library"))
    started = time.process_time()
    report = services.library.sync(folder)
    read = time.process_time() - started
    services.answerer.keep_step()
    indexed = time.process_time() - started - read
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    passages = services.answerer.searcher.size()
    outcome = report.unread[0].reason if report.unread else f"{passages} passages"
    print(f"reading {read:6.1f} s, postings {indexed:6.1f} s, peak {peak_mb:5.0f} MB: {outcome}")


def main() -> int:
    """Take in a text of each size and form, each in a process of its own; print processor times."""
    if len(sys.argv) > 1:
        _measure(Path(sys.argv[1]))
        return 0
    for form, suffix in (("as briefs", "md"), ("as briefs", "txt"), ("one line", "txt")):
        for size_mb in _SIZES_MB:
            with tempfile.TemporaryDirectory() as home:
                folder = Path(home) / "documents"
                folder.mkdir()
                (folder / f"a.{suffix}").write_text(_text(size_mb, form), "utf-8")
                started = time.monotonic()
                done = subprocess.run(
                    [sys.executable, "-m", "tests.benchmarks.library_sizes", str(folder)],
                    check=False, capture_output=True, text=True,
                )  # fmt: skip
                wall = time.monotonic() - started
                print(
                    f"{size_mb:5} MB {form:9} .{suffix:3} {wall:6.1f} s wall: {done.stdout or done.stderr[-300:]}",
                    end="",
                )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
