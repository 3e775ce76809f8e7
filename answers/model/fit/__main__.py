"""`python -m answers.model.fit --folder DIR`: fit the weights on the question sets in a folder."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from answers.model.fit.model import Fitted, fit
from answers.model.fit.provenance import provenance
from answers.model.fit.sets import read_set
from answers.model.lexicon import Lexicon
from answers.model.types import Style
from answers.model.weights import SHIPPED, save
from retrieval.analysis import Analyser
from retrieval.segmenter import open_segmenter


def main() -> None:
    """Fit on CMRC 2018 train and DRCD dev (or one half of its articles); write weights and their provenance."""
    parser = argparse.ArgumentParser(prog="python -m answers.model.fit", description=main.__doc__)
    parser.add_argument(
        "--folder", type=Path, default=os.environ.get("YOUJU_EVALUATION"), help="holds the sets"
    )
    parser.add_argument("--half", type=int, choices=(0, 1), help="fit on this half of DRCD's articles alone")
    parser.add_argument("--out", type=Path, default=SHIPPED)
    arguments = parser.parse_args()
    if arguments.folder is None:
        parser.error("say where the question sets are: --folder or YOUJU_EVALUATION")
    segmenter = open_segmenter(Path(tempfile.gettempdir()) / "youju-fit")
    analyser = Analyser(segmenter)
    cmrc = read_set(Path(arguments.folder) / "cmrc2018_train", analyser)
    drcd = read_set(Path(arguments.folder) / "drcd_dev", analyser)
    drcd_part = drcd.questions if arguments.half is None else drcd.half(arguments.half)
    sets = [Fitted(cmrc, cmrc.questions, Style.FULL), Fitted(drcd, drcd_part, Style.BRIEF)]
    weights = fit(sets, Lexicon(segmenter), _say)
    save(weights, arguments.out)
    used = [f"{len(each.part)} questions of {each.questions.name}" for each in sets]
    text = provenance(arguments.out, weights, used, datetime.now(UTC).date())
    arguments.out.with_suffix(".md").write_text(text, encoding="utf-8")


def _say(line: str) -> None:
    sys.stderr.write(line + "\n")
    sys.stderr.flush()


if __name__ == "__main__":
    main()
