"""jieba's dictionary, searched in a file of blocks by first character: how often a word occurs, its part of speech."""

from __future__ import annotations

import logging
import marshal
import os
import tempfile
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import lru_cache
from hashlib import blake2b
from importlib.util import find_spec
from mmap import ACCESS_READ, mmap
from pathlib import Path
from struct import Struct
from threading import Lock
from typing import NamedTuple
from zlib import crc32

_log = logging.getLogger(__name__)

_FREQUENCIES_KEPT = 4_096  # of words and of beginnings of words


class Dictionary:
    """jieba's dictionary in blocks by first character: how often a word occurs, and its part of speech.

    A word is looked for in the file: in mappings of Python's the words that 300 questions need are 37 MB, and hardly one of
    them is asked for twice. May be used from several threads.
    """

    def __init__(self, path: Path) -> None:
        """Open the blocks at `path`, made from jieba's own dictionary where they are not there or broken.

        Where `path` cannot be written the blocks stay in memory.
        """
        self._path = path
        self._lock = Lock()
        self._sound: dict[str, _Block] = {}  # those that were asked for, by first character
        # How often a word occurs, 0 for what words only begin with, None for what none does.
        self.frequency = lru_cache(_FREQUENCIES_KEPT)(self._frequency)
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
        self._data = memoryview(data)
        self.total: int
        self._names: tuple[str, ...]
        self._places: dict[str, tuple[int, int, int]]
        self.total, self._names, self._places = marshal.loads(header)
        self._start = _HEAD.size + size

    def _frequency(self, word: str) -> int | None:
        block = self._block(word[:1])
        number = block.number(word)
        return None if number is None else block.counts[number]

    def _tag(self, word: str) -> str | None:
        """Return the part of speech of a word; None where the dictionary does not hold it."""
        block = self._block(word[:1])
        number = block.number(word)
        tag = _NO_TAG if number is None else block.tags[number]
        return None if tag == _NO_TAG else self._names[tag]

    def _block(self, character: str) -> _Block:
        """Return the words that begin with a character."""
        known = self._sound.get(character)
        if known is not None:
            return known
        with self._lock:
            try:
                found = self._sound_block(character)
            except _BrokenError:
                self._open(_rebuilt(self._path))
                found = self._sound_block(character)
            self._sound[character] = found
            return found

    def _sound_block(self, character: str) -> _Block:
        place, words, check = self._places.get(character, (0, 0, 0))
        start = self._start + place
        if crc32(self._data[start : start + words * _WORD_BYTES]) != check:
            raise _BrokenError
        counts = start + words * _KEY_BYTES
        tags = counts + words * _COUNT_BYTES
        return _Block(
            self._data[start:counts].cast("Q"),
            self._data[counts:tags].cast("I"),
            self._data[tags : tags + words],
        )

    def is_word(self, text: str) -> bool:
        """Return whether the dictionary holds the word."""
        return self._tag(text) is not None

    def tag(self, word: str) -> str:
        """Return the dictionary's part of speech of a word ("n", "v", "nr" …), "x" where it has none."""
        return self._tag(word) or "x"


_KEY_BYTES, _COUNT_BYTES = 8, 4
_WORD_BYTES = _KEY_BYTES + _COUNT_BYTES + 1
_NO_TAG = 255  # of what words only begin with
_BITS = 21  # of a code point and 1
_SHORT = 3  # of them in a key beside the first character, which all words of a block share
_HASHED = 1 << 63  # no short word has this bit


class _Block(NamedTuple):
    """The words that begin with a character, and what they begin with: their keys in rising order, counts, numbers of tags."""

    keys: memoryview
    counts: memoryview
    tags: memoryview

    def number(self, word: str) -> int | None:
        """Return the place of a word among them; None where it is none of them."""
        key = _key(word)
        at = bisect_left(self.keys, key)
        return at if at < len(self.keys) and self.keys[at] == key else None


def _key(word: str) -> int:
    """Return what tells a word from all others of its first character; one of more than four characters by a hash."""
    if len(word) > _SHORT + 1:
        digest = blake2b(word.encode("utf-8", "surrogatepass"), digest_size=_KEY_BYTES).digest()
        return int.from_bytes(digest, "little") | _HASHED
    key = 0
    for character in word[1:]:
        key = key << _BITS | ord(character) + 1
    return key


class _BrokenError(Exception):
    """The blocks are not what was written."""


_FORMAT = 3
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
        places[character] = (len(body), len(packed) // _WORD_BYTES, crc32(packed))
        body += packed
    header = marshal.dumps((total, names, places), _MARSHAL_VERSION)
    return _HEAD.pack(_MAGIC, len(header), crc32(header)) + header + bytes(body)


def _packed(block: Mapping[str, tuple[int, str]], numbers: Mapping[str, int]) -> bytes:
    # jieba walks prefixes: each must be there, if only with 0
    every = {word[:end]: (0, _NO_TAG) for word in block for end in range(1, len(word))}
    every |= {word: (count, numbers[tag]) for word, (count, tag) in block.items()}
    rows = sorted((_key(word), count, tag) for word, (count, tag) in every.items())
    keys, counts, tags = zip(*rows, strict=True)
    return array("Q", keys).tobytes() + array("I", counts).tobytes() + bytes(tags)


def open_dictionary(folder: Path) -> Dictionary:
    """Return the dictionary whose blocks lie in `folder`."""
    size = _dictionary_file().stat().st_size
    return Dictionary(folder / f"jieba-{size}-{_FORMAT}.blocks")
