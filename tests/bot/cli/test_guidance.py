"""Help, version and completion: all from the table of commands."""

import subprocess

import pytest

import bot
from bot.cli.table import COMMANDS

pytestmark = pytest.mark.usefixtures("own_home")

# Completes the last of its arguments as bash would at a press of Tab.
COMPLETE = """
complete_words() {
    COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMP_LINE="$*" COMP_POINT=${#COMP_LINE} COMPREPLY=()
    "$(complete -p youju | sed 's/.*-F \\([^ ]*\\) .*/\\1/')" youju "${COMP_WORDS[COMP_CWORD]}"
    echo "${COMPREPLY[@]}"
}
"""


@pytest.mark.parametrize("words", [["--version"], ["version"], ["-V"]])
def test_the_version_is_told_as_bug_reports_have_it(youju, words):
    assert youju(*words) == (0, f"youju {bot.__version__}\n", "")


def test_help_names_every_command_and_every_option_of_it(youju):
    status, out, _ = youju("help")

    assert status == 0
    for command in COMMANDS:
        assert f"    {command.name} " in out
        own = youju("help", command.name)[1]
        assert own == youju(command.name, "--help")[1]
        assert own.startswith(f"用法: youju {command.name}")
        assert all(argument.help in own.replace("\n", "") for argument in command.arguments)


def test_help_on_what_is_no_command_is_told_what_may_be_meant(youju):
    assert youju("help", "docments") == (
        2, "", "出错了:没有 'docments' 这个命令(是不是 documents?);youju --help 看说明\n"
    )  # fmt: skip


def test_help_is_given_whatever_is_wrong_with_the_settings(youju, monkeypatch):
    monkeypatch.setenv("YOUJU_ADMINS", "张三")

    assert [youju(word)[0] for word in ("help", "version", "--help")] == [0, 0, 0]


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("youju d", "documents desk doctor"),
        ("youju documents --c", "--csv"),
        ("youju ask --j", "--json"),
        ("youju desk ''", "export"),
        ("youju --libr", "--library"),
    ],
)
def test_a_shell_completes_commands_and_options(youju, tmp_path, words, offered):
    script = tmp_path / "youju.bash"
    script.write_text(youju("completion", "bash")[1], "utf-8")

    shell = subprocess.run(
        ["bash", "-c", f"source {script}\n{COMPLETE}\ncomplete_words {words}"],
        capture_output=True,
        text=True,
        check=True,
    )

    assert shell.stdout.split() == offered.split()


@pytest.mark.parametrize("shell", ["zsh", "fish", "tcsh", "powershell"])
def test_other_shells_get_a_script_of_theirs(youju, shell):
    status, out, _ = youju("completion", shell)

    assert status == 0
    assert all(command.name in out for command in COMMANDS)
