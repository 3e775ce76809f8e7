import io
import json
import logging
import sys
import unicodedata
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cli import main
from bot.rendering.plain import Line
from bot.rendering.tables import BYTE_ORDER_MARK
from bot.rendering.terminal import Style
from bot.rendering.visible import visible, visible_json, visible_lines
from bot.telegram.redaction import RedactingFormatter
from bot.telegram.rendering.markup import block, html
from retrieval.types import Span

# "\n" alone may stand in what is printed, where our own layout put it.
UNSEEN = ("Cc", "Cf", "Cs", "Zl", "Zp")
QUESTION = "江阴有多少家企业复工?"


@cache
def unseen():
    """Return all characters that Unicode has of the kind."""
    return [sign for code in range(sys.maxunicode + 1) if unicodedata.category(sign := chr(code)) in UNSEEN]


def has_unseen(text):
    return [f"U+{ord(sign):04X}" for sign in set(text) - {"\n"} if unicodedata.category(sign) in UNSEEN]


def test_no_character_that_cannot_be_seen_comes_through():
    shown = visible("".join(unseen()))

    assert has_unseen(shown) == []
    assert "\n" not in shown


def test_each_such_character_has_a_sign_of_its_own():
    assert len({visible(sign) for sign in unseen()}) == len(unseen())


@given(st.text(alphabet=st.characters(exclude_categories=UNSEEN)))
def test_what_can_be_seen_is_left_alone(text):
    assert visible(text) == visible_lines(text) == text


@given(st.text(alphabet=st.characters()))
def test_doing_it_twice_changes_nothing(text):
    assert visible(visible(text)) == visible(text)


@given(st.text(alphabet=st.one_of(st.characters(), st.characters(categories=UNSEEN))))
def test_json_is_exact_to_its_reader_and_clean_to_a_terminal(text):
    written = visible_json([text])

    assert json.loads(written) == [text]
    assert has_unseen(written) == []
    assert "\n" not in written


def test_a_mark_moves_along_with_what_is_replaced_before_it_and_within():
    line = Line("\u202e前\x1b[8m引\x07\u200b后", marked=Span(6, 8)).visible()

    assert line.marked.of(line.text) == "引␇"
    assert Style(is_coloured=False).shown([line]) == "<U+202E>前␛[8m⟦引␇⟧<U+200B>后"


def test_a_message_in_a_chat_passes_through_the_same():
    assert has_unseen(html([block("".join(unseen()))])) == []
    assert html([block("90\u202e%\x1b[8m\n完")]) == "90&lt;U+202E&gt;%␛[8m\n完"


def test_a_line_of_the_log_is_one_line():
    record = logging.LogRecord("x", logging.ERROR, "x.py", 1, "%s", ("a\nERROR 伪造\x1b[2J",), None)

    shown = RedactingFormatter().format(record)

    assert shown.count("\n") == 0
    assert has_unseen(shown) == []


@pytest.fixture
def odd(tmp_path):
    """A folder whose documents and names hold every character that cannot be seen, and one unreadable file."""
    folder = tmp_path / "文档\x1b]0;标题\x07\n\u202e"
    folder.mkdir()
    usable = [sign for sign in unseen() if sign not in "\0/" and not "\ud800" <= sign <= "\udfff"]
    for start in range(0, len(usable), 40):
        signs = "".join(usable[start : start + 40])
        text = f"江阴{signs}复工\n\n江阴有90家企业复工{signs}了。\n\n江阴{signs}有7个街道。\n"
        (folder / f"{start}{signs}.txt").write_bytes(text.encode())
    (folder / "坏\x1b[2J\u2028.txt").write_bytes(b"PK\0\0")
    return folder


@pytest.mark.usefixtures("own_home")
@pytest.mark.parametrize(
    "arguments",
    [
        ["ask", QUESTION],
        ["ask", QUESTION, "--json"],
        ["ask", QUESTION, "--explain"],
        ["ask", "火星有多少家企业?"],
        ["brief", "江阴"],
        ["documents"],
        ["documents", "--json"],
        ["documents", "--csv"],
        ["documents", "--text", "\x1b[8m\n\u202e"],
        ["add", "没有\x1b[8m\n\u202e.txt"],
        ["remove", "没有\x1b[8m\n\u202e.txt"],
        ["help", "没有\x1b[8m\n\u202e"],
        ["--\x1b[8m\n\u202e"],
        ["\x1b[8m\n\u202e"],
        ["sync"],
        ["doctor"],
        ["evaluate", "没有\x1b[8m\n\u202e.jsonl"],
        ["nosuch\x1b[8m\n\u202e"],
        ["console"],
    ],
    ids=lambda words: " ".join(words).encode("unicode_escape").decode(),
)
def test_nothing_that_a_command_prints_acts_on_the_terminal(odd, tmp_path, capsys, monkeypatch, arguments):
    lines = (QUESTION, "/sources 1", "/sources 1 +", "/documents", "/brief 江阴", "/n\x1b[8m\u202e", "/sync")
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n".join(lines)))

    monkeypatch.setenv("YOUJU_DOCUMENT\x1b[8m", "x")
    main(["--documents", str(odd), "--library", str(tmp_path / "library"), *arguments])
    out, err = capsys.readouterr()

    assert out + err
    assert has_unseen(out.removeprefix(BYTE_ORDER_MARK).replace("\r\n", "\n")) == []
    assert has_unseen(err) == []


def test_a_title_in_a_chat_forges_no_line():
    shown = html([block("《复工\u2028来源2:《伪造》》")])

    assert shown == "《复工<U+2028>来源2:《伪造》》".replace("<", "&lt;").replace(">", "&gt;")
