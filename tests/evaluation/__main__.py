"""Everything that is measured, one part after another: `python -m tests.evaluation [--folder DIR] [--only PART…]`."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys

# Parts that read the public sets, and those that do with the project's own files.
_PUBLIC = ("abstention", "retrieval", "reading", "kept_back")
_PARTS = ("gold", *_PUBLIC)


def main() -> int:
    """Run the parts, each in a process of its own; return how many failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.evaluation", description=__doc__)
    parser.add_argument(
        "--folder", default=os.environ.get("YOUJU_EVALUATION"), help="where the public sets lie"
    )
    parser.add_argument("--only", nargs="+", choices=_PARTS, default=_PARTS)
    arguments = parser.parse_args()
    failed = 0
    for part in arguments.only:
        print(f"\n## {part}\n", flush=True)  # noqa: T201
        if part in _PUBLIC and not arguments.folder:
            print("left out: --folder DIR or YOUJU_EVALUATION says where the public sets lie", flush=True)  # noqa: T201
            continue
        environment = os.environ | ({"YOUJU_EVALUATION": arguments.folder} if arguments.folder else {})
        failed += (
            subprocess.run(
                [sys.executable, "-m", f"tests.evaluation.{part}"], env=environment, check=False
            ).returncode
            != 0
        )
    return failed


if __name__ == "__main__":
    sys.exit(main())
