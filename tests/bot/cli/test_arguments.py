from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cli.arguments import parse
from bot.cli.table import COMMANDS
from bot.errors import UsageError

NAMES = [command.name for command in COMMANDS]


def parsed(*words):
    command, options = parse(words, COMMANDS)
    return command.name, {name: value for name, value in vars(options).items() if value}


@pytest.mark.parametrize(
    ("words", "question"),
    [
        (["江阴高新区复工率"], ["江阴高新区复工率"]),
        (["江阴", "复工率"], ["江阴", "复工率"]),
        (["GDP"], ["GDP"]),
        (["PM2.5"], ["PM2.5"]),
        (["2020年2月"], ["2020年2月"]),
        (["-5℃以下有几天"], ["-5℃以下有几天"]),
        (["-"], ["-"]),
        (["--", "sync"], ["sync"]),
        (["--", "--json"], ["--json"]),
        (["sars", "病例"], ["sars", "病例"]),
        ([""], [""]),
        (["ask", "sync"], ["sync"]),
        (["ask", "--", "-x", "--"], ["-x", "--"]),
        (["nosuch 命令"], ["nosuch 命令"]),
    ],
)
def test_a_question_alone_is_asked(words, question):
    assert parsed(*words) == ("ask", {"question": question})


@pytest.mark.parametrize(
    "words",
    [
        ["--documents", "d", "ask", "复工率", "--json"],
        ["ask", "--documents", "d", "--json", "复工率"],
        ["ask", "复工率", "--json", "--documents", "d"],
        ["--json", "ask", "--documents=d", "复工率"],
        ["复工率", "--json", "--documents", "d"],
        ["--json", "--documents", "d", "复工率"],
        ["--json", "复工率", "--doc", "d"],
        ["--documents", "d", "--json", "--", "复工率"],
    ],
)
def test_options_stand_before_or_after_the_command_and_between_its_words(words):
    assert parsed(*words) == ("ask", {"question": ["复工率"], "json": True, "documents": Path("d")})


def test_options_between_the_words_of_a_question_are_taken_out_of_it():
    assert parsed("江阴", "--json", "复工率")[1]["question"] == ["江阴", "复工率"]


def test_without_a_word_it_is_the_console_or_a_question_to_be_read():
    assert parsed() == ("console", {})
    assert parsed("--library", "l") == ("console", {"library": Path("l")})
    assert parsed("--library", "question") == ("console", {"library": Path("question")})
    assert parsed("--json") == ("ask", {"json": True})
    assert parsed("--conversation") == ("ask", {"conversation": True})


def test_a_folder_may_be_quoted_with_its_tilde():
    assert parsed("sync", "--documents", "~/briefs")[1]["documents"] == Path.home() / "briefs"
    assert parsed("sync", "--documents", "~nobody-of-that-name")[1]["documents"] == Path(
        "~nobody-of-that-name"
    )


@pytest.mark.parametrize("words", [["help"], ["--help"], ["-h"], ["--hel"]])
def test_help_is_asked_for_in_every_usual_way(words):
    assert parsed(*words) == ("help", {})


@pytest.mark.parametrize(
    "words",
    [
        ["help", "sync"],
        ["sync", "--help"],
        ["-h", "sync"],
        ["sync", "x", "y", "-h"],
        ["sync", "--nope", "-h"],
    ],
)
def test_help_for_a_command_too(words):
    assert parsed(*words) == ("help", {"topic": "sync"})


@pytest.mark.parametrize(
    "words", [["--version"], ["-V"], ["version"], ["ask", "--version"], ["--version", "sync"]]
)
def test_the_version_too(words):
    assert parsed(*words) == ("version", {})


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["docments"], "没有 'docments' 这个命令(是不是 documents?)"),
        (["Sync"], "没有 'Sync' 这个命令(是不是 sync?)"),
        (["breif", "云招商"], "没有 'breif' 这个命令(是不是 brief?)"),
        (["--json", "evalute", "x"], "没有 'evalute' 这个命令(是不是 evaluate?)"),
        (["nosuch"], "没有 'nosuch' 这个命令;"),
        (["no", "such", "thing"], "没有 'no' 这个命令;"),
        (["ask", "--jsno", "复工率"], "不认识的参数:--jsno(是不是 --json?)"),
        (["复工率", "--explian"], "不认识的参数:--explian(是不是 --explain?)"),
        (["documents", "--conversation"], "不认识的参数:--conversation(它属于 ask)"),
        (["sync", "--running=1"], "不认识的参数:--running(它属于 doctor)"),
        (["--nope"], "不认识的参数:--nope;"),
        (["sync", "-x"], "不认识的参数:-x;"),
        (["documents", "--text"], "--text 后面缺少一个值"),
        (["documents", "--text", "--json"], "--text 后面缺少一个值"),
        (["documents", "--json", "--csv"], "--csv 和 --json 只能选一个"),
        (["ask", "--json=1", "复工率"], "--json 后面不能带值"),
        (["brief"], "缺少参数:SUBJECT"),
        (["desk"], "缺少参数:export"),
        (["desk", "import"], "export 没有 'import' 这个选择"),
        (["desk", "it's"], "export 没有 \"it's\" 这个选择"),
        (["sync", "--documents", ""], "--documents 应为一个文件夹"),
        (["sync", "--library="], "--library 应为一个文件夹"),
        (["sync", "extra"], "不认识的参数:extra"),
        (["--documents"], "--documents 后面缺少一个值"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_named_with_what_may_be_meant(words, said):
    with pytest.raises(UsageError) as raised:
        parsed(*words)

    assert str(raised.value).startswith(said)
    assert str(raised.value).endswith(";youju --help 看说明")


@given(
    st.lists(
        st.one_of(
            st.text(max_size=6),
            st.sampled_from(
                [*NAMES, "--", "-", "-h", "--text", "--json", "--csv", "--documents=d", "复工率"]
            ),
        ),
        max_size=6,
    )
)
def test_any_words_are_a_command_or_an_error_of_ours(words):
    with suppress(UsageError):
        assert parse(words, COMMANDS)[0] in COMMANDS


def test_every_option_has_a_help_and_every_command_a_name_of_its_own():
    assert len({command.name for command in COMMANDS}) == len(COMMANDS)
    assert all(argument.help for command in COMMANDS for argument in command.arguments)
