"""All benchmarks one after another: `python -m tests.benchmarks`."""

import subprocess
import sys
from pathlib import Path


def main() -> int:
    """Run each benchmark of this folder in a process of its own; return 1 where one fails."""
    status = 0
    for path in sorted(Path(__file__).parent.glob("*_*.py")):
        if path.stem.startswith("__") or path.stem.endswith("_stage"):
            continue
        status |= (
            subprocess.run([sys.executable, "-m", f"tests.benchmarks.{path.stem}"], check=False).returncode
            != 0
        )
    return status


if __name__ == "__main__":
    raise SystemExit(main())
