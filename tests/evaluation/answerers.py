"""Answerers over folders of documents, for measuring and for tests."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from answers.answerer import Answerer
from retrieval.analysis import Analyser
from retrieval.backends.embedded import EmbeddedBackend
from retrieval.library import Library
from retrieval.search import Searcher
from tests.evaluation.public_sets import rows


@contextmanager
def answerer_over(documents: Path, library_folder: Path, analyser: Analyser) -> Iterator[Answerer]:
    """Give an answerer over a fresh library of the documents in a folder; the library is closed at the end."""
    library = Library(library_folder, analyser)
    try:
        library.sync(documents)
        answerer = Answerer(Searcher(library, EmbeddedBackend(library_folder / "postings"), analyser))
        answerer.keep_step()
        yield answerer
    finally:
        library.close()


def write_policies(folder: Path, into: Path, only: Collection[str] | None = None) -> None:
    """Write the policies' chunks back as documents, one text file each, named by its id; `only` some of them."""
    into.mkdir(parents=True, exist_ok=True)
    documents: dict[str, list[str]] = {}
    for row in rows(folder / "policies_half" / "passages.jsonl.gz"):
        documents.setdefault(row["id"].split("#")[0], []).append(row["text"])
    for name, chunks in documents.items():
        if only is not None and name not in only:
            continue
        (into / f"{name}.txt").write_text("\n".join(chunks), "utf-8")
