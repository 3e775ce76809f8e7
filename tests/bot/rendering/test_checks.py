"""What is shown of a checked sentence beside its source."""

from bot.rendering.checks import cut

LONG = "\u5de5\u4f5c" * 100


def test_a_long_source_is_cut_around_what_differs():
    text = f"{LONG}机场货邮吞吐量增长7.9%{LONG}"

    shown = cut(text, ("7.9%",))

    assert "吞吐量增长7.9%" in shown
    assert shown.startswith("\u2026")
    assert shown.endswith("\u2026")
    assert len(shown) <= 122


def test_a_long_source_is_cut_at_its_end_where_what_differs_stands_first_or_nowhere():
    text = f"机场货邮吞吐量增长7.9%{LONG}"

    assert cut(text, ("7.9%",)) == cut(text, ("8.3%", "")) == cut(text) == f"{text[:120]}\u2026"


def test_a_short_source_is_shown_whole():
    assert cut("增长7.9%\n,好于预期", ("7.9%",)) == "增长7.9% ,好于预期"
