"""Questions that ask for tables, by others:  python -m tests.evaluation.tables FOLDER [SET.jsonl ...]

Without a set those over the five original reports; of tests/gold/tables/reports/ `fifteen` and `eighth` are over the fifteen reports of governments, `ten`
over five more with those of Shanghai, Ningxia and Hainan and the bulletins of Jiangxi (2022) and Wanzai (2015), `further/ninth` over these five alone. A line of a set is a question with `rows`, the words that a row's name or indicator holds (parted by |) with the
values that are right for it (none: the documents do not say), and `never`, values that no cell may show.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from answers.answerer import Answerer
from answers.types import Answer, Compound, Row
from retrieval.analysis import Analyser
from retrieval.normalise import normalise
from retrieval.segmenter import open_segmenter
from tests.evaluation.answerers import answerer_over

GOLD = Path(__file__).parents[1] / "gold" / "tables"


def score(question: dict[str, Any], rows: list[Row]) -> tuple[int, int, int]:
    """Return how many values of a question are asked for, how many a table has right, and how many wrong ones it shows."""
    told = [(_plain(f"{row.name}{row.indicator or ''}"), _plain(row.value or "")) for row in rows]
    right = 0
    wrong = sum(any(_plain(value) == shown for _, shown in told) for value in question["never"])
    for words, values in question["rows"].items():
        shown = [
            value for name, value in told if value and any(_plain(word) in name for word in words.split("|"))
        ]
        is_right = any(_plain(value) in one for value in values for one in shown) if values else not shown
        right += is_right
        wrong += not is_right and len(shown) == 1
    return len(question["rows"]), right, wrong


def _plain(text: str) -> str:
    return "".join(normalise(text).text.split())


def _rows(answerer: Answerer, question: str) -> list[Row]:
    reply = answerer.reply(question)
    parts = reply.parts if isinstance(reply, Compound) else (reply,)
    return [row for part in parts if isinstance(part, Answer) for row in part.table]


def main(folder: Path, sets: Sequence[Path]) -> None:
    """Print for each set how many tables are right as a whole, and the share of values right and wrong."""
    with tempfile.TemporaryDirectory() as scratch:
        analyser = Analyser(open_segmenter(Path(scratch)))
        with answerer_over(folder, Path(scratch) / "library", analyser) as answerer:
            for path in sets:
                questions = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
                scores = [score(one, _rows(answerer, one["question"])) for one in questions]
                asked, right, wrong = (sum(column) for column in zip(*scores, strict=True))
                whole = sum(one == two and not three for one, two, three in scores)
                sys.stdout.write(
                    f"{path.stem}: whole {whole} of {len(questions)}, right {right / asked:.1%}, wrong {wrong / asked:.1%}\n"
                )


if __name__ == "__main__":
    main(Path(sys.argv[1]), [*map(Path, sys.argv[2:])] or sorted(GOLD.glob("*.jsonl")))
