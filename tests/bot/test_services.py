"""The library as commands open it: in step with its folder, or from what it holds, and for its owner alone."""

import ctypes
import gc
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from answers.facts.storing import EXTRACTION
from bot.cli import main
from bot.services import open_library, open_services
from bot.settings import Settings
from bot.telegram.store import open_store
from retrieval.errors import LibraryReadOnlyError

ROOT = Path(__file__).parents[2]
RATE = "江阴高新区员工到岗率是多少?"

pytestmark = pytest.mark.usefixtures("own_home")


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "a.txt").write_text("江阴简报\n\n江阴高新区员工到岗率为90%,企业复工有序推进。\n", "utf-8")
    return folder


@pytest.fixture
def settings(folder, tmp_path):
    return Settings(documents=folder, library=tmp_path / "library")


@pytest.fixture
def usual_collector():
    before = gc.get_threshold()
    gc.set_threshold(700, 10, 10)  # as Python begins
    yield
    gc.set_threshold(*before)


@pytest.mark.usefixtures("usual_collector")
def test_a_process_that_answers_lets_the_collector_wait(settings):
    services = open_services(settings)
    assert gc.get_threshold() == (700, 10, 10)

    assert services.answerer.reply(RATE).answer == "90%"

    assert gc.get_threshold() == (50_000, 10, 10)


# -- folders that are not there ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["none", "file", "empty", "only.png"])
@pytest.mark.parametrize("command", [("ask", RATE), ("documents",), ("sync",)])
def test_for_a_folder_that_holds_nothing_to_read_no_library_is_made(tmp_path, capsys, name, command):
    (tmp_path / "file").touch()
    (tmp_path / "empty").mkdir()
    (tmp_path / "only.png").mkdir()
    (tmp_path / "only.png" / "a.png").touch()

    status = main(["--documents", str(tmp_path / name), "--library", str(tmp_path / "library"), *command])

    assert status == 2
    assert name in capsys.readouterr().err
    assert not (tmp_path / "library").exists()


def test_a_library_whose_folder_is_gone_answers_and_says_so(settings, folder, capsys):
    open_services(settings).close()
    shutil.rmtree(folder)
    command = ["--documents", str(folder), "--library", str(settings.library_folder)]

    status = main([*command, "ask", RATE])

    out, err = capsys.readouterr()
    assert (status, out[:3]) == (0, "90%")
    assert err.startswith(f"注意:没有这个文件夹:{folder}")
    assert main([*command, "sync"]) == 2
    assert main([*command, "documents"]) == 0


# -- for its owner alone ----------------------------------------------------------------------------------------


def open_to_others(folder):
    return [path for path in (folder, *folder.rglob("*")) if path.stat().st_mode & 0o077]


def test_what_is_made_is_for_its_owner_alone(settings):
    services = open_services(settings)
    open_store(settings.library_folder)

    assert (settings.library_folder / "library.sqlite-wal").exists()
    assert open_to_others(settings.library_folder) == []
    services.close()


def test_what_an_earlier_program_left_open_to_others_is_mended(settings):
    open_services(settings).close()
    open_store(settings.library_folder).close()
    for path in (settings.library_folder, *settings.library_folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)

    services = open_services(settings)
    open_store(settings.library_folder)

    assert open_to_others(settings.library_folder) == []
    services.close()


def test_a_folder_that_holds_other_things_too_keeps_its_rights(folder, tmp_path):
    shared = tmp_path / "shared"
    shared.mkdir(mode=0o755)
    (shared / "notes.txt").touch(mode=0o644)

    open_services(Settings(documents=folder, library=shared)).close()

    assert open_to_others(shared) == [shared, shared / "notes.txt"]


# -- a library that cannot be written ---------------------------------------------------------------------------


def obey_rights():
    """Let root too obey the rights of files: drop CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH (capabilities(7))."""
    for capability in (1, 2):
        ctypes.CDLL(None).prctl(
            24, capability, 0, 0, 0
        )  # PR_CAPBSET_DROP; nothing happens to others than root


@pytest.fixture
def ask(settings):
    """Run a command on the library when nobody may write to it."""

    def ask(*arguments):
        paths = [settings.library_folder, *settings.library_folder.rglob("*")]
        for path in paths:
            path.chmod(stat.S_IMODE(path.stat().st_mode) & 0o555)
        command = ["--documents", settings.documents, "--library", settings.library_folder, *arguments]
        done = subprocess.run(
            [sys.executable, "-m", "bot", *command],
            cwd=ROOT, capture_output=True, text=True, check=False, preexec_fn=obey_rights,
        )  # fmt: skip
        for path in paths:
            path.chmod(path.stat().st_mode | 0o700)
        return done.returncode, done.stdout, done.stderr

    return ask


def test_a_read_only_library_is_asked_and_a_warning_says_that_it_stays_as_it_is(settings, folder, ask):
    open_services(settings).close()
    (folder / "new.txt").write_text("火星简报\n\n火星基地有7家企业复工。\n", "utf-8")
    before = sorted(path.name for path in settings.library_folder.rglob("*"))

    status, out, err = ask("ask", RATE)

    assert (status, out[:3]) == (0, "90%"), err
    assert err.count("\n") == 1
    assert f"注意:资料库 {settings.library_folder} 是只读的" in err
    assert ask("sync")[:2] == (2, "")
    assert sorted(path.name for path in settings.library_folder.rglob("*")) == before


def test_a_read_only_library_without_postings_keeps_them_in_memory(settings, ask):
    open_services(settings).close()
    shutil.rmtree(settings.library_folder / "postings")

    status, out, err = ask("ask", RATE)

    assert (status, out[:3]) == (0, "90%"), err
    assert "索引只留在内存里" in err
    assert not (settings.library_folder / "postings").exists()


def test_a_read_only_library_with_a_log_that_a_killed_writer_left_is_read_with_it(settings, ask, folder):
    """What was committed last may stand in the write-ahead log alone."""
    open_services(settings).close()
    (folder / "new.txt").write_text("火星简报\n\n火星基地有7家企业复工。\n", "utf-8")
    script = (
        "import os, sys; from pathlib import Path; from bot.services import open_library, open_services;"
        "from bot.settings import Settings;"
        "open_services(Settings(documents=Path(sys.argv[1]), library=Path(sys.argv[2]))); os._exit(0)"
    )
    subprocess.run([sys.executable, "-c", script, folder, settings.library_folder], cwd=ROOT, check=True)
    assert (settings.library_folder / "library.sqlite-wal").stat().st_size

    status, out, err = ask("ask", "火星基地有多少家企业复工?")

    assert (status, out[:2]) == (0, "7家"), err


def test_a_read_only_library_is_not_changed_by_any_way(settings, monkeypatch, tmp_path):
    open_services(settings).close()
    monkeypatch.setattr("retrieval.store.file.os.access", lambda *_: False)
    services = open_library(settings)
    (tmp_path / "x.txt").write_text("火星简报\n\n火星基地有7家企业复工。\n", "utf-8")

    for change in (
        services.sync,
        lambda: services.library.add_file(tmp_path / "x.txt"),
        lambda: services.library.remove("a.txt"),
    ):
        with pytest.raises(LibraryReadOnlyError, match="只读"):
            change()
    assert services.library.count() == 1


def test_a_question_waits_neither_for_facts_nor_for_what_draws_them():
    code = "import sys, bot.cli.entry, bot.services; print([one for one in sys.modules if one.startswith('answers.facts')])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_facts_that_a_question_left_out_are_kept_by_the_next_sync(settings):
    asked = open_services(settings)
    (document,) = asked.library.documents()
    assert asked.library.lacks_facts(str(EXTRACTION)) == (document.id,)
    asked.close()
    kept = open_library(settings, draws_facts=True)
    kept.sync()
    assert kept.library.lacks_facts(str(EXTRACTION)) == ()
