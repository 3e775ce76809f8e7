"""Words of Chinese text by jieba, hidden Markov model off; the only file that knows jieba.

jieba reads its whole dictionary before the first word (0.6 s). A question needs a few hundred entries of it,
so the dictionary is kept once more, sorted into blocks by first character, and a block is read when its
character turns up: the same words from the same algorithm, ready in milliseconds. `rjieba` (extra `fast`) is
jieba in Rust; with the model off it gives the same words, and it is used where it is installed.
"""

from __future__ import annotations

import marshal
import os
import sys
import tempfile
from collections import defaultdict
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol


class _Cutter(Protocol):
    def cut(self, text: str) -> list[str]: ...


def _import_jieba() -> Any:
    """Import jieba without setuptools' pkg_resources, which it would load (0.1 s) only to find its dictionary."""
    absent = object()
    before = sys.modules.get("pkg_resources", absent)
    sys.modules["pkg_resources"] = None  # type: ignore[assignment]
    try:
        import jieba
    finally:
        if before is absent:
            del sys.modules["pkg_resources"]
        else:
            sys.modules["pkg_resources"] = before  # type: ignore[assignment]
    return jieba


class Dictionary:
    """jieba's dictionary in blocks by first character: how often a word occurs, and its part of speech."""

    def __init__(self, path: Path) -> None:
        """Open the blocks at `path`, made from jieba's own dictionary where they are not there yet."""
        if not path.exists():
            _write_blocks(path)
        self._file = path.open("rb")
        header_size = int.from_bytes(self._file.read(8), "little")
        self.total, self._places = marshal.loads(self._file.read(header_size))
        self._start = 8 + header_size
        self._tags: dict[str, str] = {}
        self._loaded: set[str] = set()
        self.frequencies: dict[str, int] = {}

    def load(self, text: str) -> None:
        """Read the blocks of the characters of `text` that are not read yet."""
        for character in set(text) - self._loaded:
            self._loaded.add(character)
            place = self._places.get(character)
            if place is not None:
                self._file.seek(self._start + place[0])
                frequencies, tags = marshal.loads(self._file.read(place[1]))
                self.frequencies.update(frequencies)
                self._tags.update(tags)

    def is_word(self, text: str) -> bool:
        """Return whether the dictionary holds the word."""
        self.load(text[:1])
        return self.frequencies.get(text, 0) > 0

    def tag(self, word: str) -> str:
        """Return the dictionary's part of speech of a word ("n", "v", "nr", "ns" …), "x" where it has none."""
        self.load(word[:1])
        return self._tags.get(word, "x")


def _write_blocks(path: Path) -> None:
    """Sort jieba's dictionary into blocks; replaced by rename, so that two processes cannot harm each other."""
    frequencies: dict[str, dict[str, int]] = defaultdict(dict)
    tags: dict[str, dict[str, str]] = defaultdict(dict)
    total = 0
    with Path(_import_jieba().__file__).with_name("dict.txt").open(encoding="utf-8") as lines:
        for line in lines:
            word, count, tag = line.split()
            block = frequencies[word[0]]
            block[word] = int(count)
            tags[word[0]][word] = tag
            total += int(count)
            for end in range(1, len(word)):  # jieba walks prefixes: each must be there, if only with 0
                block.setdefault(word[:end], 0)
    places: dict[str, tuple[int, int]] = {}
    body = bytearray()
    for character, block in frequencies.items():
        packed = marshal.dumps((block, tags[character]))
        places[character] = (len(body), len(packed))
        body += packed
    header = marshal.dumps((total, places))
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(len(header).to_bytes(8, "little") + header + body)
    Path(name).replace(path)


def _jieba_cutter(dictionary: Dictionary) -> _Cutter:
    jieba = _import_jieba()

    class Tokenizer(jieba.Tokenizer):  # type: ignore[misc]
        """jieba's tokenizer over a dictionary that is read as it is needed."""

        def __init__(self) -> None:
            super().__init__()
            self.FREQ = dictionary.frequencies
            self.total = dictionary.total
            self.initialized = True

        def get_DAG(self, sentence: str) -> Any:  # noqa: N802, the name is jieba's
            dictionary.load(sentence)
            return super().get_DAG(sentence)

        def cut(self, text: str) -> list[str]:
            return list(super().cut(text, HMM=False))

    tokenizer: _Cutter = Tokenizer()
    return tokenizer


class _RustCutter:
    def cut(self, text: str) -> list[str]:
        import rjieba

        words: list[str] = rjieba.cut(text, False)
        return words


class Segmenter:
    """Cuts text into words and knows their parts of speech."""

    def __init__(self, dictionary: Dictionary, fast: bool | None = None) -> None:
        """Use `rjieba` if `fast`, jieba if not; by default whichever is installed."""
        self._dictionary = dictionary
        fast = find_spec("rjieba") is not None if fast is None else fast
        self._cutter: _Cutter = _RustCutter() if fast else _jieba_cutter(dictionary)

    def cut(self, text: str) -> list[str]:
        """Return the words of `text` in order; put together they are the text."""
        return self._cutter.cut(text)

    def is_word(self, text: str) -> bool:
        """Return whether the dictionary holds the word."""
        return self._dictionary.is_word(text)

    def tag(self, word: str) -> str:
        """Return the dictionary's part of speech of a word, "x" where it has none."""
        return self._dictionary.tag(word)


def open_segmenter(folder: Path) -> Segmenter:
    """Return a segmenter whose blocks lie in `folder`."""
    jieba_version = "0.42.1"
    return Segmenter(Dictionary(folder / f"jieba-{jieba_version}.blocks"))
