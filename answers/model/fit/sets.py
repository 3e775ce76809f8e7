"""Question sets to fit and to measure on: passages, questions, and retrieval among the passages."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np

from answers.model.types import PassageView
from answers.questions.kinds import classify, question_phrases
from answers.types import Kind
from retrieval.analysis import Analyser, Analysis, to_query
from retrieval.bm25 import LuceneBM25, idf
from retrieval.normalise import normalise


@dataclass(frozen=True)
class GoldQuestion:
    """A question, the index of its passage, and its answers in normalised text."""

    id: str
    analysis: Analysis
    kind: Kind
    passage: int
    answers: tuple[str, ...]


@dataclass(frozen=True)
class QuestionSet:
    """Questions about passages that were all put into one pool."""

    name: str
    passages: tuple[PassageView, ...]
    questions: tuple[GoldQuestion, ...]

    def half(self, number: int) -> tuple[GoldQuestion, ...]:
        """Return the questions on one half (0 or 1) of the articles, told apart by the titles' CRC-32."""
        halves = [crc32(passage.title.encode()) // 2**16 % 2 for passage in self.passages]
        return tuple(question for question in self.questions if halves[question.passage] == number)


def read_set(folder: Path, analyser: Analyser) -> QuestionSet:
    """Return the set in a folder: `passages.jsonl.gz` and `questions.jsonl.gz`."""
    rows = list(_rows(folder / "passages.jsonl.gz"))
    passages = tuple(PassageView(analyser.analyse(row["text"]), normalise(row["title"]).text) for row in rows)
    places = {row["id"]: place for place, row in enumerate(rows)}
    questions = []
    for row in _rows(folder / "questions.jsonl.gz"):
        analysis = analyser.analyse(row["question"])
        answers = tuple(dict.fromkeys(normalise(answer).text.strip() for answer in row["answers"]))
        kind = classify(analysis.text)
        questions.append(GoldQuestion(row["id"], analysis, kind, places[row["passage_id"]], answers))
    return QuestionSet(folder.name, passages, tuple(questions))


def _rows(path: Path) -> Iterable[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


class Pool:
    """BM25 over words and .6 bigrams (k1 .9, b .4), and what each term weighs among the passages."""

    def __init__(self, passages: Iterable[PassageView]) -> None:
        analyses = [passage.analysis for passage in passages]
        self._words = LuceneBM25([analysis.word_terms for analysis in analyses], k1=0.9, b=0.4)
        self._bigrams = LuceneBM25([analysis.bigram_terms for analysis in analyses], k1=0.9, b=0.4)
        self.size = len(analyses)

    def idf(self, term: str) -> float:
        """Return the weight of a word or bigram; of one that no passage holds, the largest there is."""
        return idf(self._words.df(term) or self._bigrams.df(term), self.size)

    def search(self, question: Analysis, limit: int = 5) -> tuple[list[int], list[float]]:
        """Return the best passages by index with their scores, ties by index."""
        query = to_query(question, question_phrases(question.text))
        scores = self._words.get_scores(query.words) + 0.6 * self._bigrams.get_scores(query.bigrams)
        best = np.lexsort((np.arange(len(scores)), -scores))[:limit]
        return best.tolist(), scores[best].tolist()


def character_idf(passages: Iterable[PassageView]) -> dict[str, float]:
    """Return the weight of each character among the passages."""
    df: Counter[str] = Counter()
    count = 0
    for passage in passages:
        df.update(set(passage.analysis.character_terms))
        count += 1
    return {term: idf(number, count) for term, number in df.items() if len(term) == 1 and number > 1}
