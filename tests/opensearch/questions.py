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
_PASSAGES = 2_500


@dataclass(frozen=True, slots=True)
class Asked:
    """What is indexed, and what is asked."""

    documents: Sequence[Indexed]
    queries: Sequence[Query]


def load(analyser: Analyser, scratch: Path, limit: int) -> Asked:
    """Return documents, and so many questions about them."""
    folder = os.environ.get("YOUJU_EVALUATION")
    if folder:
        library, queries = public(Path(folder), analyser, _PASSAGES, limit)
        return Asked(list(library.indexed(library.stamps())), queries)
    documents, texts = _seeds(scratch, analyser)
    return Asked(documents, _queries(analyser, texts, limit))


def public(folder: Path, analyser: Analyser, size: int, limit: int) -> tuple[PublicLibrary, list[Query]]:
    """Return so many passages of an encyclopedia, policies and, for what these lack, news; and questions about them."""
    notices, of_policies = policies(folder / "policies_half", folder / "news_100k")
    articles, of_articles = pooled(folder / "drcd_dev", by_title=True)
    library = PublicLibrary([*articles, *notices[: size - len(articles)]], analyser)
    texts = chain.from_iterable(zip(of_policies, of_articles, strict=False))
    return library, _queries(analyser, [question.text for question in texts], limit)


def _queries(analyser: Analyser, texts: Sequence[str], limit: int) -> list[Query]:
    queries = [as_query(analyser, text) for text in islice(dict.fromkeys(texts), limit)]
    assert len(queries) == limit, f"there are but {len(queries)} questions"
    return queries


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
