"""The ten best of so many passages by BM25 over words, six engines: `python -m tests.benchmarks.search_speed`.

All are given the same words of public paragraphs (`--folder` or YOUJU_EVALUATION) and the same questions, none left
out as too frequent. Each engine builds and opens its index in a process of its own; then one process holds all of
them and puts each question to each in turn. Times are those of the processor. `--work DIR` keeps corpora and indexes,
`--out DIR` takes `search_speed.json` and `.png`. An engine that is not installed (extra `bench`) is left out and named.
"""

# ruff: noqa: T201 -- what it prints is what it is for

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from retrieval.segmenter import open_segmenter
from tests.benchmarks import search_corpora_stage as corpora
from tests.benchmarks.options import folder_of, parser_of
from tests.benchmarks.search_engines_stage import ENGINES

_SIZES = (10_000, 100_000, 500_000, 1_000_000)
_QUESTIONS = 300
_PERCENTILES = (50, 95, 99)


def main() -> int:
    """Build, open and ask all engines at each size; print a table of each, and write what was measured."""
    parser = parser_of(__doc__)
    parser.add_argument("--out", type=Path, default=Path("build"))
    parser.add_argument("--sizes", type=int, nargs="+", default=_SIZES)
    options = parser.parse_args()
    if (folder := folder_of(options, "search_speed")) is None:
        return 0
    absent = [name for name, engine in ENGINES.items() if not engine.is_installed()]
    if absent:
        print(f"left out, since not installed (pip install -e '.[bench]'): {', '.join(absent)}")
    with tempfile.TemporaryDirectory() as made:
        work = (options.work or Path(made)).resolve()
        work.mkdir(parents=True, exist_ok=True)
        asked = corpora.questions(folder, _QUESTIONS, open_segmenter(work))
        found = {size: _measured(size, folder, work, asked) for size in options.sizes}
    options.out.mkdir(parents=True, exist_ok=True)
    result = {"machine": _machine(), "sizes": {str(size): engines for size, engines in found.items()}}
    (options.out / "search_speed.json").write_text(json.dumps(result, indent=1), "utf-8")
    if find_spec("matplotlib") is None:
        print("no plot: matplotlib is not installed (extra bench)")
    else:
        _plot(found, options.out / "search_speed.png")
    return 0


def _measured(size: int, sets: Path, work: Path, asked: list[list[str]]) -> dict[str, dict[str, Any]]:
    """Return what was measured of each engine at a size, and print it."""
    corpus, indexes = work / f"corpus-{size}", work / f"indexes-{size}"
    if not (corpus / "vocabulary.json").exists():
        corpora.write(sets, size, corpus)
    names = [name for name, engine in ENGINES.items() if engine.is_installed() and size <= engine.largest]
    paths = {"corpus": str(corpus), "folder": str(indexes)}
    found: dict[str, dict[str, Any]] = {}
    for name in names:
        own = paths | {"name": name, "folder": str(indexes / name)}
        built = indexes / name / "built.json"
        if not built.exists():
            built_now = _run("build", own)
            built.write_text(json.dumps(built_now))
        found[name] = json.loads(built.read_text()) | _run("open", own | {"asked": asked})
    together = _run("ask", paths | {"names": names, "asked": asked})
    ours = together["times_ms"]["youju"]
    for name in names:
        times = together["times_ms"][name]
        ratios = np.array(ours[: len(times)]) / np.array(times)
        found[name] |= {
            "ms": [float(np.percentile(times, share)) for share in _PERCENTILES],
            "youju_over_it": float(np.median(ratios)),
            "agreement": together["agreement"][name],
            "questions": len(times),
        }
    _print(size, corpus, found)
    return found


def _run(what: str, given: Mapping[str, Any]) -> Any:
    command = [sys.executable, "-m", "tests.benchmarks.search_engines_stage", what]
    done = subprocess.run(command, input=json.dumps(given), capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{what} {given.get('name', '')}: {done.stderr[-2000:]}")
    return json.loads(done.stdout.splitlines()[-1])


def _print(size: int, corpus: Path, found: Mapping[str, Mapping[str, Any]]) -> None:
    held = corpora.read(corpus)
    print(
        f"\n{len(held.lengths)} passages ({size} wanted), {len(held.words)} words; load {os.getloadavg()[0]:.0f}\n"
    )
    print(
        "| engine | p50 / p95 / p99, ms | ours over its | first, ms | load, s | memory, MB | build, s | peak, MB | index, MB | the exact ten |"
    )
    print("| --- " * 10 + "|")
    for name, one in found.items():
        times = " / ".join(f"{ms:.3g}" for ms in one["ms"])
        print(
            f"| {name} | {times} | {one['youju_over_it']:.2f} | {one['first_ms']:.1f} | {one['load_s']:.2f} "
            f"| {one['memory_mb']:.0f} | {one['build_s']:.1f} | {one['build_peak_mb']:.0f} | {one['size_mb']:.0f} "
            f"| {one['agreement']:.3f} |",
            flush=True,
        )


def _machine() -> dict[str, Any]:
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False
    )
    return {
        "processors": os.cpu_count(),
        "python": platform.python_version(),
        "numpy": np.__version__,
        "commit": commit.stdout.strip(),
        "load": os.getloadavg()[0],
    }


def _plot(found: Mapping[int, Mapping[str, Mapping[str, Any]]], path: Path) -> None:
    """Draw p50 and memory of each engine against the number of passages."""
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib import pyplot as plt

    figure, axes = plt.subplots(1, 2, figsize=(10, 4))
    panels: Sequence[tuple[str, Any]] = (
        ("p50, ms of a processor", lambda one: one["ms"][0]),
        ("memory, MB", lambda one: max(one["memory_mb"], 0.1)),
    )
    for axis, (title, value) in zip(axes, panels, strict=True):
        for name in ENGINES:
            points = [(size, value(engines[name])) for size, engines in found.items() if name in engines]
            if points:
                axis.loglog(*zip(*points, strict=True), marker="o", label=name)
        axis.set(title=title, xlabel="passages")
    axes[0].legend(fontsize="small")
    figure.tight_layout()
    figure.savefig(path, dpi=100)


if __name__ == "__main__":
    raise SystemExit(main())
