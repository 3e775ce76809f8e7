"""The engines that `search_speed` compares, and the processes that build and ask them; not a benchmark by itself."""

# ruff: noqa: T201 -- what it prints goes to the process that started it

from __future__ import annotations

import json
import resource
import sqlite3
import sys
import time
from collections.abc import Sequence
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from retrieval.backends import arrays
from retrieval.backends.merged import Merged
from retrieval.bm25 import LuceneBM25, quantised
from retrieval.keys import Occurrences, term_key
from retrieval.parts import Part, Parts
from retrieval.postings import Postings
from retrieval.ranking import PARAMETERS, View
from tests.benchmarks.search_corpora_stage import Corpus, read

K1, B = PARAMETERS[View.WORDS]
TOP = 10
_CHUNK = 500_000  # words whose postings are made at a time
_FIELDS = tuple(Postings.__slots__)


class Engine:
    """An index of one corpus: `build` makes it in a folder, `open` reads it, `search` gives the rows of the best."""

    needs: str | None = None
    largest = 1_000_000  # passages
    questions = 300

    @classmethod
    def is_installed(cls) -> bool:
        return cls.needs is None or find_spec(cls.needs) is not None

    def build(self, corpus: Corpus, folder: Path) -> None:
        raise NotImplementedError

    def open(self, folder: Path, vocabulary: Sequence[str]) -> None:
        raise NotImplementedError

    def search(self, terms: Sequence[str]) -> list[int]:
        raise NotImplementedError


class Youju(Engine):
    """The words view of this project."""

    def build(self, corpus: Corpus, folder: Path) -> None:
        keys = np.array([term_key(word) for word in corpus.vocabulary], dtype=np.uint64)
        ends = np.cumsum(corpus.lengths, dtype=np.int64)
        cuts = np.unique([*np.searchsorted(ends, np.arange(0, ends[-1], _CHUNK)), len(ends)]).tolist()
        parts = []
        for low, high in pairwise(cuts):
            lengths = corpus.lengths[low:high]
            words = corpus.words[ends[low] - corpus.lengths[low] : ends[high - 1]]
            rows = np.repeat(np.arange(high - low, dtype=np.int32), lengths)
            parts.append(Part(Postings.of(Occurrences(keys[words], rows), quantised(lengths))))
        postings = Merged(parts).to_postings()
        arrays.write(folder / "words.segment", ((name, getattr(postings, name)) for name in _FIELDS))

    def open(self, folder: Path, vocabulary: Sequence[str]) -> None:
        found = arrays.read(folder / "words.segment")
        postings = Postings(**{name: found[name] for name in _FIELDS})
        self.bm25 = LuceneBM25(Parts((Part(postings),)), K1, B)

    def search(self, terms: Sequence[str]) -> list[int]:
        return self.bm25.get_top_n(terms, range(self.bm25.rows), TOP)


class Bm25s(Engine):
    needs = "bm25s"
    backend = "numpy"

    def build(self, corpus: Corpus, folder: Path) -> None:
        from bm25s import BM25
        from bm25s.tokenization import Tokenized

        made = BM25(method="lucene", k1=K1, b=B, backend=self.backend)
        vocabulary = {word: number for number, word in enumerate(corpus.vocabulary)}
        made.index(Tokenized(list(corpus.passages()), vocabulary), show_progress=False)
        made.save(folder, show_progress=False)

    def open(self, folder: Path, vocabulary: Sequence[str]) -> None:
        from bm25s import BM25

        self._held = BM25.load(folder, override_params={"backend": self.backend})
        if self.backend == "numba":
            self._held.activate_numba_scorer()

    def search(self, terms: Sequence[str]) -> list[int]:
        found = self._held.retrieve([list(terms)], k=TOP, show_progress=False, n_threads=0)
        return [int(row) for row in found.documents[0]]


class Bm25sNumba(Bm25s):
    backend = "numba"

    @classmethod
    def is_installed(cls) -> bool:
        return super().is_installed() and find_spec("numba") is not None


class Tantivy(Engine):
    needs = "tantivy"

    def _schema(self) -> Any:
        import tantivy

        fields = tantivy.SchemaBuilder()
        fields.add_text_field("text", stored=False, tokenizer_name="whitespace", index_option="freq")
        fields.add_unsigned_field("row", stored=True, indexed=False)
        return fields.build()

    def build(self, corpus: Corpus, folder: Path) -> None:
        import tantivy

        writer = tantivy.Index(self._schema(), path=str(folder)).writer(num_threads=1)
        for row, words in enumerate(corpus.passages()):
            writer.add_document(tantivy.Document(text=_numbered(words), row=row))
        writer.commit()
        writer.wait_merging_threads()

    def open(self, folder: Path, vocabulary: Sequence[str]) -> None:
        import tantivy

        self._library = tantivy
        self._in_schema = self._schema()
        self._held = tantivy.Index(self._in_schema, path=str(folder)).searcher()
        self._numbers = {word: f"w{number}" for number, word in enumerate(vocabulary)}

    def search(self, terms: Sequence[str]) -> list[int]:
        query, occur = self._library.Query, self._library.Occur.Should
        numbers = [self._numbers[term] for term in terms if term in self._numbers]
        wanted = query.boolean_query(
            [
                (occur, query.term_query(self._in_schema, "text", number, index_option="freq"))
                for number in numbers
            ]
        )
        hits = self._held.search(wanted, TOP, count=False).hits
        return [self._held.doc(address)["row"][0] for _, address in hits]


class Fts5(Engine):
    questions = 40  # it takes half a second a question

    def build(self, corpus: Corpus, folder: Path) -> None:
        made = sqlite3.connect(folder / "words.sqlite")
        made.execute("CREATE VIRTUAL TABLE words USING fts5(text, content='')")
        rows = ((row + 1, _numbered(words)) for row, words in enumerate(corpus.passages()))
        made.executemany("INSERT INTO words(rowid, text) VALUES (?, ?)", rows)
        made.commit()
        made.execute("INSERT INTO words(words) VALUES ('optimize')")
        made.commit()
        made.close()

    def open(self, folder: Path, vocabulary: Sequence[str]) -> None:
        self._held = sqlite3.connect(folder / "words.sqlite")
        self._numbers = {word: f'"w{number}"' for number, word in enumerate(vocabulary)}

    def search(self, terms: Sequence[str]) -> list[int]:
        match = " OR ".join(self._numbers[term] for term in terms if term in self._numbers)
        sql = "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rank LIMIT ?"
        return [row - 1 for (row,) in self._held.execute(sql, (match, TOP))]


class RankBm25(Engine):
    """Kept in memory alone: what lies in the folder is the corpus."""

    largest = 100_000  # 1.3 s a question there already
    questions = 15

    def build(self, corpus: Corpus, folder: Path) -> None:
        np.savez(folder / "corpus.npz", words=corpus.words, lengths=corpus.lengths)

    def open(self, folder: Path, vocabulary: Sequence[str]) -> None:
        from rank_bm25 import BM25Okapi

        found = np.load(folder / "corpus.npz")
        words = found["words"], found["lengths"]
        passages = Corpus(*words, list(vocabulary)).passages()
        self._held = BM25Okapi([[vocabulary[word] for word in passage] for passage in passages], k1=K1, b=B)

    def search(self, terms: Sequence[str]) -> list[int]:
        scores = self._held.get_scores(list(terms))
        return np.lexsort((np.arange(len(scores)), -scores))[:TOP].tolist()


ENGINES: dict[str, type[Engine]] = {
    "youju": Youju,
    "bm25s numba": Bm25sNumba,
    "tantivy": Tantivy,
    "bm25s numpy": Bm25s,
    "sqlite fts5": Fts5,
    "rank-bm25": RankBm25,
}


def _numbered(words: Sequence[int]) -> str:
    return " ".join([f"w{word}" for word in words])


def _memory_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 2**20


def _build(name: str, corpus: Path, folder: Path) -> dict[str, float]:
    held = read(corpus)
    folder.mkdir(parents=True, exist_ok=True)
    started = time.process_time()
    ENGINES[name]().build(held, folder)
    return {
        "build_s": time.process_time() - started,
        "size_mb": sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 2**20,
        "build_peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def _open(name: str, corpus: Path, folder: Path, asked: list[list[str]]) -> dict[str, float]:
    vocabulary = json.loads((corpus / "vocabulary.json").read_text("utf-8"))
    before = _memory_mb()
    started = time.process_time()
    engine = ENGINES[name]()
    engine.open(folder, vocabulary)
    opened = time.process_time()
    engine.search(asked[0])
    first = time.process_time()
    for terms in asked[1 : engine.questions]:
        engine.search(terms)
    return {
        "load_s": opened - started,
        "first_ms": (first - opened) * 1e3,
        "memory_mb": _memory_mb() - before,
    }


def _ask(names: list[str], corpus: Path, folder: Path, asked: list[list[str]]) -> dict[str, Any]:
    """Put each question to all engines in turn, twice; the lower of two times counts, but for the slow ones."""
    vocabulary = json.loads((corpus / "vocabulary.json").read_text("utf-8"))
    engines = {name: ENGINES[name]() for name in names}
    for name, engine in engines.items():
        engine.open(folder / name, vocabulary)
        for terms in asked[:3]:
            engine.search(terms)
    times: dict[str, list[float]] = {
        name: [float("inf")] * engine.questions for name, engine in engines.items()
    }
    agreeing = dict.fromkeys(names, 0)
    exact = engines["youju"]
    assert isinstance(exact, Youju)
    for number, terms in [*enumerate(asked), *enumerate(asked)]:
        turn = number % len(names)
        for name in names[turn:] + names[:turn]:
            if number >= engines[name].questions or (
                engines[name].questions < len(asked) and times[name][number] < 1e9
            ):
                continue
            started = time.process_time_ns()
            found = engines[name].search(terms)
            taken = (time.process_time_ns() - started) / 1e6
            if times[name][number] == float("inf"):
                scores = exact.bm25.get_scores(terms)
                best = np.lexsort((np.arange(len(scores)), -scores))[:TOP].tolist()
                agreeing[name] += len(set(best) & set(found)) if name != "youju" else TOP * (best == found)
            times[name][number] = min(times[name][number], taken)
    shares = {name: agreeing[name] / (TOP * engines[name].questions) for name in names}
    return {"times_ms": times, "agreement": shares}


if __name__ == "__main__":
    given = json.loads(sys.stdin.read())
    paths = Path(given["corpus"]), Path(given["folder"])
    match sys.argv[1]:
        case "build":
            print(json.dumps(_build(given["name"], *paths)))
        case "open":
            print(json.dumps(_open(given["name"], *paths, given["asked"])))
        case _:
            print(json.dumps(_ask(given["names"], *paths, given["asked"])))
