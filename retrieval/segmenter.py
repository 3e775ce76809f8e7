"""Words of Chinese text by jieba, hidden Markov model off; the only file that knows jieba.

jieba reads its whole dictionary before the first word (0.6 s). A question needs a few hundred entries of it,
so the dictionary is kept once more, sorted into blocks by first character, and a block is read when its
character turns up: the same words from the same algorithm, ready in milliseconds. `rjieba` (extra `fast`) is
jieba in Rust; with the model off it gives the same words, and it is used where it is installed.
"""

from __future__ import annotations

import logging
import marshal
import os
import sys
import tempfile
from array import array
from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import lru_cache
from importlib.util import find_spec
from itertools import chain, repeat
from mmap import ACCESS_READ, mmap
from pathlib import Path
from struct import Struct
from threading import Lock
from typing import Any, Protocol
from zlib import crc32

_log = logging.getLogger(__name__)

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


class Dictionary:
    """jieba's dictionary in blocks by first character: how often a word occurs, and its part of speech.

    May be used from several threads.
    """

    def __init__(self, path: Path) -> None:
        """Open the blocks at `path`, made from jieba's own dictionary where they are not there or broken.

        Where `path` cannot be written the blocks stay in memory.
        """
        self._path = path
        self._lock = Lock()
        self._tags: dict[str, tuple[str, bytes]] = {}  # the words that begin with a character, and their tags
        self._counted: set[str] = set()
        self.frequencies: dict[str, int] = {}
        try:
            self._open(_mapped(path))
        except (OSError, _BrokenError):
            self._open(_rebuilt(path))

    def __reduce__(self) -> tuple[Callable[[Path], Dictionary], tuple[Path]]:
        """Let another process open the same blocks."""
        return Dictionary, (self._path,)

    def _open(self, data: bytes | mmap) -> None:
        if len(data) < _HEAD.size:
            raise _BrokenError
        magic, size, check = _HEAD.unpack(data[: _HEAD.size])
        header = data[_HEAD.size : _HEAD.size + size]
        if magic != _MAGIC or crc32(header) != check:
            raise _BrokenError
        self._data = data
        self.total: int
        self._names: tuple[str, ...]
        self._places: dict[str, tuple[int, int, int]]
        self.total, self._names, self._places = marshal.loads(header)
        self._start = _HEAD.size + size

    def load(self, text: str) -> None:
        """Read the frequencies of the words that begin with characters of `text`, where they are not read yet."""
        wanted = set(text) - self._counted
        if wanted:
            with self._lock:
                for character in wanted - self._counted:
                    self._count(character)

    def _count(self, character: str) -> None:
        if character in self._places:
            words, _, counts = self._block(character)
            every = words.split("\n")
            self.frequencies.update(zip(every, chain(memoryview(counts).cast("I"), repeat(0)), strict=False))
        self._counted.add(character)

    def _lines(self, character: str) -> tuple[str, bytes]:
        """Return the words that begin with a character, each between two line ends, and their tags by number.

        They are looked through as they are: all of them in a mapping of Python's are 40 MB, and most are asked for once or never.
        """
        known = self._tags.get(character)
        if known is not None:
            return known
        with self._lock:
            found = ("\n", b"")
            if character in self._places:
                words, tags, _ = self._block(character)
                found = (f"\n{words}\n", tags)
            self._tags[character] = found
            return found

    def _number(self, word: str) -> int | None:
        """Return the number of a word's part of speech; None where the dictionary does not hold it."""
        lines, tags = self._lines(word[:1])
        place = -1 if "\n" in word else lines.find(f"\n{word}\n")
        line = lines.count("\n", 0, place) if place >= 0 else len(tags)
        return tags[line] if line < len(tags) else None

    def _block(self, character: str) -> tuple[str, bytes, bytes]:
        """Return the words of a character, one a line, their tags by number, their counts (unsigned, 32 bits).

        Behind the words stand, without tag and count, the beginnings of them that are none.
        """
        try:
            block = self._sound_block(character)
        except _BrokenError:
            self._open(_rebuilt(self._path))
            block = self._sound_block(character)
        found: tuple[str, bytes, bytes] = marshal.loads(block)
        return found

    def _sound_block(self, character: str) -> bytes:
        place, size, check = self._places[character]
        block = self._data[self._start + place : self._start + place + size]
        if crc32(block) != check:
            raise _BrokenError
        return block

    def is_word(self, text: str) -> bool:
        """Return whether the dictionary holds the word."""
        return self._number(text) is not None

    def tag(self, word: str) -> str:
        """Return the dictionary's part of speech of a word ("n", "v", "nr" …), "x" where it has none."""
        number = self._number(word)
        return "x" if number is None else self._names[number]


class _BrokenError(Exception):
    """The blocks are not what was written."""


_FORMAT = 2
_MAGIC = b"YJBLOCK%d" % _FORMAT
_HEAD = Struct("<8sII")  # magic, size of the header, its CRC-32
_MARSHAL_VERSION = 2  # without references: the same bytes every time


def _mapped(path: Path) -> bytes | mmap:
    with path.open("rb") as file:
        try:
            return mmap(file.fileno(), 0, access=ACCESS_READ)
        except ValueError:  # an empty file
            return b""


def _rebuilt(path: Path) -> bytes:
    """Return the blocks made anew, and kept at `path`: by rename, for the sake of other processes."""
    data = _blocks()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".blocks-")
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).replace(path)
    except OSError as error:
        _log.warning(
            "cannot keep the dictionary's blocks at %s (%s); they stay in memory", path, error.strerror
        )
    return data


def _dictionary_file() -> Path:
    """Return where jieba's dictionary lies, without importing jieba or importlib.metadata (0.04 s)."""
    spec = find_spec("jieba")
    assert spec is not None, "jieba is a dependency"
    assert spec.origin is not None
    return Path(spec.origin).with_name("dict.txt")


def _blocks() -> bytes:
    """Return jieba's dictionary sorted into blocks by first character."""
    words: dict[str, dict[str, tuple[int, str]]] = defaultdict(dict)
    total = 0
    with _dictionary_file().open(encoding="utf-8") as lines:
        for line in lines:
            word, count, tag = line.split()
            words[word[0]][word] = (int(count), tag)
            total += int(count)
    names = tuple(sorted({tag for block in words.values() for _, tag in block.values()}))
    places: dict[str, tuple[int, int, int]] = {}
    body = bytearray()
    for character, block in words.items():
        packed = _packed(block, {tag: number for number, tag in enumerate(names)})
        places[character] = (len(body), len(packed), crc32(packed))
        body += packed
    header = marshal.dumps((total, names, places), _MARSHAL_VERSION)
    return _HEAD.pack(_MAGIC, len(header), crc32(header)) + header + bytes(body)


def _packed(block: Mapping[str, tuple[int, str]], numbers: Mapping[str, int]) -> bytes:
    # jieba walks prefixes: each must be there, if only with 0
    beginnings = {word[:end]: None for word in block for end in range(1, len(word))}
    every = [*block, *(beginning for beginning in beginnings if beginning not in block)]
    counts = array("I", [count for count, _ in block.values()])
    tags = bytes(numbers[tag] for _, tag in block.values())
    return marshal.dumps(("\n".join(every), tags, counts.tobytes()), _MARSHAL_VERSION)


def _jieba_cutter(dictionary: Dictionary) -> _Cutter:
    jieba = _import_jieba()

    class Tokenizer(jieba.Tokenizer):  # type: ignore[misc, name-defined]
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


# rjieba takes 0.1 s to start, jieba over the blocks half of that and 15 times longer for each character:
# a single question is cut by jieba, documents by rjieba.
_BEFORE_RJIEBA = 2_000


class _RustCutter:
    def cut(self, text: str) -> list[str]:
        import rjieba

        words: list[str] = rjieba.cut(text, False)
        return words


class Segmenter:
    """Cuts text into words and knows their parts of speech."""

    def __init__(self, dictionary: Dictionary, fast: bool | None = None) -> None:
        """Use `rjieba` if `fast`, jieba if not; by default jieba, and `rjieba`, if there, for much text."""
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
        if self._fast is None:
            self._characters += len(text)
            if self._characters > _BEFORE_RJIEBA:
                self._be_quick()
        cutter = self._cutter
        if cutter is None:
            cutter = self._cutter = _RustCutter() if self._fast else _jieba_cutter(self._dictionary)
        return cutter.cut(text)

    def warm_up(self) -> None:
        """Load what much text is cut by, which else the first of it waits for."""
        if self._fast is None:
            self._be_quick()
        self.cut("热身")

    def _be_quick(self) -> None:
        self._fast, self._cutter = find_spec("rjieba") is not None, None

    def is_word(self, text: str) -> bool:
        """Return whether the dictionary holds the word."""
        return self._dictionary.is_word(text)


def open_segmenter(folder: Path) -> Segmenter:
    """Return a segmenter whose blocks lie in `folder`."""
    size = _dictionary_file().stat().st_size
    return Segmenter(Dictionary(folder / f"jieba-{size}-{_FORMAT}.blocks"))
