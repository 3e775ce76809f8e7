"""`python -m answers.model.fit --folder DIR`: fit the weights on the question sets in a folder."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

from answers.model.fit.model import Fitted, fit
from answers.model.fit.sets import read_set
from answers.model.lexicon import Lexicon
from answers.model.types import Style
from answers.model.weights import SHIPPED, save
from retrieval.analysis import Analyser
from retrieval.segmenter import open_segmenter


def main() -> None:
    """Fit on CMRC 2018 train and DRCD dev (or one half of its articles), and write the weights."""
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
    weights = fit(sets, Lexicon(segmenter), lambda line: print(line, file=sys.stderr, flush=True))  # noqa: T201
    save(weights, arguments.out)


if __name__ == "__main__":
    main()
