"""Corpora of words for `search_speed`: public paragraphs, and beyond their number windows of their sentences."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from retrieval.normalise import normalise
from retrieval.segmenter import Segmenter, open_segmenter
from tests.benchmarks.answering_stage import rows_of, texts_of

_SENTENCE = re.compile(r"[^\u3002!?\uff01\uff1f;\uff1b\n]+[\u3002!?\uff01\uff1f;\uff1b\n]*")
_MOST_SENTENCES = {500_000: 4}  # in a window; of a million passages more have to be made
_SENTENCES_BEYOND = 12
_LEAST_CHARACTERS = 10
_LETTERS = re.compile(r"\w")
_QUESTIONS = ("policies_half", "cmrc2018_dev", "drcd_dev")


class Corpus(NamedTuple):
    """Passages as numbers of words: passage after passage, so many words each; what word a number stands for."""

    words: NDArray[np.int32]
    lengths: NDArray[np.int32]
    vocabulary: list[str]

    def passages(self) -> Iterator[list[int]]:
        """Yield each passage's words."""
        end = 0
        for length in self.lengths.tolist():
            start, end = end, end + length
            yield self.words[start:end].tolist()


def read(folder: Path) -> Corpus:
    """Return the corpus that lies in a folder."""
    vocabulary = json.loads((folder / "vocabulary.json").read_text("utf-8"))
    return Corpus(np.load(folder / "words.npy"), np.load(folder / "lengths.npy"), vocabulary)


def write(sets: Path, size: int, folder: Path) -> None:
    """Write a corpus of so many passages, or as many as there are, of public sets into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    segmenter = open_segmenter(folder)
    numbers: dict[str, int] = {}
    found, lengths = [], []
    for text in islice(passages(sets, size), size):
        words = [numbers.setdefault(word, len(numbers)) for word in cut(text, segmenter)]
        found.append(np.array(words, dtype=np.int32))
        lengths.append(len(words))
    np.save(folder / "words.npy", np.concatenate(found))
    np.save(folder / "lengths.npy", np.array(lengths, dtype=np.int32))
    (folder / "vocabulary.json").write_text(json.dumps(list(numbers), ensure_ascii=False), "utf-8")


def cut(text: str, segmenter: Segmenter) -> list[str]:
    """Return a text's words, marks left out."""
    return [word for word in segmenter.cut(normalise(text).text) if _LETTERS.search(word)]


def questions(sets: Path, count: int, segmenter: Segmenter) -> list[list[str]]:
    """Return the words of questions of three sets in turns; no word is left out."""
    each = []
    for name in _QUESTIONS:
        asked = [row["question"] for row in rows_of(sets / name / "questions.jsonl.gz")]
        wanted = -(-count // len(_QUESTIONS))
        each.append(asked[:: max(1, len(asked) // wanted)][:wanted])
    return [cut(text, segmenter) for texts in zip(*each, strict=True) for text in texts][:count]


def passages(sets: Path, size: int) -> Iterator[str]:
    """Yield paragraphs, each once; then windows of their sentences, in order, evenly chosen where there are more."""
    texts = list(dict.fromkeys(texts_of(sets)))
    yield from texts
    wanted = size - len(texts)
    if wanted <= 0:
        return
    windows = list(_windows(texts, _MOST_SENTENCES.get(size, _SENTENCES_BEYOND)))
    step = max(1.0, len(windows) / wanted)
    yield from (windows[int(number * step)] for number in range(min(wanted, len(windows))))


def _windows(texts: list[str], most: int) -> Iterator[str]:
    seen = set(texts)
    for text in texts:
        sentences = _SENTENCE.findall(text)
        for size in range(1, most + 1):
            for start in range(len(sentences) - size + 1):
                window = "".join(sentences[start : start + size])
                if len(window) >= _LEAST_CHARACTERS and window not in seen:
                    seen.add(window)
                    yield window
