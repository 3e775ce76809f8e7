"""Documents and questions for a cluster: public sets where they are given, else the briefs that come along."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from retrieval.analysis import Analyser, Query
from retrieval.backends.base import Indexed
from retrieval.library import Library
from tests.evaluation.public_sets import PublicLibrary, policies, pooled
from tests.evaluation.retrieval import as_query

_ROOT = Path(__file__).parents[2]
_GOLD = ("seeds", "styles-seeds", "originals", "readers-originals")
# A cluster on two cores takes in some 200 passages a second: the tests are to end in minutes.
_POLICIES = 1_500


@dataclass(frozen=True, slots=True)
class Asked:
    """What is indexed, and what is asked."""

    documents: Sequence[Indexed]
    queries: Sequence[Query]


def load(analyser: Analyser, scratch: Path, limit: int) -> Asked:
    """Return documents, and so many questions about them."""
    folder = os.environ.get("YOUJU_EVALUATION")
    documents, texts = _public(Path(folder), analyser) if folder else _seeds(scratch, analyser)
    queries = [as_query(analyser, text) for text in islice(dict.fromkeys(texts), limit)]
    assert len(queries) == limit, f"there are but {len(queries)} questions"
    return Asked(documents, queries)


def _public(folder: Path, analyser: Analyser) -> tuple[list[Indexed], list[str]]:
    news, notices = policies(folder / "policies_half", folder / "news_100k")
    articles, encyclopedia = pooled(folder / "drcd_dev", by_title=True)
    library = PublicLibrary([*news[:_POLICIES], *articles], analyser)
    texts = chain.from_iterable(zip(notices, encyclopedia, strict=False))
    return list(library.indexed(library.stamps())), [question.text for question in texts]


def _seeds(scratch: Path, analyser: Analyser) -> tuple[list[Indexed], list[str]]:
    library = Library(scratch / "library", analyser)
    library.sync(_ROOT / "seeds")
    documents = list(library.indexed(library.stamps()))
    library.close()
    lines = [
        line
        for name in _GOLD
        for line in (_ROOT / "tests" / "gold" / f"{name}.jsonl").read_text("utf-8").splitlines()
    ]
    return documents, [json.loads(line)["question"] for line in lines]
