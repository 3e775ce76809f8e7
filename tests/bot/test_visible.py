import json
import sys
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from bot.rendering.markup import block, html
from bot.rendering.plain import Line
from bot.rendering.visible import visible, visible_json, visible_lines
from bot.terminal import Style
from retrieval.types import Span

# All that Unicode has of the kind; "\n" alone may stand in what is printed, where our own layout put it.
UNSEEN = [
    sign
    for code in range(sys.maxunicode + 1)
    if unicodedata.category(sign := chr(code)) in ("Cc", "Cf", "Cs", "Zl", "Zp")
]


def has_unseen(text):
    return [f"U+{ord(sign):04X}" for sign in set(text) - {"\n"} if sign in UNSEEN]


def test_no_character_that_cannot_be_seen_comes_through():
    shown = visible("".join(UNSEEN))

    assert has_unseen(shown) == []
    assert "\n" not in shown


def test_each_such_character_has_a_sign_of_its_own():
    assert len({visible(sign) for sign in UNSEEN}) == len(UNSEEN)


@given(st.text(alphabet=st.characters(exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp"])))
def test_what_can_be_seen_is_left_alone(text):
    assert visible(text) == visible_lines(text) == text


@given(st.text(alphabet=st.characters()))
def test_doing_it_twice_changes_nothing(text):
    assert visible(visible(text)) == visible(text)


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from(UNSEEN))))
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
    assert has_unseen(html([block("".join(UNSEEN))])) == []
    assert html([block("90\u202e%\x1b[8m\n完")]) == "90&lt;U+202E&gt;%␛[8m\n完"
