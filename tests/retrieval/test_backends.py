"""What every home of postings must do; a second one is added to `open_backend`'s params."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from errno import EACCES, ENOSPC, EROFS
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.analysis import Analyser, to_query
from retrieval.backends import array_files, embedded
from retrieval.backends.base import Backend, Entry, View
from retrieval.backends.embedded import FIRST_STAGE, EmbeddedBackend, best_rows
from retrieval.errors import PostingsError
from retrieval.types import PassageId

OpenBackend = Callable[[], Backend]


@pytest.fixture(params=[EmbeddedBackend], ids=["embedded"])
def open_backend(request: pytest.FixtureRequest, tmp_path: Path) -> OpenBackend:
    """Opens the home of one set of postings, again and again as a new process would."""
    return lambda: request.param(tmp_path / "postings")


@pytest.fixture
def backend(open_backend: OpenBackend) -> Backend:
    return open_backend()


Index = Callable[..., list[Entry]]


@pytest.fixture
def entries(analyser: Analyser) -> Index:
    """Builds entries from (article, title, text)."""

    def build(*rows: tuple[str, str, str]) -> list[Entry]:
        made = []
        for number, (article, title, text) in enumerate(rows, 1):
            analysis, heading = analyser.analyse(text), analyser.analyse(title)
            terms = {
                View.WORDS: analysis.word_terms,
                View.BIGRAMS: analysis.bigram_terms,
                View.CHARACTERS: analysis.character_terms,
                View.PAIRS: analysis.pair_terms,
                View.HEADING: heading.word_terms,
                View.ARTICLE: heading.bigram_terms,
            }
            made.append(Entry(PassageId(f"p{number:03}"), article, terms))
        return made

    return build


ROWS = (
    ("a", "江阴高新区", "江阴高新区员工到岗率为85%。"),
    ("a", "江阴高新区", "先后排查车辆3万余辆。"),
    ("b", "滨江区", "滨江企业复工率91.9%,规上工业企业全部复工。"),
    ("c", "南通开发区", "新签约34个项目,总投资320.2亿元。"),
)


@pytest.fixture
def ask(analyser: Analyser) -> Callable[[str], object]:
    return lambda text: to_query(analyser.analyse(text))


def test_an_empty_index_finds_nothing(backend, ask):
    assert backend.size() == 0
    assert backend.search(ask("复工率"), 10) == ()
    assert backend.df(View.WORDS, "复工") == 0
    assert backend.holding(View.WORDS, ["复工"]) == ()

    backend.keep_step("empty", [])

    assert backend.size() == 0
    assert backend.search(ask("复工率"), 10) == ()
    assert backend.df(View.WORDS, "复工") == 0


def test_the_passage_that_holds_the_words_comes_first(backend, entries, ask):
    backend.keep_step("1", entries(*ROWS))

    found = backend.search(ask("滨江复工率"), 10)

    assert backend.size() == 4
    assert found[0].passage_id == "p003"
    assert [match.score for match in found] == sorted((match.score for match in found), reverse=True)


def test_a_score_is_the_sum_of_the_views_as_weighted(backend, entries, ask):
    backend.keep_step("1", entries(*ROWS))

    for match in backend.search(ask("江阴高新区到岗率"), 10):
        assert set(match.views) == set(View)
        total = sum(weight * match.views[view] for view, weight in FIRST_STAGE.items())
        assert match.score == pytest.approx(total, rel=1e-5)


def test_a_title_lends_itself_to_every_passage_of_its_article(backend, entries, ask):
    backend.keep_step("1", entries(*ROWS))

    found = {match.passage_id: match for match in backend.search(ask("江阴"), 10)}

    assert found["p002"].views[View.HEADING] > 0
    assert found["p001"].views[View.ARTICLE] == found["p002"].views[View.ARTICLE] > 0
    assert (found["p001"].siblings, found["p002"].siblings) == (1, 1)


def test_ties_stand_in_order_of_their_ids(backend, entries, ask):
    backend.keep_step("1", entries(*[(str(n), "题", "企业复工率为百分之九十。") for n in range(30)]))

    found = backend.search(ask("复工率"), 10)

    assert [match.passage_id for match in found] == [f"p{n:03}" for n in range(1, 11)]
    assert len({match.score for match in found}) == 1


def test_what_shares_no_term_is_not_found_and_the_limit_is_kept(backend, entries, ask):
    backend.keep_step("1", entries(*ROWS))

    assert backend.search(ask("昆山戏曲"), 10) == ()
    assert backend.search(ask(""), 10) == ()
    assert backend.search(ask("。,!"), 10) == ()
    assert len(backend.search(ask("高新区 滨江 南通"), 2)) == 2
    assert backend.search(ask("复工率"), 0) == ()


def test_fewer_asked_for_are_the_first_of_more(backend, entries, ask):
    texts = [word * times for word in ("复工", "复产", "返岗", "开工") for times in (1, 2, 3)]
    rows = [(str(n % 7), "复工简报", f"{texts[n % 12]}{texts[n * 5 % 11]}。") for n in range(240)]
    backend.keep_step("1", entries(*rows))

    everything = backend.search(ask("企业复工复产返岗"), len(rows))

    assert len(everything) == len(rows)
    for limit in (1, 2, 10, 60, 239):
        assert backend.search(ask("企业复工复产返岗"), limit) == everything[:limit]


def test_who_holds_every_term_is_told(backend, entries):
    backend.keep_step("1", entries(*ROWS))

    assert backend.holding(View.BIGRAMS, ["复工", "工率"]) == ("p003",)
    assert backend.holding(View.BIGRAMS, ["江阴", "工率"]) == ()
    assert backend.holding(View.BIGRAMS, ["江阴", "没有"]) == ()
    assert backend.holding(View.CHARACTERS, ["工"]) == ("p001", "p003")
    assert backend.holding(View.ARTICLE, ["江阴"]) == ("p001", "p002")
    assert backend.holding(View.WORDS, []) == ()


def test_df_counts_passages_and_articles(backend, entries):
    backend.keep_step("1", entries(*ROWS))

    assert backend.df(View.WORDS, "江阴") == 1
    assert backend.df(View.HEADING, "江阴") == 2
    assert backend.df(View.ARTICLE, "江阴") == 1
    assert backend.df(View.WORDS, "没有") == 0


def test_a_version_is_indexed_once_and_found_again(open_backend, entries, ask):
    def never() -> Iterable[Entry]:
        raise AssertionError("indexed again")
        yield

    first = open_backend()
    first.keep_step("1", entries(*ROWS))
    first.keep_step("1", never())

    again = open_backend()
    again.keep_step("1", never())

    assert again.search(ask("滨江复工率"), 10) == first.search(ask("滨江复工率"), 10) != ()


def test_a_new_version_takes_the_place_of_the_old(backend, entries, ask):
    backend.keep_step("1", entries(*ROWS))

    backend.keep_step("2", entries(ROWS[0]))

    assert backend.size() == 1
    assert backend.search(ask("滨江"), 10) == ()


def test_a_build_that_breaks_leaves_the_old_version_in_place(backend, entries, ask):
    backend.keep_step("1", entries(*ROWS))

    def broken() -> Iterable[Entry]:
        yield from entries(ROWS[0])
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        backend.keep_step("2", broken())

    assert backend.size() == 4
    backend.keep_step("2", entries(ROWS[0]))
    assert backend.size() == 1


# -- the embedded one: its best rows -----------------------------------------------------------------------


@given(
    st.lists(st.sampled_from([0.0, 0.0, 0.0, 0.25, 0.5, 0.75, 1.0, 1.25]), min_size=1, max_size=60),
    st.integers(1, 70),
    st.data(),
)
def test_the_best_rows_are_those_of_a_full_sort(scores, limit, data):
    sample = data.draw(st.none() | st.sets(st.integers(0, len(scores) - 1)).map(sorted))
    by_score = sorted(
        (row for row, score in enumerate(scores) if score > 0), key=lambda row: (-scores[row], row)
    )

    found = best_rows(
        np.array(scores, dtype=np.float32),
        limit,
        None if sample is None else np.array(sample, dtype=np.int32),
    )

    assert found.tolist() == by_score[:limit]


# -- the embedded one: its files --------------------------------------------------------------------------


def home_of(folder: Path) -> Path:
    (home,) = [path for path in folder.iterdir() if path.is_dir()]
    return home


def never() -> Iterator[Entry]:
    raise AssertionError("indexed again")
    yield


def flip(path: Path, place: int) -> None:
    data = bytearray(path.read_bytes())
    data[place] ^= 0x55
    path.write_bytes(data)


FILES = ("ids", "articles", "words-keys", "words-offsets", "words-rows", "words-impacts", "article-rows")
DAMAGES: dict[str, Callable[[Path], object]] = {
    "flipped at the end": lambda path: flip(path, -1),
    "flipped in the header": lambda path: flip(path, 20),
    "cut short": lambda path: path.write_bytes(path.read_bytes()[:90]),
    "emptied": lambda path: path.write_bytes(b""),
    "gone": lambda path: path.unlink(),
    "longer": lambda path: path.write_bytes(path.read_bytes() + b"\0" * 64),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
@pytest.mark.parametrize("name", [*(f"{name}.npy" for name in FILES), "seal.json"])
def test_files_that_are_damaged_are_seen_and_made_anew_once(tmp_path, entries, ask, name, damage, caplog):
    first = EmbeddedBackend(tmp_path)
    first.keep_step("1", entries(*ROWS))
    expected = first.search(ask("滨江复工率"), 10)
    damage(home_of(tmp_path) / name)
    assert EmbeddedBackend(tmp_path).damage("1") or (name, damage) == ("seal.json", DAMAGES["longer"])

    second = EmbeddedBackend(tmp_path)
    second.keep_step("1", entries(*ROWS))

    assert second.search(ask("滨江复工率"), 10) == expected
    assert second.damage("1") == ()
    EmbeddedBackend(tmp_path).keep_step("1", never())


def test_damage_that_no_stamp_shows_is_seen_by_a_full_look_or_when_it_is_met(
    tmp_path, entries, ask, monkeypatch
):
    EmbeddedBackend(tmp_path).keep_step("1", entries(*ROWS))
    stamps = {path.name: array_files._stamp(path) for path in home_of(tmp_path).iterdir()}
    monkeypatch.setattr(
        array_files, "_stamp", lambda path: stamps[path.name]
    )  # as where the disk itself decays
    for view in ("words", "bigrams"):
        path = home_of(tmp_path) / f"{view}-rows.npy"
        header, rows = path.read_bytes()[:128], path.read_bytes()[128:]
        path.write_bytes(header + b"\xff\xff\xff\x7f" * (len(rows) // 4))

    backend = EmbeddedBackend(tmp_path)
    backend.keep_step("1", never())
    assert backend.damage("1") == ("words-rows.npy", "bigrams-rows.npy")
    with pytest.raises(PostingsError, match="有损坏"):
        backend.search(ask("滨江复工率"), 10)
    backend.keep_step("1", entries(*ROWS))
    assert backend.search(ask("滨江复工率"), 10)[0].passage_id == "p003"

    path = home_of(tmp_path) / "words-impacts.npy"
    flip(path, -1)
    backend.keep_step("1", never())
    backend.keep_step("1", entries(*ROWS), full=True)
    assert backend.damage("1") == ()


def test_a_copy_is_looked_at_once_and_not_made_anew(tmp_path, entries, monkeypatch):
    EmbeddedBackend(tmp_path / "one").keep_step("1", entries(*ROWS))
    shutil.copytree(tmp_path / "one", tmp_path / "two")

    EmbeddedBackend(tmp_path / "two").keep_step("1", never())

    monkeypatch.setattr(array_files, "_checksum", never)
    EmbeddedBackend(tmp_path / "two").keep_step("1", never())


def test_a_former_version_may_be_swept_away_while_it_is_searched(tmp_path, entries, ask):
    old, new = EmbeddedBackend(tmp_path), EmbeddedBackend(tmp_path)
    old.keep_step("1", entries(*ROWS))

    new.keep_step("2", entries(ROWS[0]))

    assert home_of(tmp_path).name.startswith("2-")
    assert old.search(ask("滨江复工率"), 1)[0].passage_id == "p003"


_KILLED = """
import os, signal, sys
from pathlib import Path
from retrieval.backends import array_files, embedded
array_files._written = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
embedded.EmbeddedBackend(Path(sys.argv[1])).keep_step("1", [])
"""


def test_what_a_killed_build_left_is_swept_away_and_what_is_being_built_is_not(tmp_path, entries):
    done = subprocess.run(
        [sys.executable, "-c", _KILLED, str(tmp_path)], cwd=Path(__file__).parents[2], check=False
    )
    assert done.returncode == -9
    assert len(list(tmp_path.iterdir())) == 1

    with array_files._scratch(tmp_path) as scratch:
        EmbeddedBackend(tmp_path).keep_step("1", entries(*ROWS))

        assert {path.name for path in tmp_path.iterdir()} == {scratch.name, "1-2"}


def test_a_folder_that_is_taken_away_is_made_again(tmp_path, entries):
    backend = EmbeddedBackend(tmp_path / "postings")
    backend.keep_step("1", entries(*ROWS))
    shutil.rmtree(tmp_path / "postings")

    backend.keep_step("2", entries(ROWS[0]))

    assert backend.size() == 1


def test_a_full_disk_is_told_the_former_postings_stay_and_nothing_half_written(
    tmp_path, entries, ask, monkeypatch
):
    backend = EmbeddedBackend(tmp_path)
    backend.keep_step("1", entries(*ROWS))
    written = array_files._written

    def full(path: Path, values: object) -> object:
        if path.name.startswith("pairs"):
            raise OSError(ENOSPC, "No space left on device")
        return written(path, values)

    monkeypatch.setattr(array_files, "_written", full)
    with pytest.raises(PostingsError, match=r"磁盘已满\);请腾出空间"):
        backend.keep_step("2", entries(ROWS[0]))

    assert [path.name for path in tmp_path.iterdir()] == ["1-2"]
    assert backend.search(ask("滨江复工率"), 1)[0].passage_id == "p003"
    with pytest.raises(
        PostingsError, match="磁盘已满"
    ):  # not built again at once: that takes a minute where it is large
        backend.keep_step("2", never())
    monkeypatch.setattr(array_files, "_written", written)
    monkeypatch.setattr(embedded, "monotonic", lambda: float("inf"))
    backend.keep_step("2", entries(ROWS[0]))
    assert backend.size() == 1


def test_a_disk_that_takes_only_so_much_leaves_nothing_half_written(tmp_path):
    script = (
        "import resource, signal, sys; from pathlib import Path; from retrieval.backends.embedded import *;"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (40, 40));"
        "EmbeddedBackend(Path(sys.argv[1])).keep_step('1', [])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)],
        cwd=Path(__file__).parents[2], check=False, capture_output=True, text=True,
    )  # fmt: skip

    assert f"PostingsError: 索引写不进 {tmp_path}(磁盘已满)" in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("error", [PermissionError(EACCES, "Permission denied"), OSError(EROFS, "Read-only")])
def test_where_the_folder_cannot_be_written_the_postings_stay_in_memory(
    tmp_path, entries, ask, monkeypatch, caplog, error
):
    def denied(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(array_files.tempfile, "mkdtemp", denied)
    backend = EmbeddedBackend(tmp_path)

    backend.keep_step("1", entries(*ROWS))

    assert backend.search(ask("滨江复工率"), 1)[0].passage_id == "p003"
    assert list(tmp_path.iterdir()) == []
    assert f"索引文件夹不能写入:{tmp_path}" in caplog.text


def test_postings_are_for_their_owner_alone(tmp_path, entries):
    (tmp_path / "postings").mkdir(mode=0o755)
    EmbeddedBackend(tmp_path / "postings").keep_step("1", entries(*ROWS))

    modes = {path.stat().st_mode & 0o777 for path in (tmp_path / "postings").rglob("*") if path.is_file()}
    assert modes == {0o600}
    assert (tmp_path / "postings").stat().st_mode & 0o777 == 0o700
    assert home_of(tmp_path / "postings").stat().st_mode & 0o777 == 0o700
