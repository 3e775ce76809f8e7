"""Standard input in any form, standard output that cannot be written, by whole processes."""

import os
import subprocess
import sys

import pytest

from tests.bot.conftest import ROOT, SEEDS

RATE = "江阴高新区员工到岗率是多少?"

pytestmark = pytest.mark.usefixtures("own_home")


@pytest.fixture
def shell(filled):
    """Run a line of a shell in which $youju is the program over the briefs; return (status, stdout, stderr)."""

    def shell(line, typed=b""):
        command = f"{sys.executable} -m bot --documents {SEEDS} --library {filled}"
        ran = subprocess.run(
            ["bash", "-c", f'set -o pipefail; youju() {{ {command} "$@"; }}; {line}'],
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            input=typed,
            capture_output=True,
            timeout=60,
            check=False,
        )
        return ran.returncode, ran.stdout.decode(), ran.stderr.decode()

    return shell


@pytest.mark.parametrize(
    ("encoding", "line"),
    [("utf-8", "youju ask"), ("gb18030", "youju ask -"), ("gb18030", "youju --json ask")],
)
def test_questions_are_read_from_a_pipe_in_the_encoding_that_it_has(shell, line, encoding):
    status, out, err = shell(line, f"{RATE}\r\n".encode(encoding))

    assert (status, err) == (0, "")
    assert out.startswith("90%[1]\n") or '"answer": "90%"' in out


def test_a_conversation_is_read_from_a_pipe_in_gb18030(shell):
    status, out, _ = shell("youju", f"{RATE}\n那滨江的企业复工率呢\n/quit\n".encode("gb18030"))

    assert status == 0
    assert f"问:{RATE}\n90%[1]\n" in out
    assert "理解为:滨江的企业复工率" in out


def test_an_argument_in_gb18030_is_read_too(shell):
    assert shell('youju "$(cat)"', RATE.encode("gb18030"))[:2][1].startswith("90%[1]\n")


@pytest.mark.parametrize("line", ["documents", "documents --text jiangyin.md", "help", f"ask {RATE}"])
def test_a_reader_that_has_enough_ends_the_program_quietly(shell, line):
    status, _, err = shell(f"youju {line} | true")

    assert (status, err) == (141, "")


@pytest.mark.parametrize("line", ["documents", "help", f"<<< {RATE}"])
def test_a_full_disk_is_a_message(shell, line):
    status, _, err = shell(f"youju {line} >/dev/full")

    assert status == 2
    assert err.startswith("出错了:无法写出结果(")
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("sync >&-", 0),
        ("ask 火星基地 >&- 2>&-", 1),
        ("documents --text nosuch 2>&-", 2),
        ("documents --text nosuch 2>/dev/full", 2),
        ("ask <&- >&- 2>&-", 2),
    ],
)
def test_a_closed_stream_changes_nothing_but_what_is_seen(shell, line, expected):
    status, _, err = shell(f"youju {line}")

    assert (status, err) == (expected, "")


def test_a_closed_output_is_not_taken_for_the_library(shell, tmp_path):
    """The next file opened would get the number of the closed stream, and what is printed."""
    shell(f"youju --library {tmp_path / 'l'} documents >&- 2>&-")

    assert (tmp_path / "l" / "library.sqlite").read_bytes().startswith(b"SQLite format 3\0")
    assert shell(f"youju --library {tmp_path / 'l'} documents")[0] == 0
