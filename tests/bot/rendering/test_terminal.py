import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rendering.plain import Line, Look
from bot.rendering.terminal import ProgressBar, Style, pad, width, wrapped
from retrieval.types import Span

MIXED = st.text(alphabet="复工率为到岗,。“”《》、:%90.1AZa (2月) ·é", max_size=80)


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.fixture
def _colours(monkeypatch):
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "40")


def rows(text, columns, further=None):
    return [row.of(text) for row in wrapped(text, columns, further or columns)]


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("复工", 4),
        ("91.9%", 5),
        ("2月", 3),
        ("e\u0301", 1),
        ("\u200b", 0),
        ("ＡＢ", 4),
        ("", 0),
        ("☰", 2),
        ("\u0915\u093f", 1),
    ],
)
def test_a_wide_character_is_two_columns_and_an_accent_none(text, columns):
    assert width(text) == columns


def test_padding_lines_columns_up():
    assert [width(pad(text, 8)) for text in ("复工", "ab", "超过八列的文字")] == [8, 8, 14]


def test_a_row_breaks_between_chinese_characters_but_not_within_a_figure():
    assert rows("江阴企业复工率为100%到岗", 18) == ["江阴企业复工率为", "100%到岗"]


def test_closing_marks_do_not_begin_a_row_nor_opening_ones_end_it():
    assert rows("江阴复工,无锡", 8) == ["江阴复", "工,无锡"]
    assert rows("江阴和“无锡”", 8) == ["江阴和", "“无锡”"]


def test_what_follows_a_comma_may_begin_a_row():
    assert rows("在徐州,20家", 8) == ["在徐州,", "20家"]


def test_details_set_apart_are_kept_whole():
    assert rows("《标题》 · 第 1 段 · 中国日报", 24) == ["《标题》 · 第 1 段 ·", "中国日报"]


def test_what_is_longer_than_a_row_is_cut():
    assert rows("abcdefghij", 4) == ["abcd", "efgh", "ij"]


def test_an_empty_text_is_one_empty_row():
    assert rows("", 10) == [""]


@given(MIXED, st.integers(2, 30))
def test_wrapping_loses_nothing_but_spaces(text, columns):
    assert re.sub(r"\s", "", "".join(rows(text, columns))) == re.sub(r"\s", "", text)


@given(MIXED, st.integers(2, 30), st.integers(2, 30))
def test_no_row_is_wider_than_it_may_be(text, first, further):
    found = rows(text, first, further)

    assert width(found[0]) <= first
    assert all(width(row) <= further for row in found[1:])


def test_a_pipe_gets_neither_colour_nor_wrapped_lines():
    style = Style.of(io.StringIO())

    assert style.shown([Line("长" * 200, Look.LEAD, 2, 4)]) == "  " + "长" * 200


@pytest.mark.usefixtures("_colours")
def test_a_terminal_gets_colour_and_a_hanging_indent():
    shown = Style.of(Terminal()).shown([Line("长" * 25, Look.LEAD, 2, 4)])

    assert shown == f"  \x1b[1m{'长' * 19}\x1b[0m\n    \x1b[1m{'长' * 6}\x1b[0m"


@pytest.mark.usefixtures("_colours")
@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_colour_can_be_refused(monkeypatch, name, value):
    monkeypatch.setenv(name, value)

    assert Style.of(Terminal()).shown([Line("答", Look.LEAD)]) == "答"


@pytest.mark.usefixtures("_colours")
def test_a_quotation_is_marked_on_every_row_that_it_reaches():
    line = Line("前" * 10 + "引" * 15 + "后", marked=Span(10, 25))

    assert Style.of(Terminal()).shown([line]).split("\n") == [
        "前" * 10 + f"\x1b[7m{'引' * 10}\x1b[0m",
        f"\x1b[7m{'引' * 5}\x1b[0m后",
    ]


def test_without_colour_a_quotation_stands_between_brackets():
    assert Style(is_coloured=False).shown([Line("前引后", marked=Span(1, 2))]) == "前⟦引⟧后"


def progressed(stream, *steps):
    """Show steps of (seconds since the beginning, done, total) on a progress bar; return what was written."""
    times = iter([0, *(seconds for seconds, _, _ in steps)])
    with ProgressBar(stream, lambda: next(times)) as progress:
        for _, done, total in steps:
            progress(done, total)
    return stream.getvalue()


def test_a_progress_bar_is_not_for_pipes():
    assert progressed(io.StringIO(), (9, 1, 2)) == ""


def test_a_progress_bar_is_only_for_what_takes_long():
    assert progressed(Terminal(), (0.9, 1, 2)) == ""
    assert progressed(Terminal(), (9, 2, 2)) == f"\r读入文档 [{'█' * 24}] 2/2\n"


def test_a_progress_bar_says_how_long_the_rest_will_take():
    shown = progressed(Terminal(), (2, 1, 1500), (200, 1000, 1500), (240, 1200, 1500)).split("\r")

    assert [line.partition("] ")[2].rstrip() for line in shown[1:]] == [
        "1/1500 剩余约 50 分钟",
        "1000/1500 剩余约 2 分钟",
        "1200/1500 剩余约 60 秒",
    ]


@pytest.mark.parametrize("columns", [20, 30, 40, 60, 100])
def test_a_progress_bar_stays_on_its_row_and_leaves_nothing_of_the_line_before(monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setenv("LINES", "24")
    steps = ((100, 1, 12345), (5000, 12000, 12345), (5100, 12345, 12345))

    *_, before, last = progressed(Terminal(), *steps).rstrip("\n").split("\r")

    assert width(before.rstrip()) <= width(last) < columns
    assert width(before) < columns


def test_an_interrupted_progress_bar_leaves_its_row_to_what_is_said_next():
    stream = Terminal()
    times = iter([0, 9])

    def interrupted():
        with ProgressBar(stream, lambda: next(times)) as progress:
            progress(1, 2)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert not stream.getvalue().endswith("\n")
