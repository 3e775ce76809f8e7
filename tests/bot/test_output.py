import io

import pytest

from bot.errors import OutputError
from bot.output import Messages, Output


class Terminal(io.StringIO):
    def isatty(self):
        return True


class Full(io.StringIO):
    def write(self, text):
        raise OSError(28, "No space left on device")


class Gone(io.StringIO):
    def write(self, text):
        raise BrokenPipeError(32, "Broken pipe")


TEXT = "复工\x1b[8m91.9%\u2028\t\u202e完\n"


def test_a_document_is_exact_in_a_pipe_and_made_visible_at_a_terminal():
    pipe, terminal = io.StringIO(), Terminal()

    Output(pipe).text(TEXT)
    Output(terminal).text(TEXT)

    assert pipe.getvalue() == TEXT
    assert terminal.getvalue() == "复工␛[8m91.9%\n <U+202E>完\n"


def test_a_line_is_one_line_and_a_record_exact():
    stream = io.StringIO()

    Output(stream).line("a\nb\x07")
    Output(stream).record({"text": "\u2028é\x7f"})

    assert stream.getvalue() == 'a␊b␇\n{"text": "\\u2028é\\u007f"}\n'


def test_a_table_is_marked_as_utf8_but_at_a_terminal():
    pipe, terminal = io.StringIO(), Terminal()

    for stream in (pipe, terminal):
        Output(stream).table(["a"], [["复工"]])

    assert pipe.getvalue() == "\ufeffa\r\n复工\r\n"
    assert terminal.getvalue() == "a\r\n复工\r\n"


def test_what_cannot_be_written_is_an_error_that_names_the_reason():
    with pytest.raises(OutputError, match="磁盘已满"):
        Output(Full()).line("x")
    with pytest.raises(BrokenPipeError):
        Output(Gone()).line("x")


@pytest.mark.parametrize("stream", [Full(), Gone()])
def test_a_message_that_cannot_be_said_is_not_said(stream):
    Messages(stream).line("x")
