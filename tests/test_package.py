"""What `pip install` brings: the wheel, unpacked and run as it would be, from a folder that is not the project's."""

import os
import subprocess
import sys
import zipfile
from email.parser import Parser
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The names of the wheel's files, its metadata, and the folder where it is unpacked."""
    folder = tmp_path_factory.mktemp("wheel")
    (built,) = WheelBuilder(str(ROOT)).build(directory=str(folder / "built"), versions=["standard"])
    with zipfile.ZipFile(built) as archive:
        archive.extractall(folder / "installed")
    return folder / "installed"


def held(wheel, folder, pattern):
    return {path.name for path in (wheel / folder).glob(pattern)}


def test_the_wheel_holds_the_briefs_the_word_lists_and_the_weights(wheel):
    assert held(wheel, "bot/seeds", "*.md") == {path.name for path in (ROOT / "seeds").glob("*.md")}
    for folder in ("answers/vocabulary", "answers/model", "retrieval/vocabulary"):
        own = {path.name for path in (ROOT / folder).iterdir() if path.is_file()}
        assert held(wheel, folder, "*.*") == own


def test_the_wheel_holds_every_module_and_nothing_of_the_tests(wheel):
    modules = {
        path.relative_to(ROOT).as_posix()
        for package in ("answers", "bot", "retrieval")
        for path in (ROOT / package).rglob("*.py")
    }

    assert {path.relative_to(wheel).as_posix() for path in wheel.rglob("*.py")} == modules


def test_its_metadata_name_both_licences_and_hold_their_texts(wheel):
    (folder,) = wheel.glob("*.dist-info")
    metadata = Parser().parsestr((folder / "METADATA").read_text("utf-8"))

    assert metadata["License-Expression"] == "Apache-2.0 AND CC-BY-SA-4.0"
    texts = [(folder / "licenses" / name).read_text("utf-8") for name in metadata.get_all("License-File")]
    assert ["Apache License" in texts[0], "Attribution-ShareAlike 4.0" in texts[1]] == [True, True]


def test_from_any_folder_it_answers_the_first_question_of_the_readme(wheel, tmp_path):
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(wheel), "HOME": str(tmp_path / "home")}

    ran = subprocess.run(
        [sys.executable, "-m", "bot", "江阴高新区员工到岗率是多少?"],
        cwd="/",
        env=environment,
        capture_output=True,
        timeout=60,
        check=False,
    )

    assert (ran.returncode, ran.stderr.decode()) == (0, "")
    assert ran.stdout.decode().startswith("90%[1]\n")
    assert (tmp_path / "home" / ".local" / "share" / "youju").is_dir()


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="threads are counted as Linux lists them")
def test_products_of_matrices_start_no_threads():
    program = "import bot, os, numpy as np; np.ones((900, 900)) @ np.ones((900, 900)); print(*os.listdir('/proc/self/task'))"
    own = {name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"}

    ran = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=own, capture_output=True, text=True, check=True
    )

    assert len(ran.stdout.split()) == 1
