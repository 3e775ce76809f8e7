"""What the README files say is so: the sessions they show, the commands and settings they name."""

import io
import re
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from bot.cli.texts import COMMAND_HELP
from bot.console import texts
from bot.console.session import run
from bot.rendering.records import record
from bot.rendering.shown import show
from bot.settings import Settings
from tests.bot.conftest import abstention

ROOT = Path(__file__).parents[3]
READMES = [ROOT / "README.md", ROOT / "README.zh-CN.md"]

pytestmark = [
    pytest.mark.usefixtures("own_home"),
    pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name),
]


def blocks(readme):
    return re.findall(r"^```\n(.*?)^```$", readme.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)


def test_the_session_shown_is_a_real_one(readme, seeded, monkeypatch):
    shown = blocks(readme)[0]
    asked = re.findall(f"^{texts.PROMPT}(.*)$", shown, flags=re.MULTILINE)
    output = io.StringIO()
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n".join(asked)))
    monkeypatch.setattr(sys, "stdout", output)

    run(seeded)

    assert output.getvalue().rstrip("\n") == shown.rstrip("\n")


def test_the_commands_named_are_those_that_exist(readme):
    named = set(re.findall(r"`youju ([a-z]+)", readme.read_text("utf-8")))

    assert named == set(COMMAND_HELP)


def test_the_settings_named_are_those_that_exist(readme):
    named = set(re.findall(r"`(YOUJU_\w+)`", readme.read_text("utf-8")))

    assert named == {
        f"YOUJU_{entry.name.upper()}" for entry in fields(Settings) if entry.name != "allow_everyone"
    }


def test_the_keys_named_are_those_printed(readme):
    (shown,) = [block for block in blocks(readme) if block.startswith("question, ")]

    assert tuple(re.findall(r"\w+", shown)) == tuple(record(show(abstention()), "v", 0.0))


def test_the_targets_named_are_those_that_exist(readme):
    named = set(re.findall(r"(?:^|`)make ([a-z]+)", readme.read_text("utf-8"), flags=re.MULTILINE))
    targets = set(re.findall(r"^(\w+):.*##", (ROOT / "Makefile").read_text("utf-8"), flags=re.MULTILINE))

    assert {"console", "test"} <= named <= targets
