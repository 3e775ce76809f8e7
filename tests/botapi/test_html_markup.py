"""HTML as Telegram takes it, and what it refuses; the wording is that of tdlib/td."""

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.botapi.entities import Entity, EntityKind, covered, detect, utf16_length
from tests.botapi.errors import ApiError
from tests.botapi.html_markup import checked_address, parse_html


@pytest.mark.parametrize(
    ("markup", "text", "entities"),
    [
        ("<b>校庆</b>是哪天", "校庆是哪天", [("bold", 0, 2)]),
        ("👍<i>好</i>", "👍好", [("italic", 2, 1)]),
        ("<STRONG>a</STRONG><em>b</em>", "ab", [("bold", 0, 1), ("italic", 1, 1)]),
        ("<u>a</u><ins>b</ins>", "ab", [("underline", 0, 1), ("underline", 1, 1)]),
        ("<s>a</s><del>b</del>", "ab", [("strikethrough", 0, 1), ("strikethrough", 1, 1)]),
        ("<tg-spoiler>a</tg-spoiler>", "a", [("spoiler", 0, 1)]),
        ('<span class="tg-spoiler">a</span>', "a", [("spoiler", 0, 1)]),
        ("<blockquote>引</blockquote>", "引", [("blockquote", 0, 1)]),
        ("<blockquote expandable>引</blockquote>", "引", [("expandable_blockquote", 0, 1)]),
        ("<blockquote expandable=''>引</blockquote>", "引", [("expandable_blockquote", 0, 1)]),
        ('<pre><code class="language-py">x</code></pre>', "x", [("pre", 0, 1)]),
        ("<b>a<i>b</i></b>", "ab", [("bold", 0, 2), ("italic", 1, 1)]),
        ("<b></b>a", "a", []),
        ("<b>a</>", "a", [("bold", 0, 1)]),
        ("5 &lt; 6 &amp;&amp; &quot;&#25991;&#x5b57;&quot;", '5 < 6 && "文字"', []),
        ("&nbsp;&apos; R&D", "&nbsp;&apos; R&D", []),
        ('<a href="https://example.org/?a=1&amp;b=2">x</a>', "x", [("text_link", 0, 1)]),
        ("<a>example.org</a>", "example.org", [("text_link", 0, 11)]),
        ('<a href="http://localhost:80">x</a>', "x", []),
        ('<a href="tg://user?id=5">x</a>', "x", [("text_mention", 0, 1)]),
    ],
)
def test_markup_becomes_entities(markup, text, entities):
    parsed, found = parse_html(markup)

    assert parsed == text
    assert [(entity.kind, entity.offset, entity.length) for entity in found] == entities


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        ("文<br>", 'Unsupported start tag "br" at byte offset 3'),
        ("<b>a", 'Can\'t find end tag corresponding to start tag "b"'),
        (
            "<b><i>a</b></i>",
            'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"',
        ),
        ("a</b>", "Unexpected end tag at byte offset 1"),
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("a <b", "Unclosed start tag at byte offset 2"),
        ("<b>a</b", "Unclosed end tag at byte offset 4"),
        ('<a href="x', "Unclosed start tag at byte offset 0"),
        (
            "<a href>x</a>",
            'Expected equal sign in declaration of an attribute of the tag "a" at byte offset 0',
        ),
        ("<a =x>x</a>", 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<a href=x/y>a</a>", "Unexpected end of name token at byte offset 8"),
    ],
)
def test_markup_that_telegram_refuses(markup, reason):
    with pytest.raises(ApiError) as refusal:
        parse_html(markup)

    assert refusal.value.description == f"Bad Request: can't parse entities: {reason}"


def test_an_argument_stays_with_its_entity():
    code = parse_html('<pre><code class="language-python">x</code></pre>')[1]
    link = parse_html('<a href="example.org/文">x</a>')[1]

    assert [entity.to_json().get("language") for entity in code] == ["python"]
    assert [entity.to_json().get("url") for entity in link] == ["http://example.org/文"]


@given(st.text(), st.text())
def test_escaped_text_comes_out_as_it_was(before, inside):
    text, entities = parse_html(f"{html.escape(before, quote=False)}<b>{html.escape(inside)}</b>")

    assert text.replace("&#x27;", "'") == (before + inside)
    assert [covered(text, each) for each in entities] == ([inside] if inside else [])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("/ask 校庆", [("bot_command", "/ask")]),
        ("/ask@youju_bot 校庆", [("bot_command", "/ask@youju_bot")]),
        ("/ask校庆", []),
        ("a/b", []),
        ("👍 @youju_bot 好", [("mention", "@youju_bot")]),
        ("请问@youju_bot", []),
        ("请问 @youju_bot，校庆", [("mention", "@youju_bot")]),
        (
            "a@b.example #简报 https://example.org/a。",
            [("hashtag", "#简报"), ("url", "https://example.org/a")],
        ),
    ],
)
def test_what_telegram_marks_by_itself(text, found):
    assert [(each.kind, covered(text, each)) for each in detect(text)] == found


def test_offsets_are_utf16_units():
    assert utf16_length("答👍a") == 4
    assert covered("👍文", Entity(EntityKind.BOLD, 2, 1)) == "文"


@pytest.mark.parametrize("address", ["http://localhost", "ftp://example.org", "http://[", "x y.org"])
def test_addresses_telegram_would_not_link(address):
    assert checked_address(address) == ""
