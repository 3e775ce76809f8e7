"""Three ways to the same words: jieba as it comes, jieba over blocks, jieba in Rust."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path

import jieba
import pytest

from retrieval import dictionary as dictionary_module
from retrieval import segmenter as segmenter_module
from retrieval.analysis import Analyser
from retrieval.dictionary import Dictionary
from retrieval.normalise import normalise
from retrieval.segmenter import Segmenter, open_segmenter


@pytest.fixture(scope="module")
def blocks_file(blocks: Path, analyser: Analyser) -> Path:
    """The blocks as this run's analyser has made them."""
    (path,) = blocks.glob("*.blocks")
    return path


@pytest.fixture(scope="module")
def plain() -> jieba.Tokenizer:
    """jieba as it comes, its whole dictionary read."""
    tokenizer = jieba.Tokenizer()
    tokenizer.initialize()
    return tokenizer


@pytest.fixture(scope="module")
def lines(seeds: Path) -> list[str]:
    read = [
        normalise(line).text for path in seeds.glob("*.md") for line in path.read_text("utf-8").split("\n")
    ]
    return [line for line in read if line]


def test_lazy_jieba_cuts_as_jieba_does(blocks_file, lines, plain):
    lazy = Segmenter(Dictionary(blocks_file), fast=False)

    assert len(lines) > 50
    assert [lazy.cut(line) for line in lines] == [list(plain.cut(line, HMM=False)) for line in lines]


def test_rjieba_cuts_as_jieba_does(blocks_file, lines):
    pytest.importorskip("rjieba")
    lazy, fast = Segmenter(Dictionary(blocks_file), fast=False), Segmenter(Dictionary(blocks_file), fast=True)

    assert [fast.cut(line) for line in lines] == [lazy.cut(line) for line in lines]


def test_rjieba_is_loaded_for_documents_alone(blocks_file, lines, monkeypatch):
    monkeypatch.setattr(segmenter_module, "find_spec", lambda _: True)
    monkeypatch.setitem(sys.modules, "rjieba", None)  # who imports it fails
    segmenter = Segmenter(Dictionary(blocks_file))
    text = "\n".join(lines) * 10

    segmenter.cut(text)
    segmenter.expect(len(text))

    assert len(text) > 100_000
    with pytest.raises(ImportError):
        segmenter.cut(text)


@pytest.mark.originals
def test_all_three_agree_on_the_originals(blocks_file, originals, plain):
    lazy = Segmenter(Dictionary(blocks_file), fast=False)
    fast = Segmenter(Dictionary(blocks_file), fast=find_spec("rjieba") is not None)

    for path in originals.glob("*.txt"):
        text = normalise(path.read_text("utf-8")).text
        assert lazy.cut(text) == fast.cut(text) == list(plain.cut(text, HMM=False))


def test_the_dictionary_knows_words_and_their_parts_of_speech(blocks_file):
    segmenter = Segmenter(Dictionary(blocks_file))

    assert segmenter.is_word("设立")
    assert not segmenter.is_word("设立长")
    assert not segmenter.is_word("")
    assert (segmenter.tag("杭州"), segmenter.tag("企业"), segmenter.tag("甲乙丙丁戊己")) == ("ns", "n", "x")


def test_the_blocks_hold_the_whole_dictionary(blocks_file, plain):
    dictionary = Dictionary(blocks_file)
    lines = Path(jieba.__file__).with_name("dict.txt").read_text("utf-8").splitlines()
    tags = {word: tag for word, _, tag in map(str.split, lines)}

    found = {word: dictionary.frequency(word) for word in plain.FREQ}

    assert found == plain.FREQ
    assert [word for word in tags if dictionary.frequency(f"{word}\n") is not None] == []
    assert [word for word in tags if not dictionary.is_word(word)] == []
    assert [word for word, tag in tags.items() if dictionary.tag(word) != tag] == []


def damaged(data: bytes, kind: str) -> bytes:
    return {
        "empty": b"",
        "half": data[: len(data) // 2],
        "header": data[:20] + bytes(40) + data[60:],
        "body": data[:-3000] + bytes(3000),
    }[kind]


@pytest.mark.parametrize("kind", ["empty", "half", "header", "body"])
def test_a_broken_blocks_file_is_made_anew(tmp_path, blocks_file, lines, kind, monkeypatch):
    path = tmp_path / "jieba.blocks"
    whole = blocks_file.read_bytes()
    monkeypatch.setattr(dictionary_module, "_blocks", lambda: whole)  # sorting the dictionary takes a second
    path.write_bytes(damaged(whole, kind))

    lazy = Segmenter(Dictionary(path), fast=False)

    assert lazy.cut(lines[0]) == Segmenter(Dictionary(blocks_file), fast=False).cut(lines[0])
    for character in map(chr, range(0x4E00, 0x9FA6) if kind in ("body", "half") else ()):
        lazy.is_word(character)
    assert path.read_bytes() == whole


def test_where_blocks_cannot_be_kept_they_stay_in_memory(tmp_path, blocks_file, monkeypatch):
    whole = blocks_file.read_bytes()
    monkeypatch.setattr(dictionary_module, "_blocks", lambda: whole)
    (tmp_path / "file").write_text("a file where a folder is wanted")

    assert open_segmenter(tmp_path / "file").is_word("杭州")
    assert (tmp_path / "file").is_file()


def test_many_threads_may_use_one_segmenter(blocks_file, lines):
    alone = Segmenter(Dictionary(blocks_file), fast=False)
    shared = Segmenter(Dictionary(blocks_file), fast=False)

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(shared.cut, lines))

    assert found == [alone.cut(line) for line in lines]


def test_figures_are_cut_before_jieba_sees_the_text(analyser: Analyser):
    analysis = analyser.analyse("截至2月25日,2.3万家企業復工率91.9%,總投資3.52億美元")

    words = [word.of(analysis.text) for word in analysis.words]

    assert {"2月25日", "2.3万家", "91.9%", "3.52亿美元"} <= set(words)
    assert "2.3万" in analysis.word_terms
