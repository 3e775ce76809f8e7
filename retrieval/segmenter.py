"""Words of Chinese text by jieba, hidden Markov model off; the only file that knows jieba.

jieba reads its whole dictionary before the first word (0.6 s). A question needs a few hundred entries of it,
so they are looked up in a file (`retrieval.dictionary`): the same words from the same algorithm, ready in
milliseconds. `rjieba` (extra `fast`) is jieba in Rust; with the model off it gives the same words, and
documents are cut by it where it is installed.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from retrieval.dictionary import Dictionary, open_dictionary

_TAGS_KEPT = 8_192  # of words: some 100 bytes each


class _Cutter(Protocol):
    def cut(self, text: str) -> list[str]: ...


def _import_jieba() -> Any:
    """Import jieba without setuptools' pkg_resources, loaded (0.1 s) only to find its dictionary."""
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


def _jieba_cutter(dictionary: Dictionary) -> _Cutter:
    jieba = _import_jieba()

    class Tokenizer(jieba.Tokenizer):  # type: ignore[misc, name-defined]
        """jieba's tokenizer over a dictionary that is read as it is needed."""

        def __init__(self) -> None:
            super().__init__()
            self.FREQ = _Frequencies(dictionary.frequency)
            self.total = dictionary.total
            self.initialized = True

        def get_DAG(self, sentence: str) -> dict[int, list[int]]:  # noqa: N802, the name is jieba's
            """Return where words end that begin at each place, by their last characters; as jieba does, a look-up a piece."""
            frequency = dictionary.frequency
            found = {}
            for start in range(len(sentence)):
                ends = []
                for last in range(start, len(sentence)):
                    count = frequency(sentence[start : last + 1])
                    if count is None:
                        break
                    if count:
                        ends.append(last)
                found[start] = ends or [start]
            return found

        def cut(self, text: str) -> list[str]:
            return list(super().cut(text, HMM=False))

    tokenizer: _Cutter = Tokenizer()
    return tokenizer


class _Frequencies(NamedTuple):
    """What jieba asks of its own mapping of words."""

    get: Callable[[str], int | None]


# rjieba takes 0.1 s and 30 MB to start, jieba over the blocks 3 us a character, 15 times as long: questions are cut by
# jieba, documents by rjieba, from that many characters on.
_BEFORE_RJIEBA = 40_000


class _RustCutter:
    def cut(self, text: str) -> list[str]:
        import rjieba

        words: list[str] = rjieba.cut(text, False)
        return words


class Segmenter:
    """Cuts text into words and knows their parts of speech."""

    def __init__(self, dictionary: Dictionary, fast: bool | None = None) -> None:
        """Use `rjieba` if `fast`, jieba if not; by default jieba, and `rjieba`, if there, where much text is expected."""
        self._dictionary = dictionary
        self._fast = fast
        self._characters = 0
        self.tag = lru_cache(_TAGS_KEPT)(
            dictionary.tag
        )  # the part of speech of a word, "x" where it has none
        self._cutter: _Cutter | None = None

    def __reduce__(
        self,
    ) -> tuple[Callable[[Dictionary, bool | None], Segmenter], tuple[Dictionary, bool | None]]:
        """Let another process cut by the same dictionary, as if it had cut nothing yet."""
        return Segmenter, (self._dictionary, self._fast)

    def cut(self, text: str) -> list[str]:
        """Return the words of `text` in order; put together they are the text."""
        cutter = self._cutter
        if cutter is None:
            cutter = self._cutter = _RustCutter() if self._fast else _jieba_cutter(self._dictionary)
        return cutter.cut(text)

    def expect(self, count: int) -> None:
        """Be told of characters that are to be cut and of which more may come: those of documents."""
        if self._fast is None:
            self._characters += count
            if self._characters > _BEFORE_RJIEBA:
                self._fast, self._cutter = find_spec("rjieba") is not None, None

    def is_word(self, text: str) -> bool:
        """Return whether the dictionary holds the word."""
        return self._dictionary.is_word(text)


def open_segmenter(folder: Path) -> Segmenter:
    """Return a segmenter whose blocks lie in `folder`."""
    return Segmenter(open_dictionary(folder))
