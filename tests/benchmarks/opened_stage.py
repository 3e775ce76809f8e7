"""A library of public passages, a hundred a file, opened to be asked."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path

from answers.answerer import Answerer
from retrieval.analysis import Analyser
from retrieval.backends.embedded import EmbeddedBackend
from retrieval.collector import collect_seldom
from retrieval.library import Library
from retrieval.search import Searcher
from retrieval.segmenter import open_segmenter
from tests.benchmarks.search_corpora_stage import passages

_A_FILE = 100


def opened(folder: Path, size: int, work: Path, beside: Sequence[Path] = ()) -> Answerer:
    """Return what answers from so many passages, and the files of other folders; their library is made where it is not there."""
    collect_seldom()
    documents, library_folder = work / f"documents-{size}", work / f"library-{size}"
    if not documents.exists():
        _write(islice(passages(folder, size), size), documents)
        for other in beside:
            shutil.copytree(other, documents / other.name)
    analyser = Analyser(open_segmenter(work))
    library = Library(library_folder, analyser)
    searcher = Searcher(library, EmbeddedBackend(library_folder / "postings"), analyser)
    library.sync(documents, None, searcher.follow)
    answerer = Answerer(searcher)
    answerer.keep_step()
    searcher.tidy()
    return answerer


def _write(texts: Iterable[str], documents: Path) -> None:
    documents.mkdir(parents=True)
    held = iter(texts)
    for number in range(10**6):
        own = [" ".join(text.split()) for text in islice(held, _A_FILE)]
        if not own:
            return
        (documents / f"{number:05}.md").write_text("\n\n".join([f"# {number}", *own, ""]), "utf-8")
