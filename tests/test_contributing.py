"""What CONTRIBUTING.md promises of the house: the files that it names are there, and none is long."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
_LONGEST = 320  # lines
_PACKAGES = ("answers", "bot", "retrieval")


def test_no_file_of_the_packages_is_long():
    files = [path for package in _PACKAGES for path in (ROOT / package).rglob("*.py")]
    lengths = {path.relative_to(ROOT): len(path.read_text("utf-8").splitlines()) for path in files}

    assert {path: lines for path, lines in lengths.items() if lines > _LONGEST} == {}


def test_the_files_that_are_named_exist():
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    named = set(re.findall(r"`((?:answers|bot|retrieval|tests)/[\w/.-]+?)/?`", text))

    assert len(named) > 30
    assert {path for path in named if "NAME" not in path and not (ROOT / path).exists()} == set()


@pytest.mark.parametrize("name", ["make", "python -m"])
def test_the_commands_that_are_named_exist(name):
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    named = set(re.findall(rf"`(?:\.venv/bin/)?{name} ([\w.]+)", text)) - {"pytest"}

    targets = set(re.findall(r"^(\w+):.*##", (ROOT / "Makefile").read_text("utf-8"), flags=re.MULTILINE))
    if name == "make":
        assert named
        assert named <= targets
    else:
        assert named
        assert all(
            (ROOT / f"{module.replace('.', '/')}.py").exists() or (ROOT / module.replace(".", "/")).is_dir()
            for module in named
        )
